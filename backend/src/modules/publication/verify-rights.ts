/**
 * What verify asks beside texts and signatures: who held which role, and when a round was to be what.
 * Each is in the trail with its hash; the records must say the same.
 */
const ROUND_DATES = {
  periodStart: 'period_start',
  periodEnd: 'period_end',
  asAt: 'as_at',
  opensOn: 'opens_on',
  draftsDueOn: 'drafts_due_on',
  reviewDueOn: 'review_due_on',
  signOffDueOn: 'sign_off_due_on',
  publicationOn: 'publication_on',
};

/** SQL: each names the first record that is not as the trail tells it: `wrong`. */
export const RIGHTS: readonly { of: string; sql: string }[] = [
  {
    of: 'grants',
    sql: `SELECT 'grant ' || g.id || ' is not the one of the audit trail' AS wrong FROM grants g
      WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.kind = 'grant.given' AND e.subject_id = g.person_id::text
          AND e.data ->> 'grantId' = g.id::text AND e.data ->> 'role' = g.role AND e.plan_id IS NOT DISTINCT FROM g.plan_id
          AND e.happened_at = g.granted_at
          AND coalesce(e.data ->> 'chapterId', g.chapter_id::text) IS NOT DISTINCT FROM g.chapter_id::text
          AND coalesce(e.data ->> 'commitmentId', g.commitment_id::text) IS NOT DISTINCT FROM g.commitment_id::text
          AND coalesce(e.data ->> 'organisationId', g.organisation_id::text) IS NOT DISTINCT FROM g.organisation_id::text)
        OR (g.revoked_at IS NOT NULL) <> EXISTS (SELECT 1 FROM audit_entries e WHERE e.kind = 'grant.revoked'
          AND e.subject_id = g.person_id::text AND e.data ->> 'grantId' = g.id::text
          AND (g.revoked_at IS NULL OR e.happened_at = g.revoked_at))
      LIMIT 1`,
  },
  {
    of: 'dates of rounds',
    sql: `SELECT 'the date ' || f.name || ' of round ' || r.id || ' is not the one of the audit trail' AS wrong
      FROM rounds r
      CROSS JOIN (VALUES ${Object.entries(ROUND_DATES)
        .map(([name, column]) => `('${name}', '${column}')`)
        .join(', ')}) f (name, kept)
      CROSS JOIN LATERAL (
        SELECT coalesce(e.data #>> ARRAY['dates', f.name, 'to'], e.data #>> ARRAY['dates', f.name]) AS date
        FROM audit_entries e WHERE e.subject_kind = 'round' AND e.subject_id = r.id::text
          AND e.kind IN ('round.created', 'round.changed') AND e.data -> 'dates' ? f.name
        ORDER BY e.seq DESC LIMIT 1) told
      WHERE told.date <> to_jsonb(r) ->> f.kept ORDER BY r.id LIMIT 1`,
  },
];
