import { randomUUID } from 'node:crypto';
import { withoutNoChange, type UpdateContent } from '../../common/content.js';
import type { Act } from '../audit/index.js';
import {
  copyEvidence,
  isStillHere,
  Listing,
  soonestRespondBy,
  Update,
  UpdateDraft,
  UpdateRevision,
  withoutEvidence,
} from '../updates/index.js';

/**
 * A copy of a published update with everything that belongs to it, to be drafted from its words by
 * the owner given with it. Contributors who have left are not asked again.
 */
export async function copyForCorrection(
  act: Act,
  update: Update & { ownerId: string },
  correctionNo: number,
  reason: string,
): Promise<string> {
  const id = randomUUID();
  const { manager } = act;
  const revision = update.approvedRevisionId
    ? await manager.findOneByOrFail(UpdateRevision, { id: update.approvedRevisionId })
    : null;
  const { roundId, planId, chapterId, organisationId, ownerId, title, isClearanceRequired } =
    update;
  await manager.insert(Update, {
    id,
    ...{ roundId, planId, chapterId, organisationId, ownerId, title, isClearanceRequired },
    // The dates of its round are over. The dialog says so.
    respondBy: soonestRespondBy(act.now),
    // A row that was omitted has nothing to start from.
    state: revision ? 'drafting' : 'not_started',
    // What a reviewer compares with, and the line that the correction takes the place of.
    previousUpdateId: update.id,
    correctionNo,
    // Always the first of its kind: corrections of a correction stand side by side under it.
    correctsId: update.correctsId ?? update.id,
    correctionReason: reason,
    isSealed: false,
    version: 1,
    stateChangedAt: act.now,
  });
  const listing = await manager.findOneByOrFail(Listing, { updateId: update.id });
  await manager.insert(Listing, { ...listing, updateId: id });
  await manager.query(
    `INSERT INTO update_commitments (update_id, commitment_id, position)
     SELECT $1, commitment_id, position FROM update_commitments WHERE update_id = $2`,
    [id, update.id],
  );
  await manager.query(
    `INSERT INTO update_contributors (update_id, person_id, added_by_id, added_at)
     SELECT $1, c.person_id, $3, $4 FROM update_contributors c JOIN updates u ON u.id = c.update_id
     WHERE c.update_id = $2 AND c.person_id <> $5 AND ${isStillHere('c.person_id')}`,
    [id, update.id, act.actorId, act.now, ownerId],
  );
  if (revision) {
    await manager.insert(UpdateDraft, {
      updateId: id,
      content: withoutEvidence(
        withoutNoChange(JSON.parse(revision.content) as UpdateContent),
      ) as never,
      version: 1,
      savedById: act.actorId,
      savedAt: act.now,
    });
    copyEvidence(act, { from: { revisionId: revision.id }, to: { updateId: id } });
  }
  return id;
}
