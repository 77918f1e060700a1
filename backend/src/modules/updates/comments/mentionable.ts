import { invalidField } from '../../../common/problems.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Query } from '../update-facts.js';
import { isAmong, AUDIENCES, type Audience } from './comment.policy.js';

/** Somebody who can be mentioned, and the smallest audience that they belong to. */
export interface Mentionable extends PersonRef {
  reads: Audience;
}

/** Those who write, clear, review and run update $1, each once. */
const PEOPLE = `SELECT p.id, p.name, o.short_name AS organisation, min(x.rank)::int AS rank
  FROM updates u CROSS JOIN LATERAL (
    SELECT u.owner_id AS person_id, 0 AS rank
    UNION ALL SELECT person_id, 0 FROM update_contributors WHERE update_id = u.id
    UNION ALL SELECT g.person_id, 1 FROM grants g
      WHERE g.role = 'clearer' AND g.revoked_at IS NULL AND g.organisation_id = u.organisation_id
    UNION ALL SELECT g.person_id, 2 FROM grants g
      WHERE g.revoked_at IS NULL AND g.plan_id = u.plan_id AND (g.role = 'secretariat' OR g.role = 'lead'
        AND (g.chapter_id IS NULL OR g.chapter_id = u.chapter_id) AND (g.commitment_id IS NULL OR g.commitment_id IN
          (SELECT commitment_id FROM update_commitments WHERE update_id = u.id)))) x
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
