import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import type { Statement } from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import { describeActions } from '../overrides/index.js';
import type {
  DraftDto,
  OmissionDto,
  PreviousTextDto,
  RevisionDto,
  StillTrueDto,
  UpdateDetailDto,
} from './dto/update.dto.js';
import { readStanding, withEvidence } from './evidence/evidence-content.js';
import { OF_UPDATE, previousOf } from './previous-text.js';
import { knowUpdate, type KnownUpdate, type Query } from './update-facts.js';
import { toSummary, UPDATE_COLUMNS, UPDATE_JOINS, type SummaryRow } from './update-list.reader.js';
import {
  approvalAfterEdit,
  decideUpdate,
  readsUncleared,
  textAccess,
  type UpdateFacts,
} from './update.policy.js';
import { PERSONAL_UPDATE_ACTIONS } from './update.workflow.js';

const REVISION = `v.id, v.number, v.kind, v.content, v.content_hash AS "contentHash", v.made_at AS "madeAt",
  ${personRef('mk')} AS "madeBy", ${personRef('bh')} AS "onBehalfOf",
  (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('id', a.id, 'name', a.name,
       'organisation', ao.short_name, 'onBehalfOf', ${personRef('af')})) ORDER BY a.name, af.name), '[]')
   FROM revision_authors ra JOIN people a ON a.id = ra.person_id JOIN organisations ao ON ao.id = a.organisation_id
   LEFT JOIN people af ON af.id = ra.on_behalf_of_id WHERE ra.revision_id = v.id) AS authors`;
const REVISION_FROM = `FROM update_revisions v
  LEFT JOIN people mk ON mk.id = v.made_by_id LEFT JOIN people bh ON bh.id = v.on_behalf_of_id`;

/**
 * SQL: the revision (alias v) needed no clearance, or has it. Asked by the update too, for the sake of
 * the index: without it the plan reads every decision there is.
 */
export const IS_CLEARED = `(v.kind <> 'submission' OR EXISTS (SELECT 1 FROM update_decisions d
  WHERE d.update_id = v.update_id AND d.revision_id = v.id AND d.kind = 'clear'))`;

/**
 * The revisions of update $1 that a reader may see: only the approved one ($3) when $2, and when $4
 * no uncleared words, which stay within the organisation until it lets them go.
 */
export const VISIBLE_REVISION = `v.update_id = $1 AND (NOT $2::boolean OR v.id = $3::uuid)
    AND (NOT $4::boolean OR ${IS_CLEARED})`;
const REVISIONS = `SELECT ${REVISION} ${REVISION_FROM} WHERE ${VISIBLE_REVISION} ORDER BY v.number`;

/**
 * SQL: the reason of a decision (alias d). Why clearance was refused stays within the organisation, as the
 * words do that it was said of; why it or a text was sent back before approval, with those who read that text.
 */
export const reasonFor = (onlyCleared: string, onlyApproved: string): string =>
  `CASE WHEN d.kind = 'refuse_clearance' AND (${onlyCleared} OR ${onlyApproved})
     OR d.kind = 'return' AND ${onlyApproved} THEN NULL ELSE d.reason END`;

