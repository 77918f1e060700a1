import { CreateRound } from '../../../src/modules/rounds/index.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { Commitment } from '../../../src/modules/plan/index.js';
import { verifyTrail } from '../../../src/modules/publication/index.js';
import { Listing, OpenRound, Update } from '../../../src/modules/updates/index.js';
import type { RegisterChangeInput } from '../../../src/modules/updates/register/register-change.input.js';
import { changeRegister, previewChange, undoChange } from '../../builders/register-acts.js';
import { omit } from '../../builders/update-acts.js';
import {
  addPlan,
  approve,
  aRound,
  buildWorld,
  draft,
  rowIds,
  submit,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let secretariat: string;
let slugs = 0;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  secretariat = world.people.secretariat;
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
});
afterEach(async () => {
  expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
});

const preview = (input: RegisterChangeInput, personId = secretariat) =>
  previewChange(test, personId, input);
const change = (input: RegisterChangeInput, personId = secretariat) =>
  changeRegister(test, personId, input);

/** A round to come, after the open one. */
const plannedRound = (fields: object = {}): Promise<string> =>
  test.as(secretariat, (act) =>
    test.app.get(CreateRound).execute(
      act,
      plan.planId,
      aRound({
        slug: `coming-${(slugs += 1)}`,
        title: 'The coming round',
        periodStart: '2022-04-01',
        periodEnd: '2022-06-30',
        ...fields,
      }),
    ),
  );
const open = (roundId: string): Promise<void> =>
  test.as(secretariat, (act) => test.app.get(OpenRound).execute(act, roundId));

interface Shown {
  title: string;
  chapter: string;
  reference: string | null;
  wording: string;
  answers: string[];
}
/** A round's rows in the order of print, commitments by their titles. */
async function rows(roundId: string): Promise<Shown[]> {
  const ids = await rowIds(test, roundId);
  return Promise.all(
    ids.map(async (updateId, index) => {
      const { title } = await test.manager.findOneByOrFail(Update, { id: updateId });
      const listing = await test.manager.findOneByOrFail(Listing, { updateId });
      expect(listing.position).toBe(index + 1);
      const answers = await test.manager.query<{ title: string }[]>(
        `SELECT m.title FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
         WHERE uc.update_id = $1 ORDER BY uc.position`,
        [updateId],
      );
      const { chapter, reference, wording } = listing;
      return { title, chapter, reference, wording, answers: answers.map((each) => each.title) };
    }),
  );
}
const titles = async (roundId = plan.roundId): Promise<string[]> =>
  (await rows(roundId)).map(({ title }) => title);
const commitment = (id: string): Promise<Commitment> =>
  test.manager.findOneByOrFail(Commitment, { id });
const newOne = (): RegisterChangeInput => ({
  kind: 'add',
  planId: plan.planId,
  title: 'A new pledge',
  summary: 'What it promises.',
  wording: 'As it is to be printed.',
  reference: '1.3',
  chapterId: plan.chapterIds[0]!,
  leadOrganisationId: organisationId,
  ownerId: plan.people.owner,
});
let organisationId: string;
beforeEach(async () => {
  organisationId = (await commitment(plan.commitmentIds[0]!)).leadOrganisationId;
});

