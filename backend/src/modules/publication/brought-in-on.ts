/** SQL: the day on which the edition with alias e was brought in here, where another installation published it. */
export const BROUGHT_IN_ON = `CASE WHEN e.kind = 'historic' THEN (
    SELECT to_char(a.happened_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') FROM audit_entries a
    WHERE a.subject_kind = 'round' AND a.subject_id = e.round_id::text AND a.kind = 'round.brought_in'
      AND a.data ->> 'editionId' = e.id::text AND a.data ? 'isFromElsewhere') END`;
