import { canonicalJson } from '../../common/canonical-json.js';
import { contentHash, sha256Hex } from '../../common/content-hash.js';
import type { UpdateContent } from '../../common/content.js';
import type { Queries, Verification } from '../audit/index.js';
import type { CorrectedWords } from './corrected-words.entity.js';
import { firstDifference, readManifest, type ManifestBody } from './manifest.js';
import { keptRevisions } from './manifest-lines.js';
import { DECLINING_STATEMENT, signingStatement } from './signing-statement.js';

const BATCH = 500;

/** A count, or the first thing that is wrong. */
type Outcome = number | string;

/**
 * Verifies every text, every approval and every manifest: hashes computed again, approvals by people
 * who wrote none of the text, signatures of exactly what was sealed.
 */
export async function verifySignoff(database: Queries): Promise<Verification> {
  const revisions = await verifyRevisions(database);
  if (typeof revisions === 'string') return { checked: '', wrong: revisions };
  const approvals = await verifyApprovals(database);
  if (typeof approvals === 'string') return { checked: '', wrong: approvals };
  const confirmations = await verifyConfirmations(database);
  if (typeof confirmations === 'string') return { checked: '', wrong: confirmations };
  const manifests = await verifyManifests(database);
  if (typeof manifests === 'string') return { checked: '', wrong: manifests };
  const answered = confirmations > 0 ? [`${confirmations} confirmations`] : [];
  const checked = [`${revisions} texts`, `${approvals} approvals`, ...answered];
  return { checked: [...checked, `${manifests} manifests`].join(', ') };
}

interface RevisionRow {
  id: string;
  number: number;
  title: string;
  content: string;
  /** The hash it was written with, or the one that a redaction left, which verifyRedactions vouches for. */
  presentHash: string;
}

async function verifyRevisions(database: Queries): Promise<Outcome> {
  let count = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await database.query<RevisionRow[]>(
      `SELECT r.id, r.number, u.title, r.content,
         present_hash('update_revisions.content', r.id::text, r.content_hash) AS "presentHash"
       FROM update_revisions r JOIN updates u ON u.id = r.update_id
       WHERE r.id > $1 ORDER BY r.id LIMIT ${BATCH}`,
      [after],
    );
    for (const row of rows) {
      const isAsHashed =
        sha256Hex(row.content) === row.presentHash && hasHash(row.content, row.presentHash);
      if (!isAsHashed)
        return `revision ${row.number} of “${row.title}” (${row.id}) is not the text that was hashed`;
    }
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return count;
    after = last.id;
  }
}

/** True when the house's one hash function gives this hash for the content. */
function hasHash(content: string, hash: string): boolean {
  try {
    return contentHash(JSON.parse(content) as UpdateContent) === hash;
  } catch {
    return false;
  }
}

interface ApprovalRow {
  id: string;
  title: string;
  isSameHash: boolean;
  isOwnText: boolean;
  isInTrail: boolean;
}

// Whoever wrote or submitted anything up to the revision approved: later revisions had other
// approvals. "Own" covers whoever acted, and whomever they acted for, on either side.
const APPROVALS = `
  SELECT d.id, u.title, d.content_hash = r.content_hash AND r.update_id = d.update_id AS "isSameHash",
    EXISTS (
      SELECT 1 FROM update_revisions w LEFT JOIN revision_authors a ON a.revision_id = w.id
      WHERE w.update_id = d.update_id AND w.number <= r.number
        AND ARRAY[w.made_by_id, w.on_behalf_of_id, a.person_id, a.on_behalf_of_id]
          && array_remove(ARRAY[d.decided_by_id, d.on_behalf_of_id], NULL)) AS "isOwnText",
    EXISTS (
      SELECT 1 FROM audit_entries e WHERE e.subject_kind = 'update' AND e.subject_id = d.update_id::text
        AND e.kind = 'update.approved' AND e.data ->> 'contentHash' = d.content_hash
        AND e.actor_id = d.decided_by_id) AS "isInTrail"
  FROM update_decisions d
  JOIN updates u ON u.id = d.update_id
  JOIN update_revisions r ON r.id = d.revision_id
  WHERE d.kind = 'approve' ORDER BY d.seq`;

