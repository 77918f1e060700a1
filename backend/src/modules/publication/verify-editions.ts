import { canonicalJson } from '../../common/canonical-json.js';
import { contentHash, sha256Hex } from '../../common/content-hash.js';
import type { UpdateContent } from '../../common/content.js';
import type { EditionSnapshot, SnapshotRow } from '../../common/edition-snapshot.js';
import type { Queries, Verification } from '../audit/index.js';
import { readManifest } from '../signoff/index.js';
import { printedFiles } from './edition-evidence.js';
import { rowsOf, type PlacedRow } from './edition-changes.js';
import { buildSnapshot, printedOf } from './snapshot.js';

interface EditionRow {
  id: string;
  slug: string;
  version: number;
  kind: 'full' | 'historic';
  isSummary: boolean;
  title: string;
  asAt: string;
  publishedOn: string;
  correctionNote: string | null;
  /** What its round is called goes on into the next; of one brought in, as its first version came. */
  isRoundTitle: boolean;
  snapshot: string;
  snapshotHash: string;
  /** The hash it was published with, or the one that a redaction left. */
  presentHash: string;
  /** No later version of it: its rows are what the next round goes on from. */
  isNewest: boolean;
  manifest: { body: string; hash: string; presentHash: string; state: string } | null;
  isInTrail: boolean;
  /** True where nobody signed here: a historic one. */
  isSignatureInTrail: boolean;
}

const EDITIONS = `
  SELECT e.id, e.slug, e.version, e.kind, e.is_summary AS "isSummary", e.title, e.as_at::text AS "asAt", e.published_on::text AS "publishedOn",
    e.correction_note AS "correctionNote", e.snapshot, e.snapshot_hash AS "snapshotHash",
    EXISTS (SELECT 1 FROM rounds r JOIN editions o ON o.round_id = r.id AND o.title = r.title
      WHERE r.id = e.round_id AND (o.id = e.id OR e.kind = 'historic')) AS "isRoundTitle",
    present_hash('editions.snapshot', e.id::text, e.snapshot_hash) AS "presentHash",
    NOT EXISTS (SELECT 1 FROM editions n WHERE n.round_id = e.round_id AND n.version > e.version) AS "isNewest",
    CASE WHEN m.id IS NOT NULL THEN json_build_object('body', m.body, 'hash', m.hash, 'state', m.state,
      'presentHash', present_hash('manifests.body', m.id::text, m.hash)) END AS manifest,
    EXISTS (SELECT 1 FROM audit_entries a WHERE a.subject_kind = 'round' AND a.subject_id = e.round_id::text
      AND a.kind = CASE e.kind WHEN 'historic' THEN 'round.brought_in' ELSE 'round.published' END AND a.plan_id = e.plan_id
      AND a.data ->> 'editionId' = e.id::text AND (e.kind = 'historic' OR a.actor_id = e.published_by_id)
      AND a.data ->> 'snapshotHash' = e.snapshot_hash AND (a.happened_at = e.published_at
        OR e.published_at = e.published_on::timestamp AT TIME ZONE 'Europe/London' AND a.kind = 'round.brought_in')) AS "isInTrail",
    m.id IS NULL OR EXISTS (SELECT 1 FROM signatures s JOIN audit_entries a ON a.kind = 'round.signed'
        AND a.subject_kind = 'round' AND a.subject_id = e.round_id::text AND a.data ->> 'signatureId' = s.id::text
        AND a.actor_id = s.signed_by_id AND a.on_behalf_of_id IS NOT DISTINCT FROM s.on_behalf_of_id AND a.happened_at = s.signed_at
      WHERE s.manifest_id = m.id AND s.manifest_hash = m.hash AND s.decision = 'sign') AS "isSignatureInTrail"
  FROM editions e LEFT JOIN manifests m ON m.id = e.manifest_id WHERE $1::uuid IS NULL OR e.id = $1
  ORDER BY e.published_at, e.slug, e.version`;

/**
 * Verifies that every edition prints what was signed, word for word, that the texts it was made from
 * are still those, that its files are those made then, and that the search finds what it says.
 *
 * @param editionId of the one to verify; absent: all of them
 */
