import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { containing, orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import { otherNamesOf, personRef, type OtherNameDto } from '../identity/index.js';
import { ASSESSED } from './assessment-reader.js';
import { describeActions } from '../overrides/index.js';
import { commitmentScope } from './plan-scope.js';
import { decidePlanChange, decideRoundPlanning } from './plan.policy.js';
import type { CommitmentDto, CommitmentPage, CommitmentsQuery, PlanDto } from './dto/plan.dto.js';

const SORTS = {
  position: 'ch.position, m.position',
  title: 'm.title',
  owner: 'p.name',
  organisation: 'o.short_name',
};

const organisationRef = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN
     json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'shortName', ${alias}.short_name) END`;

const FROM = `FROM commitments m
  JOIN plans pl ON pl.id = m.plan_id
  JOIN chapters ch ON ch.id = m.chapter_id
  JOIN organisations o ON o.id = m.lead_organisation_id
  LEFT JOIN organisations ask ON ask.id = m.asker_id
  LEFT JOIN organisations fund ON fund.id = m.funder_id
  LEFT JOIN people p ON p.id = m.owner_id`;

const COMMITMENT = `m.id, m.slug, m.title, m.summary, m.version, m.closed_on::text AS "closedOn",
  m.paused_on::text AS "pausedOn", m.is_waiting AS "isWaiting",
  json_build_object('id', pl.id, 'title', pl.title) AS plan,
  json_build_object('id', ch.id, 'title', ch.title) AS chapter,
  ${organisationRef('o')} AS "leadOrganisation", ${organisationRef('ask')} AS asker,
  ${organisationRef('fund')} AS funder, ${personRef('p')} AS owner`;

/** A commitment by itself, without what editions said of it. */
export type CommitmentRecord = CommitmentDto & {
  publishedWording?: string;
  limbs: string[];
  leadOtherNames: OtherNameDto[];
};

/** Reads the public register: plans, chapters, commitments. What editions said is added by others. */
@Injectable()
export class RegisterReader {
  constructor(private readonly dataSource: DataSource) {}

  async plans(actor: Actor): Promise<PlanDto[]> {
    const rows = await this.dataSource.query<
      (Omit<PlanDto, 'availableActions'> & { isSealing: boolean })[]
    >(
      `SELECT pl.id, pl.slug, pl.title, pl.published_on::text AS "publishedOn", pl.version,
         EXISTS (SELECT 1 FROM manifests m JOIN rounds r ON r.id = m.round_id
           WHERE r.plan_id = pl.id AND m.state IN ('sealed', 'signed')) AS "isSealing", ${organisationRef('o')} AS publisher,
         EXISTS (SELECT 1 FROM impact_assessments e WHERE e.plan_id = pl.id) AS "hasAssessment",
         (SELECT coalesce(json_agg(json_build_object('id', c.id, 'title', c.title, 'position', c.position)
            ORDER BY c.position), '[]') FROM chapters c WHERE c.plan_id = pl.id) AS chapters
       FROM plans pl JOIN organisations o ON o.id = pl.publisher_id ORDER BY pl.title, pl.id`,
    );
    return Promise.all(
      rows.map(async ({ isSealing, ...plan }) => ({
        ...plan,
        availableActions: await describeActions(this.dataSource, actor, [
          ['change', decidePlanChange(actor, plan.id, isSealing)],
          ['plan_round', decideRoundPlanning(actor, plan.id)],
        ]),
      })),
    );
  }

  async plan(actor: Actor, id: string): Promise<PlanDto> {
    const plan = (await this.plans(actor)).find((each) => each.id === id);
    if (!plan) throw new Problem('record.not_found', { what: 'plan' });
    return plan;
  }

  async commitments(actor: Actor, query: CommitmentsQuery): Promise<CommitmentPage> {
    const parameters = new Parameters();
    const conditions = [commitmentScope(actor, parameters)];
    const equal: [string, string | undefined][] = [
      ['m.plan_id', query.planId],
      ['m.chapter_id', query.chapterId],
      ['m.lead_organisation_id', query.organisationId],
      ['m.owner_id', query.ownerId],
    ];
    for (const [column, value] of equal) {
      if (value !== undefined) conditions.push(`${column} = ${parameters.add(value)}`);
    }
    if (query.assessmentSection) {
      conditions.push(ASSESSED.inSection(parameters.add(query.assessmentSection)));
    }
    if (query.characteristic) {
      conditions.push(ASSESSED.bearingOn(parameters.add(query.characteristic)));
    }
    if (query.q) {
      const pattern = parameters.add(containing(query.q));
      conditions.push(`(m.title ILIKE ${pattern} OR m.summary ILIKE ${pattern})`);
    }
    const where = `WHERE ${conditions.join(' AND ')}`;
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM commitments m ${where}`,
      parameters.values,
    );
    const data = await this.dataSource.query<CommitmentDto[]>(
      `SELECT ${COMMITMENT} ${FROM} ${where}
       ${orderBy(SORTS, query.sort, query.order ?? 'asc', 'm.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }

  /** @throws Problem record.not_found */
  async commitment(actor: Actor, id: string): Promise<CommitmentRecord> {
    const parameters = new Parameters();
    const scope = commitmentScope(actor, parameters);
    const [row] = await this.dataSource.query<CommitmentRecord[]>(
      `SELECT ${COMMITMENT}, m.published_wording AS "publishedWording",
         ARRAY(SELECT b.text FROM commitment_limbs b WHERE b.commitment_id = m.id ORDER BY b.position) AS limbs,
         ${otherNamesOf('o')} AS "leadOtherNames"
       ${FROM} WHERE m.id = ${parameters.add(id)} AND ${scope}`,
      parameters.values,
    );
    if (!row) throw new Problem('record.not_found', { what: 'commitment' });
    return row;
  }
}
