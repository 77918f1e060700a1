import { describe, expect, it } from '@jest/globals';
import type { SigningLine } from '../api/types.ts';
import { outcomeWords } from './outcomeWords.ts';

describe('what has become of a row that was declined', () => {
  const omission: SigningLine['omission'] = { reason: 'Nothing can be said before the hearing.' };

  it.each([
    [undefined, 'It is no longer printed.'],
    [{ changedSinceLastSeal: true }, 'It has changed since.'],
    [{ changedSinceLastSeal: true, omission }, 'It is omitted now.'],
    // Nobody has answered the objection: the signatory is not to look for it among what changed.
    [{ changedSinceLastSeal: false }, 'It was approved again as it was.'],
    [{ changedSinceLastSeal: false, omission }, 'It is omitted as before.'],
  ])('of %j is said', (line, words) => {
    expect(outcomeWords(line)).toBe(words);
  });
});
