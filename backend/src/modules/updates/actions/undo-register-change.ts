import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { londonDate } from '../../../common/dates.js';
import { Problem } from '../../../common/problems.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import {
  Commitment,
  CommitmentChange,
  CommitmentChangeEffect,
  type RegisterChange,
} from '../../plan/index.js';
import { refuseUnlessSecretariat, Round } from '../../rounds/index.js';
import { lockRegister } from '../register/prepare-change.js';
import { oppositeOf, type RegisterChangeInput } from '../register/register-change.input.js';
import { bornOf, ChangeRegister, secretariatOf } from './change-register.js';

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
  const refuse = (why: string): never => {
    throw new Problem('transition.illegal', { why });
  };
  if (change.kind === 'withdraw') refuse('It took another change back.');
  if (await act.manager.existsBy(CommitmentChange, { reversesId: change.id })) {
    refuse('It has been taken back already.');
  }
  const after = change.after as RegisterChange;
  const concerned = [...new Set([change.commitmentId, ...bornOf(after)])];
  const [later] = await act.manager.query<unknown[]>(
    `SELECT 1 FROM commitment_changes c
     WHERE c.plan_id = $1 AND c.seq > $2 AND c.kind <> 'withdraw' AND c.reverses_id IS NULL
       AND (c.commitment_id = ANY($3::uuid[]) OR c.after ->> 'intoId' = ANY($3::text[]))
       AND NOT EXISTS (SELECT 1 FROM commitment_changes w WHERE w.reverses_id = c.id) LIMIT 1`,
    [change.planId, change.seq, concerned],
  );
  if (later) refuse('The commitment has been changed again since: take that change back first.');
  const effect = await act.manager.findOneBy(CommitmentChangeEffect, { changeId: change.id });
  if (!effect) return { by: 'withdrawal' };
  const round = await act.manager.findOneByOrFail(Round, { id: effect.roundId });
  if (round.state !== 'open') {
    refuse(`${round.title} is ${round.state}: make another change, from a later round on.`);
  }
  const input = oppositeOf(after, change.before);
  if (!input) {
    return refuse(
      'A split or a merger is not undone in one step: reopen, close and regroup what it concerns.',
    );
  }
  return { by: 'opposite', input: { ...input, roundId: round.id } };
}
