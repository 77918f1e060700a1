import fc from 'fast-check';
import {
  arbitraryEdit,
  bullets,
  doc,
  link,
  paragraph,
  text,
} from '../../test/builders/rich-text.js';
import type { UpdateContent } from './content.js';
import { documentToText, normaliseDocument } from './rich-text/index.js';
import { changeAnswers, suggestedChanges } from './suggested-changes.js';
import { suggestionMarks } from './suggestion-marks.js';

const content = (...blocks: Parameters<typeof doc>): UpdateContent => ({
  document: doc(...blocks),
});
const keysOf = (base: UpdateContent, proposed: UpdateContent) =>
  suggestedChanges(base, proposed).changes.map(({ key }) => key);

/** What the marks say of a draft, change by change. */
function marked(
  base: UpdateContent,
  proposed: UpdateContent,
  draft = base,
  accepted: string[] = [],
) {
  const suggestion = suggestedChanges(base, proposed);
  const open = new Set(keysOf(base, proposed).filter((key) => !accepted.includes(key)));
  const { lines, pieces } = suggestionMarks(suggestion, draft, {
    accepted: new Set(accepted),
    open,
  });
  return suggestion.changes.map(({ key }) =>
    pieces.get(key)?.map((piece) => {
      switch (piece.kind) {
        case 'insert':
          return `${lines[piece.block]!.slice(0, piece.at)}|+${piece.text}`;
        case 'insert_block':
          return `${piece.block}+${piece.text}`;
        case 'reshape':
          return `~${lines[piece.block]}`;
        default:
          return `-${lines[piece.block]!.slice(piece.from, piece.to)}`;
      }
    }),
  );
}

describe('where suggested changes stand in the draft', () => {
  const base = content(
    'The report is due by May 2022.',
    bullets('Training goes on.', 'A second point.'),
  );
  const proposed = content(
    'The report is due by July 2022.',
    bullets('All training goes on.', 'A second point.', 'New.'),
  );

  it('is at the words that they take out, and where theirs go in', () => {
    expect(marked(base, proposed)).toEqual([
      ['-May', 'The report is due by May|+July'],
      ['-Training', 'Training|+All training'],
      ['2+New.'],
    ]);
  });

  it('follows the draft, leaves out what is answered, and marks nothing where the words are others', () => {
    const [first] = keysOf(base, proposed);
    const draft = content(
      'New words. The report is due by July 2022.',
      bullets('Exercises stopped.', 'A second point.'),
    );
    const marks = marked(base, proposed, draft, [first!]);
    expect(marks[0]).toBeUndefined();
    expect(marks[1]).toBeUndefined();
    expect(marks[2]).toEqual(['2+New.']);
  });

  it('is the whole paragraph for one that goes, or becomes a list item', () => {
    expect(marked(content('One stays.', 'Two goes away.'), content('One stays.'))).toEqual([
      ['-Two goes away.'],
    ]);
    expect(marked(content('One point of it.'), content(bullets('One point of it.')))).toEqual([
      ['~One point of it.'],
    ]);
  });

  it('tells where a link leads, which the words do not show', () => {
    const [old, next] = ['https://example.org/old', 'https://example.org/new'];
    const before = content(paragraph(text('The report', link(old)), ' is out.'));
    const after = content(
      paragraph(text('The report', link(next)), ' is out. ', text('Annex', link(next))),
    );
    const suggestion = suggestedChanges(before, after);
    const open = new Set(suggestion.changes.map(({ key }) => key));
    const { pieces } = suggestionMarks(suggestion, before, { accepted: new Set(), open });
    const words = `link changed from ${old} to ${next}`;
    const all = [...pieces.values()].flat();
    expect(all[0]).toMatchObject({ kind: 'format', from: 0, to: 10, words, links: words });
    expect(all.at(-1)).toMatchObject({ text: 'Annex', links: `linked to ${next}` });
    const [key] = keysOf(content('One.'), content('One.', paragraph(text('Two', link(next)), '.')));
    const added = suggestionMarks(
      suggestedChanges(content('One.'), content('One.', paragraph(text('Two', link(next)), '.'))),
      content('One.'),
      { accepted: new Set(), open: new Set([key!]) },
    );
    expect(added.pieces.get(key!)).toEqual([
      { kind: 'insert_block', block: 0, text: 'Two.', links: `linked to ${next}` },
    ]);
  });

  it('is nothing in the text for delivery status and next milestone', () => {
    const other = { ...base, delivery: 'complete', nextMilestone: 'A report' } as const;
    expect(marked(base, other)).toEqual([undefined, undefined]);
  });

  it('is within the draft, and says just what accepting does to its words', () => {
    fc.assert(
      fc.property(arbitraryEdit, ([from, to]) => {
        const [draft, wish] = [{ document: from }, { document: to }];
        const suggestion = suggestedChanges(draft, wish);
        const open = new Set(suggestion.changes.map(({ key }) => key));
        const none = new Set<string>();
        const { lines, pieces } = suggestionMarks(suggestion, draft, { accepted: none, open });
        expect(lines.join('\n')).toBe(documentToText(normaliseDocument(from)));
        for (const [key, each] of pieces) {
          const out = each.flatMap((p) => (p.kind === 'delete' ? [p] : []));
          for (const { block, from: start, to: end } of out) {
            expect(end).toBeLessThanOrEqual(lines[block]!.length);
            expect(start).toBeLessThanOrEqual(end);
          }
          const put = each.flatMap((p) => ('text' in p ? [p.text] : []));
          const letters = (texts: string[]): string =>
            [...texts.join('').replace(/\s/g, '')].sort().join('');
          const next = changeAnswers(suggestion, draft, { before: none, after: new Set([key]) })!;
          const after = documentToText(normaliseDocument(next.document));
          const gone = out.map(({ block, from: start, to: end }) =>
            lines[block]!.slice(start, end),
          );
          // As many of each letter come and go as the marks say.
          expect(letters([lines.join(''), ...put])).toBe(letters([after, ...gone]));
        }
      }),
      { numRuns: 40 },
    );
  });
});
