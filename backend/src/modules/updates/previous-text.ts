/** SQL expressions for the id of the row that an update goes on from, and for its own round and correction. */
interface Continued {
  id: string;
  roundId: string;
  correctionNo: string;
}

/** Of an update with the alias u. */
export const OF_UPDATE: Continued = {
  id: 'u.previous_update_id',
  roundId: 'u.round_id',
  correctionNo: 'u.correction_no',
};

/** SQL: what was last published of the row that an update continues or corrects. */
export const previousOf = (
  of: Continued,
  columns = `pr.title AS "editionTitle", pr.slug AS "editionSlug", pr.as_at::text AS "asAt", pv.content,
    pv.id AS "revisionId", is_text_withdrawn(pu.id) AS "isWithdrawn"`,
): string => `
  SELECT ${columns}
  FROM updates pc JOIN updates pu ON pu.id = coalesce(pc.corrects_id, pc.id) OR pu.corrects_id = coalesce(pc.corrects_id, pc.id)
  JOIN rounds pr ON pr.id = pu.round_id JOIN update_revisions pv ON pv.id = pu.approved_revision_id
  WHERE pc.id = ${of.id} AND pu.state = 'published' AND pu.omission_id IS NULL
    AND (pu.round_id <> ${of.roundId} OR pu.correction_no < ${of.correctionNo})
  ORDER BY pu.correction_no DESC LIMIT 1`;

/** SQL: a look (alias w) at the update (alias u) was beside what was last published of its row until now. */
export const IS_BESIDE_LAST_EDITION = `w.compared_with = 'last_edition'
  AND w.compared_revision_id IS NOT DISTINCT FROM (${previousOf(OF_UPDATE, 'pv.id')})`;
