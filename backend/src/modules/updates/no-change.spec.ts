import fc from 'fast-check';
import { doc } from '../../../test/builders/rich-text.js';
import { unchangedSince, type PrintedText } from './no-change.js';

const printed = (...words: string[]): PrintedText[] =>
  words.map((text, editionsAgo) => ({
    editionsAgo,
    periodLabel: `Q${words.length - editionsAgo} (three months)`,
    asAt: `2021-0${words.length - editionsAgo}-28`,
    content: { document: doc(text) },
  }));

describe('since when words are the same', () => {
  it.each([
    [['a'], 'Q1'],
    [['a', 'b'], 'Q2'],
    [['a', 'a', 'b'], 'Q2'],
    [['a', 'a', 'a'], 'Q1'],
    // The words came back: what counts is when they were last printed anew.
    [['a', 'b', 'a'], 'Q3'],
    [['a ', 'a', 'b'], 'Q2'],
  ])('of %j, newest first, it is %s', (words, since) => {
    expect(unchangedSince(printed(...words))).toMatchObject({ since });
  });

  it('is an edition with the same words, and the one before it has others', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 8 }), (words) => {
        const texts = printed(...words);
        const { sinceOn } = unchangedSince(texts);
        const index = texts.findIndex(({ asAt }) => asAt === sinceOn);
        expect(new Set(words.slice(0, index + 1))).toEqual(new Set([words[0]]));
        if (index + 1 < words.length) expect(words[index + 1]).not.toBe(words[0]);
      }),
      { numRuns: 200 },
    );
  });
});
