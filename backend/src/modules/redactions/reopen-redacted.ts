import { In } from 'typeorm';
import type { Principal } from '../../common/actor.js';
import { reasonHash, type Act, type AuditKind } from '../audit/index.js';
import { endOverridesOf } from '../overrides/index.js';
import { Round } from '../rounds/index.js';
import { Manifest, voidManifest } from '../signoff/index.js';
import {
  appendDecision,
  resumeDraft,
  Update,
  UpdateRevision,
  type UpdateDecisionKind,
  type UpdateState,
} from '../updates/index.js';

/** Said to owners and leads in the history of the text. */
const REASON =
  'Words that must not be kept were redacted from this text. Read it again and submit it.';

const BACK: Partial<
  Record<
    UpdateState,
    {
      to: UpdateState;
      decision: UpdateDecisionKind;
      entry: AuditKind & ('update.reopened' | 'update.returned' | 'update.clearance_refused');
    }
  >
> = {
  approved: { to: 'drafting', decision: 'reopen', entry: 'update.reopened' },
  submitted: { to: 'returned', decision: 'return', entry: 'update.returned' },
  in_clearance: { to: 'returned', decision: 'refuse_clearance', entry: 'update.clearance_refused' },
};

/** Those updates, not yet published, whose submitted words are among the revisions named. */
export async function sealedUpdates(act: Act, revisionIds: readonly string[]): Promise<string[]> {
  const rows = await act.manager.query<{ id: string }[]>(
    `SELECT id FROM updates WHERE state IN ('in_clearance', 'submitted', 'approved', 'signed')
       AND (latest_revision_id = ANY($1::uuid[]) OR approved_revision_id = ANY($1::uuid[])) ORDER BY id`,
    [revisionIds],
  );
  return rows.map(({ id }) => id);
}

/**
 * Voids what is sealed or signed and would print the words: its hash is of other words now.
 * @returns the ids of the manifests
 */
export async function voidRedactedManifests(
  act: Act,
  manifestIds: readonly string[],
  updateIds: readonly string[],
): Promise<string[]> {
  const sealed = await act.manager.findBy(Update, { id: In([...updateIds]), isSealed: true });
  const current = await act.manager.findBy(Manifest, { state: In(['sealed', 'signed']) });
  const affected = current.filter(
    ({ id, roundId, correctionNo }) =>
      manifestIds.includes(id) ||
      sealed.some((each) => each.roundId === roundId && each.correctionNo === correctionNo),
  );
  for (const manifest of affected) {
    const round = await act.manager.findOneByOrFail(Round, { id: manifest.roundId });
    await voidManifest(act, round, manifest, 'Words were redacted from what it holds.');
    act.emit({ kind: 'round.unsealed', payload: { roundId: round.id, manifestId: manifest.id } });
  }
  return affected.map(({ id }) => id);
}

/** Lets the texts be written again: they are other words now than those that were agreed to. */
export async function reopenRedacted(
  act: Act,
  updateIds: readonly string[],
  as: Principal,
): Promise<void> {
  for (const id of updateIds) {
    const update = await act.manager.findOneByOrFail(Update, { id });
    const back = BACK[update.state];
    if (!back) throw new Error(`Update ${id} is ${update.state}: it cannot go back to its owner`);
    const revision = await act.manager.findOneByOrFail(UpdateRevision, {
      id: update.latestRevisionId!,
    });
    await act.manager.update(
      Update,
      { id },
      {
        ...{ state: back.to, approvedRevisionId: null, claimedById: null, claimedAt: null },
        ...{ stateChangedAt: act.now, version: update.version + 1 },
      },
    );
    await resumeDraft(act, update);
    await endOverridesOf(act, { kind: 'update', id }, ['still_true']);
    const said = { revision, reason: REASON };
    const decisionId = await appendDecision(act, id, back.decision, as, said);
    act.emit({
      kind: back.to === 'returned' ? 'update.returned' : 'update.reopened',
      payload: { updateId: id, revisionId: revision.id, decisionId },
    });
    act.record(
      back.entry,
      { kind: 'update', id, planId: update.planId },
      { revisionId: revision.id, reasonHash: reasonHash(REASON) },
      as,
    );
  }
}
