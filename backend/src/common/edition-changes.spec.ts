import { aDocument, aRow, aSnapshot, anOmittedRow } from '../../test/builders/snapshot.js';
import { changedRows } from './edition-changes.js';
import type { SnapshotRow } from './edition-snapshot.js';

const edition = (...rows: SnapshotRow[]) =>
  aSnapshot({ chapters: [{ title: 'Chapter', groups: rows.map((row) => ({ rows: [row] })) }] });

const withText = (updateId: string, words: string, fields: Partial<SnapshotRow> = {}) =>
  aRow({ updateId, ...fields, content: { ...aRow().content!, document: aDocument(words) } });

describe('what a correction changed', () => {
  it('is nothing between a version and itself', () => {
    const one = edition(withText('a', 'The same.'), anOmittedRow({ updateId: 'b' }));
    expect(changedRows(one, one)).toEqual([]);
  });

  it('names exactly the rows whose words, wording, lead, status or omission differ, in printed order', () => {
    const before = edition(
      withText('a', 'Nine boroughs.'),
      withText('b', 'Unchanged.'),
      withText('c', 'To be withdrawn.'),
      withText('d', 'Wording.', { wording: 'Do it soon' }),
      withText('e', 'Renamed.', { leadOrganisation: 'Old Name' }),
    );
    const after = edition(
      withText('a', 'Ten boroughs.'),
      withText('b', 'Unchanged.'),
      anOmittedRow({ updateId: 'c' }),
      withText('d', 'Wording.', { wording: 'Do it now' }),
      withText('e', 'Renamed.', { leadOrganisation: 'New Name' }),
    );
    const changes = changedRows(before, after);
    expect(changes.map((change) => change.after.updateId)).toEqual(['a', 'c', 'd', 'e']);
    expect(
      changes[0]!.content.document.blocks[0]!.segments.map(({ op, text }) => [op, text]),
    ).toEqual([
      ['delete', 'Nine'],
      ['insert', 'Ten'],
      ['same', ' boroughs.'],
    ]);
    expect(changes[1]!.omission).toBeDefined();
    expect(changes[1]!.content.document.summary.blocksDeleted).toBe(1);
    expect(changes[2]!.wording?.segments.filter(({ op }) => op !== 'same')).toHaveLength(2);
    expect(changes[3]!.leadOrganisation?.segments.map(({ op, text }) => [op, text])).toEqual([
      ['delete', 'Old'],
      ['insert', 'New'],
      ['same', ' Name'],
    ]);
  });
});
