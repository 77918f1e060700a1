import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { diffDocuments, diffWords, EMPTY_DOCUMENT } from '../../common/rich-text/index.js';
import { Clock } from '../../platform/database/clock.js';
import { personRef } from '../identity/index.js';
import { describeActions } from '../overrides/index.js';
import type {
  ContentDiffDto,
  DecisionDto,
  DraftDto,
  OmissionDto,
  PreviousTextDto,
  RevisionDto,
  StillTrueDto,
  UpdateDetailDto,
  UpdateDiffDto,
} from './dto/update.dto.js';
import { knowUpdate, type KnownUpdate } from './update-facts.js';
import { toSummary, UPDATE_COLUMNS, UPDATE_JOINS, type SummaryRow } from './update-list.reader.js';
import { decideUpdate, readsUncleared, textAccess } from './update.policy.js';
import { PERSONAL_UPDATE_ACTIONS } from './update.workflow.js';

const REVISION = `v.id, v.number, v.kind, v.content, v.content_hash AS "contentHash", v.made_at AS "madeAt",
  ${personRef('mk')} AS "madeBy", ${personRef('bh')} AS "onBehalfOf",
  (SELECT coalesce(json_agg(DISTINCT jsonb_build_object('id', a.id, 'name', a.name, 'organisation', ao.short_name)), '[]')
   FROM revision_authors ra JOIN people a ON a.id = ra.person_id JOIN organisations ao ON ao.id = a.organisation_id
   WHERE ra.revision_id = v.id) AS authors`;
const REVISION_FROM = `FROM update_revisions v
  LEFT JOIN people mk ON mk.id = v.made_by_id LEFT JOIN people bh ON bh.id = v.on_behalf_of_id`;

type RevisionRow = Omit<RevisionDto, 'content'> & { content: string };
const toRevision = (row: RevisionRow): RevisionDto => ({
  ...row,
  content: JSON.parse(row.content) as UpdateContent,
});

