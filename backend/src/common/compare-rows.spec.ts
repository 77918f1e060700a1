import fc from 'fast-check';
import { compareRows, type ContinuedRow } from './compare-rows.js';

const row = (id: string, fields: Partial<ContinuedRow> = {}): ContinuedRow => ({
  id,
  continues: id,
  chapter: 'One',
  reference: null,
  wording: `The words of ${id}.`,
  commitmentIds: [id],
  ...fields,
});
const differences = (before: ContinuedRow[], after: ContinuedRow[]) =>
  Object.fromEntries(
    compareRows(before, after).rows.map(({ row: { id }, differences: found }) => [id, found]),
  );

describe('comparing two layouts', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => row(id)) as [
    ContinuedRow,
    ContinuedRow,
    ContinuedRow,
    ContinuedRow,
  ];

  it('names what moved, not what was pushed along by it', () => {
    expect(differences([a, b, c, d], [d, a, b, c])).toEqual({ a: [], b: [], c: [], d: ['moved'] });
    expect(differences([a, b, c, d], [a, c, b, d])).toMatchObject({ a: [], d: [] });
  });

  it('finds nothing moved when a row is new or gone', () => {
    const fresh = row('x', { continues: null });
    expect(differences([a, b, c], [fresh, a, c])).toEqual({ x: ['new'], a: [], c: [] });
    expect(compareRows([a, b, c], [fresh, a, c]).gone).toEqual([{ row: b, position: 2 }]);
  });

  it('names every difference of a row', () => {
    const changed = row('a', {
      chapter: 'Two',
      reference: '1.1',
      wording: 'Other words.',
      commitmentIds: ['a', 'b'],
    });
    expect(differences([a], [changed])).toEqual({
      a: ['other_chapter', 'renumbered', 'reworded', 'regrouped'],
    });
  });

  it('counts an empty reference as none, and the order of what is answered as nothing', () => {
    const before = row('a', { reference: '', commitmentIds: ['a', 'b'] });
    const after = row('a', { reference: null, commitmentIds: ['b', 'a'] });
    expect(differences([before], [after])).toEqual({ a: [] });
  });

  it('lets two rows go on from the same one', () => {
    const second = row('a2', { continues: 'a' });
    expect(differences([a, b], [a, second, b])).toEqual({
      a: [],
      a2: ['regrouped', 'reworded'].reverse(),
      b: [],
    });
  });

  it('leaves the rows that it does not call moved in their old order, and as many as can be', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), (order) => {
        const before = order.map((_, index) => row(String(index)));
        const after = order.map((index) => row(String(index)));
        const still = compareRows(before, after)
          .rows.filter(({ differences: found }) => !found.includes('moved'))
          .map(({ row: { id } }) => Number(id));
        expect(still).toEqual([...still].sort((one, other) => one - other));
        // Taking out any one row never takes more than one to put back.
        const [first, ...rest] = before;
        const moved = compareRows(before, [...rest, first!]).rows.filter(({ differences: found }) =>
          found.includes('moved'),
        );
        expect(moved).toHaveLength(1);
      }),
    );
  });
});
