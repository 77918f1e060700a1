/** How one row is printed, as far as two layouts are compared. */
export interface PrintedRow {
  id: string;
  chapter: string;
  reference?: string | null;
  wording: string;
  commitmentIds: readonly string[];
}

/** A row with the row of the other layout that it goes on from, if there is one. */
export interface ContinuedRow extends PrintedRow {
  continues?: string | null;
}

export type RowDifference =
  'new' | 'moved' | 'other_chapter' | 'renumbered' | 'reworded' | 'regrouped';

export interface ComparedRow<Before, After> {
  row: After;
  /** In its layout, from 1. */
  position: number;
  before?: { row: Before; position: number };
  differences: RowDifference[];
}

/**
 * What is different between two layouts, row by row. A row counts as moved only when it changed its
 * place among the others: rows that were pushed along by it have not moved.
 */
export function compareRows<Before extends PrintedRow, After extends ContinuedRow>(
  before: readonly Before[],
  after: readonly After[],
): { rows: ComparedRow<Before, After>[]; gone: { row: Before; position: number }[] } {
  const places = new Map(before.map((row, index) => [row.id, { row, position: index + 1 }]));
  const origins = after.map((row) => (row.continues ? places.get(row.continues) : undefined));
  const still = unmoved(origins.map((origin) => origin?.position));
  const continued = new Set(origins.map((origin) => origin?.row.id));
  return {
    rows: after.map((row, index) => {
      const origin = origins[index];
      const differences: RowDifference[] = origin
        ? differencesOf(origin.row, row, still.has(index))
        : ['new'];
      return { row, position: index + 1, ...(origin && { before: origin }), differences };
    }),
    gone: [...places.values()].filter(({ row }) => !continued.has(row.id)),
  };
}

function differencesOf(before: PrintedRow, after: PrintedRow, isInPlace: boolean): RowDifference[] {
  const answered = (row: PrintedRow): string => [...row.commitmentIds].sort().join();
  const found: [RowDifference, boolean][] = [
    ['moved', !isInPlace],
    ['other_chapter', before.chapter !== after.chapter],
    ['renumbered', (before.reference || null) !== (after.reference || null)],
    ['reworded', before.wording !== after.wording],
    ['regrouped', answered(before) !== answered(after)],
  ];
  return found.filter(([, isDifferent]) => isDifferent).map(([difference]) => difference);
}

/** The indexes of a longest run of rows that stand in the order in which they stood. */
export function unmoved(positions: readonly (number | undefined)[]): Set<number> {
  const longest: number[] = [];
  const previous: number[] = [];
  let best = -1;
  positions.forEach((position, index) => {
    longest[index] = 0;
    if (position === undefined) return;
    longest[index] = 1;
    for (let earlier = 0; earlier < index; earlier++) {
      const other = positions[earlier];
      // Two rows that continue the same one stand where it stood.
      if (other !== undefined && other <= position && longest[earlier]! + 1 > longest[index]!) {
        longest[index] = longest[earlier]! + 1;
        previous[index] = earlier;
      }
    }
    if (best === -1 || longest[index]! > longest[best]!) best = index;
  });
  const run = new Set<number>();
  for (let at: number | undefined = best === -1 ? undefined : best; at !== undefined;) {
    run.add(at);
    at = previous[at];
  }
  return run;
}
