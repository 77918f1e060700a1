import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bankHolidays } from '../../common/bank-holidays.js';
import type { Actor, Principal } from '../../common/actor.js';
import { londonDate, workingDaysLeft } from '../../common/dates.js';
import { Clock } from '../../platform/database/clock.js';
import {
  containing,
  countedPage,
  fromCountedPage,
  orderBy,
  pageOf,
  Parameters,
  type Statement,
  withoutNulls,
} from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import type { UpdatePage, UpdatesQuery, UpdateSummaryDto } from './dto/update.dto.js';
import { CLAIMER_ID } from './claims.js';
import { lookColumns, lookOf } from './look-columns.js';
import { ASKS_STILL_TRUE } from './still-true.js';
import { clearedBy, draftedBy, ledBy, updateScope } from './update-scope.js';

const SORTS = {
  position: 'l.position',
  respondBy: 'u.respond_by',
  submittedAt: 'u.submitted_at',
  title: 'u.title',
  state: 'u.state',
  owner: 'ow.name',
  age: 'u.state_changed_at',
} as const;

const UNFINISHED = "u.state IN ('not_started', 'drafting', 'returned') AND u.omission_id IS NULL";

/** The columns of an UpdateSummary but for the days left, which working days decide. */
export const UPDATE_COLUMNS = `u.id, u.title, u.state, u.version, u.correction_no AS "correctionNo",
  u.respond_by::text AS "respondBy",
  CASE WHEN u.correction_no = 0 THEN r.review_due_on::text END AS "reviewDueOn", u.submitted_at AS "submittedAt", u.state_changed_at AS "stateChangedAt",
  u.omission_id IS NOT NULL AS "isOmitted", ${ASKS_STILL_TRUE} AS "asksStillTrue", l.chapter, l.reference, l.position, o.short_name AS organisation,
  ${personRef('ow')} AS owner,
  (SELECT ${personRef('cl')} FROM people cl WHERE cl.id = ${CLAIMER_ID}) AS "claimedBy",
  json_build_object('id', r.id, 'title', r.title, 'slug', r.slug, 'periodLabel', r.period_label, 'state', r.state,
    'isSummary', r.is_summary) AS round,
  (SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title) ORDER BY uc.position), '[]')
   FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id WHERE uc.update_id = u.id) AS commitments,
  (${UNFINISHED}) AS "isUnfinished"`;

export const UPDATE_JOINS = `FROM updates u
  JOIN rounds r ON r.id = u.round_id
  JOIN listings l ON l.update_id = u.id
  LEFT JOIN organisations o ON o.id = u.organisation_id
  LEFT JOIN people ow ON ow.id = u.owner_id`;

export type SummaryRow = Omit<UpdateSummaryDto, 'isLate' | 'workingDaysLeft'> & {
  isUnfinished: boolean;
};

/** Adds what depends on today: working days left, and whether it is late. Leaves out what is null. */
export function toSummary(
  { isUnfinished, ...row }: SummaryRow,
  today: string,
  daysUntil = workingDaysFrom(today),
): UpdateSummaryDto {
  return {
    ...withoutNulls(row),
    workingDaysLeft: daysUntil(row.respondBy),
    isLate: isUnfinished && row.respondBy < today,
  };
}

/** Working days from a day to another; the rows of a list ask for few different ones. */
function workingDaysFrom(today: string): (date: string) => number {
  const known = new Map<string, number>();
  return (date) => {
    let days = known.get(date);
    if (days === undefined) {
      days = workingDaysLeft(today, date, bankHolidays());
      known.set(date, days);
    }
    return days;
  };
}

/** Lists updates within the reader's scope. No unpublished text is in any list. */
@Injectable()
export class UpdateListReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: UpdatesQuery): Promise<UpdatePage> {
    const today = londonDate(this.clock.now());
    const { sql, parameters } = listOf(actor, query, today);
    const rows = await this.dataSource.query<(SummaryRow & { total: number })[]>(sql, parameters);
    const daysUntil = workingDaysFrom(today);
    return fromCountedPage(rows, (row) => toSummary(row, today, daysUntil));
  }

  /** All rows of a list, in batches: for exports. */
  async *all(actor: Actor, query: UpdatesQuery): AsyncGenerator<UpdateSummaryDto> {
    for (let page = 1; ; page++) {
      const { data } = await this.list(actor, Object.assign(query, { page, perPage: 200 }));
      yield* data;
      if (data.length < 200) return;
    }
  }
}

