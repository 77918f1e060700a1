import type { Query } from '../update-facts.js';

/** What a row of a round says with approval: its last correction counts. */
export interface ApprovedWords {
  /** The update that says it. */
  updateId: string;
  title: string;
  revisionId: string;
  contentHash: string;
  /** Canonical JSON. */
  content: string;
}

/** SQL: the update (alias u) is what its row says now with approval. */
export const SAYS_NOW = `(u.state IN ('approved', 'signed', 'published') AND u.omission_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM updates c WHERE c.corrects_id = coalesce(u.corrects_id, u.id)
    AND c.correction_no > u.correction_no AND c.state IN ('approved', 'signed', 'published')))`;

/** SQL: what the row of the update with that id says now; no row while nothing of it is approved. */
export const presentWords = (updateId: string): string => `
  SELECT v.id, v.content, v.content_hash, v.number FROM updates one
  JOIN updates u ON coalesce(u.corrects_id, u.id) = coalesce(one.corrects_id, one.id)
  JOIN update_revisions v ON v.id = u.approved_revision_id
  WHERE one.id = ${updateId} AND ${SAYS_NOW}`;

/** Those of the updates named that say something with approval in that round; locked as they are. */
export const takeApprovedWords = (
  query: Query,
  roundId: string,
  updateIds: readonly string[],
): Promise<ApprovedWords[]> =>
  query<ApprovedWords>(
    `SELECT u.id AS "updateId", u.title, v.id AS "revisionId", v.content_hash AS "contentHash", v.content
     FROM updates u JOIN update_revisions v ON v.id = u.approved_revision_id
     WHERE u.round_id = $1 AND u.id = ANY($2::uuid[]) AND ${SAYS_NOW}
     ORDER BY u.id FOR SHARE OF u`,
    [roundId, updateIds],
  );
