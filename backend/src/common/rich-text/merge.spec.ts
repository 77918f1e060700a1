import fc from 'fast-check';
import {
  arbitraryDocument,
  arbitraryEdit,
  bullets,
  doc,
  link,
  numbered,
  paragraph,
  text,
} from '../../../test/builders/rich-text.js';
import {
  diffDocuments,
  documentToText,
  mergeDocuments,
  normaliseDocument,
  parseDocument,
  type RichTextDocument,
} from './index.js';

const merged = (base: string, mine: string, theirs: string): string =>
  documentToText(mergeDocuments(doc(base), doc(mine), doc(theirs)).document);

const BASE = 'The MPS will report by May 2022. The Board meets in June. Training goes on.';

describe('changes of different words', () => {
  it.each([
    [
      'a word each',
      BASE.replace('May', 'July'),
      BASE.replace('Training', 'All training'),
      'The MPS will report by July 2022. The Board meets in June. All training goes on.',
    ],
    [
      'neighbouring words',
      BASE.replace('May', 'July'),
      BASE.replace('2022', '2023'),
      'The MPS will report by July 2023. The Board meets in June. Training goes on.',
    ],
    [
      'a sentence taken out and one put in elsewhere',
      BASE.replace(' The Board meets in June.', ''),
      `${BASE} Nothing else changed.`,
      'The MPS will report by May 2022. Training goes on. Nothing else changed.',
    ],
    [
      'the same change by both, once',
      BASE.replace('May', 'July'),
      BASE.replace('May', 'July').replace('meets', 'met'),
      'The MPS will report by July 2022. The Board met in June. Training goes on.',
    ],
  ])('%s', (_, mine, theirs, expected) => {
    const { document, conflicts } = mergeDocuments(doc(BASE), doc(mine), doc(theirs));
    expect(documentToText(document)).toBe(expected);
    expect(conflicts).toEqual([]);
  });

  it('takes blocks in and out where each put them', () => {
    const base = doc('One stays.', bullets('a first point', 'a second point'), 'Two stays.');
    const mine = doc(
      'New above all.',
      'One stays.',
      bullets('a first point', 'a second point', 'a third point'),
      'Two stays.',
    );
    const theirs = doc('One stays.', bullets('a second point'), 'Two stays, they say.');
    expect(mergeDocuments(base, mine, theirs)).toEqual({
      document: doc(
        'New above all.',
        'One stays.',
        bullets('a second point', 'a third point'),
        'Two stays, they say.',
      ),
      conflicts: [],
    });
  });

  it('keeps a numbered list whole when each takes an item out', () => {
    const base = doc(numbered(1, 'the first of all', 'the second one', 'a third for luck'));
    const mine = doc(numbered(1, 'the second one', 'a third for luck'));
    const theirs = doc(numbered(1, 'the first of all', 'a third for luck'));
    const left = doc({ type: 'orderedList', content: [] });
    left.content = normaliseDocument(doc(numbered(1, 'a third for luck'))).content;
    expect(mergeDocuments(base, mine, theirs).document).toEqual(left);
  });

  it('joins the formatting of one to the words of the other', () => {
    const base = doc('Read the report of the Board.');
    const mine = doc(paragraph('Read the ', text('report', 'bold'), ' of the Board.'));
    const theirs = doc(
      paragraph('Read the ', text('report', link('https://example.org/r')), ' of our Board.'),
    );
    expect(mergeDocuments(base, mine, theirs).document).toEqual(
      doc(
        paragraph(
          'Read the ',
          text('report', link('https://example.org/r'), 'bold'),
          ' of our Board.',
        ),
      ),
    );
  });

  it('brings what one wrote in a paragraph to where the other moved it', () => {
    const base = doc(
      'The first paragraph is this.',
      'The second comes after it.',
      'The end of it.',
    );
    const mine = doc(
      'The second comes after it.',
      'The end of it.',
      'The first paragraph is this.',
    );
    const theirs = doc(
      'The first paragraph is this one.',
      'The second comes after it.',
      'The end of it.',
    );
    const { document, conflicts } = mergeDocuments(base, mine, theirs);
    expect(document).toEqual(
      doc('The second comes after it.', 'The end of it.', 'The first paragraph is this one.'),
    );
    expect(conflicts).toEqual([]);
  });
});

