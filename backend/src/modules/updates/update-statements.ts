/**
 * The statements of what people do most: saving and submitting. They stand together because the
 * benchmark sends the very same from a bare server, to show what the application adds.
 */
export const LOCK_UPDATE = 'SELECT 1 FROM updates WHERE id = $1 FOR UPDATE';

/** The draft of $1, if there is one, and everyone who changed it since the last revision. */
export const READ_DRAFT = `SELECT d.*, ARRAY(SELECT DISTINCT person_id FROM update_draft_authors
    WHERE update_id = $1 ORDER BY person_id) AS author_ids
  FROM (VALUES (1)) one LEFT JOIN update_drafts d ON d.update_id = $1`;

/** update, content, version, who, when */
export const WRITE_DRAFT = `INSERT INTO update_drafts (update_id, content, version, saved_by_id, saved_at)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (update_id) DO UPDATE SET content = excluded.content, version = excluded.version,
    saved_by_id = excluded.saved_by_id, saved_at = excluded.saved_at`;

/** update, person, on behalf of */
export const ADD_DRAFT_AUTHOR = `INSERT INTO update_draft_authors (update_id, person_id, on_behalf_of_id)
  VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

/** update, when, from what */
export const START_UPDATE = `UPDATE updates
  SET state = 'drafting', state_changed_at = $2, started_from = coalesce(started_from, $3),
    version = version + 1 WHERE id = $1`;

/** update, from what: of one that has begun, with evidence alone */
export const SAY_START = 'UPDATE updates SET started_from = $2 WHERE id = $1';

/**
 * id, update, kind, canonical content, its hash, who, on behalf of, when. The update is locked, so
 * that no other can take the number.
 */
export const APPEND_REVISION = `INSERT INTO update_revisions
    (id, update_id, number, kind, content, content_hash, made_by_id, on_behalf_of_id, made_at)
  SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8
  FROM update_revisions WHERE update_id = $2`;

/** From the draft of $1 to the revision $2. */
export const HAND_OVER_AUTHORS = `WITH authors AS
    (DELETE FROM update_draft_authors WHERE update_id = $1 RETURNING person_id, on_behalf_of_id)
  INSERT INTO revision_authors (revision_id, person_id, on_behalf_of_id)
  SELECT $2, person_id, on_behalf_of_id FROM authors`;

/** Names who changed the draft of $1 with the revision $2 too; they remain the draft's authors. */
export const NAME_DRAFT_AUTHORS = `INSERT INTO revision_authors (revision_id, person_id, on_behalf_of_id)
  SELECT $2, person_id, on_behalf_of_id FROM update_draft_authors WHERE update_id = $1`;

/** update, state, revision, when */
export const SUBMIT_UPDATE = `UPDATE updates SET state = $2, latest_revision_id = $3, submitted_at = $4,
    state_changed_at = $4, version = version + 1 WHERE id = $1`;
