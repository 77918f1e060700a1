import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Acronym } from '../../../common/acronyms.js';
import type { Principal } from '../../../common/actor.js';
import { sha256Hex } from '../../../common/canonical-json.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { hasForbiddenCharacter, normaliseLine } from '../../../common/rich-text/index.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { Plan } from '../../plan/index.js';
import { AcronymRecord } from '../acronym.entity.js';
import { decideAcronyms } from '../acronym.policy.js';

/** A text of the trail's own: what stands in the register can be held against it. */
export const acronymHash = ({ short, expansion }: Acronym): string =>
  sha256Hex(`${short}\n${expansion}`);

@Injectable()
export class SaveAcronym {
  /**
   * Adds a short form to the plan's register, or puts it in the place of the one whose id is given,
   * which ends. Editions that are sealed keep what they print.
   * @throws Problem request.invalid for one that is there already
   */
  async execute(act: Act, planId: string, input: Acronym, replacedId?: string): Promise<string> {
    const as = await lockRegister(act, planId);
    const acronym = readAcronym(input);
    const present = await act.manager.findOneBy(AcronymRecord, {
      planId,
      short: acronym.short,
      endedAt: IsNull(),
    });
    if (present && present.id !== replacedId) {
      throw invalidField('short', 'taken', `It is there already, for “${present.expansion}”.`);
    }
    if (present?.expansion === acronym.expansion) return present.id;
    if (replacedId) await end(act, planId, replacedId, as);
    const id = randomUUID();
    await act.manager.insert(AcronymRecord, {
      ...{ id, planId, ...acronym },
      addedAt: act.now,
      endedAt: null,
    });
    const data = { acronymId: id, contentHash: acronymHash(acronym) };
    act.record('acronym.added', { kind: 'plan', id: planId, planId }, data, as);
    return id;
  }
}

@Injectable()
export class EndAcronym {
  /** Takes a short form out of the register. */
  async execute(act: Act, planId: string, id: string): Promise<void> {
    await end(act, planId, id, await lockRegister(act, planId));
  }
}

/** @throws Problem record.not_found, permission.refused */
async function lockRegister(act: Act, planId: string): Promise<Principal | undefined> {
  const plan = await act.manager.findOne(Plan, {
    where: { id: planId },
    lock: { mode: 'for_no_key_update' },
  });
  if (!plan) throw new Problem('record.not_found', { what: 'plan' });
  if (!act.actor) return undefined;
  const decision = decideAcronyms(act.actor, planId);
  if (decision.isAllowed) return decision.as;
  const { why, whoCan = '' } = decision;
  throw new Problem('permission.refused', { why, whoCan });
}

async function end(act: Act, planId: string, id: string, as?: Principal): Promise<void> {
  const acronym = await act.manager.findOneBy(AcronymRecord, { id, planId });
  if (!acronym) throw new Problem('record.not_found', { what: 'acronym' });
  if (acronym.endedAt) {
    throw await changedMeanwhile(act, { kind: 'plan', id: planId }, 'changed the register', [
      'acronym.added',
      'acronym.ended',
    ]);
  }
  await act.manager.update(AcronymRecord, { id }, { endedAt: act.now });
  act.record('acronym.ended', { kind: 'plan', id: planId, planId }, { acronymId: id }, as);
}

function readAcronym(input: Acronym): Acronym {
  const read = { short: normaliseLine(input.short), expansion: normaliseLine(input.expansion) };
  for (const field of ['short', 'expansion'] as const) {
    if (read[field] === '') throw invalidField(field, 'required', 'Fill this in.');
    if (hasForbiddenCharacter(input[field])) {
      throw invalidField(
        field,
        'control_character',
        'It holds a character that cannot be printed.',
      );
    }
  }
  if (/\s/.test(read.short)) {
    throw invalidField('short', 'not_one_word', 'Give the short form alone, as one word.');
  }
  return read;
}
