import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorHoldsRole, type Principal } from '../../../common/actor.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { ChangePerson, personRef } from '../../identity/index.js';
import { takeSuccessor } from '../handover/handover.js';
import { findWork } from '../leaver/find-work.js';
import { HandOn } from '../leaver/hand-on.js';
import {
  chosenFor,
  hashOfWork,
  type WorkChoice,
  type WorkChoices,
  type WorkLine,
  type WorkOutcome,
} from '../leaver/leaver-work.js';
import { administratorFor, plansOf, principalFor } from '../leaver/may-reassign.js';
import { Reassignment } from '../leaver/reassignment.entity.js';

export interface LeaverWork {
  person: PersonRef;
  lines: (WorkLine & WorkOutcome)[];
  hash: string;
}

@Injectable()
export class ReassignWork {
  constructor(
    private readonly handOn: HandOn,
    private readonly changePerson: ChangePerson,
  ) {}

  /**
   * Gives all that somebody holds to others: all of it or none. The secretariat within its own plans, an
   * administrator in all. What they wrote and approved stays theirs.
   * @param confirmed the reason, and the hash of what was shown; none while it is only worked out
   * @throws Problem record.changed_meanwhile when it would do something else than what was seen
   * @throws Problem record.not_found for a choice about what they do not hold there
   */
  async execute(
    act: Act,
    personId: string,
    choices: WorkChoices,
    confirmed?: { reason: string; seen: string },
  ): Promise<LeaverWork> {
    const isAccountClosed = choices.isAccountClosed ?? false;
    const planIds = plansOf(act);
    const person = await takePerson(act, personId);
    const lines: LeaverWork['lines'] = [];
    const held = await findWork(act, personId, planIds);
    if ((choices.choices ?? []).some((choice) => isOfNone(choice, held))) {
      throw confirmed ? changedMeanwhile() : new Problem('record.not_found', { what: 'work' });
    }
    for (const line of held) {
      lines.push({ ...line, ...(await this.handLine(act, personId, line, choices)) });
    }
    if (isAccountClosed) await this.close(act, personId, lines);
    const work = { person, lines, hash: hashOfWork(personId, lines, isAccountClosed) };
    if (confirmed) await note(act, work, confirmed, isAccountClosed);
    return work;
  }

  private async handLine(
    act: Act,
    fromId: string,
    line: WorkLine,
    choices: WorkChoices,
  ): Promise<WorkOutcome> {
    const chosen = chosenFor(line, choices);
    if (chosen.outcome === 'stays') {
      const why =
        line.what === 'role'
          ? 'An administrator gives and takes this role, on the person’s own page.'
          : 'Nobody was chosen to take it on.';
      return { outcome: 'stays', why, notes: [] };
    }
    const as = principalFor(act, line.planId ?? undefined);
    if (chosen.outcome === 'ended') return this.handOn.execute(act, line, { fromId, as });
    if (chosen.successorId === fromId) {
      throw invalidField('successorId', 'same_person', 'Choose somebody else to take it on.');
    }
    const to = await takeSuccessor(act, chosen.successorId, 'successorId');
    return this.handOn.execute(act, line, { fromId, to, as });
  }

  private async close(act: Act, personId: string, lines: LeaverWork['lines']): Promise<void> {
    if (!actorHoldsRole(act.actor!, 'administrator')) {
      throw new Problem('permission.refused', {
        why: 'Accounts are closed by an administrator.',
        whoCan: 'Who can: an administrator. You can reassign the work and leave the account open.',
      });
    }
    if (lines.some(({ what, outcome }) => what === 'cover' && outcome === 'stays')) {
      throw invalidField(
        'isAccountClosed',
        'covers_left',
        'A closed account neither gives nor takes cover: let the covers end.',
      );
    }
    await this.changePerson.execute(act, personId, { isActive: false });
  }
}

const isOfNone = ({ what, id }: WorkChoice, held: readonly WorkLine[]): boolean =>
  id !== undefined && !held.some((line) => line.what === what && line.id === id);

const changedMeanwhile = (): Problem =>
  new Problem('record.changed_meanwhile', { did: 'changed what would be reassigned' });

/** Locked, so that nobody gives them more meanwhile. */
async function takePerson(act: Act, personId: string): Promise<PersonRef> {
  const [row] = await act.manager.query<{ person: PersonRef }[]>(
    `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = $1 FOR NO KEY UPDATE`,
    [personId],
  );
  if (row) return row.person;
  throw new Problem('record.not_found', { what: 'person' });
}

/** Refuses what was not seen; otherwise keeps that it was done, and why. */
async function note(
  act: Act,
  { person, lines, hash }: LeaverWork,
  { reason, seen }: { reason: string; seen: string },
  isAccountClosed: boolean,
): Promise<void> {
  if (seen !== hash) throw changedMeanwhile();
  const moved = lines.filter(({ outcome }) => outcome !== 'stays');
  if (moved.length === 0 && !isAccountClosed) {
    throw invalidField('successorId', 'required', 'Choose who takes the work on.');
  }
  for (const part of byPrincipal(act, moved, isAccountClosed)) {
    const id = randomUUID();
    const { as, lines: own, ...closing } = part;
    const planIds = [...new Set(own.flatMap(({ planId }) => planId ?? []))].sort();
    await act.manager.insert(Reassignment, {
      ...{ id, personId: person.id, planIds, lines: own.length, ...closing },
      ...{ reason: reason.trim(), effectHash: hash },
      ...{ madeById: act.actorId, onBehalfOfId: onBehalfOf(act.actor, as), madeAt: act.now },
    });
    for (const planId of planIds.length > 0 ? planIds : [undefined]) {
      act.record(
        'person.work_reassigned',
        { kind: 'person', id: person.id, planId },
        {
          ...{ reassignmentId: id, effectHash: hash, ...closing },
          lines: planId ? own.filter((line) => line.planId === planId).length : own.length,
          reasonHash: reasonHash(reason),
        },
        as,
      );
    }
  }
}

interface Part {
  as?: Principal;
  lines: LeaverWork['lines'];
  isAccountClosed: boolean;
}

/**
 * Each plan's work as whom it was given away: on cover for the secretariats of two plans, that is
 * somebody else in each.
 */
function byPrincipal(act: Act, lines: LeaverWork['lines'], isAccountClosed: boolean): Part[] {
  const parts = new Map<string | undefined, Part>();
  const partOf = (as: Principal | undefined): Part => {
    const part = parts.get(as?.personId) ?? { as, lines: [], isAccountClosed: false };
    parts.set(as?.personId, part);
    return part;
  };
  for (const line of lines) partOf(principalFor(act, line.planId ?? undefined)).lines.push(line);
  if (isAccountClosed) partOf(administratorFor(act)).isAccountClosed = true;
  return [...parts.values()];
}
