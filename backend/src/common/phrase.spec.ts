import fc from 'fast-check';
import { bullets, doc, paragraph, text } from '../../test/builders/rich-text.js';
import { hasPhrase, phraseState, tracePhrase, type PhraseState } from './phrase.js';

const state = (words: string, nextMilestone = '', delivery = ''): PhraseState => ({
  text: words,
  nextMilestone,
  delivery,
  ...{ figures: '', evidence: '', noChange: '' },
});
const trace = (texts: string[], phrase: string) =>
  tracePhrase(
    texts.map((each) => state(each)),
    phrase,
  );

describe('following words through the states of a text', () => {
  it('finds the first state that has them', () => {
    expect(
      trace(['Work began.', 'Work began in May.', 'Work began in May 2021.'], 'in May'),
    ).toEqual({ words: 'in May', isWhole: true, part: 'text', first: 1, spells: [{ from: 1 }] });
  });

  it('says when they came, went and came back, and counts from the last time', () => {
    const found = trace(['a b c', 'a b', 'a', 'a b c', 'b c'], 'b c');
    expect(found).toMatchObject({ first: 3, spells: [{ from: 0, until: 1 }, { from: 3 }] });
  });

  it('follows the longest part when what was printed lacks the rest', () => {
    const found = trace(
      ['Ten officers.', 'Ten more officers were trained.'],
      'new officers were trained in June',
    );
    expect(found).toMatchObject({ words: 'officers were trained', isWhole: false, first: 1 });
  });

  it.each([
    ['nothing of them', 'nowhere at all'],
    ['only one word of several', 'officers danced'],
    ['no words', ' \n '],
  ])('finds nothing for %s', (_, phrase) => {
    expect(trace(['Ten officers.'], phrase)).toBeNull();
  });

  it('compares words whole: a part of a word is not found', () => {
    expect(trace(['Annual report.'], 'Ann')).toBeNull();
    expect(trace(['33,567 people'], '567')).toBeNull();
    expect(hasPhrase('stop-and-search', 'search')).toBe(false);
  });

  it('crosses bold, lines and list items, and minds no kind of white space', () => {
    const document = doc(
      paragraph(text('We '), text('trained', { type: 'bold' }), text(' forty officers.')),
      bullets([paragraph(text('In Brent'))], [paragraph(text('In Barnet'))]),
    );
    const content = { document, delivery: 'in_progress' as const, nextMilestone: 'Report in May' };
    const states = [phraseState(content)];
    expect(
      tracePhrase(states, 'trained forty\u00a0officers.\n\nIn Brent\nIn   Barnet'),
    ).toMatchObject({ isWhole: true, part: 'text' });
    expect(tracePhrase(states, 'Report in May')?.part).toBe('nextMilestone');
    expect(tracePhrase(states, 'In progress')?.part).toBe('delivery');
    // One part ends where another begins.
    expect(tracePhrase(states, 'Barnet Report in May')).toMatchObject({ words: 'Report in May' });
  });

  it('takes letters that look the same for the same, however they are coded', () => {
    expect(trace(['caf\u00e9 society'], 'cafe\u0301 society')).toMatchObject({ isWhole: true });
  });
});

describe('for any history of edits', () => {
  const word = fc.constantFrom('the', 'force', 'began', 'work', 'in', 'May', '2021', 'new');
  const words = fc.array(word, { minLength: 1, maxLength: 12 });
  /** A history: each state is the one before with a piece taken out and another put in. */
  const history = fc
    .tuple(
      words,
      fc.array(fc.tuple(fc.nat(12), fc.nat(4), fc.array(word, { maxLength: 4 })), { maxLength: 8 }),
    )
    .map(([first, edits]) => {
      const states = [first];
      for (const [at, out, put] of edits) states.push(states.at(-1)!.toSpliced(at, out, ...put));
      return states;
    });
  const joined = (state: readonly string[]): string => ` ${state.join(' ')} `;

  it('agrees with looking at every state by eye', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.integer({ min: 1, max: 4 }), (states, at, length) => {
        const printed = states.at(-1)!;
        fc.pre(printed.length > 0);
        const phrase = printed.slice(at % printed.length, (at % printed.length) + length);
        const has = states.map((each) => joined(each).includes(joined(phrase)));
        const found = trace(
          states.map((each) => each.join(' ')),
          phrase.join('\n'),
        )!;

        expect(found.words).toBe(phrase.join(' '));
        expect(found.isWhole).toBe(true);
        expect(found.first).toBe(has.lastIndexOf(false) + 1);
        const told = states.map((_, index) =>
          found.spells.some(({ from, until = Infinity }) => from <= index && index < until),
        );
        expect(told).toEqual(has);
      }),
    );
  });

  it('follows no longer part than there is, and never words that were not printed', () => {
    fc.assert(
      fc.property(history, words, (states, phrase) => {
        const printed = joined(states.at(-1)!);
        const found = trace(
          states.map((each) => each.join(' ')),
          phrase.join(' '),
        );
        const runs = phrase.flatMap((_, from) =>
          phrase.slice(from).map((__, length) => phrase.slice(from, from + length + 1)),
        );
        const best = Math.max(
          0,
          ...runs.filter((run) => printed.includes(joined(run))).map((run) => run.length),
        );
        if (best === phrase.length || best > 1) {
          expect(found!.words.split(' ')).toHaveLength(best);
          expect(printed).toContain(` ${found!.words} `);
        } else {
          expect(found).toBeNull();
        }
      }),
    );
  });
});
