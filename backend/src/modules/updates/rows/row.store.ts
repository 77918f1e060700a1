import { In, type EntityManager } from 'typeorm';
import type { Act } from '../../audit/index.js';
import type { Round } from '../../rounds/index.js';
import {
  Listing,
  Update,
  UpdateCommitment,
  UpdateContributor,
  UpdateDraft,
} from '../update.entities.js';
import { UpdateSource } from '../summary/source.entity.js';
import { respondByOfNew } from './respond-by.js';
import type { Row } from './row.js';

/**
 * SQL: what stands in the update (alias u) are approved words as it began with them, and nobody has
 * written or said anything there. Its source keeps them.
 */
const AS_TAKEN = `(u.state = 'drafting' AND u.started_from = 'approved_words'
  AND EXISTS (SELECT 1 FROM update_drafts d WHERE d.update_id = u.id AND d.version = 1)
  AND NOT EXISTS (SELECT 1 FROM comment_threads t WHERE t.subject_id = u.id)
  AND NOT EXISTS (SELECT 1 FROM update_evidence e WHERE e.update_id = u.id))`;

/** SQL: something was written in the update (alias u), or decided on it. */
export const IS_TOUCHED = `((u.state <> 'not_started' OR EXISTS (SELECT 1 FROM update_drafts d WHERE d.update_id = u.id))
    AND ${AS_TAKEN} IS NOT TRUE
  OR u.omission_id IS NOT NULL
  OR EXISTS (SELECT 1 FROM update_revisions v WHERE v.update_id = u.id)
  OR EXISTS (SELECT 1 FROM update_decisions c WHERE c.update_id = u.id))`;

/** A round's rows in the order of print, without corrections. */
export const loadRows = (manager: EntityManager, roundId: string): Promise<Row[]> =>
  manager.query<Row[]>(
    `SELECT u.id, false AS "isNew", u.title, u.previous_update_id AS "previousUpdateId",
       u.chapter_id AS "chapterId", u.organisation_id AS "organisationId",
       u.is_clearance_required AS "isClearanceRequired", u.owner_id AS "ownerId",
       l.chapter, l.reference, l.wording, l.is_untitled AS "isUntitled", u.state, ${IS_TOUCHED} AS "isTouched",
       ARRAY(SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position)
         AS "commitmentIds"
     FROM updates u JOIN listings l ON l.update_id = u.id
     WHERE u.round_id = $1 AND u.correction_no = 0 ORDER BY l.position, u.id`,
    [roundId],
  );

/** Locks a round's updates, in one order for everyone: nobody can begin to write in one meanwhile. */
export const lockRows = (manager: EntityManager, roundId: string): Promise<unknown> =>
  manager.query('SELECT 1 FROM updates WHERE round_id = $1 ORDER BY id FOR UPDATE', [roundId]);

/** Makes the round's rows what they are to be. What may not be is refused before: `rowRefusals`. */
export async function writeRows(
  act: Act,
  round: Pick<Round, 'id' | 'planId' | 'state' | 'draftsDueOn' | 'signOffDueOn'>,
  before: readonly Row[],
  after: readonly Row[],
): Promise<{ added: string[]; removed: string[]; changed: string[] }> {
  const present = new Map(before.map((row, index) => [row.id, { row, position: index + 1 }]));
  const kept = new Set(after.map((row) => row.id));
  const removed = before.filter((row) => !kept.has(row.id)).map((row) => row.id);
  const placed = after.map((row, index) => ({ row, position: index + 1 }));
  const added = placed.filter(({ row }) => !present.has(row.id));
  await removeRows(act.manager, removed);
  await insertRows(act, round, added);
  const changed: string[] = [];
  for (const { row, position } of placed) {
    const was = present.get(row.id);
    if (was && (await changeRow(act.manager, was, { row, position }))) changed.push(row.id);
  }
  return { added: added.map(({ row }) => row.id), removed, changed };
}

interface PlacedRow {
  row: Row;
  position: number;
}

async function removeRows(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const entity of [Listing, UpdateCommitment, UpdateContributor, UpdateSource, UpdateDraft]) {
    await manager.delete(entity, { updateId: In(ids) });
  }
  await manager.query('DELETE FROM update_draft_authors WHERE update_id = ANY($1::uuid[])', [ids]);
  await manager.delete(Update, { id: In(ids) });
}

async function insertRows(
  act: Act,
  round: Pick<Round, 'id' | 'planId' | 'state' | 'draftsDueOn' | 'signOffDueOn'>,
  rows: readonly PlacedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await act.manager.insert(
    Update,
    rows.map(({ row }) => ({
      id: row.id,
      roundId: round.id,
      planId: round.planId,
      chapterId: row.chapterId,
      organisationId: row.organisationId,
      ownerId: row.ownerId,
      title: row.title,
      respondBy: respondByOfNew(round, act.now) ?? round.draftsDueOn,
      state: 'not_started' as const,
      isClearanceRequired: row.isClearanceRequired,
      previousUpdateId: row.previousUpdateId,
      correctionNo: 0,
      isSealed: false,
      version: 1,
      stateChangedAt: act.now,
    })),
  );
  await act.manager.insert(
    Listing,
    rows.map(({ row: { id, chapter, reference, wording, isUntitled }, position }) => ({
      updateId: id,
      roundId: round.id,
      chapter,
      reference,
      wording,
      isUntitled,
      position,
    })),
  );
  await link(
    act.manager,
    rows.map(({ row }) => row),
  );
}

async function link(manager: EntityManager, rows: readonly Row[]): Promise<void> {
  const links = rows.flatMap((row) =>
    row.commitmentIds.map((commitmentId, index) => ({
      updateId: row.id,
      commitmentId,
      position: index + 1,
    })),
  );
  if (links.length > 0) await manager.insert(UpdateCommitment, links);
}

/** Writes what is different and says whether anything was. */
async function changeRow(
  manager: EntityManager,
  was: PlacedRow,
  { row, position }: PlacedRow,
): Promise<boolean> {
  const isListed = (['chapter', 'reference', 'wording', 'isUntitled'] as const).every(
    (key) => was.row[key] === row[key],
  );
  const isLinked = was.row.commitmentIds.join() === row.commitmentIds.join();
  const isSame = (['title', 'chapterId', 'organisationId', 'isClearanceRequired'] as const).every(
    (key) => was.row[key] === row[key],
  );
  if (!isListed || was.position !== position) {
    const { chapter, reference, wording, isUntitled } = row;
    await manager.update(
      Listing,
      { updateId: row.id },
      { chapter, reference, wording, isUntitled, position },
    );
  }
  if (!isLinked) {
    await manager.delete(UpdateCommitment, { updateId: row.id });
    await link(manager, [row]);
  }
  if (!isSame || !isLinked) {
    const { title, chapterId, organisationId, isClearanceRequired } = row;
    await manager.update(
      Update,
      { id: row.id },
      { title, chapterId, organisationId, isClearanceRequired, version: () => 'version + 1' },
    );
  }
  return !(isListed && isLinked && isSame && was.position === position);
}
