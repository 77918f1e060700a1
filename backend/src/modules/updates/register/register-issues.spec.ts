import { changeIssues } from './register-issues.js';
import type { RegisterState } from './register-state.js';

/** A register whose one row answers these commitments. */
const withRowOf = (...commitmentIds: string[]): RegisterState =>
  ({
    ...{
      chapters: new Map([['c', 'Chapter']]),
      lastRows: [],
      lineage: [],
      assessmentActionIds: [],
    },
    commitments: new Map(
      ['one', 'two'].map((id) => [
        id,
        { ...{ id, title: id, summary: 'Summary.', limbs: [], closedOn: null, isWaiting: false } },
      ]),
    ),
    rows: [{ id: 'row', commitmentIds, wording: 'As printed.' }],
  }) as unknown as RegisterState;

describe('rewording a commitment', () => {
  const reword = { kind: 'reword', commitmentId: 'one', title: 'New', summary: 'New.' } as const;

  it('is refused for words that only a shared row prints, and says where they are changed', () => {
    expect(
      changeIssues(withRowOf('one', 'two'), { ...reword, wording: 'Other words.' }),
    ).toMatchObject([{ field: 'wording', code: 'shared' }]);
  });

  it('changes title and summary also where the row is shared, and words of a row of its own', () => {
    expect(changeIssues(withRowOf('one', 'two'), { ...reword, wording: 'As printed.' })).toEqual(
      [],
    );
    expect(changeIssues(withRowOf('one'), { ...reword, wording: 'Other words.' })).toEqual([]);
  });
});
