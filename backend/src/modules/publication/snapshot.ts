import { canonicalJson, sha256Hex } from '../../common/canonical-json.js';
import type { UpdateContent } from '../../common/content.js';
import type {
  EditionSnapshot,
  SnapshotChapter,
  SnapshotRow,
} from '../../common/edition-snapshot.js';
import type { ManifestBody, ManifestLine } from '../signoff/index.js';

/** What is printed: a manifest, or the same facts of an edition from before the system. */
export type PrintedBody = Omit<ManifestBody, 'schema' | 'version'>;

/**
 * What of a signed body is printed. A table says of a row that was left out that there is no update,
 * and why; nobody looks for a paragraph of a summary, so one that was left out is not printed.
 */
export const printedOf = <Body extends PrintedBody>(body: Body): Body =>
  body.isSummary
    ? {
        ...body,
        lines: body.lines
          .filter(({ omission }) => !omission)
          .map((line, index) => ({ ...line, position: index + 1 })),
      }
    : body;

/** What publication adds to what was signed. */
export interface PublicationFacts {
  /** 1, then one more with each correction. */
  version: number;
  publishedOn: string;
  /** Published before the system existed. */
  isHistoric: boolean;
  dateNote?: string;
  /** Absent for a historic edition, and in a preview of what nobody has signed yet. */
  signature?: { manifestHash: string; signedBy: string; signedAt: string };
}

/**
 * The snapshot of an edition: a function of what was signed, the texts by their hash, and the day of
 * publication. It reads nothing else.
 *
 * @throws Error when a text is missing: nothing is printed in its place
 */
export function buildSnapshot(
  body: PrintedBody,
  contents: ReadonlyMap<string, UpdateContent>,
  publication: PublicationFacts,
): EditionSnapshot {
  const { round, plan, introduction, isSummary, correction, acronyms } = body;
  const { signature, version, publishedOn, dateNote, isHistoric } = publication;
  return {
    schema: 'quarterdeck/edition/1',
    slug: round.slug,
    version,
    title: round.title,
    plan: { id: plan.id, title: plan.title },
    publisher: plan.publisher,
    period: { label: round.periodLabel, start: round.periodStart, end: round.periodEnd },
    ...(round.alsoCovers && { alsoCovers: round.alsoCovers }),
    asAt: round.asAt,
    publishedOn,
    ...(dateNote && { dateNote }),
    ...(introduction && { introduction }),
    ...(signature && { signature }),
    isHistoric,
    ...(isSummary && { isSummary }),
    ...(correction && {
      correction: {
        ...{ note: correction.reason, publishedOn },
        ...(correction.isMinor && { isMinor: true as const }),
      },
    }),
    chapters: chaptersOf(body.lines, contents),
    ...(acronyms && { acronyms }),
  };
}

/** A snapshot as it is kept: the text that is hashed, and its hash. */
export function sealSnapshot(snapshot: EditionSnapshot): { text: string; hash: string } {
  const text = canonicalJson(snapshot);
  return { text, hash: sha256Hex(text) };
}

/**
 * Chapters and groups as listed: a chapter starts where its title changes, a group where the
 * reference does, or at a heading of a summary. Printed order is kept even where a chapter comes back
 * further on.
 */
function chaptersOf(
  lines: readonly ManifestLine[],
  contents: ReadonlyMap<string, UpdateContent>,
): SnapshotChapter[] {
  const chapters: SnapshotChapter[] = [];
  for (const line of lines) {
    const { chapter: title, reference } = line.listing;
    let chapter = chapters.at(-1);
    if (!chapter || chapter.title !== title) {
      chapter = { title, groups: [] };
      chapters.push(chapter);
    }
    const row = toRow(line, contents);
    const group = chapter.groups.at(-1);
    const isSameReference = reference !== undefined && group?.reference === reference;
    if (group && (isSameReference || line.isUntitled)) group.rows.push(row);
    else chapter.groups.push({ ...(reference !== undefined && { reference }), rows: [row] });
  }
  return chapters;
}

function toRow(line: ManifestLine, contents: ReadonlyMap<string, UpdateContent>): SnapshotRow {
  const { position, title, listing, commitments, leadOrganisation, omission } = line;
  return {
    updateId: line.correctsId ?? line.updateId,
    ...{ position, title, wording: listing.wording, commitments },
    ...(line.isUntitled && { isUntitled: true as const }),
    ...(leadOrganisation && { leadOrganisation }),
    ...(omission ? { omission } : { content: contentOf(line, contents) }),
  };
}

function contentOf(
  { updateId, contentHash }: ManifestLine,
  contents: ReadonlyMap<string, UpdateContent>,
): NonNullable<SnapshotRow['content']> {
  const content = contentHash === undefined ? undefined : contents.get(contentHash);
  if (!content || contentHash === undefined) throw new Error(`No text for update ${updateId}`);
  return { hash: contentHash, ...content };
}
