import { compareRows, type ComparedRow, type RowDifference } from '@common/compare-rows.ts';
import { readsAs } from '@common/reads-as.ts';
import type { Layout, LayoutRow, ListingRow, PrintedRow, TitledRef } from '../api/types.ts';

/** A row of the layout while it is being arranged; one without an update is made when it is saved. */
export interface Row extends Omit<LayoutRow, 'reference'> {
  updateId?: string;
  reference: string;
}

/** What an arrangement did, for the screen and for who listens. */
export interface Arranged<R extends Row = Row> {
  rows: R[];
  said: string;
  /** The chapters in order, where they are not simply those of the rows. */
  chapters?: string[];
}

/** An arrangement as it stands: its chapters in order, a summary's also without rows, and its rows. */
export interface Laid<R extends Row = Row> {
  rows: R[];
  chapters: string[];
}

export const rowsOf = (layout: Layout): Row[] =>
  layout.rows.map((row) => ({ ...row, updateId: row.id, reference: row.reference ?? '' }));

export function laidRows(layout: Layout): Laid {
  const rows = rowsOf(layout);
  return { rows, chapters: chaptersOf(rows) };
}

/** As the API takes them: the whole, in order. */
export const toListing = (rows: readonly Row[]): ListingRow[] =>
  rows.map(({ updateId, chapter, reference, wording, commitments }) => ({
    ...(updateId && { updateId }),
    chapter,
    wording,
    ...(reference.trim() && { reference: reference.trim() }),
    commitmentIds: commitments.map(({ id }) => id),
  }));

const placed = <R extends Row>(rows: R[], row: R): Arranged<R> => {
  const at = rows.findIndex(({ id }) => id === row.id);
  return { rows, said: `${row.title}: now ${at + 1} of ${rows.length}, in ${row.chapter}` };
};

const without = <R extends Row>(rows: readonly R[], row: R): R[] =>
  rows.filter(({ id }) => id !== row.id);

/** One step up or down in its chapter; null at its edge. */
export function step<R extends Row>(
  rows: readonly R[],
  row: R,
  direction: -1 | 1,
): Arranged<R> | null {
  const from = rows.findIndex(({ id }) => id === row.id);
  if (rows[from + direction]?.chapter !== row.chapter) return null;
  return placed(without(rows, row).toSpliced(from + direction, 0, row), row);
}

/** To a place in the whole, from 1, joining the chapter of the row that stands there now. */
export function toPlace<R extends Row>(
  rows: readonly R[],
  row: R,
  place: number,
): Arranged<R> | null {
  const there = rows[Math.min(Math.max(place, 1), rows.length) - 1];
  if (!there || there.id === row.id) return null;
  const at = rows.indexOf(there);
  const joined = { ...row, chapter: there.chapter };
  return placed(without(rows, row).toSpliced(at, 0, joined), joined);
}

/** Beside another row, in its chapter: where it was dropped. */
export function beside<R extends Row>(
  rows: readonly R[],
  row: R,
  target: R,
  side: 'before' | 'after',
): Arranged<R> | null {
  if (target.id === row.id) return null;
  const others = without(rows, row);
  const at = others.findIndex(({ id }) => id === target.id) + (side === 'after' ? 1 : 0);
  const joined = { ...row, chapter: target.chapter };
  return placed(others.toSpliced(at, 0, joined), joined);
}

/** The chapter that reads the same, in its spelling: capitals and spaces make no other. */
export const asSpelt = (chapters: readonly string[], title: string): string =>
  [title, ...chapters].find(
    (chapter) => chapters.includes(chapter) && readsAs(chapter) === readsAs(title),
  ) ?? title;

/** To the end of a chapter, also of one that has no row; a new one stands last. */
export function toChapter<R extends Row>(
  rows: readonly R[],
  row: R,
  title: string,
  chapters: readonly string[] = chaptersOf(without(rows, row)),
): Arranged<R> | null {
  const chapter = asSpelt(chapters, title);
  if (chapter === row.chapter) return null;
  const others = without(rows, row);
  const joined = { ...row, chapter };
  return placed(others.toSpliced(endOf(others, chapter, chapters), 0, joined), joined);
}