/** Asks for a page of updates within the actor's scope, with the total. */
export function listOf(actor: Actor, query: UpdatesQuery, today: string): Statement {
  const parameters = new Parameters();
  const where = conditionsOf(actor, query, today, parameters);
  const byDefault = query.awaiting ? 'submittedAt' : query.roundId ? 'position' : 'respondBy';
  const order = orderBy(SORTS, query.sort ?? byDefault, query.order ?? 'asc', 'u.id');
  const looks = query.awaiting ? lookColumns(actor, parameters) : '';
  const forWhom = forPersonColumn(actor, query, parameters);
  const sql = countedPage(
    `SELECT count(*)::int AS total FROM updates u WHERE ${where}`,
    `SELECT ${UPDATE_COLUMNS}${looks}${forWhom} ${UPDATE_JOINS} WHERE ${where} ${order} ${pageOf(query, parameters)}`,
  );
  return { sql, parameters: parameters.values };
}

/** SQL column: for whom a row waits, where it is theirs alone whom the actor covers. */
function forPersonColumn(actor: Actor, query: UpdatesQuery, parameters: Parameters): string {
  const [self, ...covered] = actor.principals;
  const isTheirs =
    query.awaiting === 'me'
      ? ledBy
      : query.awaiting === 'clearance'
        ? clearedBy
        : query.mine
          ? draftedBy
          : undefined;
  if (!isTheirs || covered.length === 0) return '';
  const waitsFor = (principal: Principal): string =>
    isTheirs({ ...actor, principals: [principal] }, parameters);
  const theirs = covered.map(
    (principal) => `WHEN ${waitsFor(principal)} THEN ${parameters.add(principal.personId)}::uuid`,
  );
  return `, (SELECT ${personRef('fp')} FROM people fp
    WHERE fp.id = CASE WHEN ${waitsFor(self)} THEN NULL ${theirs.join(' ')} END) AS "forPerson"`;
}

function conditionsOf(
  actor: Actor,
  query: UpdatesQuery,
  today: string,
  parameters: Parameters,
): string {
  const conditions = [updateScope(actor, parameters)];
  const equal: [string, unknown][] = [
    ['u.plan_id', query.planId],
    ['u.round_id', query.roundId],
    ['u.state', query.state],
    ['u.owner_id', query.ownerId],
    ['u.chapter_id', query.chapterId],
    ['u.organisation_id', query.organisationId],
  ];
  for (const [column, value] of equal) {
    if (value !== undefined) conditions.push(`${column} = ${parameters.add(value)}`);
  }
  if (query.isOmitted !== undefined) {
    conditions.push(`(u.omission_id IS NOT NULL) = ${parameters.add(query.isOmitted)}`);
  }
  if (query.asksStillTrue !== undefined) {
    conditions.push(`${ASKS_STILL_TRUE} = ${parameters.add(query.asksStillTrue)}`);
  }
  if (query.isLate !== undefined) {
    conditions.push(
      `(${UNFINISHED} AND u.respond_by < ${parameters.add(today)}::date) = ${parameters.add(query.isLate)}`,
    );
  }
  if (query.mine) conditions.push(draftedBy(actor, parameters));
  if (query.awaiting === 'me') {
    conditions.push(
      `u.state = 'submitted' AND u.omission_id IS NULL AND ${ledBy(actor, parameters)}
       AND u.owner_id IS DISTINCT FROM ${parameters.add(actor.personId)}::uuid`,
    );
  }
  if (query.awaiting === 'clearance') {
    conditions.push(
      `u.state = 'in_clearance' AND u.omission_id IS NULL AND ${clearedBy(actor, parameters)}`,
    );
  }
  if (query.look !== undefined) {
    conditions.push(`${lookOf(actor, parameters)} = ${parameters.add(query.look)}`);
  }
  if (query.q) {
    const pattern = parameters.add(containing(query.q));
    conditions.push(`(u.title ILIKE ${pattern} OR EXISTS (SELECT 1 FROM update_commitments qc
      JOIN commitments qm ON qm.id = qc.commitment_id WHERE qc.update_id = u.id AND qm.title ILIKE ${pattern}))`);
  }
  return conditions.join(' AND ');
}
