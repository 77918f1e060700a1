import fc from 'fast-check';
import {
  arbitraryDocument,
  arbitraryEdit,
  arbitraryText,
  bullets,
  doc,
  hardBreak,
  link,
  numbered,
  paragraph,
  text,
} from '../../../test/builders/rich-text.js';
import { tokenise } from './tokens.js';
import {
  applyDiff,
  countWords,
  diffDocuments,
  diffWords,
  formatChanges,
  normaliseDocument,
  normaliseText,
  revertDiff,
  segmentsAfter,
  segmentsBefore,
  type DocumentDiff,
} from './index.js';

/** Segments as a person might mark them up: [-deleted-]{+inserted+}<format>. */
const markUp = (segments: readonly { op: string; text: string }[]): string =>
  segments
    .map(({ op, text: words }) => {
      if (op === 'insert') return `{+${words}+}`;
      if (op === 'delete') return `[-${words}-]`;
      return op === 'format' ? `<${words}>` : words;
    })
    .join('');

const words = (before: string, after: string): string => markUp(diffWords(before, after).segments);

const SIGNS = { same: '=', changed: '~', inserted: '+', deleted: '-' };

const outline = ({ blocks }: DocumentDiff): string[] =>
  blocks.map(({ kind, block, before, segments }) => {
    const was = before !== undefined && before.type !== block.type ? `${before.type}>` : '';
    return `${SIGNS[kind]} ${was}${block.type}${block.number ?? ''}/${block.depth} ${markUp(segments)}`;
  });

