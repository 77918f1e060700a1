import type { LifeNoteDto } from '../plan/index.js';

/** A row about the commitment as one edition printed it. */
export interface LifeRow {
  updateId: string;
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
}

/**
 * What became of a commitment from one full edition to the next, seen from the editions alone: oldest
 * first, for each of its rows in printed order a list of notes. A summary lists nothing, so nothing
 * follows from one.
 */
export function notesOnLife(editions: readonly LifeEdition[]): LifeNoteDto[][][] {
  let before: LifeRow[] = [];
  return editions.map(({ isSummary, rows }) => {
    if (isSummary) return rows.map(() => []);
    if (rows.length === 0) return [];
    const forerunners = forerunnersOf(rows, before);
    const notes = rows.map((row, index) => [
      ...(before.length === 0 && index === 0 ? [FIRST] : []),
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
 * chapter, else the next in order. Where there are fewer rows now, one goes on from several; a row that
 * goes on from none is the commitment printed once more.
 */
function forerunnersOf(rows: readonly LifeRow[], before: readonly LifeRow[]): LifeRow[][] {
  const found = rows.map((): LifeRow[] => []);
  const left = new Set(before);
  for (const isSame of [HAS_NUMBER, HAS_CHAPTER, () => true]) {
    for (const last of left) {
      const index = rows.findIndex((row, at) => found[at]!.length === 0 && isSame(last, row));
      if (index < 0) continue;
      found[index]!.push(last);
      left.delete(last);
    }
  }
  for (const last of left) {
    const index = rows.findIndex((row) => HAS_CHAPTER(last, row));
    found[Math.max(0, index)]!.push(last);
  }
  return found;
}

const HAS_CHAPTER = (last: LifeRow, row: LifeRow): boolean => last.homeId === row.homeId;
const HAS_NUMBER = (last: LifeRow, row: LifeRow): boolean =>
  last.reference !== undefined && last.reference === row.reference && HAS_CHAPTER(last, row);

function changesBetween(forerunners: readonly LifeRow[], row: LifeRow): LifeNoteDto[] {
  const [last] = forerunners;
  if (!last) return [];
  const notes: LifeNoteDto[] = [];
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
