import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { lockRound, refuseUnlessSecretariat, Round, secretariatOf } from '../../rounds/index.js';
import { lockRegister } from '../register/prepare-change.js';
import { applyChange } from '../register/register-state.js';
import { comingRows, surroundings } from '../register/register-state.reader.js';
import { noteEffects, writeRegister } from '../register/register.store.js';
import { writeRows } from '../rows/row.store.js';

@Injectable()
export class OpenRound {
  /**
   * Opens a planned round: one update for each row of the last edition, with its listing, and one
   * for each commitment that edition did not list, after the changes of the register that are due.
   * A stakeholder summary opens without rows: the secretariat makes its paragraphs.
   */
  async execute(act: Act, roundId: string): Promise<void> {
    const round = await lockRound(act, roundId);
    refuseUnlessSecretariat(act, round.planId);
    await this.make(act, round, 'published');
  }

  /**
   * Opens it without asking who may: for acts that have, and for what is undone again.
   * @param from what its rows are made from: for a preview, the last round as it stands now
   */
  async make(act: Act, round: Round, from: 'published' | 'latest'): Promise<void> {
    if (round.state !== 'planned') {
      throw new Problem('transition.illegal', { why: `The round is ${round.state} already.` });
    }
    if (round.isSummary) return this.open(act, round, { updates: 0, previousRoundId: null });
    await lockRegister(act, round.planId);
    const around = await surroundings(act);
    const { state, present, due, baseRoundId } = await comingRows(act, round, from, around);
    if (state.rows.length === 0) throw new Problem('round.no_plan_rows');
    let so = present;
    for (const { change, reason } of due.filter(({ isWaiting }) => isWaiting)) {
      const next = applyChange(so, change, around);
      await writeRegister(act, round.planId, so, next, reason);
      so = next;
    }
    await writeRows(act, round, [], state.rows);
    await noteEffects(
      act,
      round,
      due.filter(({ isWaiting }) => isWaiting),
    );
    await this.open(act, round, { updates: state.rows.length, previousRoundId: baseRoundId });
  }

  private async open(
    act: Act,
    { id: roundId, planId, version }: Round,
    { updates, previousRoundId }: { updates: number; previousRoundId: string | null },
  ): Promise<void> {
    await act.manager.update(
      Round,
      { id: roundId },
      { state: 'open', openedAt: act.now, previousRoundId, version: version + 1 },
    );
    act.emit({ kind: 'round.opened', payload: { roundId } });
    const subject = { kind: 'round', id: roundId, planId } as const;
    act.record('round.opened', subject, { updates }, secretariatOf(act, planId));
  }
}
