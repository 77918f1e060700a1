import { randomUUID } from 'node:crypto';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Round } from '../../rounds/index.js';
import { BROUGHT_IN_ON } from '../brought-in-on.js';
import type { KeptHistoricRow } from '../historic-edition.js';

/** What is here of an edition that was brought in from elsewhere: its round and its last version. */
export interface EarlierVersion {
  roundId: string;
  last: EditionSnapshot;
}

/**
 * The edition of which the file is a later version, where it was brought in from elsewhere too.
 * @throws Problem request.invalid naming what a correction does not change, or cannot
 */
export async function earlierVersion(
  { manager }: Act,
  snapshot: EditionSnapshot,
): Promise<EarlierVersion | null> {
  const [here] = await manager.query<{ roundId: string; text: string }[]>(
    `SELECT e.round_id AS "roundId", e.snapshot AS text FROM editions e
     WHERE e.slug = $1 AND ${BROUGHT_IN_ON} IS NOT NULL ORDER BY e.version DESC LIMIT 1`,
    [snapshot.slug],
  );
  if (!here) return null;
  const last = JSON.parse(here.text) as EditionSnapshot;
  if (snapshot.version <= last.version) {
    const words = `is here already, or is older than version ${last.version}, which is: bring them in in their order`;
    throw invalidField('version', 'taken', words);
  }
  const isOther = (field: string, is: unknown, was: unknown): void => {
    if (is !== was)
      throw invalidField(field, 'other', `is not that of version ${last.version}, which is here`);
  };
  isOther('plan.id', snapshot.plan.id, last.plan.id);
  isOther('period.start', snapshot.period.start, last.period.start);
  isOther('period.end', snapshot.period.end, last.period.end);
  isOther('asAt', snapshot.asAt, last.asAt);
  isOther('isSummary', snapshot.isSummary, last.isSummary);
  isOther('isHistoric', snapshot.isHistoric, last.isHistoric);
  if (snapshot.publishedOn < last.publishedOn)
    throw invalidField('publishedOn', 'before', `is before that of version ${last.version}`);
  // Each version has a signature of its own.
  if (snapshot.signature?.manifestHash === last.signature?.manifestHash)
    throw invalidField('signature.manifestHash', 'taken', `is that of version ${last.version}`);
  return { roundId: here.roundId, last };
}

/** Of a later version's rows those that are new here, each in the place of the text that it corrects. */
export async function correctedRows(
  { manager }: Act,
  { roundId }: EarlierVersion,
  { version, correction }: EditionSnapshot,
  rows: readonly KeptHistoricRow[],
): Promise<KeptHistoricRow[]> {
  const kept = await manager.query<{ id: string; row: string; hash: string }[]>(
    `SELECT DISTINCT ON (1) coalesce(u.corrects_id, u.id) AS row, u.id, r.content_hash AS hash
     FROM updates u JOIN update_revisions r ON r.id = u.approved_revision_id
     WHERE u.round_id = $1 ORDER BY 1, u.correction_no DESC`,
    [roundId],
  );
  const byRow = new Map(kept.map((each) => [each.row, each]));
  return rows.flatMap((row) => {
    const before = byRow.get(row.updateId);
    // Left out of the versions before, and so kept nowhere.
    if (!before) return [row];
    if (before.hash === row.hash) return [];
    return [
      {
        ...row,
        // Of its own: links to the row go on leading to the first.
        updateId: randomUUID(),
        correction: {
          no: version - 1,
          correctsId: row.updateId,
          previousUpdateId: before.id,
          reason: correction?.note ?? '',
        },
      },
    ];
  });
}

/**
 * What a correction changes of the edition's own words, the round and its rows say too: what comes next
 * goes on from them.
 */
export async function followWords(
  { manager }: Act,
  { roundId }: EarlierVersion,
  { title, introduction }: EditionSnapshot,
  rows: readonly KeptHistoricRow[],
): Promise<void> {
  await manager.update(
    Round,
    { id: roundId },
    { title, introduction: (introduction ?? null) as never },
  );
  await manager.query(
    `UPDATE listings l SET chapter = p.chapter
     FROM unnest($2::uuid[], $3::text[]) AS p (id, chapter) JOIN updates u ON coalesce(u.corrects_id, u.id) = p.id
     WHERE l.update_id = u.id AND u.round_id = $1 AND l.chapter <> p.chapter`,
    [roundId, rows.map(({ updateId }) => updateId), rows.map(({ chapter }) => chapter)],
  );
}