describe('changes of the same place', () => {
  it('keeps what both put for the same words, and names it', () => {
    const { document, conflicts } = mergeDocuments(
      doc(BASE),
      doc(BASE.replace('May', 'July')),
      doc(BASE.replace('May', 'summer')),
    );
    expect(documentToText(document)).toContain('by July summer 2022.');
    expect(conflicts).toEqual([{ base: 'May', mine: 'July', theirs: 'summer' }]);
  });

  it('keeps words that one changed and the other took out', () => {
    const { document, conflicts } = mergeDocuments(
      doc(BASE),
      doc(BASE.replace(' The Board meets in June.', '')),
      doc(BASE.replace('June', 'July')),
    );
    expect(documentToText(document)).toBe(BASE.replace('June', 'July'));
    expect(conflicts).toEqual([
      { base: 'The Board meets in June.', mine: '', theirs: 'The Board meets in July.' },
    ]);
  });

  it('keeps a paragraph that one changed and the other took out', () => {
    const base = doc('The first paragraph is this.', 'The second comes after it.');
    const { document, conflicts } = mergeDocuments(
      base,
      doc('The first paragraph is this.'),
      doc('The first paragraph is this.', 'The second comes well after it.'),
    );
    expect(document).toEqual(
      doc('The first paragraph is this.', 'The second comes well after it.'),
    );
    expect(conflicts).toEqual([
      {
        base: 'The second comes after it.',
        mine: '',
        theirs: 'The second comes well after it.',
      },
    ]);
  });

  it('keeps what both wrote at the end, mine first', () => {
    expect(merged('Here.', 'Here. Mine is this.', 'Here. Theirs is that.')).toBe(
      'Here. Mine is this. Theirs is that.',
    );
    const { document, conflicts } = mergeDocuments(
      doc('Here.'),
      doc('Here.', 'Mine is this.'),
      doc('Here.', 'Theirs is that.'),
    );
    expect(document).toEqual(doc('Here.', 'Mine is this.', 'Theirs is that.'));
    expect(conflicts).toEqual([{ base: '', mine: 'Mine is this.', theirs: 'Theirs is that.' }]);
  });

  it('never runs two words into one', () => {
    expect(merged('(one) two.', '(one)x two.', '(one two.')).toBe('(one)x two.');
  });
});

/** One text and two others made of it. */
const arbitraryThree = fc
  .tuple(arbitraryEdit, fc.infiniteStream(fc.nat(19)))
  .map(([[base, mine], choices]): [RichTextDocument, RichTextDocument, RichTextDocument] => {
    const next = () => choices.next().value as number;
    const content = base.content.flatMap((block) => {
      const choice = next();
      if (choice === 0) return [];
      if (choice === 1) return [block, paragraph('put in by the other one')];
      return choice < 6 ? [reworded(block, next)] : [block];
    });
    return [base, mine, { type: 'doc', content: content.length > 0 ? content : [paragraph()] }];
  });

function reworded(
  block: RichTextDocument['content'][number],
  next: () => number,
): RichTextDocument['content'][number] {
  if (block.type !== 'paragraph') {
    const content = block.content.map((item) => ({
      ...item,
      content: item.content.map((child) => reworded(child, next)),
    }));
    return { ...block, content };
  }
  const content = (block.content ?? []).map((inline) => {
    if (inline.type !== 'text') return inline;
    const words = inline.text
      .split(/(?<=\s)/)
      .map((word) => (next() < 3 ? `their${next()} ` : word));
    return { ...inline, text: words.join('') };
  });
  return content.length === 0 ? block : { ...block, content };
}

/** The words of a document, counted. */
function wordsOf(document: RichTextDocument): Map<string, number> {
  return count(documentToText(document));
}

function count(words: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of words.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** What went from one text to another, word by word; a block that moved has not gone. */
const takenOut = (before: RichTextDocument, after: RichTextDocument): Map<string, number> =>
  count(
    diffDocuments(before, after)
      .blocks.filter(({ movedTo }) => movedTo === undefined)
      .map(({ segments }) =>
        segments.map(({ op, text: words }) => (op === 'delete' ? words : '\n')).join(''),
      )
      .join('\n'),
  );

describe('any three texts', () => {
  const runs = { numRuns: 150 };

  it('leaves a text as it is when nobody else changed anything', () => {
    fc.assert(
      fc.property(arbitraryEdit, ([base, changed]) => {
        const whole = { document: normaliseDocument(changed), conflicts: [] };
        expect(mergeDocuments(base, changed, base)).toEqual(whole);
        expect(mergeDocuments(base, base, changed)).toEqual(whole);
        expect(mergeDocuments(base, changed, changed)).toEqual(whole);
      }),
      runs,
    );
  });

  it('gives a document of the house in normal form', () => {
    fc.assert(
      fc.property(
        fc.oneof(arbitraryThree, fc.tuple(arbitraryDocument, arbitraryDocument, arbitraryDocument)),
        ([base, mine, theirs]) => {
          const { document } = mergeDocuments(base, mine, theirs);
          expect(parseDocument(document)).toEqual({ ok: true, document });
          expect(normaliseDocument(document)).toEqual(document);
        },
      ),
      runs,
    );
  });

  it('loses no word of either but those that the other took out', () => {
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const words = wordsOf(mergeDocuments(base, mine, theirs).document);
        for (const [side, other] of [
          [mine, theirs],
          [theirs, mine],
        ] as const) {
          const gone = takenOut(normaliseDocument(base), normaliseDocument(other));
          for (const [word, times] of wordsOf(normaliseDocument(side))) {
            expect(words.get(word) ?? 0).toBeGreaterThanOrEqual(times - (gone.get(word) ?? 0));
          }
        }
      }),
      runs,
    );
  });

  it('has the same words and names the same conflicts whoever is asked', () => {
    fc.assert(
      fc.property(arbitraryThree, ([base, mine, theirs]) => {
        const one = mergeDocuments(base, mine, theirs);
        const other = mergeDocuments(base, theirs, mine);
        const mirrored = other.conflicts.map((each) => ({
          base: each.base,
          mine: each.theirs,
          theirs: each.mine,
        }));
        const sorted = (conflicts: object[]) =>
          conflicts.map((each) => JSON.stringify(each)).sort();
        expect(sorted(one.conflicts)).toEqual(sorted(mirrored));
        expect(wordsOf(one.document)).toEqual(wordsOf(other.document));
      }),
      runs,
    );
  });
});
