import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Round } from '../round.entities.js';
import type { RoundFields } from '../round.rules.js';
import { datesOf, refuseInvalid } from '../round-input.js';
import { lockPlan, lockRound, refuseUnlessSecretariat } from '../take-round.js';

export type SummaryInput = Partial<Omit<RoundFields, 'periodLabel' | 'periodStart' | 'periodEnd'>>;

@Injectable()
export class PlanSummary {
  /**
   * Makes the planned stakeholder summary of a round: a round of its own, of the same plan and period,
   * with its own dates, and with themes in place of the register's rows.
   * @returns its id; its address is proposed from that of the round
   */
  async execute(act: Act, roundId: string, input: SummaryInput): Promise<string> {
    const { planId, slug, isSummary, state, periodLabel, periodStart, periodEnd } = await lockRound(
      act,
      roundId,
    );
    const as = refuseUnlessSecretariat(act, planId);
    await lockPlan(act, planId);
    if (isSummary) throw impossible('It is a stakeholder summary itself.');
    if (state === 'skipped') throw impossible('The round is skipped.');
    // One brought in from before the system may be of this period without being of this round.
    if (await act.manager.existsBy(Round, { planId, periodStart, periodEnd, isSummary: true })) {
      throw impossible('This period has a stakeholder summary already.');
    }
    const fields = {
      ...{ slug: `${slug}-summary`, ...input },
      ...{ periodLabel, periodStart, periodEnd },
    };
    await refuseInvalid(act, fields);
    const id = randomUUID();
    await act.manager.insert(Round, {
      ...(fields as RoundFields),
      ...{ id, planId, introduction: null, state: 'planned', version: 1 },
      ...{ isHistoric: false, isSummary: true, summarisesId: roundId },
      ...{ previousRoundId: null, openedAt: null },
    });
    act.record(
      'round.created',
      { kind: 'round', id, planId },
      {
        dates: datesOf(fields),
        summarisesId: roundId,
      },
      as,
    );
    return id;
  }
}

const impossible = (why: string): Problem => new Problem('transition.illegal', { why });
