import fc from 'fast-check';
import type { RegisterChange } from '../../plan/index.js';
import { rowRefusals, unanswered, type Row } from '../rows/row.js';
import { effectOf } from './register-effect.js';
import { beforeOf, oppositeOf } from './register-change.input.js';
import { changeIssues } from './register-issues.js';
import {
  applyChange,
  isOpen,
  lastRowOf,
  type RegisterCommitment,
  type RegisterState,
  type RegisterSurroundings,
} from './register-state.js';

const CHAPTERS = ['c1', 'c2'];
let fresh = 0;
const around: RegisterSurroundings = {
  today: '2022-05-09',
  newId: () => `new-${(fresh += 1)}`,
  clearingOrganisationIds: new Set(['clearing']),
  activePersonIds: new Set(['here']),
};

const commitment = (id: string, fields: Partial<RegisterCommitment> = {}): RegisterCommitment => ({
  ...{ id, slug: id, title: `Pledge ${id}`, summary: `Promise of ${id}` },
  ...{ chapterId: 'c1', position: 1, leadOrganisationId: 'body' },
  ...{ askerId: null, funderId: null, ownerId: null },
  ...{ closedOn: null, pausedOn: null, isWaiting: false },
  ...{ limbs: [], assessmentActionIds: [] },
  ...fields,
});
const row = (id: string, commitmentIds: string[], fields: Partial<Row> = {}): Row => ({
  ...{ id, isNew: false, title: `Row ${id}`, previousUpdateId: null, chapterId: 'c1' },
  ...{ organisationId: null, isClearanceRequired: false, ownerId: null },
  ...{ chapter: 'Chapter c1', reference: null, wording: `Words of ${id}`, commitmentIds },
  ...{ state: 'not_started' as const, isTouched: false },
  ...fields,
});
const register = (commitments: RegisterCommitment[], rows: Row[]): RegisterState => ({
  chapters: new Map(CHAPTERS.map((id) => [id, `Chapter ${id}`])),
  commitments: new Map(commitments.map((each) => [each.id, each])),
  rows,
  lastRows: [],
  lineage: [],
  assessmentActionIds: ['4d', '4e'],
});
const part = (id: string, chapterId = 'c1') => ({
  ...{ id, slug: id, title: `Pledge ${id}`, summary: 'Promise', wording: `Words of ${id}` },
  ...{ chapterId, leadOrganisationId: 'clearing', ownerId: 'gone' },
});
const shown = ({ rows }: RegisterState): string[] =>
  rows.map((each) => each.commitmentIds.join('+'));

it('brings a row back where it was printed, which is not its place in the register', () => {
  const before = register(
    [commitment('a'), commitment('b', { position: 2 }), commitment('c', { position: 3 })],
    [row('1', ['c']), row('2', ['b']), row('3', ['a'])],
  );
  for (const commitmentId of ['a', 'b', 'c']) {
    const change = { kind: 'close' as const, commitmentId };
    const back = oppositeOf(change, beforeOf(before, change));
    const closed = applyChange(before, change, around);
    expect(shown(applyChange(closed, back as RegisterChange, around))).toEqual(shown(before));
  }
});

it('goes on from its own row of the last edition, before one that it shared', () => {
  const before = {
    ...register(
      [commitment('a'), commitment('b', { position: 2 })],
      [row('1', ['b'], { previousUpdateId: 'shared' })],
    ),
    lastRows: [
      { id: 'shared', commitmentIds: ['b', 'a'] },
      { id: 'own', commitmentIds: ['a'] },
    ],
  };
  expect(lastRowOf(before, 'a')).toBe('own');
  expect(lastRowOf({ ...before, lastRows: before.lastRows.slice(0, 1) }, 'a')).toBe('shared');
  expect(lastRowOf({ ...before, lastRows: [] }, 'a')).toBeNull();
});

