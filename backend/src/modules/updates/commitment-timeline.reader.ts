import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import {
  countedPage,
  fromCountedPage,
  pageOf,
  Parameters,
  withoutNulls,
} from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import { overrideScope } from '../overrides/index.js';
import { registerChangeScope, RegisterReader } from '../plan/index.js';
import type { TimelinePage, TimelinePointDto, TimelineQuery } from './dto/timeline.dto.js';
import { readableThreadIds } from './comments/readable-threads.js';
import { knowUpdatesOf, type Query } from './update-facts.js';
import { textAccess } from './update.policy.js';
import { IS_CLEARED, reasonFor, revisionParameters } from './update.reader.js';

/** Every kind of point has these columns; those that it does not set are null. */
const COLUMNS = {
  id: 'NULL::uuid',
  kind: 'NULL::text',
  what: 'NULL::text',
  override_kind: 'NULL::text',
  at: 'NULL::timestamptz',
  is_day_only: 'FALSE',
  // Between points of one moment: what followed from the other.
  rank: '0',
  round_id: 'NULL::uuid',
  update_id: 'NULL::uuid',
  by_id: 'NULL::uuid',
  for_id: 'NULL::uuid',
  reason: 'NULL::text',
  revision_id: 'NULL::uuid',
  guest_name: 'NULL::text',
  is_words: 'FALSE',
  is_printed: 'FALSE',
} as const;
type Column = keyof typeof COLUMNS;

const points = (set: Partial<Record<Column, string>>, from: string): string =>
  `SELECT ${Object.entries(COLUMNS)
    .map(([column, none]) => `${set[column as Column] ?? none} AS ${column}`)
    .join(', ')} ${from}`;

const EDITIONS = points(
  {
    ...{ id: 'u.id', kind: `'edition'`, what: `'published'`, rank: '3', is_printed: 'TRUE' },
    at: `CASE WHEN r.is_historic THEN r.publication_on::timestamp AT TIME ZONE 'Europe/London' ELSE u.state_changed_at END`,
    ...{ is_day_only: 'r.is_historic', round_id: 'u.round_id', update_id: 'u.id' },
    revision_id: 'CASE WHEN u.omission_id IS NULL THEN u.approved_revision_id END',
    // What is withdrawn is read by those alone who answer for it.
    is_words: 'u.omission_id IS NULL AND (m.reads_drafting OR NOT is_text_withdrawn(u.id))',
  },
  `FROM mine m JOIN updates u ON u.id = m.update_id JOIN rounds r ON r.id = u.round_id
   WHERE u.state = 'published'`,
);
/** A historic revision is its edition’s text: there is nothing else to say of it. */
const REVISIONS = points(
  {
    ...{ id: 'v.id', kind: `'revision'`, what: 'v.kind', rank: '1', at: 'v.made_at' },
    ...{ round_id: 'm.round_id', update_id: 'v.update_id', revision_id: 'v.id', is_words: 'TRUE' },
    ...{ by_id: 'v.made_by_id', for_id: 'v.on_behalf_of_id' },
  },
  `FROM mine m JOIN update_revisions v ON v.update_id = m.update_id
   WHERE m.reads_drafting AND v.kind <> 'historic' AND (NOT m.only_approved OR v.id = m.approved_id)
     AND (NOT m.only_cleared OR ${IS_CLEARED})`,
);
const DECISIONS = points(
  {
    ...{ id: 'd.id', kind: `'decision'`, what: 'd.kind', rank: '2', at: 'd.decided_at' },
    ...{ round_id: 'm.round_id', update_id: 'd.update_id', revision_id: 'd.revision_id' },
    ...{
      by_id: 'd.decided_by_id',
      for_id: 'd.on_behalf_of_id',
      reason: reasonFor('m.only_cleared', 'm.only_approved'),
    },
  },
  `FROM mine m JOIN update_decisions d ON d.update_id = m.update_id WHERE m.reads_drafting`,
);
const commentsIn = (threadIds: string): string =>
  points(
    {
      ...{ id: 'c.id', kind: `'comment'`, what: `'said'`, rank: '1', at: 'c.made_at' },
      ...{ round_id: 'm.round_id', update_id: 'm.update_id', reason: 'c.text' },
      ...{ by_id: 'c.made_by_id', for_id: 'c.on_behalf_of_id', guest_name: 'c.guest_name' },
    },
    `FROM comment_threads t JOIN mine m ON m.update_id = t.subject_id JOIN comments c ON c.thread_id = t.id
     WHERE t.id = ANY(${threadIds}::uuid[])`,
  );
