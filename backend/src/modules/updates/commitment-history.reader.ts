import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  actorHoldsRole,
  decideForActor,
  holdsRole,
  type Actor,
  type Decision,
} from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { describeActions } from '../overrides/index.js';
import {
  AssessmentReader,
  commitmentScope,
  registerChangeScope,
  RegisterReader,
  type CommitmentDetailDto,
  type CommitmentHistoryDto,
  type CommitmentPage,
  type CommitmentsQuery,
  type CurrentUpdateDto,
  type EditionInLifeDto,
  type LatestStatusDto,
  type LineageDto,
} from '../plan/index.js';
import { CommitmentDiffReader } from './commitment-diff.reader.js';
import {
  notesOnLife,
  notesOnLineage,
  withoutRepeats,
  type LifeEdition,
} from './commitment-life.js';
import { updateScope } from './update-scope.js';

/** Whether the actor may change the register of the plan, for themselves or on cover. */
const keptBySecretariat = (actor: Actor, planId: string): Decision =>
  decideForActor(actor, (principal) =>
    holdsRole(principal, 'secretariat', planId)
      ? { isAllowed: true, as: principal }
      : {
          isAllowed: false,
          why: 'The register is kept by the secretariat.',
          whoCan: 'Who can: the secretariat of this plan.',
        },
  );

