import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorHoldsRole, type CoverPart, type Principal } from '../../../common/actor.js';
import { isIsoDate, londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Cover, Person } from '../identity.entities.js';

export interface NewCover {
  absentId: string;
  coverId: string;
  startsOn: string;
  endsOn: string;
  parts: CoverPart[];
}

/** People set cover for themselves; the secretariat and administrators for anyone. */
function refuseUnlessTheirs(act: Act, absentId: string): void {
  const { actor } = act;
  if (!actor || actor.personId === absentId) return;
  if (actorHoldsRole(actor, 'secretariat') || actorHoldsRole(actor, 'administrator')) return;
  throw new Problem('permission.refused', {
    why: 'Cover is set by the person who will be away.',
    whoCan: 'Who can: they themselves, the secretariat or an administrator.',
  });
}

@Injectable()
export class SetCover {
  async execute(act: Act, input: NewCover): Promise<string> {
    refuseUnlessTheirs(act, input.absentId);
    for (const field of ['startsOn', 'endsOn'] as const) {
      if (!isIsoDate(input[field]))
        throw invalidField(field, 'not_a_date', 'Give a date as YYYY-MM-DD.');
    }
    if (input.endsOn < input.startsOn) {
      throw invalidField('endsOn', 'before_start', 'The last day is before the first.');
    }
    if (input.endsOn < londonDate(act.now)) {
      throw invalidField('endsOn', 'in_the_past', 'The last day has passed already.');
    }
    // Nobody takes over another's work by their own decision.
    if (input.coverId === act.actorId && input.absentId !== act.actorId) {
      throw invalidField(
        'coverId',
        'own_decision',
        'Choose somebody else, or let the person who will be away name you.',
      );
    }
    if (input.absentId === input.coverId) {
      throw invalidField('coverId', 'same_person', 'Choose somebody else as cover.');
    }
    for (const field of ['absentId', 'coverId'] as const) {
      if (!(await act.manager.existsBy(Person, { id: input[field], isActive: true }))) {
        throw invalidField(field, 'unknown', 'There is no such person with an open account.');
      }
    }
    const id = randomUUID();
    await act.manager.insert(Cover, {
      id,
      absentId: input.absentId,
      coverId: input.coverId,
      startsOn: input.startsOn,
      endsOn: input.endsOn,
      parts: input.parts,
      setById: act.actorId,
      setAt: act.now,
      endedAt: null,
    });
    act.record(
      'cover.set',
      { kind: 'person', id: input.absentId },
      {
        coverId: id,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        parts: [...input.parts],
      },
    );
    return id;
  }
}

@Injectable()
export class EndCover {
  async execute(act: Act, coverId: string): Promise<void> {
    const cover = await act.manager.findOne(Cover, {
      where: { id: coverId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!cover) throw new Problem('record.not_found', { what: 'cover' });
    refuseUnlessTheirs(act, cover.absentId);
    if (!cover.endedAt) await this.end(act, cover);
  }

  /** Ends it without asking who may: for acts that have. */
  async end(act: Act, { id: coverId, absentId }: Cover, as?: Principal): Promise<void> {
    await act.manager.update(Cover, { id: coverId }, { endedAt: act.now });
    act.record('cover.ended', { kind: 'person', id: absentId }, { coverId }, as);
  }
}