/** One update with all that hangs on it, in one statement: see `detailOf` for the parameters. */
export const DETAIL = `SELECT ${UPDATE_COLUMNS}, l.wording,
  coalesce((SELECT string_agg(m.summary, E'\\n\\n' ORDER BY uc.position) FROM update_commitments uc
    JOIN commitments m ON m.id = uc.commitment_id WHERE uc.update_id = u.id), '') AS summary,
  (SELECT coalesce(json_agg(${personRef('p')} ORDER BY p.name), '[]') FROM update_contributors uc
    JOIN people p ON p.id = uc.person_id WHERE uc.update_id = u.id) AS contributors,
  (SELECT row_to_json(x) FROM (${previousOf(OF_UPDATE)}) x) AS previous,
  (SELECT coalesce(json_agg(x), '[]') FROM (${REVISIONS}) x WHERE $5::boolean) AS revisions,
  (SELECT coalesce(json_agg(x), '[]') FROM (
     SELECT d.id, d.kind, ${reasonFor('$4::boolean', '$2::boolean')} AS reason, d.decided_at AS at, v.number AS "revisionNumber",
       d.publication_on::text AS "publicationOn", ${personRef('p')} AS by, ${personRef('b')} AS "onBehalfOf"
     FROM update_decisions d JOIN people p ON p.id = d.decided_by_id
     LEFT JOIN people b ON b.id = d.on_behalf_of_id LEFT JOIN update_revisions v ON v.id = d.revision_id
     WHERE d.update_id = u.id ORDER BY d.seq) x WHERE $6::boolean) AS decisions,
  (SELECT row_to_json(x) FROM (
     SELECT v.id AS "overrideId", v.reason, v.made_at AS at, ${personRef('p')} AS by, ${personRef('pf')} AS "onBehalfOf",
       ${personRef('c')} AS "confirmedBy", ${personRef('cf')} AS "confirmedOnBehalfOf"
     FROM overrides v JOIN people p ON p.id = v.made_by_id LEFT JOIN people c ON c.id = v.confirmed_by_id
     LEFT JOIN people pf ON pf.id = v.made_on_behalf_of_id LEFT JOIN people cf ON cf.id = v.confirmed_on_behalf_of_id
     WHERE v.id = u.omission_id) x) AS omission,
  ($7::boolean AND EXISTS (SELECT 1 FROM update_drafts WHERE update_id = u.id)) AS "hasDraft"
  ${UPDATE_JOINS} WHERE u.id = $1`;

type DetailRow = SummaryRow &
  Pick<UpdateDetailDto, 'summary' | 'wording' | 'contributors' | 'decisions' | 'hasDraft'> & {
    previous: PreviousRow | null;
    revisions: RevisionRow[];
    omission: OmissionDto | null;
  };
type PreviousRow = Omit<PreviousTextDto, 'content'> & { content: string };
const toPrevious = (row: PreviousRow): PreviousTextDto => ({
  ...row,
  content: JSON.parse(row.content) as UpdateContent,
});
type RevisionRow = Omit<RevisionDto, 'content'> & { content: string };
const toRevision = (row: RevisionRow): RevisionDto => ({
  ...row,
  content: JSON.parse(row.content) as UpdateContent,
  madeAt: new Date(row.madeAt),
});
const dated = <Dated extends { at: Date }>(row: Dated): Dated => ({ ...row, at: new Date(row.at) });

/** Told to whoever may edit, before they do. */
function afterEdit(facts: UpdateFacts, actor: Actor): Pick<UpdateDetailDto, 'approvalAfterEdit'> {
  const decision = decideUpdate('edit', facts, actor);
  if (!decision.isAllowed) return {};
  return { approvalAfterEdit: approvalAfterEdit(facts, [actor.personId, decision.as.personId]) };
}

