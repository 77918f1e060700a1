import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { isPossible } from '../../../common/workflow.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { Round, SkippedPeriod } from '../round.entities.js';
import { roundWorkflow, type RoundState } from '../round.workflow.js';
import { LATER_BUILDS_ON_IT } from '../skipped-before.js';
import { lockPlan, lockRound, refuseUnlessSecretariat } from '../take-round.js';

@Injectable()
export class SkipRound {
  /**
   * Skips a round that is planned and not open: its period has none, and the next edition says why.
   * The round stays with its dates, and so does its planned stakeholder summary, skipped with it.
   * @returns the id of the skip, by which it is undone
   */
  async execute(act: Act, roundId: string, reason: string): Promise<string> {
    const round = await lockRound(act, roundId);
    const { planId, periodStart, periodEnd } = round;
    const as = refuseUnlessSecretariat(act, planId);
    await lockPlan(act, planId);
    if (round.isSummary) {
      throw impossible('A stakeholder summary is skipped with its round, not by itself.');
    }
    if (!isPossible(roundWorkflow, 'skip', round.state)) {
      throw impossible(
        round.state === 'skipped'
          ? 'The round is skipped already.'
          : `The round is ${round.state}: only one that is not open yet can be skipped.`,
      );
    }
    const summary = await act.manager.findOneBy(Round, { summarisesId: roundId });
    if (summary && summary.state !== 'planned') {
      throw impossible(`Its stakeholder summary is ${summary.state}: it belongs to this round.`);
    }
    await refuseIfBuiltOn(act, round);
    const id = randomUUID();
    await act.manager.insert(SkippedPeriod, {
      ...{ id, planId, roundId, periodStart, periodEnd, reason: reason.trim() },
      ...{ skippedById: act.actorId, skippedAt: act.now, undoneById: null, undoneAt: null },
    });
    await move(act, roundId, 'skipped');
    const data = { skipId: id, reasonHash: reasonHash(reason) };
    act.record('round.skipped', { kind: 'round', id: roundId, planId }, data, as);
    return id;
  }
}

/** Lets a skipped round, and its summary, be planned again. The plan is locked. */
export async function planAgain(act: Act, skip: SkippedPeriod, as: Principal): Promise<void> {
  const round = await lockRound(act, skip.roundId!);
  await refuseIfBuiltOn(act, round);
  await move(act, round.id, 'planned');
  const subject = { kind: 'round', id: round.id, planId: round.planId } as const;
  act.record('round.skip_undone', subject, { skipId: skip.id }, as);
}

/** The round and the summary that was planned of it. */
const move = (act: Act, roundId: string, state: RoundState): Promise<unknown> =>
  act.manager.query(
    'UPDATE rounds SET state = $2, version = version + 1 WHERE id = $1 OR summarises_id = $1',
    [roundId, state],
  );

async function refuseIfBuiltOn(act: Act, { planId, periodEnd }: Round): Promise<void> {
  const [later] = await act.manager.query<{ title: string; state: string }[]>(
    `SELECT r.title, r.state FROM rounds r WHERE r.plan_id = $1 AND ${LATER_BUILDS_ON_IT('$2::date')} LIMIT 1`,
    [planId, periodEnd],
  );
  if (later) {
    throw impossible(
      `${later.title} is ${later.state}: what it says of the periods before it is fixed.`,
    );
  }
}

const impossible = (why: string): Problem => new Problem('transition.illegal', { why });
