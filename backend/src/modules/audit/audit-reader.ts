import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { isIsoDate, londonInstant, nextDay } from '../../common/dates.js';
import { invalidField } from '../../common/problems.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import { auditWords } from './audit-words.js';
import type {
  AuditEntriesFilter,
  AuditEntriesQuery,
  AuditEntryDto,
  AuditEntryPage,
} from './dto/audit-entry.dto.js';

/** The plans whose entries the actor may read: all for an auditor, their own for the secretariat. */
export function auditScope(actor: Actor, parameters: Parameters): string {
  if (actorHoldsRole(actor, 'auditor')) return 'TRUE';
  const planIds = actor.principals.flatMap((principal) =>
    principal.grants.filter((grant) => grant.role === 'secretariat').map((grant) => grant.planId),
  );
  return `e.plan_id = ANY(${parameters.add(planIds)}::uuid[])`;
}

// Only some kinds of subject have a uuid; what is none names nothing.
const SUBJECT = `(CASE WHEN e.subject_id ~ '^[0-9a-f-]{36}$' THEN e.subject_id::uuid END)`;

// People are named as they were then. What an entry is about is named as it is now.
const ENTRY = `e.seq::int AS seq, e.kind, e.happened_at AS "happenedAt", e.recorded_at AS "recordedAt",
  CASE WHEN e.actor_id IS NOT NULL THEN person_then(e.actor_id, e.happened_at) END AS actor,
  CASE WHEN e.on_behalf_of_id IS NOT NULL THEN person_then(e.on_behalf_of_id, e.happened_at) END AS "onBehalfOf",
  e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
  CASE e.subject_kind
    WHEN 'update' THEN (SELECT title FROM updates WHERE id = ${SUBJECT})
    WHEN 'round' THEN (SELECT title FROM rounds WHERE id = ${SUBJECT})
    WHEN 'edition' THEN (SELECT title FROM editions WHERE id = ${SUBJECT})
    WHEN 'commitment' THEN (SELECT title FROM commitments WHERE id = ${SUBJECT})
    WHEN 'plan' THEN (SELECT title FROM plans WHERE id = ${SUBJECT})
    WHEN 'hold' THEN (SELECT name FROM holds WHERE id = ${SUBJECT})
    WHEN 'person' THEN (SELECT name FROM people WHERE id = ${SUBJECT})
    WHEN 'organisation' THEN (SELECT name FROM organisations WHERE id = ${SUBJECT})
  END AS "subjectTitle",
  CASE WHEN e.kind = 'update.claimed' AND e.data ? 'from'
    THEN person_then((e.data ->> 'from')::uuid, e.happened_at) END AS "takenFrom",
  e.data, e.origin, e.previous_hash AS "previousHash", e.hash`;

interface EntryRow extends Omit<AuditEntryDto, 'words'> {
  /** Whose review was taken over, as they were then: told in the words alone. */
  takenFrom: PersonThen | null;
}

/** An entry with the exact text that its hash is of. */
export interface ExportedEntry extends AuditEntryDto {
  hashed: string;
}

const BATCH = 1000;

/** Reads the audit trail within the reader's scope. */
@Injectable()
export class AuditReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(actor: Actor, query: AuditEntriesQuery): Promise<AuditEntryPage> {
    const parameters = new Parameters();
    const where = filtered(actor, query, parameters);
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM audit_entries e WHERE ${where}`,
      parameters.values,
    );
    const rows = await this.dataSource.query<EntryRow[]>(
      `SELECT ${ENTRY} FROM audit_entries e WHERE ${where}
       ${orderBy({ seq: 'e.seq' }, query.sort, query.order ?? 'desc', 'e.seq')}
       ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data: rows.map(withWords), total };
  }

  /** Every entry that the filter lets through, in the order of the chain. */
  async *all(actor: Actor, filter: AuditEntriesFilter): AsyncGenerator<ExportedEntry> {
    for (let last = 0; ;) {
      const parameters = new Parameters();
      const rows = await this.dataSource.query<(EntryRow & { hashed: string })[]>(
        `SELECT ${ENTRY}, audit_entry_text(e) AS hashed FROM audit_entries e
         WHERE ${filtered(actor, filter, parameters)} AND e.seq > ${parameters.add(last)}
         ORDER BY e.seq LIMIT ${BATCH}`,
        parameters.values,
      );
      for (const row of rows) yield { ...withWords(row), hashed: row.hashed };
      if (rows.length < BATCH) return;
      last = rows.at(-1)!.seq;
    }
  }
}

const withWords = <Row extends EntryRow>({ takenFrom, ...row }: Row) => ({
  ...row,
  words: auditWords(row.kind, row.data, takenFrom ?? undefined),
});

function filtered(actor: Actor, filter: AuditEntriesFilter, parameters: Parameters): string {
  const conditions = [auditScope(actor, parameters), ...aboutSubject(filter, parameters)];
  const equal: [string, string | undefined][] = [
    ['e.actor_id', filter.actorId],
    ['e.on_behalf_of_id', filter.onBehalfOfId],
    ['e.plan_id', filter.planId],
    ['e.kind', filter.kind],
    ['e.origin', filter.origin],
  ];
  for (const [column, value] of equal) {
    if (value !== undefined) conditions.push(`${column} = ${parameters.add(value)}`);
  }
  const from = filter.from && instantOf('from', filter.from);
  const end = filter.to && instantOf('to', isIsoDate(filter.to) ? nextDay(filter.to) : filter.to);
  if (from && end && from >= end) {
    throw invalidField('to', 'before_from', 'Give an end that is not before the beginning.');
  }
  if (from) conditions.push(`e.happened_at >= ${parameters.add(from)}`);
  if (end) conditions.push(`e.happened_at < ${parameters.add(end)}`);
  if (filter.upTo !== undefined) conditions.push(`e.seq <= ${parameters.add(filter.upTo)}`);
  return conditions.join(' AND ');
}

/** An edition's own entries are those of its files; its publication is told of its round. */
function aboutSubject({ subjectKind, subjectId }: AuditEntriesFilter, parameters: Parameters) {
  const conditions: string[] = [];
  if (subjectKind) conditions.push(`e.subject_kind = ${parameters.add(subjectKind)}`);
  if (subjectId) conditions.push(`e.subject_id = ${parameters.add(subjectId)}`);
  if (subjectKind !== 'edition' || !subjectId) return conditions;
  return [
    `(${conditions.join(' AND ')} OR e.subject_kind = 'round' AND e.data ->> 'editionId' = ${parameters.add(subjectId)})`,
  ];
}

/** A date is the beginning of that day in London. */
function instantOf(field: string, dateOrInstant: string): Date {
  if (isIsoDate(dateOrInstant)) return londonInstant(`${dateOrInstant}T00:00`);
  const instant = new Date(dateOrInstant);
  if (Number.isNaN(instant.getTime()))
    throw invalidField(field, 'not_a_date', 'Give a date as YYYY-MM-DD.');
  return instant;
}
