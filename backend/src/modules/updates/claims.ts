/** SQL: a grant (alias g) to lead the update (alias u). */
export const LEADS_IT = `g.role = 'lead' AND g.revoked_at IS NULL AND g.plan_id = u.plan_id
  AND (g.chapter_id IS NULL OR g.chapter_id = u.chapter_id)
  AND (g.commitment_id IS NULL OR g.commitment_id IN
    (SELECT commitment_id FROM update_commitments WHERE update_id = u.id))`;

/** SQL: a cover (alias v) is in force today. */
export const IN_FORCE = `v.ended_at IS NULL
  AND (installation_now() AT TIME ZONE 'Europe/London')::date BETWEEN v.starts_on AND v.ends_on`;

/**
 * SQL: whose review the update (alias u) is. A claim counts only while its holder may still review: it
 * ends by itself with their role, with the cover under which they acted, and with their account.
 */
export const CLAIMER_ID = `(CASE WHEN u.claimed_by_id IS NOT NULL THEN (
  SELECT h.id FROM people h WHERE h.id = u.claimed_by_id AND h.is_active AND EXISTS (
    SELECT 1 FROM grants g WHERE ${LEADS_IT} AND (g.person_id = h.id OR EXISTS (
      SELECT 1 FROM covers v WHERE v.cover_id = h.id AND v.absent_id = g.person_id
        AND 'review' = ANY (v.parts) AND ${IN_FORCE})))) END)`;
