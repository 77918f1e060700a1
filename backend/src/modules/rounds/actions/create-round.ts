import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { invalidField } from '../../../common/problems.js';
import { normaliseDocument } from '../../../common/rich-text/index.js';
import type { Act } from '../../audit/index.js';
import { Round, SkippedPeriod } from '../round.entities.js';
import { datesOf, refuseInvalid, type RoundInput } from '../round-input.js';
import { proposedSlug, type RoundFields } from '../round.rules.js';
import { lockPlan, refuseUnlessSecretariat } from '../take-round.js';

@Injectable()
export class CreateRound {
  /** Makes a planned round and returns its id; the slug is proposed from the period. */
  async execute(act: Act, planId: string, input: RoundInput): Promise<string> {
    const as = refuseUnlessSecretariat(act, planId);
    await lockPlan(act, planId);
    const fields = {
      ...input,
      slug:
        input.slug ??
        (input.periodStart && input.periodEnd
          ? proposedSlug(input.periodStart, input.periodEnd)
          : ''),
    };
    await refuseInvalid(act, fields);
    const { periodStart, periodEnd } = fields as RoundFields;
    if (await act.manager.existsBy(Round, { planId, periodStart, periodEnd, isSummary: false })) {
      throw invalidField('periodStart', 'taken', 'There is a round for this period already.');
    }
    if (
      await act.manager.existsBy(SkippedPeriod, {
        planId,
        periodStart,
        periodEnd,
        undoneAt: IsNull(),
      })
    ) {
      throw invalidField('periodStart', 'skipped', 'This period is skipped: undo that first.');
    }
    const id = randomUUID();
    const { introduction, ...rest } = fields;
    await act.manager.insert(Round, {
      ...(rest as RoundFields),
      id,
      planId,
      introduction: (introduction ? normaliseDocument(introduction) : null) as never,
      state: 'planned',
      isHistoric: false,
      isSummary: false,
      summarisesId: null,
      previousRoundId: null,
      version: 1,
      openedAt: null,
    });
    act.record('round.created', { kind: 'round', id, planId }, { dates: datesOf(rest) }, as);
    return id;
  }
}