/** Reads one update with everything that this reader may see of it. */
@Injectable()
export class UpdateReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem record.not_found also when out of the reader's scope */
  async read(actor: Actor, id: string): Promise<UpdateDetailDto> {
    const known = await knowUpdate(this.query, actor, id, { withPeople: true });
    const access = textAccess(known.facts, actor);
    const { sql, parameters } = detailOf(actor, known);
    const [row] = await this.query<DetailRow>(sql, parameters);
    if (!row) throw new Problem('record.not_found', { what: 'update' });
    const { previous, revisions: revisionRows, decisions, omission, hasDraft, ...rest } = row;
    const { summary, wording, contributors, ...summaryRow } = rest;
    const revisions = revisionRows.map(toRevision);
    const decided = PERSONAL_UPDATE_ACTIONS.map(
      (action) => [action, decideUpdate(action, known.facts, actor)] as const,
    );
    return {
      ...toSummary(summaryRow, londonDate(this.clock.now())),
      summary,
      wording,
      contributors,
      textAccess: access,
      previous: previous ? toPrevious(previous) : undefined,
      latestRevision: revisions.at(-1),
      approvedRevision: revisions.find(
        (revision) => revision.id === known.update.approvedRevisionId,
      ),
      hasDraft,
      ...(access !== 'none' &&
        access !== 'published' && { startedFrom: known.update.startedFrom ?? undefined }),
      decisions: decisions.map(dated),
      omission: omission ? dated(omission) : undefined,
      stillTrue: await this.stillTrue(known),
      correctionReason: known.update.correctionReason ?? undefined,
      ...afterEdit(known.facts, actor),
      availableActions: await describeActions(this.dataSource, actor, decided),
    };
  }

  /** The text being written: for those who write it. */
  async draft(actor: Actor, id: string): Promise<DraftDto> {
    if (!(await this.mayDraft(actor, id))) throw new Problem('record.not_found', { what: 'draft' });
    const [draft] = await this.dataSource.query<DraftDto[]>(
      `SELECT d.content, d.version, d.saved_at AS "savedAt", ${personRef('p')} AS "savedBy"
       FROM update_drafts d JOIN people p ON p.id = d.saved_by_id WHERE d.update_id = $1`,
      [id],
    );
    return draft ?? { content: null, version: 0 };
  }

  /** True when the actor drafts it; not found when it is out of their scope. */
  async mayDraft(actor: Actor, id: string): Promise<boolean> {
    const known = await knowUpdate(this.query, actor, id, { withPeople: false });
    return textAccess(known.facts, actor) === 'draft';
  }

  /** The text being written with the evidence as it stands: what would be submitted now. */
  async draftWithEvidence(actor: Actor, id: string): Promise<UpdateContent | null> {
    const { content } = await this.draft(actor, id);
    return content ? withEvidence(content, await readStanding(this.query, id)) : null;
  }

  async revisionList(actor: Actor, id: string): Promise<RevisionDto[]> {
    const known = await knowUpdate(this.query, actor, id, { withPeople: false });
    return this.revisions(actor, known);
  }

  /** What was last published of the row that this update continues or corrects. */
  async previous({ update }: KnownUpdate): Promise<PreviousTextDto | undefined> {
    if (!update.previousUpdateId) return undefined;
    const [row] = await this.query<PreviousRow>(
      previousOf({ id: '$1', roundId: '$2', correctionNo: '$3' }),
      [update.previousUpdateId, update.roundId, update.correctionNo],
    );
    return row && toPrevious(row);
  }

  /** The revisions that this reader may see, in order. */
  async revisions(actor: Actor, known: KnownUpdate): Promise<RevisionDto[]> {
    if (textAccess(known.facts, actor) === 'none') return [];
    return (await this.query<RevisionRow>(REVISIONS, revisionParameters(actor, known))).map(
      toRevision,
    );
  }

  /** What is asked of the owner, when publication has moved since the text was approved. */
  private async stillTrue({ update, facts }: KnownUpdate): Promise<StillTrueDto | undefined> {
    if (!facts.asksStillTrue) return undefined;
    const [row] = await this.dataSource.query<StillTrueDto[]>(
      `SELECT r.publication_on::text AS "publicationOn",
         (SELECT d.publication_on::text FROM update_decisions d LEFT JOIN overrides v ON v.id = d.override_id
          WHERE d.update_id = u.id AND d.revision_id = u.approved_revision_id
            AND d.kind IN ('approve', 'confirm_still_true') AND (v.id IS NULL OR v.confirmed_at IS NOT NULL)
          ORDER BY d.seq DESC LIMIT 1) AS "agreedFor",
         ${personRef('p')} AS "vouchedBy", o.reason
       FROM updates u JOIN rounds r ON r.id = u.round_id
       LEFT JOIN overrides o ON o.kind = 'still_true' AND o.subject_id = u.id
         AND o.ended_at IS NULL AND o.confirmed_at IS NULL
       LEFT JOIN people p ON p.id = o.made_by_id
       WHERE u.id = $1`,
      [update.id],
    );
    return row;
  }

  private readonly query: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
}

/** Asks for everything of an update that this reader may see. */
export function detailOf(actor: Actor, known: KnownUpdate): Statement {
  const access = textAccess(known.facts, actor);
  const parameters = [
    ...revisionParameters(actor, known),
    access !== 'none',
    access !== 'none' && access !== 'published',
    access === 'draft',
  ];
  return { sql: DETAIL, parameters };
}

/** The four parameters of VISIBLE_REVISION, as this reader's access has them. */
export function revisionParameters(actor: Actor, { update, facts }: KnownUpdate): unknown[] {
  const access = textAccess(facts, actor);
  const onlyApproved = access === 'approved' || access === 'published';
  const onlyCleared = update.isClearanceRequired && !readsUncleared(facts, actor);
  return [update.id, onlyApproved, update.approvedRevisionId, onlyCleared];
}
