import type { LifeNoteDto, LineageDto } from '../plan/index.js';

/** A row about the commitment as one edition printed it. */
export interface LifeRow {
  updateId: string;
  title: string;
  chapter: string;
  /** The chapter of the register to which most of what stands under this printed title belongs. */
  homeId: string | null;
  reference?: string;
  /** The other commitments that the row answers. */
  others: { id: string; title: string }[];
}

/** One edition, with its rows about the commitment in printed order. */
export interface LifeEdition {
  isSummary: boolean;
  rows: LifeRow[];
  /** Commitments linked with it that have a row here which does not answer it. */
  apart: readonly string[];
}

/**
 * What became of a commitment from one full edition to the next, seen from the editions alone: oldest
 * first, for each of its rows in printed order a list of notes. A summary can be the first to report it;
 * it lists nothing, so nothing else follows from one.
 */
export function notesOnLife(editions: readonly LifeEdition[]): LifeNoteDto[][][] {
  let before: LifeRow[] = [];
  let isReported = false;
  return editions.map(({ isSummary, rows }) => {
    if (rows.length === 0) return [];
    const first = isReported ? [] : [FIRST];
    isReported = true;
    if (isSummary) return rows.map((_, index) => (index === 0 ? first : []));
    const forerunners = forerunnersOf(rows, before);
    const notes = rows.map((row, index) => [
      ...(index === 0 ? first : []),
      ...(rows.length > 1 && index === 0 ? [PRINTED_MORE_THAN_ONCE] : []),
      ...changesBetween(forerunners[index]!, row),
      ...company(forerunners[index]!, before, row, rows),
    ]);
    before = rows;
    return notes;
  });
}

const FIRST: LifeNoteDto = { kind: 'first' };
const PRINTED_MORE_THAN_ONCE: LifeNoteDto = { kind: 'printed_more_than_once' };

/**
 * Which rows of the edition before each row goes on from: that of the same number, else of the same
 * chapter that answered the same, else of the same chapter, else the next in order. Where there are
 * fewer rows now, one goes on from several; a row that goes on from none is the commitment printed
 * once more.
 */
function forerunnersOf(rows: readonly LifeRow[], before: readonly LifeRow[]): LifeRow[][] {
  const found = rows.map((): LifeRow[] => []);
  const left = new Set(before);
  for (const isSame of [HAS_NUMBER, HAS_COMPANY, HAS_CHAPTER, () => true]) {
    for (const last of left) {
      const index = rows.findIndex((row, at) => found[at]!.length === 0 && isSame(last, row));
      if (index < 0) continue;
      found[index]!.push(last);
      left.delete(last);
    }
  }
  for (const last of left) {
    const indexes = [HAS_COMPANY, HAS_CHAPTER].map((isSame) =>
      rows.findIndex((row) => isSame(last, row)),
    );
    found[indexes.find((index) => index >= 0) ?? 0]!.push(last);
  }
  return found;
}

const HAS_CHAPTER = (last: LifeRow, row: LifeRow): boolean => last.homeId === row.homeId;
const HAS_NUMBER = (last: LifeRow, row: LifeRow): boolean =>
  last.reference !== undefined && last.reference === row.reference && HAS_CHAPTER(last, row);
const HAS_COMPANY = (last: LifeRow, row: LifeRow): boolean =>
  HAS_CHAPTER(last, row) && hasSameCompany(last, row);

function changesBetween(forerunners: readonly LifeRow[], row: LifeRow): LifeNoteDto[] {
  const [last] = forerunners;
  if (!last) return [];
  const notes: LifeNoteDto[] = [];
  if (last.title !== row.title && hasSameCompany(last, row)) {
    notes.push({ kind: 'renamed', from: last.title, to: row.title });
  }
  if (last.homeId !== row.homeId) {
    notes.push({ kind: 'moved', from: last.chapter, to: row.chapter });
  } else if (last.chapter !== row.chapter) {
    notes.push({ kind: 'chapter_renamed', from: last.chapter, to: row.chapter });
  }
  const [from, to] = [references(forerunners), references([row])];
  if (from !== to) {
    notes.push({ kind: 'renumbered', ...(from && { from }), ...(to && { to }) });
  }
  return notes;
}

/** A row that answers others too, or no longer, has another heading for that. */
const hasSameCompany = (last: LifeRow, row: LifeRow): boolean =>
  last.others.length === row.others.length &&
  last.others.every(({ id }) => row.others.some((other) => other.id === id));

