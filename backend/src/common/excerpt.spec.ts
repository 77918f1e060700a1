import fc from 'fast-check';
import { excerptAround, holdsWords, markWords } from './excerpt.js';

describe('an excerpt', () => {
  const long = `${'before '.repeat(100)}the needle here ${'after '.repeat(100)}`;

  it('is the part around the words, cut between words', () => {
    const excerpt = excerptAround(long, 'NEEDLE');
    expect(excerpt).toMatch(/^…before .* the needle here after .*after…$/u);
    expect(excerpt.length).toBeLessThanOrEqual(250);
  });

  it('is the whole of a short text, and the beginning where nothing is found', () => {
    expect(excerptAround('Short\n and  whole.', 'whole')).toBe('Short and whole.');
    expect(excerptAround(long, 'nowhere')).toMatch(/^before .*before…$/u);
  });

  it('always holds the words when the text does, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 600 }),
        fc.string({ minLength: 2, maxLength: 30 }).filter((words) => /^\S+( \S+)*$/u.test(words)),
        fc.string({ maxLength: 600 }),
        (before, words, after) => {
          const excerpt = excerptAround(`${before} ${words} ${after}`, words, 80);
          expect(holdsWords(excerpt, words)).toBe(true);
          expect(
            markWords(excerpt, words)
              .map(({ text }) => text)
              .join(''),
          ).toBe(excerpt);
        },
      ),
    );
  });

  it('marks every place, in any case, and takes nothing for a pattern', () => {
    expect(markWords('A (b) and a (B).', '(b)')).toEqual([
      { text: 'A ', isFound: false },
      { text: '(b)', isFound: true },
      { text: ' and a ', isFound: false },
      { text: '(B)', isFound: true },
      { text: '.', isFound: false },
    ]);
  });
});
