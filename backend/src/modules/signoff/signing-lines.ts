import type { Acronym } from '../../common/acronyms.js';
import { canonicalJson } from '../../common/canonical-json.js';
import { unmoved } from '../../common/compare-rows.js';
import { withoutNoChange, type UpdateContent } from '../../common/content.js';
import { contentHash } from '../../common/content-hash.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import type { ComparedSealDto, SigningCountsDto, SigningLineDto } from './dto/signing.dto.js';
import type { KeptRevision, ManifestBody, ManifestLine } from './manifest.js';

/** What is known about a row beside its line. */
export interface LineFacts {
  updateId: string;
  /** True for a row that a correction leaves as it was published. */
  isPinned: boolean;
  /** The content hash of what was last published in this row; null when nothing was. */
  publishedHash: string | null;
  approvedBy: PersonRef | null;
  approvedOnBehalfOf: PersonRef | null;
  approvedAt: Date | null;
  /** Who last said that it is still true, after publication had moved; null when nobody was asked. */
  stillTrue: SigningLineDto['stillTrue'] | null;
}

/**
 * The lines of the signing page, each compared with the last edition and, when the round was sealed
 * before, with the last manifest that was voided.
 */
export function signingLines(
  body: ManifestBody,
  revisions: ReadonlyMap<string, KeptRevision>,
  facts: ReadonlyMap<string, LineFacts>,
  lastSealed: ManifestBody | null,
): SigningLineDto[] {
  const before = lastSealed && new Map(lastSealed.lines.map((line) => [line.updateId, line]));
  const inPlace = unmoved(body.lines.map(({ updateId }) => before?.get(updateId)?.position));
  return body.lines.map((line, index) => {
    const revision = line.revisionId === undefined ? undefined : revisions.get(line.revisionId);
    const content = revision && (JSON.parse(revision.content) as UpdateContent);
    const known = facts.get(line.updateId);
    const { updateId, position, title, listing, commitments, leadOrganisation, omission } = line;
    return {
      ...{ updateId, position, title, ...listing, commitments },
      ...(line.isUntitled && { isUntitled: true }),
      ...(leadOrganisation && { leadOrganisation }),
      ...(line.contentHash && { contentHash: line.contentHash }),
      ...(content && { content }),
      changedSinceLastEdition: changeSinceLastEdition(line, content, known),
      ...(before && { changedSinceLastSeal: isAnother(line, before.get(updateId)) }),
      ...(!inPlace.has(index) && { movedSinceLastSeal: before?.get(updateId)?.position }),
      isPinned: known?.isPinned ?? false,
      ...(known?.approvedBy && !omission && { approvedBy: known.approvedBy }),
      ...(known?.approvedOnBehalfOf &&
        !omission && { approvedOnBehalfOf: known.approvedOnBehalfOf }),
      ...(known?.approvedAt && !omission && { approvedAt: known.approvedAt }),
      ...(known?.stillTrue && !omission && { stillTrue: known.stillTrue }),
      ...(omission && { omission }),
    };
  });
}

function changeSinceLastEdition(
  line: ManifestLine,
  content: UpdateContent | undefined,
  known: LineFacts | undefined,
): SigningLineDto['changedSinceLastEdition'] {
  if (line.omission) return 'omitted';
  if (known?.isPinned) return 'unchanged';
  if (!known || known.publishedHash === null) return 'new';
  const hashes = [
    line.contentHash,
    // To say that nothing has changed is no change.
    ...(content?.noChange ? [contentHash(withoutNoChange(content))] : []),
  ];
  return hashes.includes(known.publishedHash) ? 'unchanged' : 'changed';
}

/** True when the row would print anything else than it would have then, wherever it stands. */
function isAnother(line: ManifestLine, before: ManifestLine | undefined): boolean {
  if (!before) return true;
  const printed = ({ position: _, revisionId: __, ...rest }: ManifestLine): string =>
    canonicalJson(rest);
  return printed(line) !== printed(before);
}

/** A seal that no longer stands, and whether a signatory declined it. */
export interface SealBefore {
  body: ManifestBody;
  wasDeclined: boolean;
}

/** What of the seal before would be printed otherwise now, beside the rows. */
export function compareSeals(
  { plan, round, correction, introduction, acronyms, lines }: ManifestBody,
  { body: before, wasDeclined }: SealBefore,
): ComparedSealDto {
  const kept = new Set(lines.map(({ updateId }) => updateId));
  const isAnotherThan = (one: unknown, other: unknown): boolean =>
    canonicalJson(one) !== canonicalJson(other);
  return {
    version: before.version,
    wasDeclined,
    isHeadChanged: isAnotherThan(
      [plan, round, correction ?? null],
      [before.plan, before.round, before.correction ?? null],
    ),
    isIntroductionChanged: isAnotherThan(introduction ?? null, before.introduction ?? null),
    acronyms: changedAcronyms(acronyms, before.acronyms),
    removed: before.lines.filter(({ updateId }) => !kept.has(updateId)).map(({ title }) => title),
  };
}

function changedAcronyms(
  now: readonly Acronym[] = [],
  before: readonly Acronym[] = [],
): ComparedSealDto['acronyms'] {
  const [isNow, was] = [now, before].map(
    (list) => new Map(list.map(({ short, expansion }) => [short, expansion])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Map([...was, ...isNow]).keys()]
    .filter((short) => isNow.get(short) !== was.get(short))
    .sort()
    .map((short) => ({ short, before: was.get(short), now: isNow.get(short) }));
}

/** The counts at the head of the signing page. */
export function countLines(lines: readonly SigningLineDto[]): SigningCountsDto {
  const having = (...kinds: SigningLineDto['changedSinceLastEdition'][]): number =>
    lines.filter((line) => kinds.includes(line.changedSinceLastEdition)).length;
  const omitted = having('omitted');
  return {
    total: lines.length,
    approved: lines.length - omitted,
    omitted,
    changed: having('changed', 'new'),
    unchanged: having('unchanged'),
  };
}