/**
 * Overrides of an update or its round; of a hold in the newest round that was open by then. They are
 * told to those who read overrides, and to those whose text they are about.
 */
const overridesOf = (scope: string): string =>
  `FROM overrides v JOIN LATERAL (
     SELECT m.round_id, bool_or(m.reads_drafting) AS is_theirs FROM mine m JOIN rounds r ON r.id = m.round_id
     WHERE r.plan_id = v.plan_id AND CASE v.subject_kind WHEN 'update' THEN m.update_id = v.subject_id
       WHEN 'round' THEN m.round_id = v.subject_id ELSE r.opened_at <= v.made_at END
     GROUP BY m.round_id, r.period_end, r.is_summary ORDER BY r.period_end DESC, r.is_summary LIMIT 1
   ) m ON TRUE WHERE (m.is_theirs OR ${scope})`;
/** An omission and an answer for the owner are decisions too, and told as such. */
const overridesMade = (scope: string): string =>
  points(
    {
      ...{ id: 'v.id', kind: `'override'`, what: `'made'`, at: 'v.made_at', rank: '2' },
      ...{ round_id: 'm.round_id', override_kind: 'v.kind', reason: 'v.reason' },
      ...{ by_id: 'v.made_by_id', for_id: 'v.made_on_behalf_of_id' },
    },
    `${overridesOf(scope)} AND v.kind NOT IN ('omission', 'still_true')`,
  );
const overridesConfirmed = (scope: string): string =>
  points(
    {
      ...{ id: 'v.id', kind: `'override'`, what: `'confirmed'`, at: 'v.confirmed_at', rank: '2' },
      ...{ round_id: 'm.round_id', override_kind: 'v.kind' },
      ...{ by_id: 'v.confirmed_by_id', for_id: 'v.confirmed_on_behalf_of_id' },
    },
    `${overridesOf(scope)} AND v.confirmed_at IS NOT NULL`,
  );
/** A change stands in the round that took it in, else in the newest that was open by then. */
const registerChanges = (id: string, scope: string): string =>
  points(
    {
      ...{ id: 'c.id', kind: `'register_change'`, what: 'c.kind', at: 'c.made_at' },
      round_id: `coalesce(e.round_id, c.round_id, (SELECT r.id FROM rounds r WHERE r.plan_id = c.plan_id
        AND r.opened_at <= c.made_at ORDER BY r.period_end DESC, r.is_summary LIMIT 1))`,
      ...{ by_id: 'c.made_by_id', for_id: 'c.on_behalf_of_id', reason: 'c.reason' },
    },
    `FROM commitment_changes c LEFT JOIN commitment_change_effects e ON e.change_id = c.id
     WHERE (c.commitment_id = ${id}::uuid OR c.after ->> 'intoId' = ${id}::text
       OR c.after -> 'parts' @> jsonb_build_array(jsonb_build_object('id', ${id}::text))) AND ${scope}`,
  );

