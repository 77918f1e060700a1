import type { Acronym } from '../../common/acronyms.js';
import { canonicalJson, sha256Hex } from '../../common/canonical-json.js';
import { normaliseDocument, type RichTextDocument } from '../../common/rich-text/index.js';
import type { BridgedPeriod } from '../rounds/index.js';

/** How a row is printed: chapter, reference, and the commitment's wording. */
export interface ManifestListing {
  chapter: string;
  reference?: string;
  wording: string;
}

/** One printed row: its exact text by hash, or why it has none. */
export interface ManifestLine {
  updateId: string;
  /** Of a correction: the update that first held this row. Links to the row go on leading to it. */
  correctsId?: string;
  /** Over the whole edition, from 1. */
  position: number;
  title: string;
  /** A summary's part that is printed without a heading. */
  isUntitled?: true;
  listing: ManifestListing;
  commitments: { id: string; title: string }[];
  leadOrganisation?: string;
  revisionId?: string;
  contentHash?: string;
  omission?: { reason: string; lastReported?: { title: string; slug: string } };
}

/** Everything that will be printed, and nothing else. Absent fields are left out, never null. */
export interface ManifestBody {
  schema: 'quarterdeck/manifest/1';
  /** The seal's number in its round. */
  version: number;
  plan: { id: string; title: string; publisher: string };
  round: {
    id: string;
    title: string;
    slug: string;
    periodLabel: string;
    periodStart: string;
    periodEnd: string;
    asAt: string;
    publicationOn: string;
    /** Periods skipped before it, which it covers too. */
    alsoCovers?: BridgedPeriod[];
  };
  introduction?: RichTextDocument;
  /** A stakeholder summary: its chapters are themes, its rows parts of a narrative. */
  isSummary?: true;
  /** Set when this is a correction of what was published: which, and why. */
  correction?: { no: number; reason: string; isMinor?: true };
  lines: ManifestLine[];
  /** Those of the register that occur in what is printed. Absent when there are none. */
  acronyms?: Acronym[];
}

/** A manifest as it is kept: the text that was hashed, and its hash. */
export interface SealedManifest {
  body: ManifestBody;
  text: string;
  hash: string;
}

/**
 * Makes a manifest. Lines come in printed order and are numbered here, so that the same rows in the
 * same order always have the same hash.
 *
 * @throws Error when a line has neither a text nor an omission, or both: that is never printed
 */
export function buildManifest(input: Omit<ManifestBody, 'schema'>): SealedManifest {
  const { introduction, ...rest } = input;
  for (const line of input.lines) {
    const hasText = line.revisionId !== undefined && line.contentHash !== undefined;
    if (hasText === (line.omission !== undefined)) {
      throw new Error(`Update ${line.updateId} has neither one text nor one omission to print`);
    }
  }
  const body: ManifestBody = {
    ...rest,
    schema: 'quarterdeck/manifest/1',
    ...(introduction && { introduction: normaliseDocument(introduction) }),
    lines: input.lines.map((line, index) => ({ ...line, position: index + 1 })),
  };
  const text = canonicalJson(body);
  return { body, text, hash: sha256Hex(text) };
}

/** The body of a kept manifest. */
export const readManifest = (text: string): ManifestBody => JSON.parse(text) as ManifestBody;

/**
 * The lines of a correction: those of the published manifest, unchanged, except where a corrected
 * update takes the place of the one it corrects.
 *
 * @param replacements by the id of the update that each corrects
 */
export function correctedLines(
  published: readonly ManifestLine[],
  replacements: ReadonlyMap<string, ManifestLine>,
): ManifestLine[] {
  return published.map((line) => replacements.get(line.updateId) ?? line);
}

/** A revision as it is kept, for comparison with what a manifest says of it. */
export interface KeptRevision {
  id: string;
  content: string;
  contentHash: string;
  /** What the content must hash to: another hash than its own once words were redacted from it. */
  presentHash: string;
}

/**
 * The first thing in which a manifest and the texts it names are no longer what was hashed, in words
 * for the person who has to look; null when all is as it was sealed.
 */
export function firstDifference(
  manifest: { body: string; hash: string },
  revisions: ReadonlyMap<string, KeptRevision>,
): string | null {
  if (sha256Hex(manifest.body) !== manifest.hash) return 'the manifest itself';
  for (const line of readManifest(manifest.body).lines) {
    if (line.revisionId === undefined) continue;
    const revision = revisions.get(line.revisionId);
    if (!revision || sha256Hex(revision.content) !== revision.presentHash) return `“${line.title}”`;
    if (revision.contentHash !== line.contentHash) return `“${line.title}”`;
  }
  return null;
}
