import { canonicalJson } from '../../common/canonical-json.js';
import type { Delivery, NoChange, UpdateContent } from '../../common/content.js';
import { invalidField } from '../../common/problems.js';
import { normaliseDocument } from '../../common/rich-text/index.js';
import type { Query } from './update-facts.js';

/** What one edition printed of a row. */
export interface PrintedText {
  /** 0 for the last edition, 1 for the one before … */
  editionsAgo: number;
  /** 2021/22 Q3 (October to December 2021) */
  periodLabel: string;
  asAt: string;
  content: UpdateContent;
}

/** What was printed of the row $1 and of those that it continues, newest first, as last corrected. */
const PRINTED = `WITH RECURSIVE row_of (id, editions_ago) AS (
    SELECT coalesce(corrects_id, id), 0 FROM updates WHERE id = $1
    UNION ALL
    SELECT coalesce(p.corrects_id, p.id), r.editions_ago + 1
    FROM row_of r JOIN updates u ON u.id = r.id JOIN updates p ON p.id = u.previous_update_id
    WHERE r.editions_ago < 200)
  SELECT o.editions_ago AS "editionsAgo", r.period_label AS "periodLabel", r.as_at::text AS "asAt", v.content
  FROM row_of o
  CROSS JOIN LATERAL (SELECT u.round_id, u.approved_revision_id FROM updates u
    WHERE (u.id = o.id OR u.corrects_id = o.id) AND u.state = 'published' AND u.omission_id IS NULL
    ORDER BY u.correction_no DESC LIMIT 1) u
  JOIN rounds r ON r.id = u.round_id JOIN update_revisions v ON v.id = u.approved_revision_id
  ORDER BY o.editions_ago`;

export async function printedTexts(query: Query, previousUpdateId: string): Promise<PrintedText[]> {
  const rows = await query<Omit<PrintedText, 'content'> & { content: string }>(PRINTED, [
    previousUpdateId,
  ]);
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as UpdateContent }));
}

/**
 * Since when the words of the newest text have been printed without a break: the oldest edition that
 * every later one repeats.
 * @param texts newest first, at least one
 */
export function unchangedSince(texts: readonly PrintedText[]): NoChange {
  const words = texts.map(({ content }) => canonicalJson(normaliseDocument(content.document)));
  const other = words.findIndex((each) => each !== words[0]);
  const first = texts.at(other < 0 ? -1 : other - 1)!;
  return { since: first.periodLabel.replace(/\s*\(.*$/, ''), sinceOn: first.asAt };
}

/**
 * The delivery status as last time; asked for only where the last edition stated none.
 * @throws Problem request.invalid when one is missing, or is another than last time's
 */
export function unchangedDelivery(
  { delivery: last }: UpdateContent,
  given: Delivery | undefined,
): Delivery {
  const isStated = last !== undefined && last !== 'not_stated';
  if (isStated && given !== undefined && given !== last) {
    throw invalidField(
      'delivery',
      'changed',
      'A new delivery status is a change: write an update.',
    );
  }
  const delivery = isStated ? last : given;
  if (!delivery) {
    throw invalidField(
      'delivery',
      'required',
      'Choose the delivery status: last time stated none.',
    );
  }
  return delivery;
}
