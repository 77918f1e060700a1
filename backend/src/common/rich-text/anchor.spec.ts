import fc from 'fast-check';
import { bullets, doc, paragraph, text } from '../../../test/builders/rich-text.js';
import { findAnchor, makeAnchor, quoteOf, type TextAnchor } from './anchor.js';
import { documentToText } from './document-text.js';

const RUNS = 300;

/** An anchor at the n-th place of the words. */
function at(words: string, source: string, n = 1): TextAnchor {
  let from = -1;
  for (let i = 0; i < n; i += 1) from = source.indexOf(words, from + 1);
  return makeAnchor(source, from, from + words.length)!;
}
const found = (after: string, anchor: TextAnchor): string => {
  const place = findAnchor(after, anchor);
  return place === 'changed' ? place : `${place.from}: ${after.slice(place.from, place.to)}`;
};

describe('pointing at words', () => {
  it('takes whole words, however they were selected', () => {
    const source = 'In Brent 11.5% fewer people were stopped.';
    const anchor = makeAnchor(source, source.indexOf('rent'), source.indexOf('.5%'))!;
    expect(quoteOf(anchor)).toBe('Brent 11.5%');
  });

  it('needs a word', () => {
    expect(makeAnchor('One. Two', 4, 5)).toBeNull();
    expect(makeAnchor('One. Two', 3, 4)).toBeNull();
    expect(makeAnchor('', 0, 0)).toBeNull();
  });
});

describe('finding the words again', () => {
  const source = 'Forty officers were trained. The borough asked for forty more officers.';

  it('finds the right one of several where only white space and lines differ', () => {
    const lines = 'Ten officers.\n\nTen officers.\nTen officers.';
    const shown = '\u00a0Ten officers.\nTen  officers. Ten officers.';
    for (const n of [1, 2, 3]) {
      const place = findAnchor(lines, at('officers.', shown, n));
      expect(place).toMatchObject({ from: at('officers.', lines, n).from });
    }
  });

  it.each([
    ['where nothing changed', source, '32: The borough'.replace('32', '29')],
    ['after words were put before', `In May ${source}`, '36: The borough'],
    [
      'after words beside them changed',
      'Forty officers were trained. The borough wants many more.',
      '29: The borough',
    ],
    [
      'on a line of its own',
      'Forty officers were trained.\nThe borough asked for more.',
      '29: The borough',
    ],
  ])('finds them %s', (_, after, expected) => {
    expect(found(after, at('The borough', source))).toBe(expected);
  });

  it('minds neither formatting nor the kind of list', () => {
    const before = documentToText(doc(paragraph(text('We trained forty officers.'))));
    const after = documentToText(
      doc(
        bullets([
          paragraph(text('We trained '), text('forty', { type: 'bold' }), text(' officers.')),
        ]),
      ),
    );
    expect(found(after, at('forty officers', before))).toBe('11: forty officers');
  });

  it.each([
    ['were deleted', 'Forty officers were trained.'],
    ['were replaced', 'Forty officers were trained. The council asked for forty more officers.'],
    ['were interrupted', 'Forty officers were trained. The whole borough asked for forty more.'],
    ['went with everything else', ''],
    ['stand only as a part of other words', 'The boroughs asked for forty more officers.'],
  ])('says so when they %s', (_, after) => {
    expect(found(after, at('The borough', source))).toBe('changed');
  });

  it('finds the right one of a repeated phrase, and never the other', () => {
    const twice = 'Brent: the review was late. Barnet: the review was held in May.';
    const second = at('the review', twice, 2);
    expect(found('Brent: it was late. Barnet: the review was held in May.', second)).toBe(
      '28: the review',
    );
    expect(found('Brent: the review was late. Barnet: it was held in May.', second)).toBe(
      'changed',
    );
    expect(found('Brent: it was late. Barnet: the review was held.', at('the review', twice))).toBe(
      'changed',
    );
  });

  it('goes with a paragraph that is moved, also when that is edited on the way', () => {
    const lines = [
      'In Brent the review was late and nobody asked why.',
      'In Barnet the review was held in May with forty people.',
    ];
    const anchor = at('the review', lines.join('\n'), 2);
    const moved = ['In Barnet the review was held in June with forty young people.', lines[0]].join(
      '\n',
    );
    expect(found(moved, anchor)).toBe('10: the review');
  });

  it('follows words over several lines for as long as they follow one another', () => {
    const before = 'It begins.\nIn Brent\nIn Barnet\nIt ends.';
    const anchor = at('Brent\nIn Barnet', before);
    expect(found('It begins now.\nIn Brent\nIn Barnet', anchor)).toBe('18: Brent\nIn Barnet');
    expect(found('It begins.\nIn Brent\nIn Harrow\nIn Barnet\nIt ends.', anchor)).toBe('changed');
  });

  it('takes the alignment as it is meant when a word before repeats the first', () => {
    expect(found('Some of all of the boroughs', at('of the', 'Some of the boroughs'))).toBe(
      '12: of the',
    );
  });
});

