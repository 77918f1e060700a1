import type { Queries } from '../audit/index.js';
import {
  readManifest,
  type KeptRevision,
  type ManifestBody,
  type ManifestLine,
} from './manifest.js';

interface LineRow {
  updateId: string;
  title: string;
  isUntitled: boolean;
  chapter: string;
  reference: string | null;
  wording: string;
  leadOrganisation: string | null;
  revisionId: string | null;
  contentHash: string | null;
  omissionReason: string | null;
  commitments: { id: string; title: string }[];
  correctsId: string | null;
  replacesId: string | null;
}

/** A line as it stands now, and the published update in whose place a correction comes. */
export interface CurrentLine {
  line: ManifestLine;
  replacesId: string | null;
}

/** What would be sealed now: the round's rows (or those of one correction) in printed order. */
export async function currentLines(
  database: Queries,
  roundId: string,
  correctionNo: number,
): Promise<CurrentLine[]> {
  const rows = await database.query<LineRow[]>(
    `SELECT u.id AS "updateId", u.title, l.is_untitled AS "isUntitled",
       l.chapter, l.reference, l.wording, CASE WHEN NOT t.is_summary THEN o.name END AS "leadOrganisation",
       r.id AS "revisionId", r.content_hash AS "contentHash", v.reason AS "omissionReason",
       u.corrects_id AS "correctsId",
       CASE WHEN u.correction_no > 0 THEN u.previous_update_id END AS "replacesId",
       (SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title) ORDER BY uc.position, m.id), '[]')
        FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
        WHERE uc.update_id = u.id) AS commitments
     FROM updates u
     JOIN rounds t ON t.id = u.round_id
     JOIN listings l ON l.update_id = u.id
     LEFT JOIN organisations o ON o.id = u.organisation_id
     LEFT JOIN overrides v ON v.id = u.omission_id
     LEFT JOIN update_revisions r ON r.id = u.approved_revision_id AND u.omission_id IS NULL
     WHERE u.round_id = $1 AND u.correction_no = $2
     ORDER BY l.position, u.id`,
    [roundId, correctionNo],
  );
  const reported = await lastReported(database, roundId);
  return rows.map((row, index) => ({
    replacesId: row.replacesId,
    line: toLine(row, index + 1, reported.get(row.updateId)),
  }));
}

function toLine(
  row: LineRow,
  position: number,
  lastTime: { title: string; slug: string } | undefined,
): ManifestLine {
  const { updateId, title, chapter, reference, wording, commitments } = row;
  return {
    updateId,
    ...(row.correctsId && { correctsId: row.correctsId }),
    position,
    title,
    ...(row.isUntitled && { isUntitled: true as const }),
    listing: { chapter, ...(reference && { reference }), wording },
    commitments,
    ...(row.leadOrganisation && { leadOrganisation: row.leadOrganisation }),
    ...(row.revisionId &&
      row.contentHash && { revisionId: row.revisionId, contentHash: row.contentHash }),
    ...(row.omissionReason !== null && {
      omission: { reason: row.omissionReason, ...(lastTime && { lastReported: lastTime }) },
    }),
  };
}

/** Per update of the round: the last edition that did say something, looking back row by row. */
async function lastReported(
  database: Queries,
  roundId: string,
): Promise<Map<string, { title: string; slug: string }>> {
  const rows = await database.query<{ updateId: string; title: string; slug: string }[]>(
    `WITH RECURSIVE back AS (
       SELECT u.id AS update_id, u.previous_update_id AS at_id, 1 AS steps
       FROM updates u WHERE u.round_id = $1 AND u.previous_update_id IS NOT NULL
       UNION ALL
       SELECT b.update_id, p.previous_update_id, b.steps + 1
       FROM back b JOIN updates p ON p.id = b.at_id WHERE p.previous_update_id IS NOT NULL)
     SELECT DISTINCT ON (b.update_id) b.update_id AS "updateId", r.title, r.slug
     FROM back b JOIN updates p ON p.id = b.at_id JOIN rounds r ON r.id = p.round_id
     WHERE p.state = 'published' AND p.omission_id IS NULL AND p.round_id <> $1
     ORDER BY b.update_id, b.steps`,
    [roundId],
  );
  return new Map(rows.map(({ updateId, title, slug }) => [updateId, { title, slug }]));
}

/** The texts that a manifest names, by revision. */
export async function keptRevisions(
  database: Queries,
  body: Pick<ManifestBody, 'lines'>,
): Promise<Map<string, KeptRevision>> {
  const ids = body.lines.flatMap((line) => line.revisionId ?? []);
  const rows = await database.query<KeptRevision[]>(
    `SELECT id, content, content_hash AS "contentHash",
       present_hash('update_revisions.content', id::text, content_hash) AS "presentHash"
     FROM update_revisions WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The body of the manifest that the round's current edition was made from. */
export async function publishedManifest(
  database: Queries,
  roundId: string,
): Promise<ManifestBody | null> {
  const [row] = await database.query<{ body: string }[]>(
    `SELECT body FROM manifests WHERE round_id = $1 AND state = 'published' ORDER BY version DESC LIMIT 1`,
    [roundId],
  );
  return row ? readManifest(row.body) : null;
}
