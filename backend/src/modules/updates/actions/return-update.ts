import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { Update, type UpdateRevision } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision, expectRevision, resumeDraft } from '../update-texts.js';

@Injectable()
export class ReturnUpdate {
  /** A lead sends the text back to its owner, with a reason; drafting goes on from this revision. */
  async execute(act: Act, updateId: string, revisionId: string, reason: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'return');
    const revision = await expectRevision(act, update, revisionId);
    await sendBack(act, update, revision, reason, as);
  }
}

/**
 * The return itself, alone or with suggested changes: answers with the id of the decision.
 * @param withItsWords drafting goes on from the revision’s very words, to which changes are suggested
 */
export async function sendBack(
  act: Act,
  update: Update,
  revision: UpdateRevision,
  reason: string,
  as: Principal,
  { withItsWords = false }: { withItsWords?: boolean } = {},
): Promise<string> {
  const { id: updateId, planId } = update;
  await act.manager.update(
    Update,
    { id: updateId },
    {
      state: 'returned',
      claimedById: null,
      claimedAt: null,
      stateChangedAt: act.now,
      version: update.version + 1,
    },
  );
  await resumeDraft(act, update, { withItsWords });
  const decisionId = await appendDecision(act, updateId, 'return', as, { revision, reason });
  act.emit({ kind: 'update.returned', payload: { updateId, revisionId: revision.id } });
  act.record(
    'update.returned',
    { kind: 'update', id: updateId, planId },
    { revisionId: revision.id, reasonHash: reasonHash(reason) },
    as,
  );
  return decisionId;
}
