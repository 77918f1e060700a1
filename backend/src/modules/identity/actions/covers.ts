import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  COVER_PART_WORDS,
  decideForActor,
  holdsRole,
  PART_OF,
  ROLES,
  type Actor,
  type CoverPart,
  type Decision,
  type Principal,
} from '../../../common/actor.js';
import { dateInWords, isIsoDate, londonDate } from '../../../common/dates.js';
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

/**
 * Where the person has work of these parts, now or in rounds that are over: plan by plan; a clearer's in
 * all the plans of their organisation together, as the role is given.
 */
const WORK_OF_PARTS = `SELECT array_agg(plan_id) AS "planIds" FROM (
  SELECT plan_id AS scope, plan_id FROM grants
    WHERE person_id = $1 AND revoked_at IS NULL AND role = ANY($2) AND plan_id IS NOT NULL
  UNION SELECT g.organisation_id, c.plan_id FROM grants g
    JOIN commitments c ON c.lead_organisation_id = g.organisation_id
    WHERE g.person_id = $1 AND g.revoked_at IS NULL AND g.role = ANY($2)
  UNION SELECT plan_id, plan_id FROM commitments WHERE owner_id = $1 AND $3::boolean
  UNION SELECT plan_id, plan_id FROM updates WHERE owner_id = $1 AND $3::boolean
  UNION SELECT u.plan_id, u.plan_id FROM updates u JOIN update_contributors uc ON uc.update_id = u.id
    WHERE uc.person_id = $1 AND $3::boolean) work GROUP BY scope`;

/**
 * People set cover for themselves, administrators for anyone; the secretariat where all that the cover
 * takes over lies in its own plans.
 * @returns as whom
 */
async function refuseUnlessTheirs(
  act: Act,
  absentId: string,
  parts: readonly CoverPart[],
): Promise<Principal | undefined> {
  const { actor } = act;
  if (!actor || actor.personId === absentId) return undefined;
  const decision = await decideCover(act, actor, absentId, parts);
  if (decision.isAllowed) return decision.as;
  throw new Problem('permission.refused', {
    why: decision.why,
    whoCan: 'Who can: they themselves or an administrator.',
  });
}

/** Whether the actor may set or end such a cover of somebody else. */
export async function decideCover(
  act: Act,
  actor: Actor,
  absentId: string,
  parts: readonly CoverPart[],
): Promise<Decision> {
  const roles = ROLES.filter((role) => parts.some((part) => part === PART_OF[role]));
  const work = await act.query<{ planIds: string[] }>(WORK_OF_PARTS, [
    ...[absentId, roles, parts.includes('drafting')],
  ]);
  return decideForActor(actor, (principal): Decision => {
    const isOurs = ({ planIds }: { planIds: string[] }): boolean =>
      planIds.some((id) => holdsRole(principal, 'secretariat', id));
    const isSecretariat = work.length > 0 && work.every(isOurs);
    if (isSecretariat || holdsRole(principal, 'administrator')) {
      return { isAllowed: true, as: principal };
    }
    return {
      isAllowed: false,
      why: 'Cover is set by the person who will be away, or by the secretariat of every plan in which it would count.',
    };
  });
}

@Injectable()
export class SetCover {
  async execute(act: Act, input: NewCover): Promise<string> {
    const as = await refuseUnlessTheirs(act, input.absentId, input.parts);
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
    await refuseWhoIsAway(act, input);
    await refuseASecondTime(act, input);
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
      as,
    );
    return id;
  }
}

/** Whoever is away is not written to: nobody would learn of the work. */
async function refuseWhoIsAway(
  act: Act,
  { coverId, startsOn, endsOn, parts }: NewCover,
): Promise<void> {
  const [away] = await act.query<{ from: string; to: string }>(
    `SELECT starts_on::text AS "from", ends_on::text AS "to" FROM covers
     WHERE absent_id = $1 AND ended_at IS NULL AND starts_on <= $3 AND ends_on >= $2 AND parts && $4
     ORDER BY starts_on LIMIT 1`,
    [coverId, startsOn, endsOn, parts],
  );
  if (!away) return;
  const days = `${dateInWords(away.from)} to ${dateInWords(away.to)}`;
  throw invalidField(
    'coverId',
    'away',
    `They are away themselves, from ${days}, and covered in this. Choose somebody else, or other days.`,
  );
}

/**
 * The same cover is not set twice: ending one would leave the other in force. Several people may cover
 * the same work, and one person other work or other days.
 *
 * It is asked under a lock of the absent person. A constraint could not be added: covers that were set
 * twice before stay as they are, and no exclusion compares lists of parts.
 */
async function refuseASecondTime(
  act: Act,
  { absentId, coverId, startsOn, endsOn, parts }: NewCover,
): Promise<void> {
  await act.query('SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE', [absentId]);
  const [standing] = await act.query<{ from: string; to: string; parts: CoverPart[]; who: string }>(
    `SELECT c.starts_on::text AS "from", c.ends_on::text AS "to", c.parts, p.name AS who
     FROM covers c JOIN people p ON p.id = c.cover_id
     WHERE c.absent_id = $1 AND c.cover_id = $2 AND c.ended_at IS NULL AND c.parts && $5
       AND c.starts_on <= $4 AND c.ends_on >= greatest($3::date, $6::date)
     ORDER BY c.starts_on, c.set_at LIMIT 1`,
    [absentId, coverId, startsOn, endsOn, parts, londonDate(act.now)],
  );
  if (!standing) return;
  const days = `${dateInWords(standing.from)} to ${dateInWords(standing.to)}`;
  const work = standing.parts.map((part) => COVER_PART_WORDS[part].toLowerCase()).join('; ');
  throw invalidField(
    'coverId',
    'covers_already',
    `${standing.who} covers already, from ${days}: ${work}. End that cover first, or choose somebody else, other days or other work.`,
  );
}

@Injectable()
export class EndCover {
  async execute(act: Act, coverId: string): Promise<void> {
    const cover = await act.manager.findOne(Cover, {
      where: { id: coverId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!cover) throw new Problem('record.not_found', { what: 'cover' });
    const as = await refuseUnlessTheirs(act, cover.absentId, cover.parts);
    if (!cover.endedAt) await this.end(act, cover, as);
  }

  /** Ends it without asking who may: for acts that have. */
  async end(act: Act, { id: coverId, absentId }: Cover, as?: Principal): Promise<void> {
    await act.manager.update(Cover, { id: coverId }, { endedAt: act.now });
    act.record('cover.ended', { kind: 'person', id: absentId }, { coverId }, as);
  }
}
