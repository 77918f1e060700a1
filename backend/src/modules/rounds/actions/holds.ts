import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isIsoDate, londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Plan } from '../../plan/index.js';
import { Hold } from '../round.entities.js';
import { refuseUnlessSecretariat } from './save-round.js';

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
    await refuseUnlessTheirs(act, input.planId);
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
      id,
      planId: input.planId ?? null,
      setById: act.actor?.personId ?? null,
      setAt: act.now,
      endedAt: null,
    });
    act.record(
      'hold.set',
      { kind: 'hold', id, planId: input.planId },
      { startsOn: input.startsOn, endsOn: input.endsOn },
    );
    return id;
  }
}

@Injectable()
export class EndHold {
  /** Withdraws a hold before its first day. One in force would otherwise hold nobody. */
  async execute(act: Act, holdId: string): Promise<void> {
    const hold = await act.manager.findOne(Hold, {
      where: { id: holdId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!hold) throw new Problem('record.not_found', { what: 'hold' });
    await refuseUnlessTheirs(act, hold.planId ?? undefined);
    if (hold.endedAt) return;
    if (hold.startsOn <= londonDate(act.now)) {
      throw new Problem('transition.illegal', {
        why: 'A hold that has begun runs to its last day. Within it only a correction may be published, with a reason and a second person.',
      });
    }
    await act.manager.update(Hold, { id: holdId }, { endedAt: act.now });
    act.record('hold.ended', { kind: 'hold', id: holdId, planId: hold.planId ?? undefined }, {});
  }
}

/** A hold over every plan is set by someone who is secretariat of every plan. */
async function refuseUnlessTheirs(act: Act, planId?: string): Promise<void> {
  const plans = planId ? [{ id: planId }] : await act.manager.find(Plan, { select: { id: true } });
  for (const plan of plans) refuseUnlessSecretariat(act, plan.id);
}
