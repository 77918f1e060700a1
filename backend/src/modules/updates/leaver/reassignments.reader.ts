import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { Parameters, withoutNulls } from '../../../platform/database/sql.js';
import { Person, personRef } from '../../identity/index.js';
import type { ReassignmentDto, ReassignmentList } from '../dto/reassignment.dto.js';

/** Reads who gave somebody's work to others, and why: for the secretariat of its plans, auditor and administrator. */
@Injectable()
export class ReassignmentsReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem record.not_found when there is no such person */
  async list(actor: Actor, personId: string): Promise<ReassignmentList> {
    if (!(await this.dataSource.manager.existsBy(Person, { id: personId }))) {
      throw new Problem('record.not_found', { what: 'person' });
    }
    const parameters = new Parameters();
    const person = parameters.add(personId);
    const seesAll = (['auditor', 'administrator'] as const).some((role) =>
      actorHoldsRole(actor, role),
    );
    const planIds = actor.principals
      .flatMap(({ grants }) => grants)
      .flatMap(({ role, planId }) => (role === 'secretariat' && planId ? [planId] : []));
    const scope = seesAll
      ? 'TRUE'
      : `(r.plan_ids && ${parameters.add(planIds)}::uuid[] OR r.made_by_id = ${parameters.add(actor.personId)})`;
    const data = await this.dataSource.query<ReassignmentDto[]>(
      `SELECT r.id, r.made_at AS "madeAt", ${personRef('p')} AS "madeBy", ${personRef('b')} AS "onBehalfOf",
         r.reason, r.lines, r.is_account_closed AS "isAccountClosed"
       FROM reassignments r JOIN people p ON p.id = r.made_by_id LEFT JOIN people b ON b.id = r.on_behalf_of_id
       WHERE r.person_id = ${person} AND ${scope} ORDER BY r.made_at DESC, r.id`,
      parameters.values,
    );
    return { data: data.map(withoutNulls), total: data.length };
  }
}
