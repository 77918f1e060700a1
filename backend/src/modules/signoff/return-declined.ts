import type { Principal } from '../../common/actor.js';
import type { Act } from '../audit/index.js';
import { endOverride, endOverridesOf } from '../overrides/index.js';
import { appendDecision, resumeDraft, Update, UpdateRevision } from '../updates/index.js';

/**
 * Sends back one update that a signatory would not sign for. Its approval is withdrawn and drafting
 * goes on from the approved words; an omission that was objected to ends, so that the round cannot
 * be sealed again without an answer.
 */
export async function returnDeclined(
  act: Act,
  { id }: Pick<Update, 'id'>,
  reason: string,
  as: Principal,
): Promise<void> {
  const update = await act.manager.findOneByOrFail(Update, { id });
  const revision = update.approvedRevisionId
    ? await act.manager.findOneByOrFail(UpdateRevision, { id: update.approvedRevisionId })
    : undefined;
  if (update.omissionId) await endOverride(act, update.omissionId);
  const withdrawn = revision && {
    state: 'returned' as const,
    approvedRevisionId: null,
    stateChangedAt: act.now,
  };
  await act.manager.update(
    Update,
    { id },
    { ...withdrawn, omissionId: null, version: update.version + 1 },
  );
  await endOverridesOf(act, { kind: 'update', id }, ['still_true']);
  if (revision) await resumeDraft(act, update);
  const decisionId = await appendDecision(act, id, 'decline', as, {
    ...(revision && { revision }),
    reason,
  });
  act.emit(
    revision
      ? { kind: 'update.returned', payload: { updateId: id, revisionId: revision.id } }
      : { kind: 'update.included', payload: { updateId: id, decisionId } },
  );
}
