import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import {
  decideForActor,
  holdsRole,
  type Decision,
  type Grant,
  type Principal,
} from '../../../common/actor.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { GrantRecord, Person } from '../identity.entities.js';

type Scope = 'planId' | 'chapterId' | 'commitmentId' | 'organisationId';

/** Which scopes a role must and may name; the table has the same rule as ck_grants_scope. */
const SCOPES: Record<Grant['role'], { must: Scope[]; may: Scope[] }> = {
  administrator: { must: [], may: [] },
  auditor: { must: [], may: [] },
  clearer: { must: ['organisationId'], may: [] },
  lead: { must: ['planId'], may: ['chapterId', 'commitmentId'] },
  secretariat: { must: ['planId'], may: [] },
  signatory: { must: ['planId'], may: [] },
  board_member: { must: ['planId'], may: [] },
};

/**
 * Roles are an administrator's to give and take; leads and clearers also the secretariat's, for its own
 * plans: a clearer's organisation must lead a commitment of such a plan.
 * @throws Problem permission.refused
 */
async function refuseUnlessTheirs(
  act: Act,
  { role, planId, organisationId }: Pick<Grant, Scope | 'role'>,
): Promise<Principal | undefined> {
  if (!act.actor) return undefined;
  const planIds =
    role === 'lead' && planId
      ? [planId]
      : role === 'clearer' && organisationId
        ? await plansLedBy(act, organisationId)
        : [];
  const decision = decideForActor(act.actor, (principal): Decision => {
    const mayAct =
      holdsRole(principal, 'administrator') ||
      planIds.some((id) => holdsRole(principal, 'secretariat', id));
    return mayAct
      ? { isAllowed: true, as: principal }
      : {
          isAllowed: false,
          why: 'The secretariat names leads and clearers of its own plans; every other role is the administrator’s to give and take.',
          whoCan: 'Who can: an administrator.',
        };
  });
  if (decision.isAllowed) return decision.as;
  throw new Problem('permission.refused', { why: decision.why, whoCan: decision.whoCan! });
}

/** The plans with commitments that the organisation leads. */
export const plansLedBy = async (act: Act, organisationId: string): Promise<string[]> => {
  const rows = await act.manager.query<{ id: string }[]>(
    'SELECT DISTINCT plan_id AS id FROM commitments WHERE lead_organisation_id = $1',
    [organisationId],
  );
  return rows.map(({ id }) => id);
};

/** A lead of a chapter or a commitment leads within the plan that is named. */
async function refuseOutsidePlan(act: Act, grant: Grant): Promise<void> {
  for (const [scope, table] of [
    ['chapterId', 'chapters'],
    ['commitmentId', 'commitments'],
  ] as const) {
    const id = grant[scope];
    if (id === undefined) continue;
    const found = await act.manager.query<unknown[]>(
      `SELECT 1 FROM ${table} WHERE id = $1 AND plan_id = $2`,
      [id, grant.planId],
    );
    if (found.length === 0) {
      throw invalidField(scope, 'unknown', `The plan has no such ${scope.replace('Id', '')}.`);
    }
  }
}

@Injectable()
export class GiveGrant {
  /**
   * @throws Problem request.invalid when the role and its scope do not go together
   * @throws Problem permission.refused when the role is not theirs to give
   */
  async execute(act: Act, personId: string, grant: Grant): Promise<string> {
    return this.give(act, personId, grant, await refuseUnlessTheirs(act, grant));
  }

  /** Gives it without asking who may: for acts that bring a role with them. */
  async give(act: Act, personId: string, grant: Grant, as?: Principal): Promise<string> {
    if (!(await act.manager.existsBy(Person, { id: personId }))) {
      throw new Problem('record.not_found', { what: 'person' });
    }
    const { must, may } = SCOPES[grant.role];
    for (const scope of ['planId', 'chapterId', 'commitmentId', 'organisationId'] as const) {
      const isGiven = grant[scope] !== undefined;
      if (must.includes(scope) && !isGiven) {
        throw invalidField(
          scope,
          'required',
          `Say for which ${scope.replace('Id', '')} they are ${grant.role.replaceAll('_', ' ')}.`,
        );
      }
      if (isGiven && !must.includes(scope) && !may.includes(scope)) {
        throw invalidField(
          scope,
          'not_allowed',
          `This role is not given for one ${scope.replace('Id', '')}.`,
        );
      }
    }
    await refuseOutsidePlan(act, grant);
    const values = {
      planId: grant.planId ?? null,
      chapterId: grant.chapterId ?? null,
      commitmentId: grant.commitmentId ?? null,
      organisationId: grant.organisationId ?? null,
    };
    const held = await act.manager.findOneBy(GrantRecord, {
      personId,
      role: grant.role,
      revokedAt: IsNull(),
      planId: values.planId ?? IsNull(),
      chapterId: values.chapterId ?? IsNull(),
      commitmentId: values.commitmentId ?? IsNull(),
      organisationId: values.organisationId ?? IsNull(),
    });
    if (held) return held.id;
    const id = randomUUID();
    await act.manager.insert(GrantRecord, {
      id,
      personId,
      role: grant.role,
      ...values,
      grantedById: act.actor?.personId ?? null,
      grantedAt: act.now,
      revokedAt: null,
    });
    act.record(
      'grant.given',
      { kind: 'person', id: personId, planId: grant.planId },
      {
        ...{ grantId: id, role: grant.role },
        ...(grant.chapterId && { chapterId: grant.chapterId }),
        ...(grant.commitmentId && { commitmentId: grant.commitmentId }),
        ...(grant.organisationId && { organisationId: grant.organisationId }),
      },
      as,
    );
    return id;
  }
}

@Injectable()
export class RevokeGrant {
  /**
   * @throws Problem permission.refused when the role is not theirs to take; also for an administrator's
   *   own: no one would be left
   */
  async execute(act: Act, personId: string, grantId: string): Promise<void> {
    const grant = await act.manager.findOne(GrantRecord, {
      where: { id: grantId, personId, revokedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!grant) throw new Problem('record.not_found', { what: 'role' });
    const as = await refuseUnlessTheirs(act, {
      role: grant.role,
      ...(grant.planId && { planId: grant.planId }),
      ...(grant.organisationId && { organisationId: grant.organisationId }),
    });
    if (grant.role === 'administrator' && personId === act.actor?.personId) {
      throw new Problem('permission.refused', {
        why: 'You cannot lock yourself out.',
        whoCan: 'Another administrator can take this role from you.',
      });
    }
    await this.take(act, grant, as);
  }

  /** Takes it without asking who may: for acts that have. */
  async take(act: Act, { id, personId, role, planId }: GrantRecord, as?: Principal): Promise<void> {
    await act.manager.update(GrantRecord, { id }, { revokedAt: act.now });
    act.record(
      'grant.revoked',
      { kind: 'person', id: personId, planId: planId ?? undefined },
      { grantId: id, role },
      as,
    );
  }
}
