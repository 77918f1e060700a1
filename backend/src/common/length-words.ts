/** How long texts about something were: the numbers of words, newest first. */
export interface Lengths {
  /** Of the row itself, in the last editions. */
  own: readonly number[];
  /** Of the rows of its chapter in the last edition. */
  chapter: readonly number[];
}

/** As many editions say how long a row is wont to be. */
export const LENGTHS_OF_OWN = 3;
const FEW = 2;

const words = (count: number): string => (count === 1 ? '1 word' : `${count} words`);
const range = (counts: readonly number[]): string => {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? String(least) : `${least} to ${most}`;
};
const NUMBERS = ['no', 'one', 'two', 'three'];

/**
 * “86 words; the last three had 60 to 110”, or where the row has hardly been printed, what those of
 * its chapter had. A suggestion: nothing is refused for its length.
 */
export function lengthWords(count: number, { own, chapter }: Lengths): string {
  const last = own.slice(0, LENGTHS_OF_OWN);
  if (last.length >= FEW) {
    return `${words(count)}; the last ${NUMBERS[last.length]} had ${range(last)}`;
  }
  const before = last.length === 1 ? `; last time ${last[0]}` : '';
  if (chapter.length < FEW) return `${words(count)}${before}`;
  return `${words(count)}${before}; in this chapter ${range(middleHalf(chapter))} are usual`;
}

/** Without the shortest and the longest quarter: one long row makes no rule. */
function middleHalf(counts: readonly number[]): number[] {
  const sorted = [...counts].sort((one, other) => one - other);
  const cut = Math.floor(sorted.length / 4);
  return sorted.slice(cut, sorted.length - cut);
}
