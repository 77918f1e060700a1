import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { invalidField, Problem } from '../../../common/problems.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { Plan } from '../../plan/index.js';
import { nextPeriod, type Period } from '../next-round.js';
import { newestPeriod } from '../next-round-reader.js';
import { Round, SkippedPeriod } from '../round.entities.js';
import { lockPlan, refuseUnlessSecretariat } from '../take-round.js';
import { planAgain } from './skip-round.js';

@Injectable()
export class SkipPeriod {
  /**
   * Records that the next period has no round, and why; the round after it follows on from there.
   * @throws Problem request.invalid when it is not the period that comes next
   */
  async execute(
    act: Act,
    planId: string,
    { reason, ...period }: Period & { reason: string },
  ): Promise<string> {
    if (!(await act.manager.existsBy(Plan, { id: planId })))
      throw new Problem('record.not_found', { what: 'plan' });
    const as = refuseUnlessSecretariat(act, planId);
    await lockPlan(act, planId);
    const newest = await newestPeriod(act.manager, planId);
    if (!newest) {
      throw new Problem('transition.illegal', {
        why: 'The plan has no round yet, so nothing comes next that could be skipped.',
      });
    }
    const next = nextPeriod(newest);
    if (next.periodStart !== period.periodStart || next.periodEnd !== period.periodEnd) {
      throw invalidField('periodStart', 'not_next', 'Only the period that comes next is skipped.');
    }
    const id = randomUUID();
    await act.manager.insert(SkippedPeriod, {
      ...{ id, planId, roundId: null, ...next, reason: reason.trim() },
      ...{ skippedById: act.actorId, skippedAt: act.now, undoneById: null, undoneAt: null },
    });
    act.record(
      'plan.period_skipped',
      { kind: 'plan', id: planId, planId },
      { skipId: id, ...next, reasonHash: reasonHash(reason) },
      as,
    );
    return id;
  }
}

@Injectable()
export class UndoSkip {
  /** Takes a skip back while no later round builds on it; the record of it stays. */
  async execute(act: Act, skipId: string): Promise<void> {
    const found = await act.manager.findOneBy(SkippedPeriod, { id: skipId });
    if (!found) throw new Problem('record.not_found', { what: 'skipped period' });
    const { planId } = found;
    const as = refuseUnlessSecretariat(act, planId);
    await lockPlan(act, planId);
    const skip = await act.manager.findOneBy(SkippedPeriod, { id: skipId, undoneAt: IsNull() });
    if (!skip) return;
    const { periodEnd, roundId } = skip;
    if (roundId) await planAgain(act, skip, as);
    else if (await act.manager.existsBy(Round, { planId, periodEnd: MoreThan(periodEnd) })) {
      throw new Problem('transition.illegal', {
        why: 'A later round exists: its period follows on from this one.',
      });
    }
    await act.manager.update(
      SkippedPeriod,
      { id: skipId },
      { undoneById: act.actorId, undoneAt: act.now },
    );
    if (!roundId) {
      act.record('plan.skip_undone', { kind: 'plan', id: planId, planId }, { skipId }, as);
    }
  }
}