describe('in an open round, at once', () => {
  const [first, second, third, fourth] = [0, 1, 2, 3];
  const id = (index: number): string => plan.commitmentIds[index]!;
  const now = (input: Omit<RegisterChangeInput, 'roundId'>): RegisterChangeInput => ({
    ...input,
    roundId: plan.roundId,
  });

  it('adds a commitment with a row in its place', async () => {
    const made = await change(now({ ...newOne(), beforeId: id(second!) }));
    expect((await rows(plan.roundId))[1]).toEqual({
      title: 'A new pledge',
      chapter: 'First chapter',
      reference: '1.3',
      wording: 'As it is to be printed.',
      answers: ['A new pledge'],
    });
    expect(await commitment(made.commitmentId)).toMatchObject({
      slug: 'a-new-pledge',
      position: 2,
      isWaiting: false,
      closedOn: null,
    });
    expect(await commitment(id(second!))).toMatchObject({ position: 3, version: 1 });
    const again = await change(now(newOne()));
    expect(await commitment(again.commitmentId)).toMatchObject({ slug: 'a-new-pledge-2' });
  });

  it('rewords the row that answers it alone, and leaves its address', async () => {
    await change(
      now({
        kind: 'reword',
        commitmentId: id(first!),
        title: 'Renamed',
        summary: 'Promises more.',
        wording: 'Printed anew.',
      }),
    );
    expect((await rows(plan.roundId))[0]).toMatchObject({
      title: 'Renamed',
      wording: 'Printed anew.',
    });
    expect(await commitment(id(first!))).toMatchObject({
      title: 'Renamed',
      summary: 'Promises more.',
      slug: 'commitment-1',
      version: 2,
    });
  });

  it('moves it to another chapter with its row, and says whose review it leaves', async () => {
    const input = now({
      kind: 'move',
      commitmentId: id(first!),
      chapterId: plan.chapterIds[1]!,
      beforeId: id(fourth!),
    });
    expect((await preview(input)).effect.parts).toEqual([
      {
        personId: plan.people.chapterLead,
        part: 'lead',
        what: 'loses',
        title: 'Commitment 1',
      },
    ]);
    await change(input);
    expect(await titles()).toEqual([
      'Commitment 2',
      'Commitment 3',
      'Commitment 1',
      'Commitment 4',
    ]);
    const update = await test.manager.findOneByOrFail(Update, { id: plan.updateIds[0]! });
    expect(update.chapterId).toBe(plan.chapterIds[1]);
    expect((await rows(plan.roundId))[2]!.chapter).toBe('Second chapter');
  });

  it('renumbers its rows, and can leave them without a number', async () => {
    await change(now({ kind: 'renumber', commitmentId: id(first!), reference: '4.1' }));
    expect((await rows(plan.roundId))[0]!.reference).toBe('4.1');
    await change(now({ kind: 'renumber', commitmentId: id(first!) }));
    expect((await rows(plan.roundId))[0]!.reference).toBeNull();
  });

  it('splits it: the parts follow it, with their lineage; the original ends when asked', async () => {
    const parts = [
      { title: 'First part', summary: 'The one.', reference: '1.1a' },
      { title: 'Second part', summary: 'The other.' },
    ];
    await change(now({ kind: 'split', commitmentId: id(first!), parts, endsOriginal: true }));
    expect(await titles()).toEqual([
      'First part',
      'Second part',
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect((await commitment(id(first!))).closedOn).toBe('2022-05-09');
    const lineage = await test.manager.query<object[]>(
      `SELECT x.kind, m.title FROM commitment_lineage x JOIN commitments m ON m.id = x.to_id
       WHERE x.from_id = $1 ORDER BY m.title`,
      [id(first!)],
    );
    expect(lineage).toEqual([
      { kind: 'split_into', title: 'First part' },
      { kind: 'split_into', title: 'Second part' },
    ]);
  });

  it('merges it: the surviving row answers both, its own goes', async () => {
    await change(now({ kind: 'merge', commitmentId: id(second!), intoId: id(third!) }));
    expect(await titles()).toEqual(['Commitment 1', 'Commitment 3', 'Commitment 4']);
    expect((await rows(plan.roundId))[1]!.answers).toEqual(['Commitment 3', 'Commitment 2']);
    expect((await commitment(id(second!))).closedOn).toBe('2022-05-09');
    await expect(preview(now({ kind: 'reopen', commitmentId: id(second!) }))).rejects.toMatchObject(
      { code: 'request.invalid', extra: { issues: [{ code: 'merged' }] } },
    );
  });

  it('closes it, and reopens it', async () => {
    await change(now({ kind: 'close', commitmentId: id(second!) }));
    expect(await titles()).toEqual(['Commitment 1', 'Commitment 3', 'Commitment 4']);
    await expect(preview(now({ kind: 'pause', commitmentId: id(second!) }))).rejects.toMatchObject({
      extra: { issues: [{ code: 'closed' }] },
    });
    await change(now({ kind: 'reopen', commitmentId: id(second!) }));
    expect(await titles()).toEqual([
      'Commitment 1',
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect((await commitment(id(second!))).closedOn).toBeNull();
  });

  it('pauses and resumes it: recorded, and no row changes', async () => {
    const before = await rows(plan.roundId);
    await change(now({ kind: 'pause', commitmentId: id(first!) }));
    expect((await commitment(id(first!))).pausedOn).toBe('2022-05-09');
    expect(await rows(plan.roundId)).toEqual(before);
    await change(now({ kind: 'resume', commitmentId: id(first!) }));
    expect((await commitment(id(first!))).pausedOn).toBeNull();
  });

  it.each(['draft', 'revision', 'decision'])(
    'takes no row away in which there is a %s, and says who can do what',
    async (what) => {
      const { owner } = plan.people;
      const updateId = plan.updateIds[0]!;
      if (what === 'draft') await draft(test, updateId, owner, 'Written.');
      if (what === 'revision') await submit(test, updateId, owner, 'Written.');
      if (what === 'decision') await omit(test, updateId, secretariat, 'Nothing came.');
      const input = now({ kind: 'close', commitmentId: id(first!) });
      const { effect } = await preview(input);
      expect(effect.refusals.map(({ title }) => title)).toEqual(['Commitment 1']);
      await expect(change(input)).rejects.toMatchObject({
        code: 'register.row_in_use',
        context: { why: expect.stringContaining('The secretariat can omit it') as string },
      });
      expect(await titles()).toContain('Commitment 1');
      expect((await commitment(id(first!))).closedOn).toBeNull();
    },
  );

  it('lets no approved or submitted words answer another commitment', async () => {
    const input = now({ kind: 'merge', commitmentId: id(second!), intoId: id(first!) });
    await submit(test, plan.updateIds[0]!, plan.people.owner, 'One answer.');
    await expect(change(input)).rejects.toMatchObject({
      code: 'register.row_in_use',
      context: { why: expect.stringContaining('A lead can return it first') as string },
    });
    await approve(test, plan.updateIds[0]!, plan.people.lead);
    await expect(change(input)).rejects.toMatchObject({
      context: { why: expect.stringContaining('reopen it first') as string },
    });
    expect(await titles()).toHaveLength(4);
  });
});

describe('in a round to come, when it opens', () => {
  const id = (index: number): string => plan.commitmentIds[index]!;

  it('changes nothing now, and everything in order then', async () => {
    const roundId = await plannedRound();
    const before = await rows(plan.roundId);
    const from = (input: Omit<RegisterChangeInput, 'roundId'>) => change({ ...input, roundId });
    const added = await from({ ...newOne(), beforeId: id(0) });
    await from({
      kind: 'reword',
      commitmentId: id(0),
      title: 'Renamed',
      summary: 'More.',
      wording: 'Printed anew.',
    });
    await from({ kind: 'move', commitmentId: id(1), chapterId: plan.chapterIds[1]! });
    await from({ kind: 'renumber', commitmentId: id(1), reference: '9.9' });
    await from({ kind: 'merge', commitmentId: id(2), intoId: id(3) });
    expect(await rows(plan.roundId)).toEqual(before);
    expect(await commitment(id(0))).toMatchObject({ title: 'Commitment 1', version: 2 });
    expect(await commitment(added.commitmentId)).toMatchObject({ isWaiting: true });

    await open(roundId);
    expect(
      (await rows(roundId)).map(({ title, reference, answers }) => [title, reference, answers]),
    ).toEqual([
      ['A new pledge', '1.3', ['A new pledge']],
      ['Renamed', null, ['Renamed']],
      ['Commitment 4', null, ['Commitment 4', 'Commitment 3']],
      ['Commitment 2', '9.9', ['Commitment 2']],
    ]);
    expect(await commitment(added.commitmentId)).toMatchObject({ isWaiting: false, position: 1 });
    expect((await commitment(id(2))).closedOn).toBe('2022-05-09');
    const printed = ({ answers: _, ...row }: Shown) => row;
    expect((await rows(plan.roundId)).map(printed)).toEqual(before.map(printed));
    const effects = await test.manager.query<object[]>(
      'SELECT 1 FROM commitment_change_effects WHERE round_id = $1',
      [roundId],
    );
    expect(effects).toHaveLength(5);
  });

  it('previews what will be there when it opens, other waiting changes included', async () => {
    const roundId = await plannedRound();
    await change({ kind: 'close', commitmentId: id(0), roundId });
    const { effect, before } = await preview({ kind: 'close', commitmentId: id(1), roundId });
    expect(before.rows.map(({ title }) => title)).toEqual([
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect(effect.rows.map(({ what, before: was }) => [what, was?.row.title])).toEqual([
      ['disappears', 'Commitment 2'],
    ]);
    await expect(preview({ kind: 'pause', commitmentId: id(0), roundId })).rejects.toMatchObject({
      extra: { issues: [{ code: 'closed' }] },
    });
    // Until then it is open: the round now under way can still change it.
    await expect(
      preview({ kind: 'pause', commitmentId: id(0), roundId: plan.roundId }),
    ).resolves.toBeDefined();
  });

  it('waits for its own round: an earlier one opens without it', async () => {
    const later = await plannedRound({ periodStart: '2022-07-01', periodEnd: '2022-09-30' });
    await change({ kind: 'close', commitmentId: id(0), roundId: later });
    const sooner = await plannedRound();
    await open(sooner);
    expect(await titles(sooner)).toContain('Commitment 1');
    await open(later);
    expect(await titles(later)).not.toContain('Commitment 1');
  });

  it('without a round: in the next one to be opened', async () => {
    await change({ kind: 'close', commitmentId: id(0) });
    expect((await commitment(id(0))).closedOn).toBeNull();
    const roundId = await plannedRound();
    await open(roundId);
    expect(await titles(roundId)).not.toContain('Commitment 1');
    expect((await commitment(id(0))).closedOn).toBe('2022-05-09');
  });

  it('keeps what was changed in a round that is not published when the next one opens', async () => {
    await change({
      kind: 'renumber',
      commitmentId: id(0),
      reference: '7.7',
      roundId: plan.roundId,
    });
    const roundId = await plannedRound();
    await open(roundId);
    expect((await rows(roundId))[0]!.reference).toBe('7.7');
  });
});

describe('taking a change back', () => {
  const id = (index: number): string => plan.commitmentIds[index]!;

  it('before its round opens: it is dropped, and both are on record', async () => {
    const roundId = await plannedRound();
    const added = await change({ ...newOne(), roundId });
    const closed = await change({ kind: 'close', commitmentId: id(0), roundId });
    await undoChange(test, secretariat, closed.id);
    await undoChange(test, secretariat, added.id);
    await expect(undoChange(test, secretariat, closed.id)).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    await open(roundId);
    expect(await titles(roundId)).toEqual([
      'Commitment 1',
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    const kinds = await test.manager.query<object[]>(
      'SELECT kind FROM commitment_changes WHERE plan_id = $1 ORDER BY seq',
      [plan.planId],
    );
    expect(kinds).toEqual([
      { kind: 'add' },
      { kind: 'close' },
      { kind: 'withdraw' },
      { kind: 'withdraw' },
    ]);
  });

  it('in an open round: by the opposite change, which brings back how it was', async () => {
    const before = await rows(plan.roundId);
    const roundId = plan.roundId;
    for (const input of [
      { kind: 'reword', title: 'Renamed', summary: 'More.', wording: 'Anew.' },
      { kind: 'move', chapterId: plan.chapterIds[1]! },
      { kind: 'renumber', reference: '8.8' },
      { kind: 'close' },
      { kind: 'pause' },
    ] as RegisterChangeInput[]) {
      const made = await change({ ...input, commitmentId: id(0), roundId });
      await undoChange(test, secretariat, made.id);
      expect([input.kind, await rows(roundId)]).toEqual([input.kind, before]);
    }
    const added = await change({ ...newOne(), roundId });
    await undoChange(test, secretariat, added.id);
    expect(await rows(roundId)).toEqual(before);
  });

  it('is refused when the commitment was changed again since, or something was written', async () => {
    const roundId = plan.roundId;
    const first = await change({ kind: 'renumber', commitmentId: id(0), reference: '1', roundId });
    await change({ kind: 'renumber', commitmentId: id(0), reference: '2', roundId });
    await expect(undoChange(test, secretariat, first.id)).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: expect.stringContaining('changed again since') as string },
    });
    const added = await change({ ...newOne(), roundId });
    const ids = await rowIds(test, roundId);
    const at = (await titles()).indexOf('A new pledge');
    await draft(test, ids[at]!, plan.people.owner, 'Begun.');
    await expect(undoChange(test, secretariat, added.id)).rejects.toMatchObject({
      code: 'register.row_in_use',
    });
  });
});

describe('who, and two at once', () => {
  const id = (index: number): string => plan.commitmentIds[index]!;

  it('is for the secretariat of the plan alone', async () => {
    for (const person of ['lead', 'owner', 'signatory', 'auditor', 'administrator'] as const) {
      await expect(
        preview({ kind: 'close', commitmentId: id(0) }, plan.people[person]),
      ).rejects.toMatchObject({ code: 'permission.refused' });
    }
  });

  it('refuses a round that is over, of another plan, or none at all', async () => {
    await expect(
      preview({ kind: 'close', commitmentId: id(0), roundId: world.roundId }),
    ).rejects.toMatchObject({ code: 'request.invalid', extra: { issues: [{ code: 'unknown' }] } });
    await test.manager.query("UPDATE rounds SET state = 'sealed' WHERE id = $1", [plan.roundId]);
    await expect(
      preview({ kind: 'close', commitmentId: id(0), roundId: plan.roundId }),
    ).rejects.toMatchObject({ code: 'transition.illegal' });
    await test.manager.query("UPDATE rounds SET state = 'open' WHERE id = $1", [plan.roundId]);
  });

  it('does only what was seen: of two at once one is told who was first', async () => {
    const input = { kind: 'renumber' as const, commitmentId: id(0), roundId: plan.roundId };
    const outcomes = await Promise.allSettled([
      change({ ...input, reference: '1.1' }),
      change({ ...input, reference: '2.2' }, plan.people.secondSecretariat),
    ]);
    const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    // Whoever came second either looked at the new state first, or is refused.
    if (refused) {
      expect(refused.reason).toMatchObject({
        code: 'record.changed_meanwhile',
        extra: { conflict: { what: 'changed this commitment' } },
      });
    }
    const seen = await preview({ ...input, reference: '3.3' });
    await change({ ...input, reference: '4.4' }, plan.people.secondSecretariat);
    const { ChangeRegister } = await import('../../../src/modules/updates/index.js');
    await expect(
      test.as(secretariat, (act) =>
        test.app.get(ChangeRegister).execute(act, {
          ...{ ...input, reference: '3.3', reason: 'Because.' },
          ...{ seen: seen.hash, version: seen.commitment!.version },
        }),
      ),
    ).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The secondSecretariat', what: 'changed this commitment' } },
    });
  });

  it('does only what was seen: not when the rows changed meanwhile', async () => {
    const input = { kind: 'close' as const, commitmentId: id(0), roundId: plan.roundId };
    const seen = await preview(input);
    await change({ kind: 'renumber', commitmentId: id(1), reference: '5', roundId: plan.roundId });
    await draft(test, plan.updateIds[0]!, plan.people.owner, 'Begun meanwhile.');
    const { ChangeRegister } = await import('../../../src/modules/updates/index.js');
    await expect(
      test.as(secretariat, (act) =>
        test.app.get(ChangeRegister).execute(act, {
          ...{ ...input, reason: 'Because.' },
          ...{ seen: seen.hash, version: seen.commitment!.version },
        }),
      ),
    ).rejects.toMatchObject({ code: 'record.changed_meanwhile' });
  });

  it('keeps its record append-only, without a word of text in the audit trail', async () => {
    await change({ ...newOne(), title: 'Zebra crossing', roundId: plan.roundId });
    for (const statement of [
      "UPDATE commitment_changes SET reason = 'x'",
      'DELETE FROM commitment_changes',
      'TRUNCATE commitment_changes CASCADE',
      'DELETE FROM commitment_change_effects',
    ]) {
      await expect(test.manager.query(statement)).rejects.toThrow('append-only');
    }
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    const entries = await test.manager.query<{ data: object }[]>(
      "SELECT data FROM audit_entries WHERE kind LIKE 'commitment.%' OR kind LIKE 'round.%'",
    );
    expect(JSON.stringify(entries)).not.toMatch(/Zebra|revised/);
  });

  it('finds out by verify what was rewritten behind the system’s back', async () => {
    const { id: made } = await change({ ...newOne(), roundId: plan.roundId });
    const rewrite = (set: string) =>
      test.manager.transaction(async (manager) => {
        await manager.query('ALTER TABLE commitment_changes DISABLE TRIGGER USER');
        await manager.query(`UPDATE commitment_changes SET ${set} WHERE id = $1`, [made]);
        await manager.query('ALTER TABLE commitment_changes ENABLE TRIGGER USER');
      });
    await rewrite("reason = reason || '!'");
    expect(await verifyTrail(test.dataSource)).toHaveProperty('wrong');
    await rewrite("reason = rtrim(reason, '!')");
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    await rewrite(`after = after || '{"beforeId": "x"}'`);
    expect(await verifyTrail(test.dataSource)).toHaveProperty('wrong');
    await rewrite("after = after - 'beforeId'");
  });
});