/** A word of a text under random edits: it knows itself again wherever it goes. */
interface Piece {
  word: string;
  isQuoted: boolean;
  /** Quoted, or beside few words or words that are there more than once: their only witness. */
  isKept: boolean;
}
type Line = Piece[];

const PLANTED = ['the', 'review', 'of', 'stops'];
const COMMON = ['and', 'in', 'a', 'was', 'for', 'by', 'the', 'of'];
const isCommon = (word: string): boolean => [...COMMON, ...PLANTED].includes(word);
const aTelling = fc.nat(100_000).map((number) => `word${number}`);

/** Lines of words that are there once and, between them, words and a phrase that are there often. */
const someLines = fc
  .uniqueArray(fc.tuple(aTelling, fc.constantFrom('', ...COMMON), fc.boolean()), {
    selector: ([word]) => word,
    minLength: 6,
    maxLength: 60,
  })
  .chain((words) =>
    fc.tuple(fc.constant(words), fc.array(fc.integer({ min: 3, max: 15 }), { maxLength: 5 })),
  )
  .map(([words, lengths]) => {
    const lines: string[][] = [];
    let rest = words;
    for (const length of [...lengths, 60]) {
      const line = rest.slice(0, length);
      rest = rest.slice(length);
      if (line.length === 0) continue;
      lines.push(
        line.flatMap(([word, common, isPlanted], index) =>
          index === 1 && isPlanted ? [word, ...PLANTED] : common === '' ? [word] : [word, common],
        ),
      );
    }
    return lines;
  });
const asText = (lines: readonly Line[]): string =>
  lines.map((line) => line.map(({ word }) => word).join(' ')).join('\n');

/** Where the quoted words stand. */
function truth(lines: readonly Line[]): string {
  let offset = 0;
  let from = -1;
  let to = -1;
  for (const line of lines) {
    let at = offset;
    for (const { word, isQuoted } of line) {
      if (isQuoted && from < 0) from = at;
      if (isQuoted) to = at + word.length;
      at += word.length + 1;
    }
    offset += Math.max(0, at - offset - 1) + 1;
  }
  return `${from}: ${asText(lines).slice(from, to)}`;
}

/** Words with what tells them from others: on either side two, and one that is there once. */
function withWitnesses(words: readonly string[], start: number, end: number): [number, number] {
  let first = Math.max(0, start - 2);
  let last = end + 2;
  while (first > 0 && words.slice(first, start).every(isCommon)) first -= 1;
  while (last < words.length && words.slice(end, last).every(isCommon)) last += 1;
  return [first, last];
}