describe('what a change does', () => {
  const three = (): RegisterState =>
    register(
      [
        commitment('a'),
        commitment('b', { position: 2 }),
        commitment('c', { chapterId: 'c2', position: 1 }),
      ],
      [
        row('ra', ['a']),
        row('rb', ['b']),
        row('rc', ['c'], { chapterId: 'c2', chapter: 'Printed otherwise' }),
      ],
    );

  it('gives a new commitment a row at the end of its chapter, under the chapter’s printed title', () => {
    const after = applyChange(three(), { kind: 'add', commitment: part('n', 'c2') }, around);
    expect(after.rows.at(-1)).toMatchObject({
      chapter: 'Printed otherwise',
      wording: 'Words of n',
      isClearanceRequired: true,
      ownerId: null,
      isNew: true,
    });
  });

  it('leaves the wording of a row that answers other commitments too', () => {
    const state = register([commitment('a'), commitment('b')], [row('r', ['a', 'b'])]);
    const after = applyChange(
      state,
      { kind: 'reword', commitmentId: 'a', title: 'New', summary: 'New', wording: 'New' },
      around,
    );
    expect(after.rows).toEqual(state.rows);
    expect(after.commitments.get('a')!.title).toBe('New');
  });

  it('moves only the rows that answer it first', () => {
    const state = three();
    const shared = { ...state, rows: [...state.rows, row('rs', ['b', 'a'])] };
    const after = applyChange(
      shared,
      { kind: 'move', commitmentId: 'a', chapterId: 'c2', beforeId: 'c' },
      around,
    );
    expect(shown(after)).toEqual(['b', 'a', 'c', 'b+a']);
    expect(after.rows[1]).toMatchObject({ chapterId: 'c2', chapter: 'Printed otherwise' });
    expect(after.commitments.get('c')!.position).toBe(2);
  });

  it('keeps a shared row when one of its commitments closes, and drops it with the last', () => {
    const state = register([commitment('a'), commitment('b')], [row('r', ['a', 'b'])]);
    const once = applyChange(state, { kind: 'close', commitmentId: 'a' }, around);
    expect(shown(once)).toEqual(['b']);
    expect(shown(applyChange(once, { kind: 'close', commitmentId: 'b' }, around))).toEqual([]);
  });

  it('gives the rows over when nothing answers the surviving commitment yet', () => {
    const state = register([commitment('a'), commitment('b')], [row('ra', ['a'])]);
    const after = applyChange(state, { kind: 'merge', commitmentId: 'a', intoId: 'b' }, around);
    expect(shown(after)).toEqual(['b+a']);
  });

  it('ends the merged one’s row when the surviving one closes', () => {
    const merged = applyChange(three(), { kind: 'merge', commitmentId: 'a', intoId: 'b' }, around);
    expect(shown(merged)).toEqual(['b+a', 'c']);
    const closed = applyChange(merged, { kind: 'close', commitmentId: 'b' }, around);
    expect(shown(closed)).toEqual(['c']);
  });

  it('ends what is replaced and says by what, until it is reopened', () => {
    const change = { kind: 'replace' as const, commitmentId: 'a', intoId: 'b' };
    const replaced = applyChange(three(), change, around);
    expect(shown(replaced)).toEqual(['b', 'c']);
    expect(replaced.commitments.get('a')!.closedOn).toBe('2022-05-09');
    expect(replaced.lineage).toEqual([{ fromId: 'a', toId: 'b', kind: 'replaced_by' }]);
    expect(changeIssues(replaced, change)).toMatchObject([{ code: 'unchanged' }]);
    const reopened = applyChange(replaced, { kind: 'reopen', commitmentId: 'a' }, around);
    expect(reopened.lineage).toEqual([]);
    expect(shown(reopened)).toContain('a');
  });

  it('links what ended before to what replaced it, unless it was merged and so goes on', () => {
    const closed = applyChange(three(), { kind: 'close', commitmentId: 'a' }, around);
    const change = { kind: 'replace' as const, commitmentId: 'a', intoId: 'b' };
    expect(changeIssues(closed, change)).toEqual([]);
    expect(applyChange(closed, change, around).lineage).toHaveLength(1);
    expect(changeIssues(closed, { ...change, intoId: 'a' })).toMatchObject([{ code: 'itself' }]);
    const merged = applyChange(three(), { ...change, kind: 'merge' }, around);
    expect(changeIssues(merged, change)).toMatchObject([{ code: 'merged' }]);
  });

  it('keeps the limbs that a rewording does not speak of', () => {
    const state = register([commitment('a', { limbs: ['One', 'Two'] })], [row('ra', ['a'])]);
    const words = { title: 'New', summary: 'New', wording: 'New' };
    const reword = { kind: 'reword' as const, commitmentId: 'a', ...words };
    const limbsAfter = (change: RegisterChange) =>
      applyChange(state, change, around).commitments.get('a')!.limbs;
    expect(limbsAfter(reword)).toEqual(['One', 'Two']);
    expect(limbsAfter({ ...reword, limbs: ['One'] })).toEqual(['One']);
    expect(limbsAfter({ ...reword, limbs: [] })).toEqual([]);
  });

  it('places it in the impact assessment, where the plan has one', () => {
    const change = { kind: 'assess' as const, commitmentId: 'a', actionIds: ['4d'] };
    const after = applyChange(three(), change, around);
    expect(after.commitments.get('a')!.assessmentActionIds).toEqual(['4d']);
    expect(shown(after)).toEqual(shown(three()));
    expect(changeIssues(after, change)).toMatchObject([{ field: 'actionIds', code: 'unchanged' }]);
    const without = { ...three(), assessmentActionIds: [] };
    expect(changeIssues(without, change)).toMatchObject([{ code: 'no_assessment' }]);
  });
});

