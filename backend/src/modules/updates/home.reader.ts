import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  actorHoldsRole,
  writersFor,
  type Actor,
  type Principal,
  type Role,
} from '../../common/actor.js';
import { bankHolidays, endsSoon, lastKnownDay } from '../../common/bank-holidays.js';
import { dateInWords, londonDate, workingDaysLeft } from '../../common/dates.js';
import { Clock } from '../../platform/database/clock.js';
import { Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { unansweredCalls } from './comments/mentions.reader.js';
import type { HomeDto, RoundProgressDto, WorkItemDto } from './dto/home.dto.js';
import { HAS_SET_TIME, publicationWork } from './publication-work.js';
import { REVIEW_DUE_ON, reviewWork } from './review-work.js';
import { ASKS_STILL_TRUE } from './still-true.js';
import { unaskedWork } from './unasked-work.js';
import { clearedBy, draftedBy, updateScope } from './update-scope.js';

type WorkRow = Omit<WorkItemDto, 'workingDaysLeft'>;

/** The same commitment may wait in the table and in the summary: the line says which. */
const inItsRound = ({ isSummary, ...item }: WorkRow & { isSummary?: boolean }): WorkRow =>
  isSummary ? { ...item, ask: `${item.ask}, in the stakeholder summary` } : item;

/** SQL: a correction of the round (alias r) is sealed or signed, and waits. */
const CORRECTION = (state: 'sealed' | 'signed'): string => `EXISTS (
  SELECT 1 FROM manifests m WHERE m.round_id = r.id AND m.correction_no > 0 AND m.state = '${state}')`;

/** SQL: a correction of the published round (alias r) that is complete, and not sealed. */
const CORRECTION_TO_SEAL = `NOT ${CORRECTION('sealed')} AND NOT ${CORRECTION('signed')}
  AND (EXISTS (SELECT 1 FROM corrected_words w WHERE w.round_id = r.id AND w.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM updates u WHERE u.round_id = r.id AND u.correction_no > 0
      AND u.state NOT IN ('published', 'abandoned')))
  AND NOT EXISTS (SELECT 1 FROM updates u WHERE u.round_id = r.id AND u.correction_no > 0
    AND u.omission_id IS NULL AND u.state NOT IN ('approved', 'published', 'abandoned'))`;

/** What has no date comes after what has one. */
const UNDATED = '~';

/** Of the owner, and of a contributor, whom nobody reminds: it is the owner who waits for them. */
const ASKS: Record<string, { owner: string; contributor: string }> = {
  not_started: { owner: 'Write the update', contributor: 'Help to write the update' },
  drafting: { owner: 'Finish and submit the update', contributor: 'Help to finish the update' },
  returned: { owner: 'Answer what was returned', contributor: 'Help to answer what was returned' },
};

function installationNeeds(actor: Actor, today: string): string[] {
  if (!actorHoldsRole(actor, 'administrator') || !endsSoon(today)) return [];
  return [
    `Bank holidays are known only to ${dateInWords(lastKnownDay())}: later ones would count as working days. Give Quarterdeck a newer file, as its guide to operations says.`,
  ];
}

/** What waits for the reader, and how their rounds stand. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor): Promise<HomeDto> {
    const today = londonDate(this.clock.now());
    const [rounds, ...lists] = await Promise.all([
      this.progress(actor),
      ...actor.principals.map((principal) => this.workFor(actor, principal, today)),
    ]);
    // What is both one's own and a covered person's is one's own: that list comes first.
    const work = new Map<string, WorkItemDto>();
    for (const item of lists.flat()) {
      const { dueOn, ...rest } = item;
      const { kind, updateId, overrideId, roundId } = rest;
      const key = `${kind} ${updateId ?? overrideId ?? roundId}`;
      if (work.has(key)) continue;
      const dated = dueOn && {
        ...{ dueOn, workingDaysLeft: workingDaysLeft(today, dueOn, bankHolidays()) },
      };
      work.set(key, { ...rest, ...dated });
    }
    return {
      needs: installationNeeds(actor, today),
      work: [...work.values()].sort(
        (one, other) =>
          (one.dueOn ?? UNDATED).localeCompare(other.dueOn ?? UNDATED) ||
          one.title.localeCompare(other.title),
      ),
      rounds,
    };
  }

  /** What waits for the actor as themselves, or as one they cover: then it says for whom. */
  private async workFor(actor: Actor, principal: Principal, today: string): Promise<WorkRow[]> {
    const as: Actor = { ...actor, principals: [principal] };
    const lists = await Promise.all([
      this.drafting(as),
      this.stillTrue(as),
      this.clearing(as),
      reviewWork(this.query, as),
      this.running(as, today),
      this.confirming(as),
      // Whoever is on cover may be mentioned themselves: they read it for another.
      this.mentions(principal.cover ? as : actor, principal.personId),
      publicationWork(this.query, as),
      unaskedWork(this.query, as),
    ]);
    const items = lists.flat().map(inItsRound);
    if (!principal.cover || items.length === 0) return items;
    const [row] = await this.dataSource.query<{ person: PersonRef }[]>(
      `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = $1`,
      [principal.personId],
    );
    return items.map((item) => ({ ...item, forPerson: row?.person }));
  }

  private async drafting(actor: Actor): Promise<WorkRow[]> {
    const parameters = new Parameters();
    const own = parameters.add(writersFor(actor));
    const rows = await this.dataSource.query<
      (WorkRow & { state: string; helpedPerson: string | null })[]
    >(
      `SELECT u.state, u.id AS "updateId", u.round_id AS "roundId", u.title, r.is_summary AS "isSummary", u.respond_by::text AS "dueOn",
         CASE WHEN u.owner_id <> ALL(${own}::uuid[]) THEN o.name END AS "helpedPerson"
       FROM updates u JOIN rounds r ON r.id = u.round_id LEFT JOIN people o ON o.id = u.owner_id
       WHERE u.state IN ('not_started', 'drafting', 'returned') AND u.omission_id IS NULL
         AND (r.state = 'open' OR u.correction_no > 0 AND r.state = 'published') AND ${draftedBy(actor, parameters)}`,
      parameters.values,
    );
    return rows.map(({ state, helpedPerson, ...row }) => ({
      ...row,
      kind: state === 'returned' ? 'resume' : 'draft',
      ask: ASKS[state]?.[helpedPerson ? 'contributor' : 'owner'] ?? '',
      waitingPerson: helpedPerson ?? 'The lead who reviews it',
    }));
  }

  /** Approved texts of theirs whose publication has moved. */
  private stillTrue(actor: Actor): Promise<WorkRow[]> {
    const parameters = new Parameters();
    const owners = parameters.add(writersFor(actor));
    return this.dataSource.query<WorkRow[]>(
      `SELECT 'confirm_still_true' AS kind, u.id AS "updateId", u.round_id AS "roundId", u.title, r.is_summary AS "isSummary",
         'Confirm that it is still true' AS ask, r.sign_off_due_on::text AS "dueOn",
         'The secretariat' AS "waitingPerson"
       FROM updates u JOIN rounds r ON r.id = u.round_id
       WHERE r.state = 'open' AND u.owner_id = ANY(${owners}::uuid[]) AND ${ASKS_STILL_TRUE}`,
      parameters.values,
    );
  }

  private async clearing(actor: Actor): Promise<WorkRow[]> {
    const parameters = new Parameters();
    const rows = await this.dataSource.query<WorkRow[]>(
      `SELECT u.id AS "updateId", u.round_id AS "roundId", u.title, r.is_summary AS "isSummary", ${REVIEW_DUE_ON} AS "dueOn", ow.name AS "waitingPerson"
       FROM updates u JOIN rounds r ON r.id = u.round_id LEFT JOIN people ow ON ow.id = u.owner_id
       WHERE u.state = 'in_clearance' AND u.omission_id IS NULL AND ${clearedBy(actor, parameters)}`,
      parameters.values,
    );
    return rows.map((row) => ({ ...row, kind: 'clear', ask: 'Clear it for your organisation' }));
  }

  private async mentions(actor: Actor, personId: string): Promise<WorkRow[]> {
    const mentions = await unansweredCalls(this.query, actor, personId);
    return mentions.map(({ threadId: _, ...row }) => row);
  }

  private readonly query = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> =>
    this.dataSource.query(sql, parameters);

  /** Rounds that wait for sealing, a signature or publication. */
  private async running(actor: Actor, today: string): Promise<WorkRow[]> {
    const planIds = (role: Role): (string | undefined)[] =>
      actor.principals.flatMap(({ grants }) =>
        grants.filter((grant) => grant.role === role).map((grant) => grant.planId),
      );
    return this.dataSource.query<WorkRow[]>(
      `SELECT * FROM (
         SELECT 'seal' AS kind, r.id AS "roundId", r.title,
           CASE r.state WHEN 'open' THEN 'Seal the round for signature' ELSE 'Seal the correction for signature' END AS ask,
           CASE r.state WHEN 'open' THEN r.sign_off_due_on END::text AS "dueOn", 'The signatory' AS "waitingPerson"
         FROM rounds r WHERE r.plan_id = ANY($1::uuid[]) AND (r.state = 'open'
           AND EXISTS (SELECT 1 FROM updates WHERE round_id = r.id) AND NOT EXISTS (SELECT 1 FROM updates u
           WHERE u.round_id = r.id AND (u.state <> 'approved' AND u.omission_id IS NULL OR ${ASKS_STILL_TRUE}))
         OR r.state = 'published' AND ${CORRECTION_TO_SEAL})
         UNION ALL
         SELECT 'sign', r.id, r.title, 'Read and sign the round', CASE r.state WHEN 'sealed' THEN r.sign_off_due_on END::text, 'The secretariat'
         FROM rounds r WHERE r.plan_id = ANY($2::uuid[]) AND (r.state = 'sealed' OR r.state = 'published' AND ${CORRECTION('sealed')})
         UNION ALL
         SELECT 'publish', r.id, r.title, 'Publish the edition', CASE r.state WHEN 'signed' THEN r.publication_on END::text, 'The public'
         FROM rounds r WHERE r.plan_id = ANY($1::uuid[]) AND r.publication_on <= $3::date AND NOT ${HAS_SET_TIME} AND (r.state = 'signed'
           OR r.state = 'published' AND ${CORRECTION('signed')})) work`,
      [planIds('secretariat'), planIds('signatory'), today],
    );
  }

  private async confirming(actor: Actor): Promise<WorkRow[]> {
    const planIds = actor.principals.flatMap((principal) =>
      principal.grants
        .filter((grant) => grant.role === 'secretariat' || grant.role === 'lead')
        .map((grant) => grant.planId),
    );
    return this.dataSource.query<WorkRow[]>(
      `SELECT 'confirm_override' AS kind, v.id AS "overrideId", r.id AS "roundId",
         coalesce(u.title, h.name, r.title) AS title, 'Confirm the override, or object' AS ask,
         coalesce(h.ends_on, CASE WHEN u.correction_no > 0 THEN NULL ELSE r.sign_off_due_on END)::text AS "dueOn", p.name AS "waitingPerson"
       FROM overrides v JOIN people p ON p.id = v.made_by_id
       LEFT JOIN updates u ON v.subject_kind = 'update' AND u.id = v.subject_id
       LEFT JOIN holds h ON v.subject_kind = 'hold' AND h.id = v.subject_id
       JOIN rounds r ON r.id = CASE WHEN h.id IS NULL THEN coalesce(u.round_id, v.subject_id)
         ELSE (SELECT id FROM rounds WHERE plan_id = v.plan_id ORDER BY period_end DESC, id LIMIT 1) END
       WHERE v.confirmed_at IS NULL AND v.ended_at IS NULL AND v.plan_id = ANY($1::uuid[])
         AND v.made_by_id <> ALL($2::uuid[]) AND coalesce(v.made_on_behalf_of_id <> ALL($2::uuid[]), TRUE)`,
      [planIds, [actor.personId, ...actor.principals.map(({ personId }) => personId)]],
    );
  }

  /** A bar per chapter for every round that is not over, within the reader's scope. */
  private async progress(actor: Actor): Promise<RoundProgressDto[]> {
    const parameters = new Parameters();
    const rows = await this.dataSource.query<ProgressRow[]>(
      `${progressSql(updateScope(actor, parameters))} AND r.state IN ('open', 'sealed', 'signed')
       ${PROGRESS_GROUPING}`,
      parameters.values,
    );
    return toProgress(rows);
  }
}