/** Where the next row of a chapter goes. */
export function endOf(rows: readonly Row[], chapter: string, chapters: readonly string[]): number {
  const last = rows.findLastIndex((each) => each.chapter === chapter);
  if (last >= 0) return last + 1;
  const place = chapters.indexOf(chapter);
  const next = rows.findIndex((each) => place >= 0 && chapters.indexOf(each.chapter) > place);
  return next === -1 ? rows.length : next;
}

/** The chapters in their printed order. */
export const chaptersOf = (rows: readonly Row[]): string[] => [
  ...new Set(rows.map(({ chapter }) => chapter)),
];

/** A whole chapter one place up or down among the chapters. */
export function moveChapter<R extends Row>(
  rows: readonly R[],
  chapter: string,
  direction: -1 | 1,
  noun = 'chapter',
  order: readonly string[] = chaptersOf(rows),
): Arranged<R> | null {
  const from = order.indexOf(chapter);
  if (order[from + direction] === undefined) return null;
  const next = order.toSpliced(from, 1).toSpliced(from + direction, 0, chapter);
  return {
    rows: next.flatMap((title) => rows.filter((row) => row.chapter === title)),
    said: `${chapter}: now ${noun} ${from + direction + 1} of ${order.length}`,
    chapters: next,
  };
}

export function renameChapter<R extends Row>(
  rows: readonly R[],
  from: string,
  title: string,
  noun = 'chapter',
  order: readonly string[] = chaptersOf(rows),
): Arranged<R> {
  const to = asSpelt(
    order.filter((chapter) => chapter !== from),
    title,
  );
  const chapters = [...new Set(order.map((chapter) => (chapter === from ? to : chapter)))];
  const renamed = rows.map((row) => (row.chapter === from ? { ...row, chapter: to } : row));
  return {
    // Two that are joined stand together.
    rows: chapters.flatMap((chapter) => renamed.filter((row) => row.chapter === chapter)),
    chapters,
    said: `The ${noun} is now called ${to}`,
  };
}

/** One update for the commitments of both rows: the first stays, the other goes. */
export function combine(rows: readonly Row[], kept: Row, gone: Row): Arranged {
  const added = gone.commitments.filter(({ id }) => !kept.commitments.some((c) => c.id === id));
  const joined = { ...kept, commitments: [...kept.commitments, ...added] };
  return {
    rows: without(rows, gone).map((row) => (row.id === kept.id ? joined : row)),
    said: `${kept.title} now also answers ${gone.title}`,
  };
}

/** What follows from an arrangement: a chapter stays when its last row leaves it; a new one stands last. */
export const laidOut = <R extends Row>(
  before: Laid<R>,
  { rows, chapters }: Arranged<R>,
): Laid<R> => ({
  rows,
  chapters: [...new Set([...(chapters ?? before.chapters), ...chaptersOf(rows)])],
});

let made = 0;
const newRow = (origin: Row, commitment: TitledRef): Row => ({
  id: `new-${(made += 1)}`,
  title: commitment.title,
  chapter: origin.chapter,
  reference: origin.reference,
  wording: origin.wording,
  commitments: [commitment],
  state: 'not_started',
  ...(origin.continues && { continues: origin.continues }),
});

/** Gives one of a row's commitments an update of its own, under the same reference. */
export function separate(rows: readonly Row[], row: Row, commitment: TitledRef): Arranged {
  const at = rows.findIndex(({ id }) => id === row.id);
  const commitments = row.commitments.filter(({ id }) => id !== commitment.id);
  return {
    rows: rows.with(at, { ...row, commitments }).toSpliced(at + 1, 0, newRow(row, commitment)),
    said: `${commitment.title} now has an update of its own`,
  };
}

/** Another update for the same commitment, under the same reference. */
export function another(rows: readonly Row[], row: Row): Arranged {
  const at = rows.findIndex(({ id }) => id === row.id);
  return {
    rows: rows.toSpliced(at + 1, 0, newRow(row, row.commitments[0]!)),
    said: `Another update for ${row.title} follows it`,
  };
}

