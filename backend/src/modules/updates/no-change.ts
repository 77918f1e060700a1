import {
  withoutNoChange,
  type Delivery,
  type NoChange,
  type UpdateContent,
} from '../../common/content.js';
import { canonicalJson } from '../../common/canonical-json.js';
import { canonicalContent } from '../../common/content-hash.js';
import { isSameEvidence, type PublishedEvidence } from '../../common/evidence.js';
import { invalidField, Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import type { Query } from './update-facts.js';

/** What one edition printed of a row. */
export interface PrintedText {
  /** 0 for the last edition, 1 for the one before … */
  editionsAgo: number;
  /** 2021/22 Q3 (October to December 2021) */
  periodLabel: string;
  asAt: string;
  /** Every version that printed it is withdrawn. */
  isWithdrawn: boolean;
  content: UpdateContent;
}

/** What was printed of each of the rows $1 and of those that it continues, newest first, as last corrected. */
const PRINTED = `WITH RECURSIVE row_of (start_id, id, editions_ago) AS (
    SELECT id, coalesce(corrects_id, id), 0 FROM updates WHERE id = ANY ($1::uuid[])
    UNION ALL
    SELECT r.start_id, coalesce(p.corrects_id, p.id), r.editions_ago + 1
    FROM row_of r JOIN updates u ON u.id = r.id JOIN updates p ON p.id = u.previous_update_id
    WHERE r.editions_ago < 200)
  SELECT o.start_id AS "updateId", o.editions_ago AS "editionsAgo", r.period_label AS "periodLabel", r.as_at::text AS "asAt", is_text_withdrawn(u.id) AS "isWithdrawn", v.content
  FROM row_of o
  CROSS JOIN LATERAL (SELECT u.id, u.round_id, u.approved_revision_id FROM updates u
    WHERE (u.id = o.id OR u.corrects_id = o.id) AND u.state = 'published' AND u.omission_id IS NULL
    ORDER BY u.correction_no DESC LIMIT 1) u
  JOIN rounds r ON r.id = u.round_id JOIN update_revisions v ON v.id = u.approved_revision_id
  ORDER BY o.editions_ago`;

/** By the id of the row from which each goes back. */
async function printedOf(
  query: Query,
  updateIds: readonly string[],
): Promise<Map<string, PrintedText[]>> {
  const rows = await query<Omit<PrintedText, 'content'> & { updateId: string; content: string }>(
    PRINTED,
    [updateIds],
  );
  const printed = new Map<string, PrintedText[]>();
  for (const { updateId, content, ...text } of rows) {
    const texts = printed.get(updateId) ?? [];
    texts.push({ ...text, content: JSON.parse(content) as UpdateContent });
    printed.set(updateId, texts);
  }
  return printed;
}

export const printedTexts = async (
  query: Query,
  previousUpdateId: string,
): Promise<PrintedText[]> =>
  (await printedOf(query, [previousUpdateId])).get(previousUpdateId) ?? [];

/** What is printed in the row beside its delivery status and its evidence, to be compared. */
const printedIn = ({ delivery: _, evidence: _evidence, ...said }: UpdateContent): string =>
  canonicalContent(withoutNoChange(said));

/** The evidence that the newer text publishes and the older one did not. */
export const newEvidence = (newer: UpdateContent, older: UpdateContent): PublishedEvidence[] =>
  (newer.evidence ?? []).filter(
    (item) => !older.evidence?.some((printed) => isSameEvidence(printed, item)),
  );

const isStated = (delivery: Delivery | undefined): delivery is Delivery =>
  delivery !== undefined && delivery !== 'not_stated';

/**
 * Since when what the newest text says has been printed without a break: the oldest edition that every
 * later one repeats, in words, milestone and figures, with no other delivery status and no new evidence.
 * An edition without the row, or whose words were withdrawn, is a break.
 * @param texts newest first, at least one
 */
export function unchangedSince(texts: readonly PrintedText[]): NoChange {
  let first = texts[0]!;
  let { delivery } = first.content;
  for (const older of texts.slice(1)) {
    const { content } = older;
    const isNext = older.editionsAgo === first.editionsAgo + 1 && !older.isWithdrawn;
    const isSame =
      printedIn(content) === printedIn(first.content) &&
      newEvidence(first.content, content).length === 0 &&
      (!isStated(content.delivery) || !isStated(delivery) || content.delivery === delivery);
    if (!isNext || !isSame) break;
    first = older;
    if (isStated(content.delivery)) ({ delivery } = content);
  }
  return { since: first.periodLabel.replace(/\s*\(.*$/, ''), sinceOn: first.asAt };
}

/**
 * Whether a text that was handed in as no change still says what is so: what the editions before
 * printed may have been corrected or withdrawn since.
 * @param texts newest first
 */
export function isStillNoChange(content: UpdateContent, texts: readonly PrintedText[]): boolean {
  const [last] = texts;
  if (last?.editionsAgo !== 0 || last.isWithdrawn) return false;
  const { delivery } = last.content;
  return (
    printedIn(content) === printedIn(last.content) &&
    newEvidence(content, last.content).length === 0 &&
    (!isStated(delivery) || delivery === content.delivery) &&
    canonicalJson(unchangedSince(texts)) === canonicalJson(content.noChange)
  );
}

/** Of revisions $1, those that say that nothing has changed and wait to be approved, signed or published. */
const SAID_NO_CHANGE = `SELECT u.title, u.previous_update_id AS "previousId", v.content
  FROM update_revisions v JOIN updates u ON u.id = v.update_id
  WHERE v.id = ANY($1::uuid[]) AND u.state <> 'published' AND v.content::jsonb ? 'noChange'
  ORDER BY u.title, u.id`;

/**
 * Asked when they are approved, sealed and published: nobody reads “no change since” beside words that
 * the edition named there prints no longer.
 * @throws Problem update.no_change_overtaken naming the updates of which that is so
 */
export async function requireStillNoChange(
  act: Act,
  revisionIds: readonly string[],
): Promise<void> {
  const query: Query = (sql, parameters) => act.query(sql, parameters);
  const said = await query<{ title: string; previousId: string | null; content: string }>(
    SAID_NO_CHANGE,
    [revisionIds],
  );
  if (said.length === 0) return;
  const printed = await printedOf(
    query,
    said.flatMap(({ previousId }) => previousId ?? []),
  );
  const overtaken = said.filter(({ previousId, content }) => {
    const texts = printed.get(previousId ?? '') ?? [];
    return !isStillNoChange(JSON.parse(content) as UpdateContent, texts);
  });
  if (overtaken.length > 0) {
    throw new Problem('update.no_change_overtaken', {
      titles: overtaken.map(({ title }) => title).join('; '),
    });
  }
}

/**
 * The delivery status as last time; asked for only where the last edition stated none.
 * @throws Problem request.invalid when one is missing, or is another than last time's
 */
export function unchangedDelivery(
  { delivery: last }: UpdateContent,
  given: Delivery | undefined,
): Delivery {
  if (isStated(last) && given !== undefined && given !== last) {
    throw invalidField(
      'delivery',
      'changed',
      'A new delivery status is a change: write an update.',
    );
  }
  const delivery = isStated(last) ? last : given;
  if (!delivery) {
    throw invalidField(
      'delivery',
      'required',
      'Choose the delivery status: last time stated none.',
    );
  }
  return delivery;
}
