import fc from 'fast-check';
import { doc } from '../../../test/builders/rich-text.js';
import type { Figure } from '../../common/figures.js';
import { unchangedSince, type PrintedText } from './no-change.js';

const printed = (...words: string[]): PrintedText[] =>
  words.map((text, editionsAgo) => ({
    editionsAgo,
    periodLabel: `Q${words.length - editionsAgo} (three months)`,
    asAt: `2021-0${words.length - editionsAgo}-28`,
    isWithdrawn: false,
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

  const figure: Figure = {
    ...{ measure: 'Officers trained', value: '10', source: 'Training records' },
    period: { start: '2021-10-01', end: '2021-12-31' },
  };
  const report = { title: 'A report', href: 'https://example.org/report' };

  it.each<[string, (texts: PrintedText[]) => void, string]>([
    ['other figures in between', ([, t]) => (t!.content.figures = [figure]), 'Q3'],
    [
      'the same figures since then',
      ([n, t]) => (n!.content.figures = t!.content.figures = [figure]),
      'Q2',
    ],
    [
      'another delivery status in between',
      ([n, t]) => {
        n!.content.delivery = 'in_progress';
        t!.content.delivery = 'paused';
      },
      'Q3',
    ],
    [
      'a status stated before and after one that states none',
      ([n, , o]) => {
        n!.content.delivery = 'in_progress';
        o!.content.delivery = 'paused';
      },
      'Q2',
    ],
    [
      'a status stated for the first time',
      ([n, t]) => {
        n!.content.delivery = 'in_progress';
        t!.content.delivery = 'not_stated';
      },
      'Q1',
    ],
    [
      'another milestone in between',
      ([, t]) => (t!.content.nextMilestone = 'A report in May'),
      'Q3',
    ],
    ['evidence that came in between', ([, t]) => (t!.content.evidence = [report]), 'Q2'],
    ['an edition that left the row out', (texts) => texts.splice(1, 1), 'Q3'],
    ['a withdrawn edition in between', ([, t]) => (t!.isWithdrawn = true), 'Q3'],
    [
      'an edition that said “no change” itself',
      ([n]) => (n!.content.noChange = { since: 'Q1', sinceOn: '2021-01-28' }),
      'Q1',
    ],
  ])('with %s', (_, change, since) => {
    const texts = printed('a', 'a', 'a');
    change(texts);
    expect(unchangedSince(texts)).toMatchObject({ since });
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
