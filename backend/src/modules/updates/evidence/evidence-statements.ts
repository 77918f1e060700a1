/** SQL: it stands on the update's list (alias e): not removed, and its bytes have come. */
export const STANDS = "e.removed_at IS NULL AND (e.kind = 'link' OR e.file_sha256 IS NOT NULL)";

/** What stands on the list of $1 that is to be published, and whether its file may be. */
export const READ_PUBLISHED = `SELECT e.id, e.title, e.href, e.file_sha256 AS file, e.file_name AS name,
    f.media_type AS "mediaType", f.bytes, f.scan_state AS "scanState", e.is_published AS "isPublished"
  FROM update_evidence e LEFT JOIN uploaded_files f ON f.sha256 = e.file_sha256
  WHERE e.update_id = $1 AND ${STANDS} ORDER BY e.position, e.id`;

/** revision, update: what stands now stands behind this revision for good. */
export const PIN_EVIDENCE = `INSERT INTO revision_evidence (revision_id, evidence_id)
  SELECT $1, e.id FROM update_evidence e WHERE e.update_id = $2 AND ${STANDS}`;

/** new update, revision, who, when: a correction starts from the evidence of what it corrects. */
export const COPY_EVIDENCE = `INSERT INTO update_evidence (id, update_id, position, kind, title, href,
    file_name, file_sha256, marking, is_published, added_by_id, added_at)
  SELECT gen_random_uuid(), $1, e.position, e.kind, e.title, e.href, e.file_name, e.file_sha256,
    e.marking, e.is_published, $3, $4
  FROM update_evidence e JOIN revision_evidence p ON p.evidence_id = e.id WHERE p.revision_id = $2`;
