import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { containing, orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import { describeActions } from '../overrides/index.js';
import { holdOn } from '../rounds/index.js';
import { roundScope, SigningReader } from '../signoff/index.js';
import type { RoundProgressDto } from '../updates/index.js';
import type {
  RoundDetailDto,
  RoundPage,
  RoundsQuery,
  RoundSummaryDto,
} from './dto/round-overview.dto.js';
import { EditionsReader } from './editions-reader.js';
import { publicationFacts } from './publication-facts.js';
import { decideRound, decideSummary } from './round-actions.js';
import { progressOf } from './round-progress.js';
import { ScheduleReader } from './schedule-reader.js';

const SORTS = { periodEnd: 'r.period_end', title: 'r.title', state: 'r.state' };

const ROUND = `r.id, json_build_object('id', p.id, 'title', p.title) AS plan, r.title, r.slug,
  r.period_label AS "periodLabel", r.period_start::text AS "periodStart", r.period_end::text AS "periodEnd",
  r.as_at::text AS "asAt", r.state, r.is_historic AS "isHistoric", r.is_summary AS "isSummary", r.version,
  json_build_object('opensOn', r.opens_on, 'draftsDueOn', r.drafts_due_on, 'reviewDueOn', r.review_due_on,
    'signOffDueOn', r.sign_off_due_on, 'publicationOn', r.publication_on) AS dates`;
/** A round and its summary name each other; one from before the system belongs to its period. */
const PAIRED = `(SELECT json_build_object('id', f.id, 'title', f.title) FROM rounds f
    WHERE f.id = r.summarises_id) AS summarises,
  (SELECT json_build_object('id', s.id, 'title', s.title) FROM rounds s WHERE s.is_summary
    AND NOT r.is_summary AND s.plan_id = r.plan_id AND s.period_start = r.period_start
    AND s.period_end = r.period_end) AS summary`;
const FROM = 'FROM rounds r JOIN plans p ON p.id = r.plan_id';

type RoundRow = Omit<RoundSummaryDto, 'progress'>;
type DetailRow = RoundRow & {
  [Field in 'introduction' | 'dateNote' | 'summarises' | 'summary']: RoundDetailDto[Field] | null;
};

/** Reads rounds with everything that sign-off and publication know of them, within the reader's scope. */
@Injectable()
export class RoundsReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly signing: SigningReader,
    private readonly editions: EditionsReader,
    private readonly schedules: ScheduleReader,
  ) {}

  async list(actor: Actor, query: RoundsQuery): Promise<RoundPage> {
    const parameters = new Parameters();
    const conditions = [roundScope(actor, parameters)];
    if (query.planId) conditions.push(`r.plan_id = ${parameters.add(query.planId)}`);
    if (query.state) conditions.push(`r.state = ${parameters.add(query.state)}`);
    if (query.q) conditions.push(`r.title ILIKE ${parameters.add(containing(query.q))}`);
    const where = `WHERE ${conditions.join(' AND ')}`;
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total ${FROM} ${where}`,
      parameters.values,
    );
    const rows = await this.dataSource.query<RoundRow[]>(
      `SELECT ${ROUND} ${FROM} ${where}
       ${orderBy(SORTS, query.sort, query.order ?? 'desc', 'r.is_summary, r.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data: await this.withProgress(actor, rows), total };
  }

  /** @throws Problem record.not_found, also for a round outside the reader's scope */
  async read(actor: Actor, id: string): Promise<RoundDetailDto> {
    const parameters = new Parameters();
    const [row] = await this.dataSource.query<DetailRow[]>(
      `SELECT ${ROUND}, r.introduction, ${PAIRED}, (SELECT e.snapshot::jsonb ->> 'dateNote' FROM editions e
         WHERE e.round_id = r.id AND e.kind = 'historic') AS "dateNote" ${FROM}
       WHERE r.id = ${parameters.add(id)} AND ${roundScope(actor, parameters)}`,
      parameters.values,
    );
    if (!row) throw new Problem('record.not_found', { what: 'round' });
    const { introduction, dateNote, summarises, summary: itsSummary, ...round } = row;
    const now = this.clock.now();
    const planId = round.plan.id;
    const isAhead = round.state !== 'published' && round.state !== 'closed';
    const standing = { ...round, planId, publicationOn: round.dates.publicationOn };
    const [[summary], hold, holdOnPublication, manifest, editions, facts, schedule] =
      await Promise.all([
        this.withProgress(actor, [round]),
        holdOn(this.dataSource, planId, londonDate(now)),
        isAhead ? holdOn(this.dataSource, planId, round.dates.publicationOn) : undefined,
        this.signing.manifestOf(id),
        this.editions.ofRound(id),
        publicationFacts(this.dataSource, standing, now),
        this.schedules.ofRound(standing),
      ]);
    const { correctionNo, unconfirmed } = facts.round;
    return {
      ...summary!,
      ...(introduction && { introduction }),
      ...(dateNote && { dateNote }),
      ...(summarises && { summarises }),
      ...(itsSummary && { summary: itsSummary }),
      ...(hold && { hold }),
      ...(holdOnPublication && { holdOnPublication }),
      ...(manifest && { manifest }),
      ...(schedule && { schedule }),
      unconfirmed,
      ...(correctionNo > 0 && { correctionNo }),
      editions,
      availableActions: await describeActions(this.dataSource, actor, [
        ...decideRound(actor, facts, round.isSummary),
        ['plan_summary', decideSummary(actor, planId, { ...round, hasOne: itsSummary !== null })],
      ]),
    };
  }

  private async withProgress(actor: Actor, rows: readonly RoundRow[]): Promise<RoundSummaryDto[]> {
    const progress = await progressOf(this.dataSource, actor, rows);
    return rows.map((row) => ({ ...row, progress: progress.get(row.id) ?? noProgress(row) }));
  }
}

const noProgress = (row: RoundRow): RoundProgressDto => {
  const { id, title, slug, periodLabel, state, isSummary, dates } = row;
  const round = { id, title, slug, periodLabel, state, isSummary };
  return { round, plan: row.plan.title, dates, chapters: [], total: 0, isOpen: state === 'open' };
};
