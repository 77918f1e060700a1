import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import {
  changedMeanwhile,
  onBehalfOf,
  overtaken,
  reasonHash,
  type Act,
} from '../../audit/index.js';
import {
  Commitment,
  CommitmentChange,
  hashOfChange,
  type RegisterChange,
} from '../../plan/index.js';
import { Round, secretariatOf } from '../../rounds/index.js';
import { prepareChange, type PreparedChange } from '../register/prepare-change.js';
import { beforeOf, type RegisterChangeInput } from '../register/register-change.input.js';
import { insertCommitment, noteEffects, writeRegister } from '../register/register.store.js';
import { refuseLoss } from '../rows/row.js';
import { emitOwnersOf } from '../rows/owner-named.js';
import { writeRows } from '../rows/row.store.js';

/** What a person confirms after seeing what a change will do. */
export interface ConfirmedChange extends RegisterChangeInput {
  reason: string;
  /** The commitment's version that was seen; none for a new one. */
  version?: number;
  /** The hash of the effect that was seen. */
  seen: string;
}

@Injectable()
export class ChangeRegister {
  /**
   * Changes the register from a given round on: in an open round its rows change at once, in a
   * planned one when it opens. Nothing published is touched.
   * @throws Problem record.changed_meanwhile when the effect is no longer the one that was seen
   * @throws Problem register.row_in_use when a text would be lost or would answer something else
   */
  async execute(
    act: Act,
    input: ConfirmedChange,
    reversesId: string | null = null,
  ): Promise<{ id: string; commitmentId: string }> {
    const prepared = await prepareChange(act, input);
    await refuseUnseen(act, prepared, input);
    refuseLoss(prepared.effect.refusals);
    const id = randomUUID();
    const { planId, round, change, isImmediate } = prepared;
    const commitmentId = change.kind === 'add' ? change.commitment.id : change.commitmentId;
    const as = secretariatOf(act, planId);
    const before = beforeOf(prepared.before, change);
    if (isImmediate) await this.apply(act, prepared, input.reason);
    else await this.announce(act, prepared);
    if (prepared.commitment) {
      const version = prepared.commitment.version + 1;
      await act.manager.update(Commitment, { id: commitmentId }, { version });
    }
    await act.manager.insert(CommitmentChange, {
      ...{ id, planId, commitmentId, kind: change.kind, roundId: round?.id ?? null, reversesId },
      reason: input.reason.trim(),
      before: before as never,
      after: change as never,
      madeById: act.actorId,
      onBehalfOfId: onBehalfOf(act.actor, as),
      madeAt: act.now,
    });
    act.record(
      'commitment.change_recorded',
      { kind: 'commitment', id: commitmentId, planId },
      {
        changeId: id,
        change: change.kind,
        ...(round && { roundId: round.id }),
        contentHash: await hashOfChange(act, id),
        reasonHash: reasonHash(input.reason.trim()),
      },
      as,
    );
    if (isImmediate) await noteEffects(act, round!, [{ id, commitmentId }]);
    return { id, commitmentId };
  }

  /** The round is open: the register and its rows change now. */
  private async apply(
    act: Act,
    { planId, round, before, after }: PreparedChange,
    reason: string,
  ): Promise<void> {
    await writeRegister(act, planId, before, after, reason.trim());
    const written = await writeRows(act, round!, before.rows, after.rows);
    if (Object.values(written).every((ids) => ids.length === 0)) return;
    emitOwnersOf(act, after.rows, written.added);
    await act.manager.update(Round, { id: round!.id }, { version: round!.version + 1 });
    const subject = { kind: 'round', id: round!.id, planId } as const;
    act.record('round.rows_changed', subject, written, secretariatOf(act, planId));
  }

  /** The round is to come: new commitments wait in the register, so that owners can be named. */
  private async announce(act: Act, { planId, change, after }: PreparedChange): Promise<void> {
    for (const id of bornOf(change)) {
      await insertCommitment(act, planId, { ...after.commitments.get(id)!, isWaiting: true });
    }
  }
}

/** The commitments that a change brings into the register. */
export const bornOf = (change: RegisterChange): string[] =>
  change.kind === 'add'
    ? [change.commitment.id]
    : change.kind === 'split'
      ? change.parts.map(({ id }) => id)
      : [];

async function refuseUnseen(
  act: Act,
  { commitment, round, planId, hash }: PreparedChange,
  { version, seen }: ConfirmedChange,
): Promise<void> {
  if (commitment && commitment.version !== version) {
    const subject = { kind: 'commitment', id: commitment.id } as const;
    throw await changedMeanwhile(act, subject, 'changed this commitment', [
      'commitment.change_recorded',
      'commitment.change_effective',
      'commitment.change_withdrawn',
      'commitment.owner_changed',
    ]);
  }
  if (hash === seen) return;
  throw round?.state === 'open'
    ? await changedMeanwhile(
        act,
        { kind: 'round', id: round.id },
        'changed the rows of this round',
        ['round.opened', 'round.rows_changed', 'round.listings_changed'],
      )
    : await registerChanged(act, planId);
}

/** What a round to come will show follows from the changes made, which the plan's own entries do not tell of. */
async function registerChanged(act: Act, planId: string): Promise<Problem> {
  const did = 'changed the register';
  const last = await act.manager.findOne(CommitmentChange, {
    where: { planId },
    order: { madeAt: 'DESC' },
  });
  return last
    ? overtaken(act, last.madeById, did, last.madeAt)
    : new Problem('record.changed_meanwhile', { did });
}