/** Reads one update with everything that this reader may see of it. */
@Injectable()
export class UpdateReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem record.not_found also when out of the reader's scope */
  async read(actor: Actor, id: string): Promise<UpdateDetailDto> {
    const known = await knowUpdate(this.dataSource.manager, actor, id, { lock: false });
    const access = textAccess(known.facts, actor);
    const [summary, previous, revisions, decisions, omission, stillTrue, hasDraft, actions] =
      await Promise.all([
        this.summary(id),
        this.previous(known),
        this.revisions(actor, known),
        access === 'none' || access === 'published' ? [] : this.decisions(id),
        this.omission(known),
        this.stillTrue(known),
        this.hasDraft(known, access),
        describeActions(
          this.dataSource,
          actor,
          PERSONAL_UPDATE_ACTIONS.map(
            (action) => [action, decideUpdate(action, known.facts, actor)] as const,
          ),
        ),
      ]);
    return {
      ...summary,
      textAccess: access,
      previous,
      latestRevision: revisions.at(-1),
      approvedRevision: revisions.find(
        (revision) => revision.id === known.update.approvedRevisionId,
      ),
      hasDraft,
      decisions,
      omission,
      stillTrue,
      correctionReason: known.update.correctionReason ?? undefined,
      availableActions: actions,
    };
  }

  /** The text being written: for those who write it. */
  async draft(actor: Actor, id: string): Promise<DraftDto> {
    const known = await knowUpdate(this.dataSource.manager, actor, id, { lock: false });
    if (textAccess(known.facts, actor) !== 'draft')
      throw new Problem('record.not_found', { what: 'draft' });
    const [draft] = await this.dataSource.query<DraftDto[]>(
      `SELECT d.content, d.version, d.saved_at AS "savedAt", ${personRef('p')} AS "savedBy"
       FROM update_drafts d JOIN people p ON p.id = d.saved_by_id WHERE d.update_id = $1`,
      [id],
    );
    return draft ?? { content: null, version: 0 };
  }

  async revisionList(actor: Actor, id: string): Promise<RevisionDto[]> {
    const known = await knowUpdate(this.dataSource.manager, actor, id, { lock: false });
    return this.revisions(actor, known);
  }

  /** The difference between any two texts that this reader may see. */
  async diff(actor: Actor, id: string, from: string, to: string): Promise<UpdateDiffDto> {
    const known = await knowUpdate(this.dataSource.manager, actor, id, { lock: false });
    const revisions = await this.revisions(actor, known);
    const find = async (
      which: string,
    ): Promise<{ label: string; content: UpdateContent | null }> => {
      if (which === 'last_edition') {
        const previous = await this.previous(known);
        return {
          label: previous?.editionTitle ?? 'Not in the last edition',
          content: previous?.content ?? null,
        };
      }
      if (which === 'draft')
        return { label: 'Draft', content: (await this.draft(actor, id)).content ?? null };
      const revision =
        which === 'latest'
          ? revisions.at(-1)
          : which === 'last_submission'
            ? revisions.at(-2)
            : revisions.find((each) => each.id === which);
      if (!revision) {
        if (which === 'last_submission') return { label: 'No earlier submission', content: null };
        throw new Problem('record.not_found', { what: 'revision' });
      }
      return { label: `Revision ${revision.number}`, content: revision.content };
    };
    const [before, after] = [await find(from), await find(to)];
    const diff = diffContents(before.content, after.content);
    return {
      from: { label: before.label },
      to: { label: after.label },
      isEqual: diff.document.isEqual && !diff.delivery && !diff.nextMilestone,
      diff,
    };
  }

  private async summary(id: string) {
    const [row] = await this.dataSource.query<
      (SummaryRow & Pick<UpdateDetailDto, 'summary' | 'wording' | 'contributors'>)[]
    >(
      `SELECT ${UPDATE_COLUMNS}, l.wording,
         coalesce((SELECT string_agg(m.summary, E'\\n\\n' ORDER BY uc.position) FROM update_commitments uc
           JOIN commitments m ON m.id = uc.commitment_id WHERE uc.update_id = u.id), '') AS summary,
         (SELECT coalesce(json_agg(${personRef('p')} ORDER BY p.name), '[]') FROM update_contributors uc
           JOIN people p ON p.id = uc.person_id WHERE uc.update_id = u.id) AS contributors
       ${UPDATE_JOINS} WHERE u.id = $1`,
      [id],
    );
    if (!row) throw new Problem('record.not_found', { what: 'update' });
    const { summary, wording, contributors, ...rest } = row;
    return { ...toSummary(rest, londonDate(this.clock.now())), summary, wording, contributors };
  }

  /** What was last published of the row that this update continues or corrects. */
  private async previous({ update }: KnownUpdate): Promise<PreviousTextDto | undefined> {
    if (!update.previousUpdateId) return undefined;
    const [row] = await this.dataSource.query<
      (Omit<PreviousTextDto, 'content'> & { content: string })[]
    >(
      `SELECT r.title AS "editionTitle", r.slug AS "editionSlug", r.as_at::text AS "asAt", v.content
       FROM updates c JOIN updates u ON coalesce(u.corrects_id, u.id) = coalesce(c.corrects_id, c.id)
       JOIN rounds r ON r.id = u.round_id JOIN update_revisions v ON v.id = u.approved_revision_id
       WHERE c.id = $1 AND u.state = 'published' AND u.omission_id IS NULL
         AND (u.round_id <> $2 OR u.correction_no < $3)
       ORDER BY u.correction_no DESC LIMIT 1`,
      [update.previousUpdateId, update.roundId, update.correctionNo],
    );
    return row && { ...row, content: JSON.parse(row.content) as UpdateContent };
  }

  /** The revisions that this reader may see, in order. */
  private async revisions(actor: Actor, { update, facts }: KnownUpdate): Promise<RevisionDto[]> {
    const access = textAccess(facts, actor);
    if (access === 'none') return [];
    const onlyApproved = access === 'approved' || access === 'published';
    // Uncleared words stay within the organisation until it lets them go.
    const onlyCleared = update.isClearanceRequired && !readsUncleared(facts, actor);
    const rows = await this.dataSource.query<RevisionRow[]>(
      `SELECT ${REVISION} ${REVISION_FROM}
       WHERE v.update_id = $1 AND (NOT $2 OR v.id = $3)
         AND (NOT $4 OR v.kind <> 'submission' OR EXISTS (SELECT 1 FROM update_decisions d
           WHERE d.revision_id = v.id AND d.kind = 'clear'))
       ORDER BY v.number`,
      [update.id, onlyApproved, update.approvedRevisionId, onlyCleared],
    );
    return rows.map(toRevision);
  }

  private decisions(id: string): Promise<DecisionDto[]> {
    return this.dataSource.query<DecisionDto[]>(
      `SELECT d.id, d.kind, d.reason, d.decided_at AS at, v.number AS "revisionNumber",
         d.publication_on::text AS "publicationOn",
         ${personRef('p')} AS by, ${personRef('b')} AS "onBehalfOf"
       FROM update_decisions d JOIN people p ON p.id = d.decided_by_id
       LEFT JOIN people b ON b.id = d.on_behalf_of_id LEFT JOIN update_revisions v ON v.id = d.revision_id
       WHERE d.update_id = $1 ORDER BY d.seq`,
      [id],
    );
  }

  private async omission({ update }: KnownUpdate): Promise<OmissionDto | undefined> {
    if (!update.omissionId) return undefined;
    const [row] = await this.dataSource.query<OmissionDto[]>(
      `SELECT v.id AS "overrideId", v.reason, v.made_at AS at, ${personRef('p')} AS by, ${personRef('c')} AS "confirmedBy"
       FROM overrides v JOIN people p ON p.id = v.made_by_id LEFT JOIN people c ON c.id = v.confirmed_by_id WHERE v.id = $1`,
      [update.omissionId],
    );
    return row;
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

  private async hasDraft({ update }: KnownUpdate, access: string): Promise<boolean> {
    if (access !== 'draft') return false;
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT 1 FROM update_drafts WHERE update_id = $1',
      [update.id],
    );
    return rows.length > 0;
  }
}

/** The differences between two contents; an absent one counts as empty. */
export function diffContents(
  before: UpdateContent | null,
  after: UpdateContent | null,
): ContentDiffDto {
  const milestone = diffWords(before?.nextMilestone ?? '', after?.nextMilestone ?? '');
  return {
    document: diffDocuments(before?.document ?? EMPTY_DOCUMENT, after?.document ?? EMPTY_DOCUMENT),
    ...(before?.delivery !== after?.delivery && {
      delivery: { from: before?.delivery, to: after?.delivery },
    }),
    ...(!milestone.isEqual && { nextMilestone: milestone }),
  };
}
