/** Of more than that each tick is answered late, and each is a stop on the way to what follows by keyboard. */
export const MOST_SHOWN = 80;

/** Of those that were found the first, and all that are chosen, in printed order. */
export function shownRows<Row extends { id: string }>(
  rows: readonly Row[],
  found: readonly Row[],
  chosen: readonly string[],
): Row[] {
  const shown = new Set([...found.slice(0, MOST_SHOWN).map(({ id }) => id), ...chosen]);
  return rows.filter(({ id }) => shown.has(id));
}