export async function verifyEditions(
  database: Queries,
  editionId: string | null = null,
): Promise<Verification> {
  const editions = await database.query<EditionRow[]>(EDITIONS, [editionId]);
  const redacted = await redactedRevisions(database);
  for (const edition of editions) {
    const wrong = await wrongInEdition(database, edition, redacted);
    if (wrong)
      return { checked: '', wrong: `edition ${edition.slug} version ${edition.version}: ${wrong}` };
  }
  const files = await verifyFiles(database, editionId);
  if (typeof files === 'string') return { checked: '', wrong: files };
  return { checked: `${editions.length} editions, ${files} files` };
}

/** Per hash of a text, what texts of that hash came to be by redaction. */
async function redactedRevisions(database: Queries): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ pair: string }[]>(
    `SELECT r.content_hash || present_hash('update_revisions.content', r.id::text, r.content_hash) AS pair
     FROM update_revisions r WHERE r.redaction_id IS NOT NULL`,
  );
  return new Set(rows.map(({ pair }) => pair));
}

async function wrongInEdition(
  database: Queries,
  edition: EditionRow,
  redacted: ReadonlySet<string>,
): Promise<string | null> {
  if (sha256Hex(edition.snapshot) !== edition.presentHash)
    return 'its snapshot is not what was hashed';
  if (!edition.isInTrail) return 'its publication is not in the audit trail';
  if (!edition.isSignatureInTrail) return 'its signature is not the one that was given';
  const snapshot = JSON.parse(edition.snapshot) as EditionSnapshot;
  const isSelfSame =
    snapshot.slug === edition.slug &&
    snapshot.version === edition.version &&
    snapshot.title === edition.title &&
    (snapshot.isSummary ?? false) === edition.isSummary &&
    snapshot.asAt === edition.asAt &&
    snapshot.publishedOn === edition.publishedOn &&
    (snapshot.correction?.note ?? null) === edition.correctionNote;
  if (!isSelfSame) return 'its record says other things than its snapshot';
  const placed = rowsOf(snapshot);
  const rows = placed.map(({ row }) => row);
  for (const row of rows) {
    const wrong = wrongInRow(row, redacted);
    if (wrong) return wrong;
  }
  return (
    (await wrongInTexts(database, rows)) ??
    (edition.kind === 'historic'
      ? await wrongInHistoric(database, rows)
      : (wrongAgainstManifest(edition, snapshot, rows) ??
        (await wrongInEvidence(database, snapshot)))) ??
    (await wrongInPlaces(database, edition, placed)) ??
    // Last: whoever forges an edition makes the search differ too.
    wrongInSearch(database, edition.id)
  );
}

/** A row's text has the hash that the row gives for it, or is what a redaction left of that text. */
function wrongInRow(row: SnapshotRow, redacted: ReadonlySet<string>): string | null {
  if (!row.content)
    return row.omission ? null : `“${row.title}” has neither a text nor an omission`;
  const { hash, ...content } = row.content;
  const present = contentHash(content);
  return present === hash || redacted.has(hash + present)
    ? null
    : `the text of “${row.title}” is not what was hashed`;
}

/** The texts that it was made from, where they are kept, are still what their hashes say. */
async function wrongInTexts(
  database: Queries,
  rows: readonly SnapshotRow[],
): Promise<string | null> {
  const [changed] = await database.query<{ title: string }[]>(
    `SELECT u.title FROM updates u JOIN update_revisions r ON r.update_id = u.id
     WHERE coalesce(u.corrects_id, u.id) = ANY($1::uuid[]) AND r.content_hash = ANY($2::text[])
       AND text_hash(r.content) <> present_hash('update_revisions.content', r.id::text, r.content_hash)
     ORDER BY u.title LIMIT 1`,
    [
      rows.map(({ updateId }) => updateId),
      rows.flatMap(({ content }) => (content ? [content.hash] : [])),
    ],
  );
  return changed ? `the text that “${changed.title}” was made from was changed` : null;
}