describe('changes one after the other', () => {
  const IDS = ['a', 'b', 'c', 'd', 'e'];
  const anId = fc.constantFrom(...IDS, 'n1', 'n2');
  const aChapter = fc.constantFrom(...CHAPTERS);
  const aChange: fc.Arbitrary<RegisterChange> = fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      commitment: fc.tuple(fc.constantFrom('n1', 'n2'), aChapter).map(([id, at]) => part(id, at)),
      beforeId: fc.option(anId, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('reword' as const),
      commitmentId: anId,
      title: fc.constant('Renamed'),
      summary: fc.constant('Otherwise'),
      wording: fc.constant('Printed otherwise'),
      limbs: fc.option(fc.subarray(['One', 'Two']), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('move' as const),
      commitmentId: anId,
      chapterId: aChapter,
      beforeId: fc.option(anId, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('renumber' as const),
      commitmentId: anId,
      reference: fc.option(fc.constantFrom('1.1', '2.1'), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('split' as const),
      commitmentId: anId,
      parts: fc.tuple(fc.constant(part('n1')), fc.constant(part('n2', 'c2'))),
      endsOriginal: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('merge' as const, 'replace' as const),
      commitmentId: anId,
      intoId: anId,
    }),
    fc.record({
      kind: fc.constant('assess' as const),
      commitmentId: anId,
      actionIds: fc.subarray(['4d', '4e']),
    }),
    fc.record({
      kind: fc.constantFrom(
        'pause' as const,
        'resume' as const,
        'close' as const,
        'reopen' as const,
      ),
      commitmentId: anId,
    }),
  );
  const aState: fc.Arbitrary<RegisterState> = fc
    .array(
      fc.record({
        answers: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 }),
        isTouched: fc.boolean(),
        state: fc.constantFrom('not_started' as const, 'drafting' as const, 'approved' as const),
        chapterId: aChapter,
      }),
      { maxLength: 7 },
    )
    .map((rows) =>
      register(
        IDS.map((id, index) =>
          commitment(id, { position: index + 1, chapterId: CHAPTERS[index % 2]! }),
        ),
        rows.map(({ answers, ...fields }, index) => row(`r${index}`, answers, fields)),
      ),
    );
  const open = (state: RegisterState): string[] =>
    [...state.commitments.values()].filter(isOpen).map(({ id }) => id);

  const eachStep = (
    check: (before: RegisterState, after: RegisterState, change: RegisterChange) => void,
  ) =>
    fc.assert(
      fc.property(aState, fc.array(aChange, { maxLength: 8 }), (start, changes) => {
        changes.reduce((before, change) => {
          if (changeIssues(before, change).length > 0) return before;
          const after = applyChange(before, change, around);
          check(before, after, change);
          return after;
        }, start);
      }),
      { numRuns: 400 },
    );

  it('leave every open commitment answered by a row, or say that it is not', () => {
    eachStep((before, after) => {
      const { unanswered: said } = effectOf(before, after, []);
      const wasUnanswered = unanswered(before.rows, open(before));
      for (const id of unanswered(after.rows, open(after))) {
        expect([...said, ...wasUnanswered]).toContain(id);
      }
    });
  });

  it('lose no row in which something was written without saying so', () => {
    eachStep((before, after) => {
      const kept = new Set(after.rows.map(({ id }) => id));
      const refused = new Set(rowRefusals(before.rows, after.rows).map(({ rowId }) => rowId));
      for (const each of before.rows) {
        if (!kept.has(each.id)) expect(refused.has(each.id)).toBe(each.isTouched);
      }
      expect(kept.size).toBe(after.rows.length);
    });
  });

  it('never take away a row that answers no commitment', () => {
    eachStep((before, after) => {
      const kept = new Set(after.rows.map(({ id }) => id));
      for (const each of before.rows) {
        if (each.commitmentIds.length === 0) expect(kept).toContain(each.id);
      }
    });
  });

  it('change nothing when they are made a second time, but perhaps the order', () => {
    const inOneOrder = ({ rows, commitments }: RegisterState) => ({
      rows: [...rows].sort((one, other) => (one.id < other.id ? -1 : 1)),
      commitments: [...commitments.values()].map(({ position: _, ...each }) => each),
    });
    eachStep((_, after, change) => {
      expect(inOneOrder(applyChange(after, change, around))).toEqual(inOneOrder(after));
    });
  });

  it('say of every row that is different in what it is different', () => {
    eachStep((before, after) => {
      const { rows, unchanged } = effectOf(before, after, []);
      expect(rows.filter(({ after: there }) => there).length + unchanged).toBe(after.rows.length);
      expect(rows.filter(({ what }) => what === 'disappears').length).toBe(
        before.rows.filter(({ id }) => !after.rows.some((each) => each.id === id)).length,
      );
    });
  });
});
