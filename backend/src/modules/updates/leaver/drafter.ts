import type { Act } from '../../audit/index.js';
import type { TitledRef } from '../../plan/index.js';

/**
 * SQL: the person still has a part in the update's plan (alias u): their account is open, and their
 * work there was not given to others since the update was published.
 */
export const isStillHere = (personId: string): string => `EXISTS (
  SELECT 1 FROM people here WHERE here.id = ${personId} AND here.is_active AND NOT EXISTS (
    SELECT 1 FROM reassignments gone
    WHERE gone.person_id = here.id AND u.plan_id = ANY (gone.plan_ids) AND gone.made_at >= u.state_changed_at))`;

export interface Drafter extends TitledRef {
  /** Null when nobody is left to ask. */
  drafterId: string | null;
}

/**
 * Who is asked when these published updates are written again: whoever owned them, or, where they have
 * left, whoever owns now the first commitment that they answer.
 */
export const draftersOf = (act: Act, updateIds: readonly string[]): Promise<Drafter[]> =>
  act.manager.query<Drafter[]>(
    `SELECT u.id, u.title, CASE WHEN ${isStillHere('u.owner_id')} THEN u.owner_id ELSE (
         SELECT m.owner_id FROM update_commitments uc
         JOIN commitments m ON m.id = uc.commitment_id JOIN people p ON p.id = m.owner_id AND p.is_active
         WHERE uc.update_id = u.id ORDER BY uc.position LIMIT 1) END AS "drafterId"
     FROM updates u WHERE u.id = ANY($1::uuid[])`,
    [updateIds],
  );
