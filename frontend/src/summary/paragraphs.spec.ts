import { describe, expect, it } from '@jest/globals';
import type { ApprovedUpdate, PersonRef, SummaryLayout } from '../api/types.ts';
import { beside, moveChapter, renameChapter, step } from '../rounds/layoutRows.ts';
import { add, change, paragraphsOf, proposed, toInput, valuesOf } from './paragraphs.ts';

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
  rows: [
    ['a', 'Trust'],
    ['b', 'Trust'],
    ['c', 'Voices'],
  ].map(([id, theme]) => ({
    ...{ id, title: `Paragraph ${id}`, theme, isUntitled: false, isOmitted: false },
    ...{ commitments: [], state: 'not_started', sources: [] },
  })),
} as unknown as SummaryLayout;
const rows = paragraphsOf(layout);
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
    const added = add(rows, proposed(' trust ', from), from).rows;
    // At the end of the theme that reads the same.
    expect(shape(added)).toEqual([
      'Trust a',
      'Trust b',
      expect.stringMatching(/^Trust new/),
      'Voices c',
    ]);
    expect(toInput(added)[2]).toEqual({
      ...{ theme: 'Trust', title: 'Update 1', isUntitled: false, chapterId: 'ch-1', ownerId: 'p' },
      ...{ commitmentIds: ['x', 'y'], sourceIds: ['1', '2', '3'] },
    });
    // What exists gives neither owner nor sources again.
    expect(toInput(added)[0]).toEqual({
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
    expect(shape(step(rows, second, 1)!.rows)).toEqual(['Trust a', 'Voices b', 'Voices c']);
    expect(moveChapter(rows, 'Voices', -1, 'theme')).toMatchObject({
      said: 'Voices: now theme 1 of 2',
      rows: [{ id: 'c' }, { id: 'a' }, { id: 'b' }],
    });
    expect(
      renameChapter(rows, 'Voices', 'Trust', 'theme').rows.map(({ chapter }) => chapter),
    ).toEqual(['Trust', 'Trust', 'Trust']);
    const moved = change(rows, first, { ...valuesOf(first), theme: 'Delivery', title: 'Done ' });
    expect(shape(moved.rows)).toEqual(['Trust b', 'Voices c', 'Delivery a']);
    expect(moved.rows.at(-1)!.title).toBe('Done');
    const renamed = change(rows, first, { ...valuesOf(first), isUntitled: true });
    expect(shape(renamed.rows)).toEqual(shape(rows));
    expect(renamed.rows[0]!.isUntitled).toBe(true);
  });
});
