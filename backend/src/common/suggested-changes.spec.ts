import fc from 'fast-check';
import {
  arbitraryEdit,
  bullets,
  doc,
  link,
  paragraph,
  text,
} from '../../test/builders/rich-text.js';
import { canonicalContent, normaliseContent } from './content-hash.js';
import type { UpdateContent } from './content.js';
import {
  documentToText,
  parseDocument,
  type RichTextBlock,
  type RichTextMark,
} from './rich-text/index.js';
import {
  changeAnswers,
  describeChange,
  suggestedChanges,
  type SuggestedChange,
} from './suggested-changes.js';

const content = (...blocks: Parameters<typeof doc>): UpdateContent => ({
  document: doc(...blocks),
});
const described = (base: UpdateContent, proposed: UpdateContent): string[] =>
  suggestedChanges(base, proposed).changes.map(describeChange);

describe('the changes of a suggestion', () => {
  it('are told in words, in the order of the text', () => {
    const base = content(
      'The MPS will report by May 2022 to the Board.',
      bullets('training goes on'),
      'An old paragraph goes away entirely.',
    );
    const proposed = content(
      paragraph('The MPS will in full report by June 2023 to the ', text('Board', 'bold'), '.'),
      bullets('training goes on', 'two boroughs joined'),
    );
    expect(
      described(
        { ...base, delivery: 'in_progress' },
        { ...proposed, delivery: 'complete', nextMilestone: 'A report' },
      ),
    ).toEqual([
      'insert “in full”',
      'replace “May 2022” with “June 2023”',
      'change the formatting of “Board” (bold added)',
      'take out the paragraph “An old paragraph goes away entirely.”',
      'add the bullet point “two boroughs joined”',
      'change the delivery status from “In progress” to “Complete”',
      'give the next milestone “A report”',
    ]);
  });

  it('tell where links lead, before and after', () => {
    const [old, next] = ['https://example.org/old', 'https://example.org/new'];
    const told = (before: RichTextBlock, after: RichTextBlock) =>
      described(content(before), content(after));
    const see = (words: string, ...marks: RichTextMark[]) =>
      paragraph('See ', text(words, ...marks), ' for more.');
    expect(told(see('the report', link(old)), see('the report', link(next)))).toEqual([
      `change the formatting of “the report” (link changed from ${old} to ${next})`,
    ]);
    expect(told(see('here', link(old)), see('the annex', link(next)))).toEqual([
      `replace “here” with “the annex” (was linked to ${old}; linked to ${next})`,
    ]);
    expect(told(see('here', link(old)), see('the annex', link(old)))).toEqual([
      'replace “here” with “the annex”',
    ]);
    expect(told(paragraph('Same.'), paragraph('Same. ', text('More', link(next))))).toEqual([
      `insert “More” (linked to ${next})`,
    ]);
  });

  it('are one where a paragraph was cut in two, joined, moved or made a list item', () => {
    const whole = content('The first sentence stands here. The second one does too.', 'The end.');
    const cut = content('The first sentence stands here.', 'The second one does too.', 'The end.');
    expect(described(whole, cut)).toEqual([
      'begin a new paragraph with “The second one does too.”',
    ]);
    expect(described(cut, whole)).toEqual([
      'join “The second one does too.” to the text beside it',
    ]);
    const [a, b, c] = ['One is told here.', 'Two is told after it.', 'Three is the end of it.'];
    expect(described(content(a, b, c), content(b, c, a))).toEqual([`move the paragraph “${a}”`]);
    expect(described(content('One point of it.'), content(bullets('One point of it.')))).toEqual([
      'make “One point of it.” a bullet point',
    ]);
  });

  it('have the same keys whenever they are asked for, and no two the same', () => {
    const base = content('one two three', 'one two three');
    const proposed = content('one new two three', 'one new two three');
    const [first, second] = suggestedChanges(base, proposed).changes;
    expect(first!.key).not.toBe(second!.key);
    expect(suggestedChanges(base, proposed).changes[0]!.key).toBe(first!.key);
  });
});

/** Answers one after the other, as people do. */
function answerInTurn(
  base: UpdateContent,
  proposed: UpdateContent,
  turns: readonly { change: SuggestedChange; isAccepted: boolean }[],
  draft = normaliseContent(base),
): UpdateContent | null {
  const suggestion = suggestedChanges(base, proposed);
  let accepted: ReadonlySet<string> = new Set();
  for (const { change, isAccepted } of turns) {
    const after = new Set(accepted);
    if (isAccepted) after.add(change.key);
    else after.delete(change.key);
    const next = changeAnswers(suggestion, draft, { before: accepted, after });
    if (next === null) return null;
    draft = next;
    accepted = after;
  }
  return draft;
}

