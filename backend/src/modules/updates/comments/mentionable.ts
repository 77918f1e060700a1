import { invalidField } from '../../../common/problems.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import { IN_FORCE, LEADS_IT } from '../claims.js';
import type { Query } from '../update-facts.js';
import {
  audienceOf,
  AUDIENCES,
  isAmong,
  type Audience,
  type RevisionFacts,
  type ThreadFacts,
} from './comment.policy.js';
import { REVISIONS } from './known-texts.js';

/** Somebody who can be mentioned, and the smallest audience that they belong to. */
export interface Mentionable extends PersonRef {
  reads: Audience;
}

/** As what somebody takes part in an update. */
export type UpdatePart = 'owner' | 'clearer' | 'lead' | 'secretariat';

/** SQL: those who write, clear, review and run the update (alias u), with the place of their audience. */
const OWN_PARTS = `(
    SELECT u.owner_id AS person_id, 0 AS rank, 'owner' AS part
    UNION ALL SELECT person_id, 0, 'owner' FROM update_contributors WHERE update_id = u.id
    UNION ALL SELECT g.person_id, 1, g.role FROM grants g
      WHERE g.role = 'clearer' AND g.revoked_at IS NULL AND g.organisation_id = u.organisation_id
    UNION ALL SELECT g.person_id, 2, g.role FROM grants g
      WHERE ${LEADS_IT} OR g.role = 'secretariat' AND g.revoked_at IS NULL AND g.plan_id = u.plan_id)`;

/** SQL: they, and whoever is on cover for them in that today. */
const PARTS = `(SELECT * FROM ${OWN_PARTS} own UNION ALL
    SELECT v.cover_id, own.rank, own.part FROM ${OWN_PARTS} own JOIN covers v ON v.absent_id = own.person_id AND ${IN_FORCE}
      AND CASE own.part WHEN 'owner' THEN 'drafting' WHEN 'clearer' THEN 'clearance' WHEN 'lead' THEN 'review'
        ELSE own.part END = ANY (v.parts))`;

/** Those who take part in update $1, each once. */
const PEOPLE = `SELECT p.id, p.name, o.short_name AS organisation, min(x.rank)::int AS rank
  FROM updates u CROSS JOIN LATERAL ${PARTS} x
  JOIN people p ON p.id = x.person_id AND p.is_active JOIN organisations o ON o.id = p.organisation_id
  WHERE u.id = $1 GROUP BY p.id, o.short_name ORDER BY p.name, p.id`;

export async function mentionablePeople(query: Query, updateId: string): Promise<Mentionable[]> {
  const rows = await query<PersonRef & { rank: number }>(PEOPLE, [updateId]);
  return rows.map(({ rank, ...person }) => ({ ...person, reads: AUDIENCES[rank]! }));
}

/** @throws Problem request.invalid when one of them would not read the thread */
export async function requireReaders(
  query: Query,
  updateId: string,
  mentionedIds: readonly string[],
  audience: Audience,
): Promise<void> {
  if (mentionedIds.length === 0) return;
  const people = await mentionablePeople(query, updateId);
  const reads = (id: string): boolean =>
    people.some((person) => person.id === id && isAmong(person.reads, audience));
  if (!mentionedIds.every(reads)) {
    throw invalidField('mentionedIds', 'no_reader', 'Mention people who may read this comment.');
  }
}

/** As what person $2 takes part in update $1. */
const PARTS_OF = `SELECT DISTINCT x.part, x.rank FROM updates u CROSS JOIN LATERAL ${PARTS} x
  JOIN people p ON p.id = x.person_id AND p.is_active WHERE u.id = $1 AND p.id = $2 ORDER BY x.rank, x.part`;

const THREAD_OF = `SELECT t.revision_id AS "revisionId", t.revisions_before AS "revisionsBefore", t.resolved_at AS "resolvedAt"
  FROM comments c JOIN comment_threads t ON t.id = c.thread_id WHERE c.id = $1`;

/** As what the person may read the comment; nothing when they may not, or no longer. */
export async function partsReading(
  query: Query,
  about: { updateId: string; commentId: string; personId: string },
): Promise<UpdatePart[]> {
  const { updateId, commentId, personId } = about;
  const parts = await query<{ part: UpdatePart; rank: number }>(PARTS_OF, [updateId, personId]);
  const [thread] = await query<ThreadFacts>(THREAD_OF, [commentId]);
  if (!thread || parts.length === 0) return [];
  const audience = audienceOf(thread, await query<RevisionFacts>(REVISIONS, [updateId]));
  return parts.filter(({ rank }) => isAmong(AUDIENCES[rank]!, audience)).map(({ part }) => part);
}