/** What the public finds by searching is what the snapshot says. */
async function wrongInSearch(database: Queries, editionId: string): Promise<string | null> {
  const [different] = await database.query<{ title: string }[]>(
    `SELECT coalesce(p.title, s.title) AS title
     FROM edition_search_rows($1) p FULL JOIN (SELECT * FROM edition_search WHERE edition_id = $1) s USING (position)
     WHERE (p.update_id, p.chapter, p.title, p.wording, p.body)
       IS DISTINCT FROM (s.update_id, s.chapter, s.title, s.wording, s.body) ORDER BY position LIMIT 1`,
    [editionId],
  );
  return different ? `the search finds “${different.title}” otherwise than it is printed` : null;
}

/** Each file that it prints as evidence is recorded; its bytes are read with the uploaded files. */
async function wrongInEvidence(
  database: Queries,
  snapshot: EditionSnapshot,
): Promise<string | null> {
  const files = printedFiles(snapshot);
  const kept = await database.query<{ sha256: string; bytes: number }[]>(
    'SELECT sha256, bytes FROM uploaded_files WHERE sha256 = ANY($1::text[])',
    [files.map(({ file }) => file)],
  );
  const sizes = new Map(kept.map(({ sha256, bytes }) => [sha256, bytes]));
  const wrong = files.find(({ file, bytes }) => sizes.get(file) !== bytes);
  return wrong ? `the evidence “${wrong.title}” is not recorded as it is printed` : null;
}

/** Rows are compared one by one; that words were redacted, nobody signed. */
const BESIDE_WHAT_WAS_SIGNED = ['chapters', 'redactedOn', 'redactedTimes'];

/** All that it prints is what the signed manifest makes of the same texts. */
function wrongAgainstManifest(
  { manifest }: EditionRow,
  printed: EditionSnapshot,
  rows: readonly SnapshotRow[],
): string | null {
  if (manifest?.state !== 'published') return 'it was not made from a published manifest';
  if (sha256Hex(manifest.body) !== manifest.presentHash)
    return 'its manifest is not what was hashed';
  if (printed.signature?.manifestHash !== manifest.hash)
    return 'it names another manifest than it was made from';
  const body = printedOf(readManifest(manifest.body));
  if (body.lines.length !== rows.length)
    return `it prints ${rows.length} rows; ${body.lines.length} were signed`;
  // A text has the hash that its row gives, so it is the one that was signed where that hash is.
  const contents = new Map(
    body.lines.flatMap(({ contentHash: signedHash }, index) => {
      const { hash: _, ...content } = rows[index]!.content ?? {};
      return signedHash === undefined ? [] : [[signedHash, content as UpdateContent] as const];
    }),
  );
  const signed = buildSnapshot(body, contents, printed);
  const signedRows = rowsOf(signed);
  const row = rowsOf(printed).find((each, index) => !isSame(each, signedRows[index]));
  if (row) return `“${row.row.title}” is not printed as it was signed`;
  const part = Object.keys({ ...signed, ...printed })
    .filter((name) => !BESIDE_WHAT_WAS_SIGNED.includes(name))
    .find((name) => !isSame(printed[name as Part], signed[name as Part]));
  return part ? `its ${part} is not as it was signed` : null;
}

type Part = keyof EditionSnapshot;

const isSame = (one: unknown, other: unknown): boolean =>
  canonicalJson(one ?? null) === canonicalJson(other ?? null);

/** A historic edition has no manifest: its rows are held against the texts that were brought in. */
async function wrongInHistoric(
  database: Queries,
  rows: readonly SnapshotRow[],
): Promise<string | null> {
  // One that was corrected where it was published has a text for each version that changed it.
  const kept = await database.query<{ text: string }[]>(
    `SELECT coalesce(u.corrects_id, u.id) || r.content_hash AS text FROM updates u
     JOIN update_revisions r ON r.id = u.approved_revision_id
     WHERE coalesce(u.corrects_id, u.id) = ANY($1::uuid[])`,
    [rows.map(({ updateId }) => updateId)],
  );
  const texts = new Set(kept.map(({ text }) => text));
  const different = rows.find((row) => row.content && !texts.has(row.updateId + row.content.hash));
  return different ? `“${different.title}” is not the text that was brought in` : null;
}

/**
 * What is kept of the round and its rows, from which the next round goes on, is what it prints. After
 * a redaction both say something else, each by itself.
 */