/** A text and words chosen in it; often words that stand elsewhere too. */
const aChoice = fc
  .record({
    texts: someLines,
    line: fc.nat(),
    from: fc.nat(),
    length: fc.integer({ min: 1, max: 6 }),
    takesPlanted: fc.boolean(),
  })
  .map(({ texts, line, from, length, takesPlanted }) => {
    const chosen = line % texts.length;
    const words = texts[chosen]!;
    const planted = words.findIndex((_, index) =>
      PLANTED.every((word, offset) => words[index + offset] === word),
    );
    const isPlanted = takesPlanted && planted >= 0;
    const start = isPlanted ? planted : from % words.length;
    const end = Math.min(words.length, start + (isPlanted ? PLANTED.length : length));
    const isWeak = end - start < 3 || words.slice(start, end).every(isCommon);
    const [first, last] = isWeak ? withWitnesses(words, start, end) : [start, end];
    return texts.map((each, index): Line =>
      each.map((word, place) => ({
        word,
        isQuoted: index === chosen && place >= start && place < end,
        isKept: index === chosen && place >= first && place < last,
      })),
    );
  })
  // Two words that make a line of their own, moved and joined to another, are told by nothing.
  .filter((lines) => lines.flat().filter(({ isKept }) => isKept).length >= 3);

type Edit = (lines: Line[]) => Line[];
/** Any place of any line between words that need not stay together. */
const anEditAt = (
  edit: (line: Line, at: number, isQuote: (word: string) => boolean) => Line[],
): fc.Arbitrary<Edit> =>
  fc.tuple(fc.nat(), fc.nat()).map(([which, place]): Edit => (lines) => {
    const index = which % lines.length;
    const line = lines[index]!;
    const at = place % (line.length + 1);
    const isInside = Boolean(line[at - 1]?.isKept && line[at]?.isKept);
    const isQuote = (word: string) =>
      lines.flat().some((piece) => piece.isQuoted && piece.word === word);
    return isInside ? lines : lines.toSpliced(index, 1, ...edit(line, at, isQuote));
  });

/** Edits that leave the chosen words whole: words put in and taken out, lines moved, cut and joined. */
const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .oneof(aTelling, fc.constantFrom(...COMMON))
    .chain((word) =>
      anEditAt((line, at, isQuote) =>
        isQuote(word) ? [line] : [line.toSpliced(at, 0, { word, isQuoted: false, isKept: false })],
      ),
    ),
  anEditAt((line, at) => [line[at]?.isKept ? line : line.toSpliced(at, 1)]),
  anEditAt((line, at) => [line.slice(0, at), line.slice(at)]),
  fc.nat().map((which): Edit => (lines) => {
    const index = which % lines.length;
    return lines.toSpliced(index, 2, lines.slice(index, index + 2).flat());
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([from, to]): Edit => (lines) => {
    const index = from % lines.length;
    return lines.toSpliced(index, 1).toSpliced(to % lines.length, 0, lines[index]!);
  }),
);

const anchorOf = (lines: Line[]): TextAnchor => {
  const source = asText(lines);
  const [from] = truth(lines).split(':');
  const quote = truth(lines).slice(from!.length + 2);
  return makeAnchor(source, Number(from), Number(from) + quote.length)!;
};

describe('under random edits', () => {
  it('finds words that nobody touched, where they now stand', () => {
    fc.assert(
      fc.property(aChoice, fc.array(anEdit, { minLength: 1, maxLength: 5 }), (lines, edits) => {
        const after = edits.reduce((text, edit) => edit(text), lines);
        expect(found(asText(after), anchorOf(lines))).toBe(truth(after));
      }),
      { numRuns: RUNS },
    );
  });

  it('says of words that were deleted that the text has changed', () => {
    fc.assert(
      fc.property(aChoice, fc.array(anEdit, { maxLength: 5 }), (lines, edits) => {
        const after = edits
          .reduce((text, edit) => edit(text), lines)
          .map((line) => line.filter(({ isQuoted }) => !isQuoted));
        expect(found(asText(after), anchorOf(lines))).toBe('changed');
      }),
      { numRuns: RUNS },
    );
  });

  it('says so of words of which one was replaced', () => {
    fc.assert(
      fc.property(aChoice, fc.nat(), (lines, which) => {
        const quoted = lines.flat().filter(({ isQuoted }) => isQuoted);
        const gone = quoted[which % quoted.length];
        const after = lines.map((line) =>
          line.map((piece) => (piece === gone ? { ...piece, word: 'replaced' } : piece)),
        );
        expect(found(asText(after), anchorOf(lines))).toBe('changed');
      }),
      { numRuns: RUNS },
    );
  });
});
