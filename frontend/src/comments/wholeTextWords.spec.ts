import { describe, expect, it } from '@jest/globals';
import { wholeTextWords } from './wholeTextWords.ts';

describe('what a comment on a whole text is about', () => {
  it.each([
    [1, { revisionNumber: 1 }, 'On the whole text'],
    [1, { revisionNumber: 2 }, 'On the whole text of revision 1; this is revision 2'],
    [1, { draftVersion: 4 }, 'On the whole text of revision 1'],
    [undefined, { draftVersion: 4 }, 'On the whole text of a draft'],
    [undefined, { revisionNumber: 1 }, 'On the whole text of a draft'],
  ])('made on %p, beside %j: %s', (made, shown, words) => {
    expect(wholeTextWords(made, { words: '', ...shown })).toBe(words);
  });
});
