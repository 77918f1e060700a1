/** A word of the editions, and in how many rows it stands. */
export interface KnownWord {
  word: string;
  rows: number;
}

/** How many slips a word of this length may hold: a short one means another word too soon. */
export const slipsAllowed = (word: string): 0 | 1 | 2 =>
  word.length < 4 || /\d/u.test(word) ? 0 : word.length < 8 ? 1 : 2;

/**
 * The word that was probably meant: the one with the fewest slips away (a letter too many, missing,
 * wrong, or two in each other's place), then the most printed. Undefined when none is near.
 */
export function meantWord(word: string, known: readonly KnownWord[]): string | undefined {
  const typed = word.toLowerCase();
  let best: (KnownWord & { slips: number }) | undefined;
  for (const each of known) {
    const slips = slipsBetween(typed, each.word, slipsAllowed(typed));
    if (slips === undefined) continue;
    const isBetter =
      !best ||
      slips < best.slips ||
      (slips === best.slips &&
        (each.rows > best.rows || (each.rows === best.rows && each.word < best.word)));
    if (isBetter) best = { ...each, slips };
  }
  return best?.word;
}

/** Optimal string alignment; undefined when it is more than the most. */
export function slipsBetween(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let slips = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, before[j - 2]! + 1);
      row.push(slips);
    }
    if (Math.min(...row) > most) return undefined;
    [before, last] = [last, row];
  }
  const slips = last[b.length]!;
  return slips <= most ? slips : undefined;
}