const references = (rows: readonly LifeRow[]): string =>
  [...new Set(rows.flatMap(({ reference }) => reference ?? []))].join(' and ');

/** Which commitments share this row with it that shared none, and which that shared it share none now. */
function company(
  forerunners: readonly LifeRow[],
  before: readonly LifeRow[],
  row: LifeRow,
  rows: readonly LifeRow[],
): LifeNoteDto[] {
  const [then, now] = [othersOf(before), othersOf(rows)];
  const joined = row.others.filter(({ id }) => !then.has(id));
  const parted = [...othersOf(forerunners).values()].filter(({ id }) => !now.has(id));
  return [
    ...(joined.length > 0 ? [{ kind: 'joined' as const, commitments: joined }] : []),
    ...(parted.length > 0 ? [{ kind: 'parted' as const, commitments: parted }] : []),
  ];
}

const othersOf = (rows: readonly LifeRow[]): Map<string, LifeRow['others'][number]> =>
  new Map(rows.flatMap(({ others }) => others.map((other) => [other.id, other] as const)));

/**
 * What the register says became of the commitment, for each edition that is the first to show it. Of a
 * split that is the first in which the part has a row of its own; of a merger and a replacement the one
 * after the last in which what ended had one.
 */
export function notesOnLineage(
  editions: readonly LifeEdition[],
  lineage: readonly LineageDto[],
): LifeNoteDto[][] {
  const notes = editions.map((): LifeNoteDto[] => []);
  for (const { kind, commitment } of lineage) {
    const at = shownAt(editions, kind as LineageNote, commitment.id);
    if (at === undefined) continue;
    const present = notes[at]!.find((note) => note.kind === kind);
    if (present) present.commitments!.push(commitment);
    else notes[at]!.push({ kind: kind as LineageNote, commitments: [commitment] });
  }
  return notes;
}

type LineageNote = Extract<
  LifeNoteDto['kind'],
  'split_into' | 'split_from' | 'merged_into' | 'merged_from' | 'replaced_by' | 'replaces'
>;

function shownAt(
  editions: readonly LifeEdition[],
  kind: LineageNote,
  otherId: string,
): number | undefined {
  const isWith = ({ others }: LifeRow): boolean => others.some(({ id }) => id === otherId);
  const hasOwn = ({ rows }: LifeEdition): boolean => rows.some((row) => !isWith(row));
  const otherHasOwn = ({ apart }: LifeEdition): boolean => apart.includes(otherId);
  switch (kind) {
    case 'split_into':
      return firstWith(editions, otherHasOwn);
    case 'split_from':
      return firstWith(editions, hasOwn);
    case 'merged_into':
      return firstAfter(editions, hasOwn);
    case 'merged_from':
      return firstAfter(editions, otherHasOwn);
    case 'replaced_by':
      return firstAfter(editions, ({ rows }) => rows.length > 0);
    case 'replaces':
      return firstAfter(
        editions,
        (edition) => otherHasOwn(edition) || edition.rows.some((row) => isWith(row)),
      );
    default:
      return kind satisfies never;
  }
}

type Holds = (edition: LifeEdition) => boolean;

/** The first full edition in which it holds. */
function firstWith(editions: readonly LifeEdition[], holds: Holds): number | undefined {
  const index = editions.findIndex((edition) => !edition.isSummary && holds(edition));
  return index < 0 ? undefined : index;
}

/** The first full edition after the last in which it held. */
function firstAfter(editions: readonly LifeEdition[], holds: Holds): number | undefined {
  const last = editions.findLastIndex((edition) => !edition.isSummary && holds(edition));
  if (last < 0) return undefined;
  const index = editions.findIndex((edition, at) => at > last && !edition.isSummary);
  return index < 0 ? undefined : index;
}

/** What the lineage says need not be said again as company that came or went. */
export const withoutRepeats = (
  notes: readonly LifeNoteDto[],
  lineage: readonly LifeNoteDto[],
): LifeNoteDto[] =>
  notes.flatMap((note): LifeNoteDto[] => {
    if (note.kind !== 'joined' && note.kind !== 'parted') return [note];
    const said = lineage
      .filter(({ kind }) => kind.startsWith(note.kind === 'joined' ? 'merged' : 'split'))
      .flatMap(({ commitments = [] }) => commitments.map(({ id }) => id));
    const left = note.commitments!.filter(({ id }) => !said.includes(id));
    return left.length > 0 ? [{ ...note, commitments: left }] : [];
  });
