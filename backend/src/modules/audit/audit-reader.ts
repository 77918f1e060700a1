import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { AuditEntriesQuery, AuditEntryDto, AuditEntryPage } from './dto/audit-entry.dto.js';

/** The plans whose entries the actor may read: all for an auditor, their own for the secretariat. */
export function auditScope(actor: Actor, parameters: Parameters): string {
  if (actorHoldsRole(actor, 'auditor')) return 'TRUE';
  const planIds = actor.principals.flatMap((principal) =>
    principal.grants.filter((grant) => grant.role === 'secretariat').map((grant) => grant.planId),
  );
  return `e.plan_id = ANY(${parameters.add(planIds)}::uuid[])`;
}

/** Reads the audit trail within the reader's scope. */
@Injectable()
export class AuditReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(actor: Actor, query: AuditEntriesQuery): Promise<AuditEntryPage> {
    const parameters = new Parameters();
    const conditions = [auditScope(actor, parameters)];
    const equal: [string, string | undefined][] = [
      ['e.subject_kind', query.subjectKind],
      ['e.subject_id', query.subjectId],
      ['e.actor_id', query.actorId],
      ['e.kind', query.kind],
    ];
    for (const [column, value] of equal) {
      if (value !== undefined) conditions.push(`${column} = ${parameters.add(value)}`);
    }
    if (query.from) conditions.push(`e.happened_at >= ${parameters.add(query.from)}`);
    if (query.to) conditions.push(`e.happened_at < ${parameters.add(query.to)}`);
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM audit_entries e WHERE ${where}`,
      parameters.values,
    );
    const data = await this.dataSource.query<AuditEntryDto[]>(
      `SELECT e.seq::int AS seq, e.kind, e.happened_at AS "happenedAt", e.recorded_at AS "recordedAt",
         CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END AS actor,
         CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.name) END AS "onBehalfOf",
         e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.data, e.origin,
         e.previous_hash AS "previousHash", e.hash
       FROM audit_entries e
       LEFT JOIN people a ON a.id = e.actor_id
       LEFT JOIN people b ON b.id = e.on_behalf_of_id
       WHERE ${where}
       ${orderBy({ seq: 'e.seq' }, query.sort, query.order ?? 'desc', 'e.seq')}
       ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }
}