export const takeAway = <R extends Row>(rows: readonly R[], row: R): Arranged<R> => ({
  rows: without(rows, row),
  said: `${row.title} is taken away`,
});

/** Why a row cannot be taken away; undefined when it can. */
export function whyKept(rows: readonly Row[], row: Row): string | undefined {
  if (row.keepsRow) return row.keepsRow;
  const others = new Set(
    without(rows, row).flatMap(({ commitments }) => commitments.map(({ id }) => id)),
  );
  const isAnswered =
    row.commitments.length > 0 && row.commitments.every(({ id }) => others.has(id));
  return isAnswered ? undefined : 'No other row answers its commitments.';
}

/** `further`: a row before it goes on from the same one, and answers the same. */
export type LayoutDifference = RowDifference | 'further';

export type RowComparison = Omit<
  ComparedRow<PrintedRow & { commitmentIds: string[] }, Row & { commitmentIds: string[] }>,
  'differences'
> & { differences: LayoutDifference[] };

/** The arrangement against the last edition. */
export function compareWithLast(layout: Layout, rows: readonly Row[]) {
  const linked = <R extends { commitments: TitledRef[] }>(row: R) => ({
    ...row,
    commitmentIds: row.commitments.map(({ id }) => id),
  });
  const compared = compareRows(layout.lastRows.map(linked), rows.map(linked));
  const continued = new Set<string>();
  return {
    ...compared,
    rows: compared.rows.map((row): RowComparison => {
      const origin = row.before?.row.id;
      if (origin === undefined) return row;
      const isFurther = continued.has(origin) && !row.differences.includes('regrouped');
      continued.add(origin);
      return isFurther ? { ...row, differences: ['further', ...row.differences] } : row;
    }),
  };
}

/** A row as one edition lays it out. */
export interface LaidRow {
  id: string;
  title: string;
  chapter: string;
  reference?: string | null;
  position: number;
}

/** A row of this edition, one of the last, or both where one goes on from the other. */
interface Aligned {
  now?: LaidRow;
  last?: LaidRow;
  compared?: RowComparison;
}

/**
 * The rows of both editions in this one's order; those that are gone follow the row after which the
 * last edition had them.
 */
export function alignWithLast({ rows, gone }: ReturnType<typeof compareWithLast>): Aligned[] {
  const aligned: Aligned[] = rows.map((compared) => ({
    compared,
    now: { ...compared.row, position: compared.position },
    ...(compared.before && {
      last: { ...compared.before.row, position: compared.before.position },
    }),
  }));
  for (const { row, position } of gone) {
    const nearest = aligned
      .flatMap(({ last }) => last?.position ?? [])
      .filter((place) => place < position)
      .reduce((most, place) => Math.max(most, place), 0);
    const at = aligned.findLastIndex(({ last }) => last?.position === nearest);
    aligned.splice(at + 1, 0, { last: { ...row, position } });
  }
  return aligned;
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** What a key does to a row: undefined when nothing, null when it cannot move that way. */
export function moveByKey<R extends Row>(
  { key, altKey, ctrlKey, metaKey }: PressedKey,
  rows: readonly R[],
  row: R,
  isOnHandle: boolean,
  chapters: readonly string[] = chaptersOf(rows),
): Arranged<R> | null | undefined {
  if (ctrlKey || metaKey || (!altKey && !isOnHandle)) return undefined;
  const direction = key === 'ArrowUp' || key === 'PageUp' ? -1 : 1;
  if (key === 'ArrowUp' || key === 'ArrowDown') return step(rows, row, direction);
  if (!altKey || (key !== 'PageUp' && key !== 'PageDown')) return undefined;
  const chapter = chapters[chapters.indexOf(row.chapter) + direction];
  return chapter === undefined ? null : toChapter(rows, row, chapter, chapters);
}

/** Why a row did not move, for who listens. */
export const atTheEdge = ({ title, chapter }: Row, noun: string): string =>
  `${title} does not move: it is at the edge of the ${noun} ${chapter}`;
