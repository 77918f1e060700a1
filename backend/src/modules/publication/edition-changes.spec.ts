import { aDocument, aRow, anOmittedRow, aSnapshot } from '../../../test/builders/snapshot.js';
import type { SnapshotRow } from '../../common/edition-snapshot.js';
import { changesSince } from './edition-changes.js';

const edition = (...rows: SnapshotRow[]) =>
  aSnapshot({
    chapters: [
      { title: 'One', groups: rows.map((row, i) => ({ reference: `1.${i + 1}`, rows: [row] })) },
    ],
  });
const saying = (words: string, hash = words) => ({ hash, document: aDocument(words) });
const row = (updateId: string, fields: Partial<SnapshotRow>) => aRow({ updateId, ...fields });

/** The second row goes on from the first. */
const kindOf = (before: Partial<SnapshotRow>, after: Partial<SnapshotRow>) =>
  changesSince(edition(row('a', before)), edition(row('b', after)), new Map([['b', 'a']])).rows.get(
    'b',
  )!.kind;

describe('what an edition says otherwise than the one before', () => {
  it('is what changed in words, delivery, milestone or the commitment as printed', () => {
    expect(kindOf({ content: saying('x') }, { content: saying('x') })).toBe('unchanged');
    expect(kindOf({ content: saying('x') }, { content: saying('y') })).toBe('changed');
    expect(
      kindOf({ content: saying('x') }, { content: { ...saying('x', 'h'), delivery: 'paused' } }),
    ).toBe('changed');
    expect(
      kindOf({ content: saying('x') }, { content: { ...saying('x', 'h'), nextMilestone: 'May' } }),
    ).toBe('changed');
    expect(kindOf({}, { wording: 'Other words.' })).toBe('changed');
  });

  it('is nothing where a text is said to have no change, a row moved, or its number is another', () => {
    const same = { ...saying('x', 'h'), noChange: { since: '2021/22 Q3', sinceOn: '2021-12-31' } };
    expect(kindOf({ content: saying('x') }, { content: same })).toBe('unchanged');
    const { rows } = changesSince(
      edition(row('a', {}), row('b', {})),
      edition(row('b2', {}), row('a2', {})),
      new Map([
        ['a2', 'a'],
        ['b2', 'b'],
      ]),
    );
    expect([...rows.values()].map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
    expect([...rows.values()].flatMap(({ differences }) => differences)).toContain('renumbered');
  });

  it('is that a row has no update any more, has one again, or gives another reason', () => {
    const omitted = anOmittedRow({ updateId: 'b' });
    const otherwise = { ...omitted, omission: { reason: 'Another.' } };
    const rows = (before: SnapshotRow, after: SnapshotRow) =>
      changesSince(
        edition({ ...before, updateId: 'a', wording: '' }),
        edition({ ...after, wording: '' }),
        new Map([['b', 'a']]),
      ).rows.get('b')!.kind;
    expect(rows(row('b', {}), omitted)).toBe('changed');
    expect(rows(omitted, row('b', {}))).toBe('changed');
    expect(rows(omitted, omitted)).toBe('unchanged');
    expect(rows(omitted, otherwise)).toBe('changed');
  });

  it('names rows that go on from none, and those from which none goes on', () => {
    const { rows, gone } = changesSince(
      edition(row('a', {}), row('z', { title: 'Left out' })),
      edition(row('b', {}), row('c', {}), row('d', {})),
      // One row was split into two.
      new Map([
        ['b', 'a'],
        ['c', 'a'],
        ['d', 'elsewhere'],
      ]),
    );
    expect(['b', 'c', 'd'].map((id) => rows.get(id)!.kind)).toEqual([
      'unchanged',
      'unchanged',
      'new',
    ]);
    expect(gone.map(({ row: { title }, reference }) => [title, reference])).toEqual([
      ['Left out', '1.2'],
    ]);
  });
});
