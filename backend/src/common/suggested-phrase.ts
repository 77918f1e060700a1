import { hasPhrase, phraseState, standsIn, type PhrasePart } from './phrase.js';
import type { SuggestedChange, Suggestion } from './suggested-changes.js';

export interface ChangesBehind {
  changes: SuggestedChange[];
  /** They brought about all the words; otherwise some of them, amid others. */
  isWhole: boolean;
}

/**
 * Which accepted changes of a suggestion brought words about: those without which the text with what
 * was accepted would not have them; else those whose own words stand amid them, beside the same
 * neighbours, and stand there in every text since. None where it cannot be told for certain.
 * @param since the texts from the first with the accepted words on, to the one that is asked about
 */
export function changesBehind(
  suggestion: Suggestion,
  accepted: ReadonlySet<string>,
  { words, part }: { words: string; part: PhrasePart },
  since: readonly string[],
): ChangesBehind | null {
  const textWith = (keys: ReadonlySet<string>): string =>
    phraseState(suggestion.withChanges(keys))[part];
  const base = textWith(new Set());
  if (hasPhrase(base, words)) return null;
  const taken = suggestion.changes.filter(({ key }) => accepted.has(key));
  const isIn = (text: string): boolean => hasPhrase(text, words);
  if (isIn(textWith(accepted)) && since.every(isIn)) {
    const needed = taken.filter(
      ({ key }) => !isIn(textWith(new Set([...accepted].filter((other) => other !== key)))),
    );
    return needed.length > 0 ? { changes: needed, isWhole: true } : null;
  }
  if (part !== 'text') return null;
  const amid = taken.filter(
    (change) =>
      standsIn(words, change) &&
      !standsIn(base, change) &&
      since.every((text) => standsIn(text, change)),
  );
  return amid.length > 0 ? { changes: amid, isWhole: false } : null;
}
