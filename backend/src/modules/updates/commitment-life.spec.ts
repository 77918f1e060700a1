import { notesOnLife, type LifeEdition, type LifeRow } from './commitment-life.js';

const aRow = (row: Partial<LifeRow> = {}): LifeRow => ({
  updateId: 'update',
  chapter: 'Holding to account',
  homeId: 'holding',
  reference: '1',
  others: [],
  ...row,
});
const full = (...rows: Partial<LifeRow>[]): LifeEdition => ({
  isSummary: false,
  rows: rows.map(aRow),
});
const summary = (...rows: Partial<LifeRow>[]): LifeEdition => ({
  isSummary: true,
  rows: rows.map(aRow),
});
const audit = { id: 'audit', title: 'Audit' };
const survey = { id: 'survey', title: 'Survey' };

/** The notes on the only row of the last of these editions. */
const lastOf = (...editions: LifeEdition[]) => {
  const [notes, ...more] = notesOnLife(editions).at(-1)!;
  expect(more).toEqual([]);
  return notes;
};

describe('the life of a commitment over the editions', () => {
  it('begins where it is first printed', () => {
    expect(notesOnLife([full(), full({})])).toEqual([[], [[{ kind: 'first' }]]]);
  });

  it('has nothing to note while a row is printed as before', () => {
    expect(lastOf(full({}), full({}))).toEqual([]);
  });

  it('tells a chapter renamed from a move to another one', () => {
    const before = full({ chapter: 'Holding the MPS to account' });
    expect(lastOf(before, full({}))).toEqual([
      { kind: 'chapter_renamed', from: 'Holding the MPS to account', to: 'Holding to account' },
    ]);
    const moved = full({ chapter: 'Next steps', homeId: 'next' });
    expect(lastOf(before, moved)).toEqual([
      { kind: 'moved', from: 'Holding the MPS to account', to: 'Next steps' },
    ]);
  });

  it('says when a number changed, came or went', () => {
    expect(lastOf(full({}), full({ reference: '4.1' }))).toEqual([
      { kind: 'renumbered', from: '1', to: '4.1' },
    ]);
    const without = full({ reference: undefined });
    expect(lastOf(full({}), without)).toEqual([{ kind: 'renumbered', from: '1' }]);
    expect(lastOf(without, full({}))).toEqual([{ kind: 'renumbered', to: '1' }]);
  });

  it('says when it was printed more than once in one edition', () => {
    const twice = full({ reference: '21' }, { reference: '23' });
    expect(notesOnLife([twice, full({ reference: undefined })])).toEqual([
      [[{ kind: 'first' }, { kind: 'printed_more_than_once' }], []],
      [[{ kind: 'renumbered', from: '21 and 23' }]],
    ]);
    expect(notesOnLife([full({ reference: '21' }), twice])[1]).toEqual([
      [{ kind: 'printed_more_than_once' }],
      [],
    ]);
  });

  it('follows each of its rows by itself: by number, then chapter, then order', () => {
    const before = full({ reference: '21' }, { reference: '23', chapter: 'Next', homeId: 'next' });
    const swapped = full(
      { reference: '2.1', chapter: 'Next', homeId: 'next' },
      { reference: '21' },
    );
    expect(notesOnLife([before, swapped])[1]).toEqual([
      [{ kind: 'printed_more_than_once' }, { kind: 'renumbered', from: '23', to: '2.1' }],
      [],
    ]);
    const two = full({ reference: '1' }, { reference: '2' });
    expect(notesOnLife([two, full({ reference: '4.1' }, { reference: '4.2' })])[1]).toEqual([
      [{ kind: 'printed_more_than_once' }, { kind: 'renumbered', from: '1', to: '4.1' }],
      [{ kind: 'renumbered', from: '2', to: '4.2' }],
    ]);
  });

  it('says with which others it came to share a row, and from which it parted', () => {
    const together = full({ others: [audit] });
    expect(notesOnLife([together, together, full({ others: [survey] })])).toEqual([
      [[{ kind: 'first' }, { kind: 'joined', commitments: [audit] }]],
      [[]],
      [
        [
          { kind: 'joined', commitments: [survey] },
          { kind: 'parted', commitments: [audit] },
        ],
      ],
    ]);
  });

  it('says it of the row that is shared, and of none while another row still is', () => {
    const alone = full({ reference: '1' }, { reference: '2' });
    const shared = full({ reference: '1' }, { reference: '2', others: [audit] });
    expect(notesOnLife([alone, shared])[1]).toEqual([
      [{ kind: 'printed_more_than_once' }],
      [{ kind: 'joined', commitments: [audit] }],
    ]);
    const otherRow = full({ reference: '1', others: [audit] }, { reference: '2' });
    expect(notesOnLife([shared, otherRow])[1]).toEqual([[{ kind: 'printed_more_than_once' }], []]);
  });

  it('compares over an edition that left it out, and takes no note of a summary', () => {
    const notes = notesOnLife([
      full({}),
      full(),
      summary(),
      summary({ chapter: 'A theme', reference: undefined }),
      full({ reference: '2' }),
    ]);
    expect(notes).toEqual([
      [[{ kind: 'first' }]],
      [],
      [],
      [[]],
      [[{ kind: 'renumbered', from: '1', to: '2' }]],
    ]);
  });
});
