import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Grant } from '../../../common/actor.js';
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

@Injectable()
export class GiveGrant {
  /** @throws Problem request.invalid when the role and its scope do not go together */
  async execute(act: Act, personId: string, grant: Grant): Promise<string> {
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
      { grantId: id, role: grant.role },
    );
    return id;
  }
}

@Injectable()
export class RevokeGrant {
  /** @throws Problem permission.refused for the last administrator's own grant: no one would be left */
  async execute(act: Act, personId: string, grantId: string): Promise<void> {
    const grant = await act.manager.findOne(GrantRecord, {
      where: { id: grantId, personId, revokedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!grant) throw new Problem('record.not_found', { what: 'role' });
    if (grant.role === 'administrator' && personId === act.actor?.personId) {
      throw new Problem('permission.refused', {
        why: 'You cannot lock yourself out.',
        whoCan: 'Another administrator can take this role from you.',
      });
    }
    await act.manager.update(GrantRecord, { id: grantId }, { revokedAt: act.now });
    act.record(
      'grant.revoked',
      { kind: 'person', id: personId, planId: grant.planId ?? undefined },
      { grantId, role: grant.role },
    );
  }
}
