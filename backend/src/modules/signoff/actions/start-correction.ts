import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { UpdateContent } from '../../../common/content.js';
import { londonDate } from '../../../common/dates.js';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Listing, Update, UpdateDraft, UpdateRevision } from '../../updates/index.js';
import { publishedManifest } from '../manifest-lines.js';
import { requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';

export interface CorrectionStart {
  updateIds: readonly string[];
  /** Printed at the head of the corrected edition. */
  reason: string;
}

/** Lets published updates be written again: as copies, which run the whole workflow once more. */
@Injectable()
export class StartCorrection {
  /** @returns the ids of the copies, in the order asked for */
  async execute(act: Act, roundId: string, input: CorrectionStart): Promise<string[]> {
    const round = await lockVisibleRound(act, roundId);
    const as = requireSignoff(act, 'start_correction', await standingOf(act.manager, round));
    const reason = input.reason.trim();
    if (reason === '') throw invalidField('reason', 'required', 'Say what is corrected and why.');
    const updates = await printedUpdates(act, roundId, input.updateIds);

    const last = await act.manager.maximum(Update, 'correctionNo', { roundId });
    const correctionNo = (last ?? 0) + 1;
    const copies: string[] = [];
    for (const update of updates) copies.push(await copyUpdate(act, update, correctionNo, reason));

    act.record(
      'round.correction_started',
      { kind: 'round', id: roundId, planId: round.planId },
      { correctionNo, updateIds: copies },
      as,
    );
    act.emit({ kind: 'round.correction_started', payload: { roundId, correctionNo } });
    return copies;
  }
}

/** The updates named, all of which the current edition prints: an older version is not corrected. */
async function printedUpdates(
  act: Act,
  roundId: string,
  ids: readonly string[],
): Promise<Update[]> {
  if (ids.length === 0) throw invalidField('updateIds', 'required', 'Name at least one update.');
  const manifest = await publishedManifest(act.manager, roundId);
  const printed = new Set(manifest?.lines.map(({ updateId }) => updateId));
  const found = await act.manager.findBy(Update, { id: In([...ids]), roundId });
  const byId = new Map(found.map((update) => [update.id, update]));
  return ids.map((id, index) => {
    const update = byId.get(id);
    if (!update || !printed.has(id)) {
      throw invalidField(`updateIds.${index}`, 'unknown', 'The current edition does not print this update, or it is named twice.');
    }
    byId.delete(id);
    return update;
  });
}

async function copyUpdate(
  act: Act,
  update: Update,
  correctionNo: number,
  reason: string,
): Promise<string> {
  const id = randomUUID();
  const { manager } = act;
  const revision = update.approvedRevisionId
    ? await manager.findOneByOrFail(UpdateRevision, { id: update.approvedRevisionId })
    : null;
  const { roundId, planId, chapterId, organisationId, ownerId, title, isClearanceRequired } = update;
  await manager.insert(Update, {
    id,
    ...{ roundId, planId, chapterId, organisationId, ownerId, title, isClearanceRequired },
    respondBy: londonDate(act.now),
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
     SELECT $1, person_id, $3, $4 FROM update_contributors WHERE update_id = $2`,
    [id, update.id, act.actorId, act.now],
  );
  if (revision) {
    await manager.insert(UpdateDraft, {
      updateId: id,
      content: JSON.parse(revision.content) as UpdateContent as never,
      version: 1,
      savedById: act.actorId,
      savedAt: act.now,
    });
  }
  return id;
}
