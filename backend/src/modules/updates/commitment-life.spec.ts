import {
  notesOnLife,
  notesOnLineage,
  withoutRepeats,
  type LifeEdition,
  type LifeRow,
} from './commitment-life.js';

const aRow = (row: Partial<LifeRow> = {}): LifeRow => ({
  updateId: 'update',
  title: 'Pledge',
  chapter: 'Holding to account',
  homeId: 'holding',
  reference: '1',
  others: [],
  ...row,
});
const full = (...rows: Partial<LifeRow>[]): LifeEdition => ({
  isSummary: false,
  rows: rows.map(aRow),
  apart: [],
});
const summary = (...rows: Partial<LifeRow>[]): LifeEdition => ({
  isSummary: true,
  rows: rows.map(aRow),
  apart: [],
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
  it('begins with the summary that first reported it, and only there', () => {
    expect(notesOnLife([full(), { ...full({}, {}), isSummary: true }, full({})])).toEqual([
      [],
      [[{ kind: 'first' }], []],
      [[]],
    ]);
  });

  it('goes on from the row that answered the same, whatever the order in which they are printed', () => {
    const before = full(
      { reference: '33', others: [audit] },
      { reference: '34a', others: [survey] },
      { reference: '34b', others: [audit] },
    );
    const after = full(
      { reference: '3.1', others: [survey] },
      { reference: '3.3', others: [audit] },
    );
    expect(notesOnLife([before, after])[1]).toEqual([
      [{ kind: 'printed_more_than_once' }, { kind: 'renumbered', from: '34a', to: '3.1' }],
      [{ kind: 'renumbered', from: '33 and 34b', to: '3.3' }],
    ]);
  });

  it('begins where it is first printed', () => {
    expect(notesOnLife([full(), full({})])).toEqual([[], [[{ kind: 'first' }]]]);
  });

  it('has nothing to note while a row is printed as before', () => {
    expect(lastOf(full({}), full({}))).toEqual([]);
  });

  it('says when its heading changed, while it stands with the same others', () => {
    expect(lastOf(full({}), full({ title: 'Pledge, revised' }))).toEqual([
      { kind: 'renamed', from: 'Pledge', to: 'Pledge, revised' },
    ]);
    const joined = full({ title: 'Two pledges', others: [survey] });
    expect(lastOf(full({}), joined)).toEqual([{ kind: 'joined', commitments: [survey] }]);
    expect(lastOf(joined, full({ title: 'Both', others: [survey] }))).toEqual([
      { kind: 'renamed', from: 'Two pledges', to: 'Both' },
    ]);
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

describe('what the register says of it, over the editions', () => {
  const link = (kind: string) => [{ kind, commitment: survey }];
  /** An edition in which the other one has a row of its own, beside these of this one. */
  const beside = (...rows: Partial<LifeRow>[]): LifeEdition => ({
    ...full(...rows),
    apart: [survey.id],
  });
  const shared = full({ others: [survey] });
  const at = (kind: string, ...editions: LifeEdition[]): number =>
    notesOnLineage(editions, link(kind)).findIndex((notes) => notes.length > 0);

  it('was split where the part first has a row of its own', () => {
    expect(at('split_into', full({}), shared, summary({}), beside({}), beside({}))).toBe(3);
    expect(at('split_from', full(), shared, beside({}))).toBe(2);
    expect(at('split_into', full({}), shared)).toBe(-1);
  });

  it('was merged in the edition after the last in which what ended had a row of its own', () => {
    expect(at('merged_into', beside({}), shared, shared)).toBe(1);
    expect(at('merged_from', beside({}), shared, shared)).toBe(1);
    // Left out once, and merged later.
    expect(at('merged_into', full({}), full(), full({}), summary(), full())).toBe(4);
    expect(at('merged_into', full({}), full({}))).toBe(-1);
  });

  it('was replaced in the edition that no longer prints it', () => {
    expect(at('replaced_by', beside({}), beside({}), beside())).toBe(2);
    expect(at('replaces', beside({}), full({}))).toBe(1);
    expect(at('replaces', shared, full({}))).toBe(1);
    expect(at('replaced_by', full(), full())).toBe(-1);
  });

  it('names several of one kind together, and does not say again that they joined or parted', () => {
    const both = [...link('split_into'), { kind: 'split_into', commitment: audit }];
    const edition = { ...full({}), apart: [audit.id, survey.id] };
    const [notes] = notesOnLineage([edition], both);
    expect(notes).toEqual([{ kind: 'split_into', commitments: [survey, audit] }]);
    const other = { id: 'other', title: 'Other' };
    expect(
      withoutRepeats(
        [{ kind: 'first' }, { kind: 'parted', commitments: [survey, audit, other] }],
        notes!,
      ),
    ).toEqual([{ kind: 'first' }, { kind: 'parted', commitments: [other] }]);
    expect(withoutRepeats([{ kind: 'parted', commitments: [survey] }], notes!)).toEqual([]);
    expect(withoutRepeats([{ kind: 'joined', commitments: [survey] }], notes!)).toHaveLength(1);
  });
});