describe('accepting and refusing', () => {
  const base = content('The MPS will report by May 2022. The Board meets in June.');
  const proposed = content('The MPS will report by July 2022. The Board met in June.');
  const [may, meets] = suggestedChanges(base, proposed).changes as [
    SuggestedChange,
    SuggestedChange,
  ];

  it('keeps what the owner wrote elsewhere', () => {
    const draft = content('The MPS will report by May 2022, they say. The Board meets in June.');
    const result = answerInTurn(base, proposed, [{ change: may, isAccepted: true }], draft);
    expect(documentToText(result!.document)).toBe(
      'The MPS will report by July 2022, they say. The Board meets in June.',
    );
  });

  it('takes accepted words out again, and nothing else', () => {
    const turns = [
      { change: may, isAccepted: true },
      { change: meets, isAccepted: true },
      { change: may, isAccepted: false },
    ];
    const result = answerInTurn(base, proposed, turns);
    expect(documentToText(result!.document)).toBe(
      'The MPS will report by May 2022. The Board met in June.',
    );
  });

  it('says that the text has changed since when the words of a change are others', () => {
    const draft = content('The MPS will report by autumn 2022. The Board meets in June.');
    expect(answerInTurn(base, proposed, [{ change: may, isAccepted: true }], draft)).toBeNull();
    expect(
      answerInTurn(base, proposed, [{ change: meets, isAccepted: true }], draft),
    ).not.toBeNull();
  });

  it('finds a change that the owner made by hand made', () => {
    const draft = content('The MPS will report by July 2022. The Board meets in June.');
    const result = answerInTurn(base, proposed, [{ change: may, isAccepted: true }], draft);
    expect(result).toEqual(draft);
  });
});

describe('any suggestion', () => {
  const runs = { numRuns: 60 };
  const delivery = fc.constantFrom(undefined, 'in_progress' as const, 'complete' as const);
  const arbitrarySuggestion = fc
    .tuple(arbitraryEdit, delivery, delivery, fc.infiniteStream(fc.nat(999)))
    .map(([[before, after], was, becomes, choices]) => ({
      base: { document: before, ...(was && { delivery: was }) } as UpdateContent,
      proposed: { document: after, ...(becomes && { delivery: becomes }) } as UpdateContent,
      next: () => choices.next().value as number,
    }));

  const shuffled = <T>(items: readonly T[], next: () => number): T[] =>
    items
      .map((item) => ({ item, at: next() }))
      .sort((x, y) => x.at - y.at)
      .map(({ item }) => item);

  it('becomes the proposal when all is accepted, in any order, and the base when all is refused', () => {
    fc.assert(
      fc.property(arbitrarySuggestion, ({ base, proposed, next }) => {
        const { changes, withChanges } = suggestedChanges(base, proposed);
        expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
        const turns = shuffled(changes, next).map((change) => ({ change, isAccepted: true }));
        const all = answerInTurn(base, proposed, turns);
        expect(canonicalContent(all!)).toBe(canonicalContent(proposed));
        expect(withChanges(new Set())).toEqual(normaliseContent(base));
        const refused = turns.map(({ change }) => ({ change, isAccepted: false }));
        expect(answerInTurn(base, proposed, refused)).toEqual(normaliseContent(base));
      }),
      runs,
    );
  });

  it('gives the same valid text for the same choice, in whatever order it was made', () => {
    fc.assert(
      fc.property(arbitrarySuggestion, ({ base, proposed, next }) => {
        const { changes } = suggestedChanges(base, proposed);
        const turns = changes.map((change) => ({ change, isAccepted: next() % 2 === 0 }));
        // Some change their mind on the way.
        const minds = shuffled(turns, next).flatMap((turn) =>
          next() % 4 === 0 ? [{ ...turn, isAccepted: !turn.isAccepted }, turn] : [turn],
        );
        const one = answerInTurn(base, proposed, minds);
        expect(one).toEqual(answerInTurn(base, proposed, shuffled(turns, next)));
        expect(parseDocument(one!.document).ok).toBe(true);
        expect(normaliseContent(one!)).toEqual(one);
      }),
      runs,
    );
  });

  it('stands in a text that others wrote on, once', () => {
    fc.assert(
      fc.property(arbitrarySuggestion, fc.nat(9), ({ base, next }, where) => {
        // The owner writes at the end and the beginning; the lead puts marked words in between.
        const inner = base.document.content;
        const of = (blocks: typeof inner): UpdateContent => ({
          document: doc('Opening words of the owner.', ...blocks, 'Closing words of the owner.'),
        });
        const at = where % (inner.length + 1);
        const proposed = of([...inner.slice(0, at), paragraph('suggested'), ...inner.slice(at)]);
        const draft = normaliseContent({
          document: doc(
            'Before. Opening words of the owner.',
            ...inner,
            'Closing words of the owner. After.',
          ),
        });
        const turns = shuffled(suggestedChanges(of(inner), proposed).changes, next).map(
          (change) => ({ change, isAccepted: true }),
        );
        const result = answerInTurn(of(inner), proposed, turns, draft);
        const words = documentToText(result!.document);
        expect(words.split('suggested')).toHaveLength(2);
        expect(words).toContain('Before. Opening');
        expect(words).toContain('owner. After.');
      }),
      runs,
    );
  });
});