/** A commitment with its life over the editions: what each published round said of it. */
@Injectable()
export class CommitmentHistoryReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly register: RegisterReader,
    private readonly assessments: AssessmentReader,
    private readonly diffs: CommitmentDiffReader,
  ) {}

  /** The register with what the last edition printed of each. */
  async list(actor: Actor, query: CommitmentsQuery): Promise<CommitmentPage> {
    const page = await this.register.commitments(actor, query);
    const rows = await this.dataSource.query<({ id: string } & LatestStatusDto)[]>(
      `SELECT DISTINCT ON (uc.commitment_id) uc.commitment_id AS id, l.reference,
         (v.content::jsonb) ->> 'delivery' AS delivery, r.title AS "editionTitle", r.slug AS "editionSlug"
       FROM update_commitments uc
       JOIN updates u ON u.id = uc.update_id AND u.state = 'published'
       JOIN rounds r ON r.id = u.round_id
       JOIN listings l ON l.update_id = u.id
       LEFT JOIN update_revisions v ON v.id = u.approved_revision_id AND u.omission_id IS NULL
       WHERE uc.commitment_id = ANY($1::uuid[]) AND NOT r.is_summary AND r.id NOT IN (SELECT w.round_id FROM withdrawn_rounds w)
       ORDER BY uc.commitment_id, r.period_end DESC, u.correction_no DESC, l.position`,
      [page.data.map((commitment) => commitment.id)],
    );
    const latest = new Map(rows.map(({ id, ...status }) => [id, status]));
    return {
      ...page,
      data: page.data.map((commitment) => ({ ...commitment, latest: latest.get(commitment.id) })),
    };
  }

  async read(actor: Actor, id: string): Promise<CommitmentDetailDto> {
    const commitment = await this.register.commitment(actor, id);
    const lineage = await this.lineage(actor, id);
    const [history, life, assessment, currentUpdate, leads] = await Promise.all([
      this.history(id),
      this.life(commitment.plan.id, id, lineage),
      this.assessments.ofCommitment(id),
      this.currentUpdate(actor, id),
      this.leads(id),
    ]);
    const assign: Decision = actorHoldsRole(actor, 'secretariat', commitment.plan.id)
      ? { isAllowed: true, as: actor.principals[0] }
      : {
          isAllowed: false,
          why: 'Owners are named by the secretariat.',
          whoCan: 'Who can: the secretariat of this plan.',
        };
    return {
      ...commitment,
      history,
      life,
      lineage,
      assessment,
      currentUpdate,
      leads,
      availableActions: await describeActions(this.dataSource, actor, [
        ['assign', assign],
        ['change_register', keptBySecretariat(actor, commitment.plan.id)],
      ]),
    };
  }

  /** Published rows only, newest first: the same for everyone. */
  async history(id: string): Promise<CommitmentHistoryDto[]> {
    const rows = await this.dataSource.query<
      (Omit<CommitmentHistoryDto, 'content'> & { content: string | null })[]
    >(
      `SELECT u.id AS "updateId", r.title AS "editionTitle", r.slug AS "editionSlug", r.as_at::text AS "asAt",
         r.is_summary AS "isSummary", u.title, l.chapter, l.reference, l.wording, w.is_so AS "isWithdrawn",
         CASE WHEN u.omission_id IS NULL AND NOT w.is_so THEN v.content END AS content, ov.reason AS omission
       FROM update_commitments uc
       JOIN updates u ON u.id = uc.update_id AND u.state = 'published'
       JOIN rounds r ON r.id = u.round_id
       JOIN listings l ON l.update_id = u.id
       LEFT JOIN update_revisions v ON v.id = u.approved_revision_id
       LEFT JOIN overrides ov ON ov.id = u.omission_id
       CROSS JOIN LATERAL (SELECT is_text_withdrawn(u.id) AS is_so) w
       WHERE uc.commitment_id = $1
       ORDER BY r.period_end DESC, l.position, u.correction_no DESC`,
      [id],
    );
    return rows.map(({ content, ...row }) => ({
      ...row,
      ...(content && { content: JSON.parse(content) as UpdateContent }),
    }));
  }

  /** Every edition of the plan with its rows about the commitment, and what changed in between. */
  private async life(
    planId: string,
    id: string,
    lineage: readonly LineageDto[],
  ): Promise<EditionInLifeDto[]> {
    type Row = Omit<EditionInLifeDto, 'rows' | 'notes'> & LifeEdition;
    const editions = await this.dataSource.query<Row[]>(
      `SELECT r.title, r.slug, r.as_at::text AS "asAt", r.is_summary AS "isSummary",
         (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('updateId', u.id, 'title', u.title, 'chapter', l.chapter,
             'reference', l.reference, 'homeId', home.id, 'others', others.list)) ORDER BY l.position), '[]')
          FROM update_commitments uc
          JOIN updates u ON u.id = uc.update_id AND u.round_id = r.id AND u.state = 'published'
          JOIN listings l ON l.update_id = u.id
          CROSS JOIN LATERAL (
            SELECT mode() WITHIN GROUP (ORDER BY m.chapter_id) AS id
            FROM listings x JOIN updates y ON y.id = x.update_id AND y.state = 'published'
            JOIN update_commitments z ON z.update_id = x.update_id JOIN commitments m ON m.id = z.commitment_id
            WHERE x.round_id = r.id AND x.chapter = l.chapter) home
          CROSS JOIN LATERAL (
            SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title) ORDER BY z.position), '[]') AS list
            FROM update_commitments z JOIN commitments m ON m.id = z.commitment_id
            WHERE z.update_id = u.id AND m.id <> $2) others
          WHERE uc.commitment_id = $2 AND NOT EXISTS (SELECT 1 FROM updates c
            WHERE c.corrects_id = coalesce(u.corrects_id, u.id) AND c.state = 'published'
              AND c.correction_no > u.correction_no)) AS rows,
         ARRAY(SELECT DISTINCT z.commitment_id FROM update_commitments z
           JOIN updates y ON y.id = z.update_id AND y.round_id = r.id AND y.state = 'published'
           WHERE z.commitment_id = ANY($3::uuid[]) AND NOT EXISTS (SELECT 1 FROM update_commitments s
             WHERE s.update_id = z.update_id AND s.commitment_id = $2)) AS apart
       FROM rounds r WHERE r.plan_id = $1 AND r.state IN ('published', 'closed')
       ORDER BY r.period_end, r.is_summary`,
      [planId, id, lineage.map(({ commitment }) => commitment.id)],
    );
    const notes = notesOnLife(editions);
    const own = notesOnLineage(editions, lineage);
    return editions.map(({ rows, apart: _, ...edition }, index) => ({
      ...edition,
      rows: rows.map(({ updateId }, at) => ({
        updateId,
        notes: withoutRepeats(notes[index]![at]!, own[index]!),
      })),
      notes: own[index]!,
    }));
  }

  /** Where it came from and what became of it; the reason is for those who read the changes. */
  private lineage(actor: Actor, commitmentId: string): Promise<LineageDto[]> {
    const parameters = new Parameters();
    const id = parameters.add(commitmentId);
    const mayReadReason = registerChangeScope(actor, parameters, 'm.plan_id');
    return this.dataSource.query<LineageDto[]>(
      `SELECT CASE WHEN x.from_id = ${id} THEN x.kind ELSE CASE x.kind WHEN 'split_into' THEN 'split_from'
           WHEN 'merged_into' THEN 'merged_from' ELSE 'replaces' END END AS kind,
         json_build_object('id', m.id, 'title', m.title) AS commitment,
         CASE WHEN ${mayReadReason} THEN x.reason END AS reason
       FROM commitment_lineage x JOIN commitments m ON m.id = CASE WHEN x.from_id = ${id} THEN x.to_id ELSE x.from_id END
       WHERE ${id} IN (x.from_id, x.to_id) AND ${commitmentScope(actor, parameters)} ORDER BY m.title`,
      parameters.values,
    );
  }

  private async leads(id: string): Promise<PersonRef[]> {
    const rows = await this.dataSource.query<{ person: PersonRef }[]>(
      `SELECT ${personRef('p')} AS person FROM people p
       WHERE p.is_active AND EXISTS (SELECT 1 FROM grants g JOIN commitments m ON m.plan_id = g.plan_id
         WHERE m.id = $1 AND g.person_id = p.id AND g.role = 'lead' AND g.revoked_at IS NULL
           AND (g.chapter_id IS NULL OR g.chapter_id = m.chapter_id)
           AND (g.commitment_id IS NULL OR g.commitment_id = m.id))
       ORDER BY p.name, p.id`,
      [id],
    );
    return rows.map(({ person }) => person);
  }

  private async currentUpdate(actor: Actor, id: string): Promise<CurrentUpdateDto | undefined> {
    const parameters = new Parameters();
    const [row] = await this.dataSource.query<Omit<CurrentUpdateDto, 'hasText' | 'hasDraft'>[]>(
      `SELECT u.id, u.state, json_build_object('id', r.id, 'title', r.title) AS round
       FROM update_commitments uc JOIN updates u ON u.id = uc.update_id JOIN rounds r ON r.id = u.round_id
       WHERE uc.commitment_id = ${parameters.add(id)} AND r.state IN ('open', 'sealed', 'signed') AND NOT r.is_summary
         AND ${updateScope(actor, parameters)}
       ORDER BY r.period_end DESC LIMIT 1`,
      parameters.values,
    );
    if (!row) return undefined;
    const [hasText, hasDraft] = await Promise.all([
      this.diffs.hasReadableText(actor, row.id),
      this.diffs.hasReadableDraft(actor, row.id),
    ]);
    return { ...row, hasText, hasDraft };
  }
}
