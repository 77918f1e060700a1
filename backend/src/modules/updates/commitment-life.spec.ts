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

describe('the life of a commitment over the editions', () => {
  it('begins where it is first printed, and is absent before', () => {
    expect(notesOnLife([full(), full({})])).toEqual([[{ kind: 'absent' }], [{ kind: 'first' }]]);
  });

  it('has nothing to note while a row is printed as before', () => {
    expect(notesOnLife([full({}), full({})])[1]).toEqual([]);
  });

  it('tells a chapter renamed from a move to another one', () => {
    const before = full({ chapter: 'Holding the MPS to account' });
    expect(notesOnLife([before, full({})])[1]).toEqual([
      { kind: 'chapter_renamed', from: 'Holding the MPS to account', to: 'Holding to account' },
    ]);
    const moved = full({ chapter: 'Next steps', homeId: 'next' });
    expect(notesOnLife([before, moved])[1]).toEqual([
      { kind: 'moved', from: 'Holding the MPS to account', to: 'Next steps' },
    ]);
  });

  it('says when a number changed, came or went', () => {
    expect(notesOnLife([full({}), full({ reference: '4.1' })])[1]).toEqual([
      { kind: 'renumbered', from: '1', to: '4.1' },
    ]);
    const without = full({ reference: undefined });
    expect(notesOnLife([full({}), without])[1]).toEqual([{ kind: 'renumbered', from: '1' }]);
    expect(notesOnLife([without, full({})])[1]).toEqual([{ kind: 'renumbered', to: '1' }]);
  });

  it('says when it was printed more than once in one edition', () => {
    const twice = full({ reference: '21' }, { reference: '23' });
    expect(notesOnLife([twice, full({ reference: undefined })])).toEqual([
      [{ kind: 'first' }, { kind: 'printed_more_than_once' }],
      [{ kind: 'renumbered', from: '21 and 23' }],
    ]);
  });

  it('says with which others it came to share a row, and from which it parted', () => {
    const together = full({ others: [audit] });
    expect(notesOnLife([together, together, full({ others: [survey] })])).toEqual([
      [{ kind: 'first' }, { kind: 'joined', commitments: [audit] }],
      [],
      [
        { kind: 'joined', commitments: [survey] },
        { kind: 'parted', commitments: [audit] },
      ],
    ]);
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
      [{ kind: 'first' }],
      [{ kind: 'absent' }],
      [],
      [],
      [{ kind: 'renumbered', from: '1', to: '2' }],
    ]);
  });
});
