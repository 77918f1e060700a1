import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { londonDate } from '../../../common/dates.js';
import { Problem } from '../../../common/problems.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { Commitment, CommitmentChange, type RegisterChange } from '../../plan/index.js';
import { refuseUnlessSecretariat, secretariatOf } from '../../rounds/index.js';
import { lockRegister } from '../register/prepare-change.js';
import { oppositeOf, type RegisterChangeInput } from '../register/register-change.input.js';
import { UNDO_FACTS, UNDO_FROM, whyNotUndone, type UndoFacts } from '../register/undoing.js';
import { bornOf, ChangeRegister } from './change-register.js';

/** How a change can be taken back: dropped before it took effect, or by the opposite change. */
export type Undoing = { by: 'withdrawal' } | { by: 'opposite'; input: RegisterChangeInput };

@Injectable()
export class UndoRegisterChange {
  constructor(private readonly changeRegister: ChangeRegister) {}

  /** Takes a change back. What was recorded stays; the undo is recorded beside it. */
  async execute(
    act: Act,
    changeId: string,
    confirmed: { reason: string; version?: number; seen?: string },
  ): Promise<void> {
    const change = await takeChange(act, changeId);
    const undoing = await howToUndo(act, change);
    if (undoing.by === 'withdrawal') return this.withdraw(act, change, confirmed.reason);
    await this.changeRegister.execute(
      act,
      { ...undoing.input, ...confirmed, seen: confirmed.seen ?? '' },
      change.id,
    );
  }

  private async withdraw(act: Act, change: CommitmentChange, reason: string): Promise<void> {
    const { planId, commitmentId, roundId } = change;
    const as = secretariatOf(act, planId);
    const born = bornOf(change.after as RegisterChange);
    // They were never in force; nothing is deleted, so they end before they began.
    if (born.length > 0) {
      await act.manager.update(Commitment, { id: In(born) }, { closedOn: londonDate(act.now) });
    }
    await act.manager.update(Commitment, { id: commitmentId }, { version: () => 'version + 1' });
    const id = randomUUID();
    await act.manager.insert(CommitmentChange, {
      ...{ id, planId, commitmentId, kind: 'withdraw' as const, roundId, reversesId: change.id },
      ...{ reason: reason.trim(), before: {}, after: {} },
      madeById: act.actorId,
      onBehalfOfId: onBehalfOf(act.actor, as),
      madeAt: act.now,
    });
    act.record(
      'commitment.change_withdrawn',
      { kind: 'commitment', id: commitmentId, planId },
      { changeId: change.id, reasonHash: reasonHash(reason.trim()) },
      as,
    );
  }
}

/** @throws Problem record.not_found, permission.refused */
export async function takeChange(act: Act, changeId: string): Promise<CommitmentChange> {
  const change = await act.manager.findOneBy(CommitmentChange, { id: changeId });
  if (!change) throw new Problem('record.not_found', { what: 'change' });
  refuseUnlessSecretariat(act, change.planId);
  await lockRegister(act, change.planId);
  return change;
}

/**
 * How this change is taken back.
 * @throws Problem transition.illegal when it is past, overtaken by another, or taken back already
 */
export async function howToUndo(act: Act, change: CommitmentChange): Promise<Undoing> {
  const [facts] = await act.manager.query<(UndoFacts & { roundId: string })[]>(
    `SELECT ${UNDO_FACTS}, r.id AS "roundId" FROM ${UNDO_FROM} WHERE c.id = $1`,
    [change.id],
  );
  const why = whyNotUndone(facts!);
  if (why) throw new Problem('transition.illegal', { why });
  if (facts!.standing === 'waiting') return { by: 'withdrawal' };
  const input = oppositeOf(change.after as RegisterChange, change.before)!;
  return { by: 'opposite', input: { ...input, roundId: facts!.roundId } };
}
