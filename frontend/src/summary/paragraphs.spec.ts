import { describe, expect, it } from '@jest/globals';
import type { ApprovedUpdate, PersonRef, SummaryLayout } from '../api/types.ts';
import {
  beside,
  laidOut,
  moveByKey,
  moveChapter,
  renameChapter,
  step,
  toChapter,
} from '../rounds/layoutRows.ts';
import {
  add,
  addTheme,
  change,
  paragraphsOf,
  proposed,
  removeTheme,
  toInput,
  valuesOf,
} from './paragraphs.ts';

const owner = { id: 'p', name: 'An owner' } as PersonRef;
const update = (id: string, commitmentId: string): ApprovedUpdate => ({
  ...{
    id,
    title: `Update ${id}`,
    chapter: 'A chapter',
    chapterId: `ch-${id}`,
    excerpt: '…',
    owner,
  },
  commitments: [{ id: commitmentId, title: `Commitment ${commitmentId}` }],
});
const layout = {
  themes: ['Trust', 'Empty', 'Voices'],
  rows: [
    ['a', 'Trust'],
    ['b', 'Trust'],
    ['c', 'Voices'],
  ].map(([id, theme]) => ({
    ...{ id, title: `Paragraph ${id}`, theme, isUntitled: false, isOmitted: false },
    ...{ commitments: [], state: 'not_started', sources: [] },
  })),
} as unknown as SummaryLayout;
const laid = paragraphsOf(layout);
const { rows, chapters } = laid;
const shape = (these: typeof rows) => these.map(({ id, chapter }) => `${chapter} ${id}`);

describe('arranging a summary', () => {
  it('proposes a paragraph from the updates whose words it begins with', () => {
    const from = [update('1', 'x'), update('2', 'x'), update('3', 'y')];
    expect(proposed('Trust', from)).toEqual({
      ...{ theme: 'Trust', title: 'Update 1', isUntitled: false, chapterId: 'ch-1', owner },
      commitments: [
        { id: 'x', title: 'Commitment x' },
        { id: 'y', title: 'Commitment y' },
      ],
    });
    const arranged = laidOut(laid, add(laid, proposed(' trust ', from), from));
    const added = arranged.rows;
    // At the end of the theme that reads the same.
    expect(shape(added)).toEqual([
      'Trust a',
      'Trust b',
      expect.stringMatching(/^Trust new/),
      'Voices c',
    ]);
    const input = toInput(arranged);
    expect(input.themes).toEqual(['Trust', 'Empty', 'Voices']);
    expect(input.rows[2]).toEqual({
      ...{ theme: 'Trust', title: 'Update 1', isUntitled: false, chapterId: 'ch-1', ownerId: 'p' },
      ...{ commitmentIds: ['x', 'y'], sourceIds: ['1', '2', '3'] },
    });
    // What exists gives neither owner nor sources again.
    expect(input.rows[0]).toEqual({
      ...{ updateId: 'a', theme: 'Trust', title: 'Paragraph a', isUntitled: false },
      commitmentIds: [],
    });
  });

  it('moves paragraphs and themes, and opens a theme with its first paragraph', () => {
    const [first, second, third] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
    expect(shape(beside(rows, first, third, 'after')!.rows)).toEqual([
      'Trust b',
      'Voices c',
      'Voices a',
    ]);
    // A step stays in its theme; a page goes to the next one, which may be empty.
    expect(shape(step(rows, first, 1)!.rows)).toEqual(['Trust b', 'Trust a', 'Voices c']);
    expect(step(rows, second, 1)).toBeNull();
    const key = { key: 'PageDown', altKey: true, ctrlKey: false, metaKey: false };
    expect(moveByKey(key, rows, second, false, chapters)).toEqual({
      said: 'Paragraph b: now 2 of 3, in Empty',
      rows: [rows[0], { ...second, chapter: 'Empty' }, rows[2]],
    });
    expect(moveByKey({ ...key, altKey: false, key: 'ArrowUp' }, rows, third, true)).toBeNull();
    expect(moveChapter(rows, 'Voices', -1, 'theme', chapters)).toMatchObject({
      said: 'Voices: now theme 2 of 3',
      chapters: ['Trust', 'Voices', 'Empty'],
    });
    expect(moveChapter(rows, 'Trust', 1, 'theme', chapters)!.chapters![0]).toBe('Empty');
    expect(renameChapter(rows, 'Empty', 'trust', 'theme', chapters)).toMatchObject({
      said: 'The theme is now called Trust',
      chapters: ['Trust', 'Voices'],
    });
    const joined = renameChapter(rows, 'Trust', 'Voices', 'theme', chapters);
    expect(joined.chapters).toEqual(['Voices', 'Empty']);
    expect(shape(joined.rows)).toEqual(['Voices a', 'Voices b', 'Voices c']);
    const moved = change(laid, first, { ...valuesOf(first), theme: 'Delivery', title: 'Done ' });
    expect(shape(moved.rows)).toEqual(['Trust b', 'Voices c', 'Delivery a']);
    expect(moved.rows.at(-1)!.title).toBe('Done');
    const renamed = change(laid, first, { ...valuesOf(first), isUntitled: true });
    expect(shape(renamed.rows)).toEqual(shape(rows));
    expect(renamed.rows[0]!.isUntitled).toBe(true);
  });

  it('keeps a theme that loses its paragraphs, until it is taken away', () => {
    const emptied = laidOut(laid, toChapter(rows, rows[2]!, 'Trust', chapters)!);
    expect(emptied.chapters).toEqual(['Trust', 'Empty', 'Voices']);
    expect(toInput(laidOut(emptied, removeTheme(emptied, 'Voices'))).themes).toEqual([
      'Trust',
      'Empty',
    ]);
    expect(addTheme(laid, 'Delivery')).toMatchObject({
      chapters: ['Trust', 'Empty', 'Voices', 'Delivery'],
      said: 'The theme Delivery is added',
    });
    // Capitals and spaces make no other theme.
    expect(addTheme(laid, ' voices')).toMatchObject({
      chapters: ['Trust', 'Empty', 'Voices'],
      said: 'The summary has the theme Voices already',
    });
  });
});