/** What is told of a point (alias p), once it is on the page. */
const TOLD = `p.id, p.kind, p.what, p.override_kind AS "overrideKind", p.at, p.is_day_only AS "isDayOnly",
  p.update_id AS "updateId", p.reason, p.guest_name AS "guestName", ${personRef('pb')} AS by, ${personRef('pf')} AS "onBehalfOf",
  CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'title', r.title) END AS round,
  CASE WHEN NOT p.is_printed THEN v.number END AS "revisionNumber",
  CASE WHEN p.kind = 'revision' THEN json_build_object('contentHash', v.content_hash,
    'authors', (SELECT coalesce(json_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object(
      'id', a.id, 'name', a.name, 'organisation', o.short_name, 'onBehalfOf', ${personRef('af')}))), '[]')
      FROM revision_authors ra JOIN people a ON a.id = ra.person_id
      JOIN organisations o ON o.id = a.organisation_id LEFT JOIN people af ON af.id = ra.on_behalf_of_id
      WHERE ra.revision_id = v.id)) END AS written,
  CASE WHEN p.is_words THEN v.content END AS content,
  CASE WHEN p.is_printed THEN json_strip_nulls(json_build_object('editionSlug', r.slug,
    'isSummary', r.is_summary, 'chapter', l.chapter, 'reference', l.reference, 'wording', l.wording,
    'omission', ov.reason, 'isWithdrawn', is_text_withdrawn(u.id))) END AS printed`;
const TOLD_FROM = `LEFT JOIN rounds r ON r.id = p.round_id LEFT JOIN update_revisions v ON v.id = p.revision_id
  LEFT JOIN people pb ON pb.id = p.by_id LEFT JOIN people pf ON pf.id = p.for_id
  LEFT JOIN listings l ON l.update_id = p.update_id LEFT JOIN updates u ON u.id = p.update_id
  LEFT JOIN overrides ov ON ov.id = u.omission_id`;

type Row = Omit<TimelinePointDto, 'content'> & { content: string | null };

/** The life of one commitment: every point that the reader may see, round by round. */
@Injectable()
export class CommitmentTimelineReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly register: RegisterReader,
  ) {}

  /** @throws Problem record.not_found also for a commitment that is out of the reader’s scope */
  async read(actor: Actor, commitmentId: string, query: TimelineQuery): Promise<TimelinePage> {
    const ask: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
    const [known] = await Promise.all([
      knowUpdatesOf(ask, actor, commitmentId),
      this.register.commitment(actor, commitmentId),
    ]);
    const threadIds = await readableThreadIds(ask, actor, known);
    const parameters = new Parameters();
    const mine = parameters.add(
      JSON.stringify(
        known.map((each) => {
          const [updateId, onlyApproved, approvedId, onlyCleared] = revisionParameters(actor, each);
          const access = textAccess(each.facts, actor);
          return {
            ...{ update_id: updateId, round_id: each.update.roundId, only_approved: onlyApproved },
            ...{
              approved_id: approvedId,
              only_cleared: onlyCleared,
            },
            // Who wrote and decided what is told to those alone who read it before publication.
            reads_drafting: access !== 'none' && access !== 'published',
          };
        }),
      ),
    );
    const overrides = overrideScope(actor, parameters);
    const changes = registerChangeScope(actor, parameters, 'c.plan_id');
    const all = [
      ...[EDITIONS, REVISIONS, DECISIONS, overridesMade(overrides), overridesConfirmed(overrides)],
      commentsIn(parameters.add(threadIds)),
      registerChanges(parameters.add(commitmentId), changes),
    ].join(' UNION ALL ');
    const ofKind = query.kind ? `WHERE kind = ${parameters.add(query.kind)}` : '';
    const order = (['r.period_end', 'p.at', 'p.rank', 'p.what', 'l.position', 'p.id'] as const)
      .map((column) => `${column} ${query.order === 'asc' ? 'ASC' : 'DESC'} NULLS LAST`)
      .join(', ');
    const rows = await this.dataSource.query<(Row & { total: number })[]>(
      `WITH mine AS (SELECT * FROM jsonb_to_recordset(${mine}::jsonb) AS m(update_id uuid, round_id uuid,
         only_approved boolean, approved_id uuid, only_cleared boolean, reads_drafting boolean)),
       points AS (SELECT * FROM (${all}) every_kind ${ofKind})
       ${countedPage(
         'SELECT count(*)::int AS total FROM points',
         `SELECT ${TOLD} FROM points p ${TOLD_FROM} ORDER BY ${order} ${pageOf(query, parameters)}`,
       )}`,
      parameters.values,
    );
    return fromCountedPage(rows, ({ content, ...row }) => ({
      ...withoutNulls(row),
      ...(content && { content: JSON.parse(content) as UpdateContent }),
    }));
  }
}
