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
 * first, a list of notes for each. A summary lists nothing, so nothing follows from one.
 */
export function notesOnLife(editions: readonly LifeEdition[]): LifeNoteDto[][] {
  let before: LifeRow[] = [];
  return editions.map(({ isSummary, rows }) => {
    if (isSummary) return [];
    const [row] = rows;
    if (!row) return [{ kind: 'absent' as const }];
    const [last] = before;
    const notes: LifeNoteDto[] = last ? changesBetween(last, row, before, rows) : [FIRST];
    if (rows.length > 1) notes.push({ kind: 'printed_more_than_once' });
    notes.push(...company(before, rows));
    before = rows;
    return notes;
  });
}

const FIRST: LifeNoteDto = { kind: 'first' };

function changesBetween(
  last: LifeRow,
  row: LifeRow,
  before: readonly LifeRow[],
  rows: readonly LifeRow[],
): LifeNoteDto[] {
  const notes: LifeNoteDto[] = [];
  if (last.homeId !== row.homeId) {
    notes.push({ kind: 'moved', from: last.chapter, to: row.chapter });
  } else if (last.chapter !== row.chapter) {
    notes.push({ kind: 'chapter_renamed', from: last.chapter, to: row.chapter });
  }
  const [from, to] = [references(before), references(rows)];
  if (from !== to) {
    notes.push({ kind: 'renumbered', ...(from && { from }), ...(to && { to }) });
  }
  return notes;
}

const references = (rows: readonly LifeRow[]): string =>
  [...new Set(rows.flatMap(({ reference }) => reference ?? []))].join(' and ');

/** Which commitments now share a row with it, and which no longer do. */
function company(before: readonly LifeRow[], rows: readonly LifeRow[]): LifeNoteDto[] {
  const [then, now] = [othersOf(before), othersOf(rows)];
  const joined = [...now.values()].filter(({ id }) => !then.has(id));
  const parted = [...then.values()].filter(({ id }) => !now.has(id));
  return [
    ...(joined.length > 0 ? [{ kind: 'joined' as const, commitments: joined }] : []),
    ...(parted.length > 0 ? [{ kind: 'parted' as const, commitments: parted }] : []),
  ];
}

const othersOf = (rows: readonly LifeRow[]): Map<string, LifeRow['others'][number]> =>
  new Map(rows.flatMap(({ others }) => others.map((other) => [other.id, other] as const)));
