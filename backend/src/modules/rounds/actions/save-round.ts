import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { actorHoldsRole } from '../../../common/actor.js';
import { isIsoDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { normaliseDocument, type RichTextDocument } from '../../../common/rich-text/index.js';
import { isPossible } from '../../../common/workflow.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { Plan } from '../../plan/index.js';
import { Round } from '../round.entities.js';
import { introductionIssues, proposedSlug, roundIssues, type RoundFields } from '../round.rules.js';
import { roundWorkflow } from '../round.workflow.js';

export type RoundInput = Partial<RoundFields> & { introduction?: RichTextDocument };

/** @throws Problem permission.refused unless the actor is the plan's secretariat */
export function refuseUnlessSecretariat(act: Act, planId: string): void {
  if (act.actor && actorHoldsRole(act.actor, 'secretariat', planId)) return;
  throw new Problem('permission.refused', {
    why: 'Rounds are run by the secretariat.',
    whoCan: 'Who can: the secretariat of this plan.',
  });
}

@Injectable()
export class CreateRound {
  /** Makes a planned round and returns its id; the slug is proposed from the period. */
  async execute(act: Act, planId: string, input: RoundInput): Promise<string> {
    refuseUnlessSecretariat(act, planId);
    if (!(await act.manager.existsBy(Plan, { id: planId }))) {
      throw invalidField('planId', 'unknown', 'There is no such plan.');
    }
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
    if (await act.manager.existsBy(Round, { planId, periodStart, periodEnd })) {
      throw invalidField('periodStart', 'taken', 'There is a round for this period already.');
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
      previousRoundId: null,
      version: 1,
      openedAt: null,
    });
    act.record('round.created', { kind: 'round', id, planId }, {});
    return id;
  }
}

@Injectable()
export class ChangeRound {
  /** Changes the fields given, until the round is sealed. */
  async execute(
    act: Act,
    roundId: string,
    { version, ...input }: RoundInput & { version: number },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    refuseUnlessSecretariat(act, round.planId);
    if (!isPossible(roundWorkflow, 'edit', round.state)) {
      throw new Problem('transition.illegal', {
        why: `The round is ${round.state}: what it prints is fixed.`,
      });
    }
    if (round.version !== version) {
      throw await changedMeanwhile(act, { kind: 'round', id: roundId }, 'changed this round');
    }
    const given = Object.fromEntries(
      Object.entries(input).filter(([, value]) => value !== undefined),
    ) as RoundInput;
    refuseEarlierPublication(round, given);
    await refuseInvalid(act, { ...round, introduction: undefined, ...given }, roundId);
    const { introduction, ...rest } = given;
    await act.manager.update(
      Round,
      { id: roundId },
      {
        ...rest,
        ...(introduction && { introduction: normaliseDocument(introduction) as never }),
        version: round.version + 1,
      },
    );
    act.record(
      'round.changed',
      { kind: 'round', id: roundId, planId: round.planId },
      { fields: Object.keys(given), dates: movedDates(round, given) },
    );
  }
}

/** The round, locked for the rest of the act. @throws Problem record.not_found */
export async function lockRound(act: Act, roundId: string): Promise<Round> {
  const round = await act.manager.findOne(Round, {
    where: { id: roundId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!round) throw new Problem('record.not_found', { what: 'round' });
  return round;
}

async function refuseInvalid(act: Act, fields: RoundInput, roundId?: string): Promise<void> {
  const issues = [...roundIssues(fields), ...introductionIssues(fields.introduction)];
  if (
    fields.slug &&
    (await act.manager.existsBy(Round, { slug: fields.slug, ...(roundId && { id: Not(roundId) }) }))
  ) {
    issues.push({ field: 'slug', code: 'taken', message: 'Another edition has this address.' });
  }
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
}

/**
 * An open round is published earlier only by an override that a second person confirms, never by a
 * change of its date.
 */
function refuseEarlierPublication(round: Round, given: RoundInput): void {
  if (round.state === 'planned' || !given.publicationOn) return;
  if (given.publicationOn >= round.publicationOn) return;
  throw invalidField(
    'publicationOn',
    'earlier',
    'An open round cannot be moved to an earlier publication. Once it is signed, ask to publish early: a second person confirms that.',
  );
}

/** The dates that a change moves: from and to, for the audit trail. */
function movedDates(round: Round, given: RoundInput): Record<string, { from: string; to: string }> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([field, to]) => isIsoDate(to) && to !== round[field as keyof Round])
      .map(([field, to]) => [field, { from: String(round[field as keyof Round]), to: String(to) }]),
  );
}