interface ProgressRow extends Pick<RoundProgressDto, 'round' | 'plan' | 'dates'> {
  chapter: string;
  state: string;
  count: number;
}

/** Counts of updates by round, chapter and state, for the scope given; continue with AND conditions. */
export const progressSql = (scope: string): string => `
  SELECT json_build_object('id', r.id, 'title', r.title, 'slug', r.slug, 'periodLabel', r.period_label, 'state', r.state,
    'isSummary', r.is_summary) AS round,
    json_build_object('opensOn', r.opens_on, 'draftsDueOn', r.drafts_due_on, 'reviewDueOn', r.review_due_on,
      'signOffDueOn', r.sign_off_due_on, 'publicationOn', r.publication_on) AS dates,
    l.chapter, CASE WHEN u.omission_id IS NOT NULL THEN 'omitted' ELSE u.state END AS state, count(*)::int AS count,
    (SELECT title FROM plans WHERE id = r.plan_id) AS plan
  FROM updates u JOIN rounds r ON r.id = u.round_id JOIN listings l ON l.update_id = u.id
  WHERE u.correction_no = 0 AND ${scope}`;
export const PROGRESS_GROUPING =
  'GROUP BY r.id, l.chapter, 4 ORDER BY r.period_end, r.is_summary, r.id, min(min(l.position)) OVER (PARTITION BY r.id, l.chapter)';

/** Rows of counts as one progress per round, chapters in order of print. */
export function toProgress(rows: readonly ProgressRow[]): RoundProgressDto[] {
  const rounds = new Map<string, RoundProgressDto>();
  for (const { round, plan, dates, chapter, state, count } of rows) {
    const progress = rounds.get(round.id) ?? {
      round,
      plan,
      dates,
      chapters: [],
      total: 0,
      isOpen: round.state === 'open',
    };
    rounds.set(round.id, progress);
    let bar = progress.chapters.find((each) => each.chapter === chapter);
    if (!bar) progress.chapters.push((bar = { chapter, counts: {}, total: 0 }));
    bar.counts[state] = count;
    bar.total += count;
    progress.total += count;
  }
  return [...rounds.values()];
}