const UNAPPROVED = `
  SELECT u.id, u.title FROM updates u JOIN update_revisions r ON r.id = u.approved_revision_id
  WHERE r.kind <> 'historic' AND NOT EXISTS (
    SELECT 1 FROM update_decisions d WHERE d.update_id = u.id AND d.kind = 'approve'
      AND d.revision_id = r.id AND d.content_hash = r.content_hash)
  ORDER BY u.id LIMIT 1`;

async function verifyApprovals(database: Queries): Promise<Outcome> {
  const approvals = await database.query<ApprovalRow[]>(APPROVALS);
  for (const approval of approvals) {
    const name = `the approval ${approval.id} of “${approval.title}”`;
    if (!approval.isSameHash) return `${name} is of another text than it names`;
    if (approval.isOwnText) return `${name} is by someone who wrote or submitted part of the text`;
    if (!approval.isInTrail) return `${name} is not in the audit trail`;
  }
  const [update] = await database.query<{ id: string; title: string }[]>(UNAPPROVED);
  if (update)
    return `“${update.title}” (${update.id}) stands approved, but nobody approved that text`;
  return approvals.length;
}

interface ConfirmationRow {
  id: string;
  title: string;
  isApprovedText: boolean;
  isInTrail: boolean;
  isOverridden: boolean;
}

// That a text was still true for another date: said of a text approved before, under its own hash,
// and in the owner's stead only under an override.
const CONFIRMATIONS = `
  SELECT d.id, u.title,
    EXISTS (SELECT 1 FROM update_decisions a JOIN update_revisions r ON r.id = a.revision_id
      WHERE a.update_id = d.update_id AND a.kind = 'approve' AND a.seq < d.seq
        AND a.revision_id = d.revision_id AND r.content_hash = d.content_hash) AS "isApprovedText",
    d.override_id IS NULL OR EXISTS (SELECT 1 FROM overrides v WHERE v.id = d.override_id
      AND v.kind = 'still_true' AND v.subject_id = d.update_id AND v.made_by_id = d.decided_by_id) AS "isOverridden",
    EXISTS (
      SELECT 1 FROM audit_entries e WHERE e.subject_kind = 'update' AND e.subject_id = d.update_id::text
        AND e.kind = 'update.confirmed_still_true' AND e.data ->> 'contentHash' = d.content_hash
        AND e.data ->> 'publicationOn' = d.publication_on::text
        AND e.data ->> 'overrideId' IS NOT DISTINCT FROM d.override_id::text
        AND e.actor_id = d.decided_by_id) AS "isInTrail"
  FROM update_decisions d JOIN updates u ON u.id = d.update_id
  WHERE d.kind = 'confirm_still_true' ORDER BY d.seq`;

// A sealed text that was agreed for another publication date than the one sealed with it.
const UNANSWERED = `
  SELECT m.id, m.version, u.title FROM manifests m
  CROSS JOIN LATERAL jsonb_array_elements(m.body::jsonb -> 'lines') l (line)
  JOIN updates u ON u.id = (line ->> 'updateId')::uuid
  WHERE m.state <> 'voided' AND line ->> 'revisionId' IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM update_decisions d LEFT JOIN overrides v ON v.id = d.override_id
    WHERE d.revision_id = (line ->> 'revisionId')::uuid AND d.kind IN ('approve', 'confirm_still_true')
      AND d.publication_on::text = m.body::jsonb -> 'round' ->> 'publicationOn'
      AND (v.id IS NULL OR v.confirmed_at IS NOT NULL))
  ORDER BY m.sealed_at, m.id LIMIT 1`;

async function verifyConfirmations(database: Queries): Promise<Outcome> {
  const confirmations = await database.query<ConfirmationRow[]>(CONFIRMATIONS);
  for (const { id, title, isApprovedText, isOverridden, isInTrail } of confirmations) {
    const name = `the confirmation ${id} of “${title}”`;
    if (!isApprovedText) return `${name} is of a text that nobody had approved`;
    if (!isOverridden) return `${name} stands under an override that is not its own`;
    if (!isInTrail) return `${name} is not in the audit trail`;
  }
  const [unanswered] =
    await database.query<{ id: string; version: number; title: string }[]>(UNANSWERED);
  if (unanswered) {
    const { id, version, title } = unanswered;
    return `manifest ${version} (${id}) holds “${title}”, which nobody approved or confirmed for its publication date`;
  }
  return confirmations.length;
}

