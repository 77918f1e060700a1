/**
 * SQL: the entry of the audit trail that says who sealed a manifest (alias m), and for whom when on
 * cover: the manifest itself names the person alone.
 */
export const SEAL_ENTRY = `SELECT on_behalf_of_id FROM audit_entries
  WHERE subject_kind = 'round' AND subject_id = m.round_id::text AND kind = 'round.sealed'
    AND data ->> 'manifestId' = m.id::text`;

/** SQL: the same of its publication, which a manifest does not name at all. */
export const PUBLICATION_ENTRY = `SELECT actor_id, on_behalf_of_id, happened_at FROM audit_entries
  WHERE subject_kind = 'round' AND subject_id = m.round_id::text AND kind = 'round.published'
    AND data ->> 'manifestHash' = m.hash ORDER BY seq LIMIT 1`;