describe('words', () => {
  it.each([
    [
      'a month that became a season',
      'expected by May 2022.',
      'expected by summer 2022.',
      'expected by [-May-]{+summer+} 2022.',
    ],
    [
      'a date as one thing',
      'on 12 May 2022 in',
      'on 14 June 2022 in',
      'on [-12 May-]{+14 June+} 2022 in',
    ],
    [
      'whole figures',
      '33,567 officers, 11.5% of £1.2m',
      '33,600 officers, 11.7% of £1.3m',
      '[-33,567-]{+33,600+} officers, [-11.5%-]{+11.7%+} of [-£1.2m-]{+£1.3m+}',
    ],
    [
      'whole periods',
      'in 2021/22 and 2021–22',
      'in 2022/23 and 2022–23',
      'in [-2021/22-]{+2022/23+} and [-2021–22-]{+2022–23+}',
    ],
    [
      'each figure beside its like',
      'Black 87%, 89%, White 92%',
      'Black 88%, 90%, White 91%',
      'Black [-87%-]{+88%+}, [-89%-]{+90%+}, White [-92%-]{+91%+}',
    ],
    [
      'an inserted sentence as a sentence',
      'A one. B two.',
      'A one. X three. B two.',
      'A one.{+ X three.+} B two.',
    ],
    [
      'a deleted sentence as a sentence',
      'Cats sit. Dogs sit. Birds sit.',
      'Cats sit. Birds sit.',
      'Cats sit.[- Dogs sit.-] Birds sit.',
    ],
    [
      'a repeated opening where it reads best',
      'the report is due',
      'the board agreed the report is due',
      '{+the board agreed +}the report is due',
    ],
    [
      'an item added to a list',
      'Acton, Brixton and Wood Green',
      'Acton, Heathrow, Brixton and Wood Green',
      'Acton,{+ Heathrow,+} Brixton and Wood Green',
    ],
    [
      'no lone article between changes',
      'drafted by the MPS',
      'published with the Board',
      '[-drafted by the MPS-]{+published with the Board+}',
    ],
    [
      'no lone article inside a sentence',
      'The plan drafted by the MPS last year was adopted.',
      'The plan published with the Board last year was adopted.',
      'The plan [-drafted by the MPS-]{+published with the Board+} last year was adopted.',
    ],
    [
      'no splinter inside a rewritten clause',
      'The service will, after long talks, agree new training terms with all groups by summer.',
      'The service will, once each borough has agreed, fund local training in two waves by summer.',
      'The service will, [-after long talks, agree new training terms with all groups-]{+once each borough has agreed, fund local training in two waves+} by summer.',
    ],
    [
      'no lone space between changes',
      'a large new plan',
      'a small old plan',
      'a [-large new-]{+small old+} plan',
    ],
    [
      'a rewritten clause as one',
      'Recruits attended the training given by community groups in all boroughs',
      'Officers completed training delivered with local partners in all boroughs',
      '[-Recruits attended the training given by community groups-]{+Officers completed training delivered with local partners+} in all boroughs',
    ],
    [
      'words that stay between two insertions',
      'the plan',
      'all of the new plan',
      '{+all of +}the{+ new+} plan',
    ],
    [
      'a figure that stayed',
      'in 12 of 30 boroughs',
      'over 15 of 30 wards',
      '[-in 12-]{+over 15+} of 30 [-boroughs-]{+wards+}',
    ],
    [
      'joined words whole',
      'well being of all',
      'wellbeing of all',
      '[-well being-]{+wellbeing+} of all',
    ],
    [
      'hyphens inside words',
      'the follow up visit',
      'the follow-up visit',
      'the [-follow up-]{+follow-up+} visit',
    ],
    ['a changed space with its sign', 'good , bad', 'good, bad', 'good[- ,-]{+,+} bad'],
    ['punctuation', 'It ends here.', 'It ends here!', 'It ends here[-.-]{+!+}'],
    ['capitals', 'the Board met', 'The Board met', '[-the-]{+The+} Board met'],
    [
      'texts with nothing in common whole',
      'Work has started on it.',
      'Nothing to report.',
      '[-Work has started on it.-]{+Nothing to report.+}',
    ],
    ['lines', 'one\ntwo', 'one\nand\ntwo', 'one\n{+and\n+}two'],
    ['everything', '', 'New text', '{+New text+}'],
    ['nothing left', 'Old text', '', '[-Old text-]'],
  ])('shows %s', (_, before, after, expected) => {
    expect(words(before, after)).toBe(expected);
  });

  it('sees no difference in spelling or white space', () => {
    expect(diffWords('Zoe\u0308  said\u00a0so', 'Zoë said so')).toEqual({
      isEqual: true,
      segments: [{ op: 'same', text: 'Zoë said so' }],
      summary: { wordsInserted: 0, wordsDeleted: 0 },
    });
  });

  it('gives both texts back, for any two', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (before, after) => {
        const { segments, isEqual } = diffWords(before, after);
        const side = (not: string) =>
          segments.map((segment) => (segment.op === not ? '' : segment.text)).join('');
        expect(side('delete')).toBe(normaliseText(after));
        expect(side('insert')).toBe(normaliseText(before));
        expect(isEqual).toBe(normaliseText(before) === normaliseText(after));
      }),
      { numRuns: 500 },
    );
  });

  it('never cuts a word or number, and never shows a change of a bare space', () => {
    const token = fc.constantFrom(
      'May',
      'June',
      '2022',
      '33,567',
      '11.5%',
      'the',
      'of',
      ',',
      '.',
      'stop-and-search',
      '2021/22',
    );
    const sentence = fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(' '));
    fc.assert(
      fc.property(sentence, sentence, (before, after) => {
        for (const [not, whole] of [
          ['delete', after],
          ['insert', before],
        ] as const) {
          const kept = diffWords(before, after).segments.filter(({ op }) => op !== not);
          expect(kept.flatMap((segment) => tokenise(segment.text))).toEqual(tokenise(whole));
          for (const { op, text: part } of kept)
            if (op !== 'same') expect(part.trim()).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('blocks', () => {
  it.each([
    [
      'a bullet added as a bullet added',
      doc('Done:', bullets('Acton was seen.', 'Brixton was seen.')),
      doc('Done:', bullets('Acton was seen.', 'Heathrow comes next.', 'Brixton was seen.')),
      [
        '= paragraph/0 Done:',
        '= bullet/1 Acton was seen.',
        '+ bullet/1 {+Heathrow comes next.+}',
        '= bullet/1 Brixton was seen.',
      ],
    ],
    [
      'a numbered item added, the others unchanged under new numbers',
      doc(numbered(1, 'Write the report.', 'Publish it.')),
      doc(numbered(1, 'Ask everybody first.', 'Write the report.', 'Publish it.')),
      [
        '+ numbered1/1 {+Ask everybody first.+}',
        '= numbered2/1 Write the report.',
        '= numbered3/1 Publish it.',
      ],
    ],
    [
      'a list that counts from another number',
      doc(numbered(1, 'one', 'two')),
      doc(numbered(4, 'one', 'two')),
      ['~ numbered4/1 one', '= numbered5/1 two'],
    ],
    [
      'a list cut in two',
      doc(numbered(1, 'one', 'two')),
      doc(numbered(1, 'one'), numbered(1, 'two')),
      ['= numbered1/1 one', '~ numbered1/1 two'],
    ],
    [
      'a paragraph that became a bullet',
      doc('The review began in June.', 'It goes on.'),
      doc(bullets('The review began in July.'), 'It goes on.'),
      ['~ paragraph>bullet/1 The review began in [-June-]{+July+}.', '= paragraph/0 It goes on.'],
    ],
    [
      'an item moved into another',
      doc(bullets('The first thing', 'The second thing')),
      doc(bullets([paragraph('The first thing'), bullets('The second thing')])),
      ['= bullet/1 The first thing', '~ bullet/2 The second thing'],
    ],
    [
      'two paragraphs with nothing in common as two',
      doc('Interviews are finished and coding has begun.'),
      doc('A contract was awarded to Black Thrive.'),
      [
        '- paragraph/0 [-Interviews are finished and coding has begun.-]',
        '+ paragraph/0 {+A contract was awarded to Black Thrive.+}',
      ],
    ],
    [
      'the paragraph that changed beside a new one',
      doc('Interim results are expected in May 2022.'),
      doc('The pilot ended in January.', 'Interim results are expected in June 2022.'),
      [
        '+ paragraph/0 {+The pilot ended in January.+}',
        '~ paragraph/0 Interim results are expected in [-May-]{+June+} 2022.',
      ],
    ],
    [
      'a paragraph that was continued',
      doc('Handcuffing review recommendations implemented in November policy.'),
      doc(
        'Handcuffing review recommendations implemented in November policy. A change to computer systems, ' +
          'which cross-references records about force with those about searches of persons, vehicles and ' +
          'premises, should arrive during winter 2022 after testing finishes across several commands.',
      ),
      [expect.stringMatching(/^~ paragraph\/0 Handcuffing [^[\]]*policy\.\{\+ A change/)],
    ],
    [
      'an empty paragraph',
      doc('a', 'b'),
      doc('a', paragraph(), 'b'),
      ['= paragraph/0 a', '+ paragraph/0 ', '= paragraph/0 b'],
    ],
    [
      'a hard break',
      doc('one two'),
      doc(paragraph('one', hardBreak, 'two')),
      ['~ paragraph/0 one[- -]{+\n+}two'],
    ],
  ])('shows %s', (_, before, after, expected) => {
    expect(outline(diffDocuments(before, after))).toEqual(expected);
  });

  it('joins what was moved', () => {
    const moved = 'The External Reference Group is being recruited.';
    const diff = diffDocuments(
      doc(moved, 'The board met in October and again in February.', 'It will meet in June.'),
      doc('The board met in October and again in February.', 'It will meet in June.', moved),
    );
    expect(
      diff.blocks.map(({ kind, movedTo, movedFrom }) => ({ kind, movedTo, movedFrom })),
    ).toEqual([
      { kind: 'deleted', movedTo: 3, movedFrom: undefined },
      { kind: 'same', movedTo: undefined, movedFrom: undefined },
      { kind: 'same', movedTo: undefined, movedFrom: undefined },
      { kind: 'inserted', movedTo: undefined, movedFrom: 0 },
    ]);
    expect(diff.summary.blocksMoved).toBe(1);
  });
});

describe('formatting', () => {
  const here = link('https://example.org/here');
  const there = link('https://example.org/there');

  it('is a change of its own, with what happened', () => {
    const before = doc(
      paragraph('See ', text('the report', here), ' of ', text('May', 'bold'), ' by us.'),
    );
    const after = doc(
      paragraph('See ', text('the report', there), ' of May by ', text('us', 'italic'), '.'),
    );
    const diff = diffDocuments(before, after);
    expect(outline(diff)).toEqual(['~ paragraph/0 See <the report> of <May> by <us>.']);
    expect(diff.blocks[0]!.segments.map(formatChanges)).toEqual([
      [],
      [
        {
          kind: 'link_changed',
          from: here.type === 'link' && here.attrs.href,
          to: there.type === 'link' && there.attrs.href,
        },
      ],
      [],
      [{ kind: 'bold_removed' }],
      [],
      [{ kind: 'italic_added' }],
      [],
    ]);
    expect(diff.isEqual).toBe(false);
    expect(diff.summary).toMatchObject({
      formatChanges: 3,
      wordsInserted: 0,
      wordsDeleted: 0,
      blocksChanged: 1,
    });
  });

  it('may begin inside a word', () => {
    const diff = diffDocuments(doc('London'), doc(paragraph(text('Lon', 'bold'), 'don')));
    expect(outline(diff)).toEqual(['~ paragraph/0 <Lon>don']);
  });

  it('shows an added and a removed link', () => {
    const diff = diffDocuments(
      doc(paragraph(text('one', here), ' and two and three')),
      doc(paragraph('one and ', text('two', here), ' and three')),
    );
    expect(diff.blocks.flatMap(({ segments }) => segments.flatMap(formatChanges))).toEqual([
      { kind: 'link_removed', from: 'https://example.org/here' },
      { kind: 'link_added', to: 'https://example.org/here' },
    ]);
  });
});

describe('any two documents', () => {
  const anyTwo = fc.oneof(arbitraryEdit, fc.tuple(arbitraryDocument, arbitraryDocument));
  const plainly = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

  it('applying gives the new one, reverting the old one, even after storage', () => {
    fc.assert(
      fc.property(anyTwo, ([before, after]) => {
        const diff = plainly(diffDocuments(before, after)) as DocumentDiff;
        expect(applyDiff(diff)).toEqual(normaliseDocument(after));
        expect(revertDiff(diff)).toEqual(normaliseDocument(before));
      }),
      { numRuns: 300 },
    );
  });

  it('have no difference exactly when they are the same', () => {
    fc.assert(
      fc.property(anyTwo, ([before, after]) => {
        const isSame =
          JSON.stringify(normaliseDocument(before)) === JSON.stringify(normaliseDocument(after));
        expect(diffDocuments(before, after).isEqual).toBe(isSame);
        const none = diffDocuments(after, normaliseDocument(after));
        expect(none.isEqual).toBe(true);
        expect(
          none.blocks.every(({ kind, before: was }) => kind === 'same' && was === undefined),
        ).toBe(true);
        expect(Object.values(none.summary).every((count) => count === 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('have a summary that adds up', () => {
    fc.assert(
      fc.property(anyTwo, ([before, after]) => {
        const { summary, blocks } = diffDocuments(before, after);
        const unchanged = (side: typeof segmentsAfter, op: string) =>
          blocks.flatMap(side).filter((segment) => segment.op === op).length;
        expect(summary.blocksInserted - summary.blocksDeleted).toBe(
          blocks.filter(({ kind }) => kind !== 'deleted').length -
            blocks.filter(({ kind }) => kind !== 'inserted').length,
        );
        expect(unchanged(segmentsAfter, 'delete') + unchanged(segmentsBefore, 'insert')).toBe(0);
        expect(summary.wordsInserted).toBeLessThanOrEqual(countWords(after));
        expect(summary.wordsDeleted).toBeLessThanOrEqual(countWords(before));
      }),
    );
  });

  it('differ as much one way as the other', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const nothing = doc(paragraph());
        const there = diffDocuments(nothing, document).summary;
        const back = diffDocuments(document, nothing).summary;
        expect(there.wordsInserted).toBe(back.wordsDeleted);
        expect(there.wordsInserted).toBe(countWords(normaliseDocument(document)));
        expect([there.wordsDeleted, back.wordsInserted]).toEqual([0, 0]);
      }),
    );
  });

  it('keep deletions before insertions, and segments joined', () => {
    fc.assert(
      fc.property(anyTwo, ([before, after]) => {
        for (const { segments } of diffDocuments(before, after).blocks) {
          segments.forEach((segment, index) => {
            const next = segments[index + 1];
            expect(segment.text).not.toBe('');
            if (segment.op === 'insert') expect(next?.op).not.toBe('delete');
            if (next?.op === segment.op) {
              expect([next.marks, next.marksBefore]).not.toEqual([
                segment.marks,
                segment.marksBefore,
              ]);
            }
          });
        }
      }),
    );
  });
});

describe('speed', () => {
  const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const write = (count: number, seed: number, vocabulary = 800): string[] => {
    const next = random(seed);
    return Array.from({ length: count }, () => `w${Math.floor(next() ** 2 * vocabulary)}`);
  };
  const edit = (list: string[], seed: number): string[] => {
    const next = random(seed);
    return list.flatMap((word) => {
      const choice = next();
      if (choice < 0.03) return [];
      return choice < 0.06 ? ['new', word] : [word];
    });
  };
  const inBlocks = (list: string[], size: number) =>
    doc(
      ...Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
        list.slice(index * size, (index + 1) * size).join(' '),
      ),
    );
  /** Processor time: other work on the machine does not count. */
  const milliseconds = (run: () => unknown): number => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const fastest = (run: () => unknown): number =>
    Math.min(...Array.from({ length: 8 }, () => milliseconds(run)));

  const original = write(3000, 7);
  it.each([
    ['edited all over', inBlocks(original, 60), inBlocks(edit(original, 3), 60)],
    ['in one paragraph', inBlocks(original, 3000), inBlocks(edit(original, 3), 4000)],
    ['that are two texts', inBlocks(original, 60), inBlocks(write(3000, 99), 60)],
  ])('compares two documents of 3,000 words %s', (_, before, after) => {
    // About 50 ms on the reference machine; the limit leaves room for a busy one.
    expect(fastest(() => diffDocuments(before, after))).toBeLessThan(150);
  });

  it.each([
    [
      'a few words in one paragraph',
      inBlocks(write(29_000, 5, 3), 29_000),
      inBlocks(write(29_000, 6, 3), 29_000),
    ],
    ['one word to a paragraph', inBlocks(write(19_000, 5, 9), 1), inBlocks(write(19_000, 6, 9), 1)],
    [
      'short paragraphs, all different',
      inBlocks(write(12_000, 5), 4),
      inBlocks(write(12_000, 6), 4),
    ],
  ])('does not blow up on the largest documents of %s', (_, before, after) => {
    let diff = diffDocuments(doc(''), doc(''));
    // About a second; all blocks or words with all would take many.
    expect(milliseconds(() => (diff = diffDocuments(before, after)))).toBeLessThan(5000);
    expect(applyDiff(diff)).toEqual(normaliseDocument(after));
    expect(revertDiff(diff)).toEqual(normaliseDocument(before));
  });
});