interface ManifestRow {
  id: string;
  version: number;
  correctionNo: number;
  title: string;
  state: string;
  body: string;
  hash: string;
  presentHash: string;
  signedHash: string | null;
  decision: string | null;
  statement: string | null;
  /** The hash that a redaction left of the statement, which verifyRedactions vouches for. */
  redactedStatementHash: string | null;
}

async function verifyManifests(database: Queries): Promise<Outcome> {
  const manifests = await database.query<ManifestRow[]>(
    `SELECT m.id, m.version, m.correction_no AS "correctionNo", r.title, m.state, m.body, m.hash,
       present_hash('manifests.body', m.id::text, m.hash) AS "presentHash", s.manifest_hash AS "signedHash", s.decision,
       s.statement, present_hash('signatures.statement', s.id::text, NULL) AS "redactedStatementHash"
     FROM manifests m JOIN rounds r ON r.id = m.round_id LEFT JOIN signatures s ON s.manifest_id = m.id
     ORDER BY m.sealed_at, m.id`,
  );
  for (const manifest of manifests) {
    const wrong = await wrongInManifest(database, manifest);
    if (wrong)
      return `manifest ${manifest.version} of “${manifest.title}” (${manifest.id}): ${wrong}`;
  }
  return manifests.length;
}

async function wrongInManifest(database: Queries, manifest: ManifestRow): Promise<string | null> {
  if (sha256Hex(manifest.body) !== manifest.presentHash) return 'it is not what was hashed';
  if (manifest.signedHash !== null && manifest.signedHash !== manifest.hash) {
    return 'its signature is of another manifest';
  }
  const body = readManifest(manifest.body);
  if (manifest.version !== body.version || manifest.correctionNo !== (body.correction?.no ?? 0))
    return 'it is kept under another number than it was sealed with';
  if (!saysWhatWasSigned(manifest, body)) return 'its signature says other words than were signed';
  const needsSignature = manifest.state === 'signed' || manifest.state === 'published';
  if (needsSignature && manifest.decision !== 'sign')
    return `it stands ${manifest.state}, but nobody signed it`;
  const difference = firstDifference(
    { body: manifest.body, hash: manifest.presentHash },
    await keptRevisions(database, body),
  );
  if (difference) return `the text of ${difference} is not the one that was sealed`;
  const isAsCorrected = await saysCorrectedWords(database, manifest);
  return isAsCorrected ? null : 'it says other words than the correction gave the edition';
}

/** The words of a signature follow from what was signed, and stand on the certificate. */
function saysWhatWasSigned(
  { hash, decision, statement, redactedStatementHash }: ManifestRow,
  body: ManifestBody,
): boolean {
  if (statement === null) return true;
  if (redactedStatementHash !== null) return sha256Hex(statement) === redactedStatementHash;
  return statement === (decision === 'sign' ? signingStatement(body, hash) : DECLINING_STATEMENT);
}

/** What a correction changed of the edition's own words is kept apart: both say the same, also redacted. */
async function saysCorrectedWords(database: Queries, { id, body }: ManifestRow): Promise<boolean> {
  const [words] = await database.query<
    Pick<CorrectedWords, 'title' | 'introduction' | 'chapters'>[]
  >(
    `SELECT w.title, w.introduction, w.chapters FROM corrected_words w
     JOIN manifests m ON m.round_id = w.round_id AND m.correction_no = w.correction_no WHERE m.id = $1`,
    [id],
  );
  if (!words) return true;
  const { round, introduction, lines } = readManifest(body);
  const printed = new Set(lines.map(({ listing }) => listing.chapter));
  const printedIntroduction = introduction ?? { type: 'doc', content: [] };
  return (
    (words.title === null || words.title === round.title) &&
    (words.introduction === null ||
      canonicalJson(words.introduction) === canonicalJson(printedIntroduction)) &&
    (words.chapters ?? []).every(({ from, to }) => printed.has(to) && !printed.has(from))
  );
}
