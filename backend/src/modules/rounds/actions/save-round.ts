import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { holdsRole, type Principal } from '../../../common/actor.js';
import { isIsoDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import {
  isEmptyDocument,
  normaliseDocument,
  type RichTextDocument,
} from '../../../common/rich-text/index.js';
import { isPossible } from '../../../common/workflow.js';
import { changedMeanwhile, reasonHash, type Act } from '../../audit/index.js';
import { endOverridesOf, makeOverride } from '../../overrides/index.js';
import { Plan } from '../../plan/index.js';
import { Round, SkippedPeriod } from '../round.entities.js';
import { introductionIssues, proposedSlug, roundIssues, type RoundFields } from '../round.rules.js';
import { roundWorkflow } from '../round.workflow.js';

export type RoundInput = Partial<RoundFields> & { introduction?: RichTextDocument };

/** The plan's secretariat as whom the actor acts: themselves, or whoever they cover. */
export const secretariatOf = (act: Act, planId?: string): Principal | undefined =>
  act.actor?.principals.find((each) => holdsRole(each, 'secretariat', planId));

/**
 * As whom the actor runs the plan's rounds.
 * @throws Problem permission.refused unless the actor is the plan's secretariat
 */
export function refuseUnlessSecretariat(act: Act, planId: string): Principal {
  const as = secretariatOf(act, planId);
  if (as) return as;
  throw new Problem('permission.refused', {
    why: 'Rounds are run by the secretariat.',
    whoCan: 'Who can: the secretariat of this plan.',
  });
}

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

@Injectable()
export class ChangeRound {
  /**
   * Changes the fields given, until the round is sealed. When publication of an open round moves, the
   * owners of approved texts are asked whether they are still true; an earlier date is an override.
   */
  async execute(
    act: Act,
    roundId: string,
    { version, reason, ...input }: RoundInput & { version: number; reason?: string },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    const as = refuseUnlessSecretariat(act, round.planId);
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
    await refuseInvalid(act, { ...round, introduction: undefined, ...given }, roundId);
    await refuseOwnPeriod(act, round, given);
    const { introduction, ...rest } = given;
    await act.manager.update(
      Round,
      { id: roundId },
      {
        ...rest,
        ...(introduction && {
          introduction: (isEmptyDocument(introduction)
            ? null
            : normaliseDocument(introduction)) as never,
        }),
        version: round.version + 1,
      },
    );
    const overrideId = await movePublication(act, round, given.publicationOn, reason, as);
    act.record(
      'round.changed',
      { kind: 'round', id: roundId, planId: round.planId },
      {
        fields: Object.keys(given),
        dates: movedDates(round, given),
        ...(overrideId && { overrideId, reasonHash: reasonHash(reason ?? '') }),
      },
      as,
    );
  }
}

/**
 * Locks the plan for the rest of the act: of two people who plan or skip its next round, one waits.
 * @throws Problem request.invalid when there is none
 */
export async function lockPlan(act: Act, planId: string): Promise<void> {
  const plan = await act.manager.findOne(Plan, {
    where: { id: planId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!plan) throw invalidField('planId', 'unknown', 'There is no such plan.');
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

export async function refuseInvalid(act: Act, fields: RoundInput, roundId?: string): Promise<void> {
  const issues = [...roundIssues(fields), ...introductionIssues(fields.introduction)];
  if (
    fields.slug &&
    (await act.manager.existsBy(Round, { slug: fields.slug, ...(roundId && { id: Not(roundId) }) }))
  ) {
    issues.push({ field: 'slug', code: 'taken', message: 'Another edition has this address.' });
  }
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
}

/** A round and its summary are of one period: neither moves away from the other. */
async function refuseOwnPeriod(act: Act, round: Round, given: RoundInput): Promise<void> {
  const moved = (['periodStart', 'periodEnd'] as const).find(
    (field) => given[field] !== undefined && given[field] !== round[field],
  );
  if (!moved) return;
  const isPaired =
    round.summarisesId !== null || (await act.manager.existsBy(Round, { summarisesId: round.id }));
  if (!isPaired) return;
  throw invalidField(
    moved,
    'shared',
    'A round and its stakeholder summary are of one period, which can no longer change.',
  );
}

/**
 * What a new publication date of an open round brings with it: an earlier one is an override, with a
 * reason, shown until a second person confirms it; and what was said in owners' stead about another
 * date no longer counts.
 * @returns the override's id, when the date is earlier
 */
async function movePublication(
  act: Act,
  round: Round,
  publicationOn: string | undefined,
  reason = '',
  as: Principal,
): Promise<string | undefined> {
  const before = round.publicationOn;
  if (round.state === 'planned' || !publicationOn || publicationOn === before) return undefined;
  act.emit({ kind: 'round.publication_moved', payload: { roundId: round.id } });
  await act.manager.query(
    `UPDATE overrides SET ended_at = $2 WHERE kind = 'still_true' AND ended_at IS NULL
       AND subject_id IN (SELECT id FROM updates WHERE round_id = $1)`,
    [round.id, act.now],
  );
  const subject = { kind: 'round' as const, id: round.id };
  if (publicationOn > before) {
    await endOverridesOf(act, subject, ['earlier_date']);
    return undefined;
  }
  if (reason.trim() === '') {
    throw invalidField(
      'reason',
      'required',
      'Say why publication moves to an earlier date. A second person confirms it.',
    );
  }
  return makeOverride(act, { kind: 'earlier_date', subject, planId: round.planId, reason, as });
}

/** The dates that a round is made with, for the audit trail. */
export const datesOf = (fields: RoundInput): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((each): each is [string, string] => isIsoDate(each[1])),
  );

/** The dates that a change moves: from and to, for the audit trail. */
function movedDates(round: Round, given: RoundInput): Record<string, { from: string; to: string }> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([field, to]) => isIsoDate(to) && to !== round[field as keyof Round])
      .map(([field, to]) => [field, { from: String(round[field as keyof Round]), to: String(to) }]),
  );
}
