import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { isIsoDate, londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { makeOverride, Override } from '../../overrides/index.js';
import { Plan } from '../../plan/index.js';
import { Hold } from '../round.entities.js';
import { refuseUnlessSecretariat } from '../take-round.js';

export interface NewHold {
  planId?: string;
  name: string;
  reason: string;
  startsOn: string;
  endsOn: string;
}

@Injectable()
export class SetHold {
  async execute(act: Act, input: NewHold): Promise<string> {
    const as = await refuseUnlessTheirs(act, input.planId);
    for (const field of ['startsOn', 'endsOn'] as const) {
      if (!isIsoDate(input[field]))
        throw invalidField(field, 'not_a_date', 'Give a real date as YYYY-MM-DD.');
    }
    if (input.endsOn < input.startsOn) {
      throw invalidField('endsOn', 'out_of_order', 'The last day is before the first.');
    }
    const id = randomUUID();
    await act.manager.insert(Hold, {
      ...input,
      reason: input.reason.trim(),
      id,
      planId: input.planId ?? null,
      setById: act.actor?.personId ?? null,
      setAt: act.now,
      endedAt: null,
    });
    act.record(
      'hold.set',
      { kind: 'hold', id, planId: input.planId },
      {
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        reasonHash: reasonHash(input.reason),
      },
      as,
    );
    return id;
  }
}

@Injectable()
export class EndHold {
  /** Withdraws a hold before its first day. One in force is ended by two people: see below. */
  async execute(act: Act, holdId: string): Promise<void> {
    const hold = await act.manager.findOne(Hold, {
      where: { id: holdId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!hold) throw new Problem('record.not_found', { what: 'hold' });
    const as = await refuseUnlessTheirs(act, hold.planId ?? undefined);
    if (hold.endedAt) return;
    if (hold.startsOn <= londonDate(act.now)) {
      throw new Problem('transition.illegal', {
        why: 'A hold that has begun runs to its last day. Two people can end it earlier: one gives the reason, another confirms it.',
      });
    }
    await act.manager.update(Hold, { id: holdId }, { endedAt: act.now });
    const subject = { kind: 'hold', id: holdId, planId: hold.planId ?? undefined } as const;
    act.record('hold.ended', subject, {}, as);
  }
}

@Injectable()
export class AskToEndHold {
  /**
   * Asks for a hold in force to end before its last day, for one plan. It holds until a second person
   * confirms the override.
   * @returns the override's id
   */
  async execute(
    act: Act,
    holdId: string,
    input: { planId?: string; reason: string },
  ): Promise<string> {
    const hold = await act.manager.findOne(Hold, {
      where: { id: holdId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!hold) throw new Problem('record.not_found', { what: 'hold' });
    const planId = hold.planId ?? input.planId;
    if (!planId) throw invalidField('planId', 'required', 'Say for which plan it is to end.');
    const as = refuseUnlessSecretariat(act, planId);
    refuseUnlessInForce(act, hold);
    const subject = { kind: 'hold' as const, id: holdId };
    const asked = await act.manager.findOneBy(Override, {
      kind: 'hold_end',
      subjectId: holdId,
      planId,
    });
    if (asked) {
      const why = asked.confirmedAt
        ? 'It has been ended already.'
        : 'It was asked for already and waits for a second person.';
      throw new Problem('transition.illegal', { why });
    }
    const overrideId = await makeOverride(act, {
      kind: 'hold_end',
      subject,
      planId,
      reason: input.reason,
      as,
    });
    act.record(
      'hold.end_asked',
      { ...subject, planId },
      { overrideId, reasonHash: reasonHash(input.reason) },
      as,
    );
    return overrideId;
  }
}

function refuseUnlessInForce(act: Act, hold: Hold): void {
  const today = londonDate(act.now);
  const why =
    hold.endedAt || hold.endsOn < today
      ? 'The hold is over.'
      : hold.startsOn > today
        ? 'The hold has not begun: withdraw it.'
        : null;
  if (why) throw new Problem('transition.illegal', { why });
}

/**
 * A hold over every plan is set by someone who is secretariat of every plan.
 * @returns as whom: whoever they cover, where their own rights do not go so far
 */
async function refuseUnlessTheirs(act: Act, planId?: string): Promise<Principal | undefined> {
  const plans = planId ? [{ id: planId }] : await act.manager.find(Plan, { select: { id: true } });
  return plans.map(({ id }) => refuseUnlessSecretariat(act, id)).find(({ cover }) => cover);
}