async function wrongInPlaces(
  database: Queries,
  { isNewest, isRoundTitle, snapshotHash, presentHash }: EditionRow,
  placed: readonly PlacedRow[],
): Promise<string | null> {
  if (!isNewest || snapshotHash !== presentHash) return null;
  if (!isRoundTitle) return 'its round is called otherwise than it prints';
  const kept = await database.query<{ updateId: string; place: object }[]>(
    `SELECT DISTINCT ON (1) coalesce(u.corrects_id, u.id) AS "updateId", jsonb_build_object('title', u.title,
       'chapter', l.chapter, 'reference', l.reference, 'wording', l.wording, 'isUntitled', l.is_untitled) AS place
     FROM updates u JOIN listings l ON l.update_id = u.id
     WHERE coalesce(u.corrects_id, u.id) = ANY($1::uuid[]) AND u.state = 'published' ORDER BY 1, u.correction_no DESC`,
    [placed.map(({ row }) => row.updateId)],
  );
  const places = new Map(kept.map(({ updateId, place }) => [updateId, place]));
  const different = placed.find(
    ({
      row: { updateId, title, wording, isUntitled = false, content },
      chapter,
      reference = null,
    }) =>
      // One that was omitted elsewhere is kept in the snapshot alone.
      content && !isSame(places.get(updateId), { title, chapter, reference, wording, isUntitled }),
  );
  return different
    ? `what is kept of the row “${different.row.title}” is not what it prints`
    : null;
}

interface FileRow {
  name: string;
  isIntact: boolean;
  isSnapshot: boolean;
}

/** What was rendered stays, also when a redaction has it rendered anew. */
const LOST_FILES = `
  SELECT e.slug || ' version ' || e.version || ', ' || (a.data ->> 'form') AS name
  FROM editions e JOIN audit_entries a ON a.kind = 'edition.file_rendered' AND a.subject_kind = 'edition' AND a.subject_id = e.id::text
  WHERE ($1::uuid IS NULL OR e.id = $1) AND NOT EXISTS (SELECT 1 FROM edition_files f
    WHERE f.edition_id = e.id AND f.form = a.data ->> 'form' AND f.sha256 = a.data ->> 'sha256')
  ORDER BY a.seq LIMIT 1`;

async function verifyFiles(database: Queries, editionId: string | null): Promise<number | string> {
  const files = await database.query<FileRow[]>(
    `SELECT e.slug || ' version ' || e.version || ', ' || f.form AS name,
       coalesce(CASE WHEN s.redaction_id IS NULL THEN f.sha256 = encode(sha256(s.bytes), 'hex')
         ELSE f.redaction_id IS DISTINCT FROM e.redaction_id AND length(s.bytes) = 0 AND EXISTS (
           SELECT 1 FROM redaction_texts t WHERE t.place = 'stored_files.bytes' AND t.record_id = s.sha256) END, FALSE)
         AND EXISTS (SELECT 1 FROM audit_entries a WHERE a.kind = 'edition.file_rendered' AND a.subject_kind = 'edition'
           AND a.subject_id = e.id::text AND a.data ->> 'form' = f.form AND a.data ->> 'sha256' = f.sha256) AS "isIntact",
       f.form <> 'json' OR f.sha256 = coalesce((SELECT t.after_hash FROM redaction_texts t
         WHERE t.redaction_id = f.redaction_id AND t.place = 'editions.snapshot' AND t.record_id = e.id::text), e.snapshot_hash) AS "isSnapshot"
     FROM edition_files f JOIN editions e ON e.id = f.edition_id
     LEFT JOIN stored_files s ON s.sha256 = f.sha256 WHERE $1::uuid IS NULL OR e.id = $1
     ORDER BY e.published_at, e.slug, e.version, f.form`,
    [editionId],
  );
  for (const { name, isIntact, isSnapshot } of files) {
    if (!isIntact) return `the file of edition ${name} is not the one that was rendered`;
    if (!isSnapshot) return `the file of edition ${name} is not the edition's snapshot`;
  }
  const [lost] = await database.query<{ name: string }[]>(LOST_FILES, [editionId]);
  if (lost) return `the file of edition ${lost.name} is not there any more`;
  return files.length;
}
