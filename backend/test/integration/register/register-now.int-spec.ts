import { Update } from '../../../src/modules/updates/index.js';
import type { RegisterChangeInput } from '../../../src/modules/updates/register/register-change.input.js';
import { standingFrom } from '../../../src/modules/updates/register/prepare-change.js';
import { eachWithARegister, type KeptRegister } from '../../builders/kept-register.js';
import { omit } from '../../builders/update-acts.js';
import { approve, draft, submit, type World } from '../../builders/world.js';
import type { TestApp } from '../../support/test-app.js';

let test: TestApp;
let plan: World;
let register: KeptRegister;
eachWithARegister((given) => ({ test, plan, register } = given));

describe('in an open round, at once', () => {
  const [first, second, third, fourth] = [0, 1, 2, 3];
  const now = (input: Omit<RegisterChangeInput, 'roundId'>): RegisterChangeInput => ({
    ...input,
    roundId: plan.roundId,
  });

  it('adds a commitment with a row in its place', async () => {
    const made = await register.change(
      now({ ...register.newOne(), beforeId: register.id(second!) }),
    );
    expect((await register.rows())[1]).toEqual({
      title: 'A new pledge',
      chapter: 'First chapter',
      reference: '1.3',
      wording: 'As it is to be printed.',
      answers: ['A new pledge'],
    });
    expect(await register.commitment(made.commitmentId)).toMatchObject({
      slug: 'a-new-pledge',
      position: 2,
      isWaiting: false,
      closedOn: null,
    });
    expect(await register.commitment(register.id(second!))).toMatchObject({
      position: 3,
      version: 1,
    });
    const again = await register.change(now(register.newOne()));
    expect(await register.commitment(again.commitmentId)).toMatchObject({ slug: 'a-new-pledge-2' });
  });

  it('rewords the row that answers it alone, and leaves its address', async () => {
    await register.change(
      now({
        kind: 'reword',
        commitmentId: register.id(first!),
        title: 'Renamed',
        summary: 'Promises more.',
        wording: 'Printed anew.',
      }),
    );
    expect((await register.rows())[0]).toMatchObject({
      title: 'Renamed',
      wording: 'Printed anew.',
    });
    expect(await register.commitment(register.id(first!))).toMatchObject({
      title: 'Renamed',
      summary: 'Promises more.',
      slug: 'commitment-1',
      version: 2,
    });
  });

  it('is begun from a form that waits for nobody', async () => {
    const other = test.dataSource.createQueryRunner();
    try {
      await other.startTransaction();
      await other.query('SELECT 1 FROM plans, rounds, updates FOR UPDATE');
      await other.query('SELECT 1 FROM commitments FOR UPDATE');
      await test.as(plan.people.secretariat, async (act) => {
        await act.query("SET LOCAL lock_timeout = '2s'", []);
        for (const roundId of [plan.roundId, undefined]) {
          const standing = await standingFrom(act, register.id(first!), roundId);
          expect(standing).toMatchObject({ title: 'Commitment 1' });
        }
      });
    } finally {
      await other.rollbackTransaction();
      await other.release();
    }
  });

  it('tells the public nothing of it before the round is published', async () => {
    const page = async (id: string): Promise<string> =>
      (await test.request('GET', `/commitments/${id}`)).text;
    await register.change(
      now({
        ...{ kind: 'reword', commitmentId: register.id(first!), title: 'Renamed' },
        ...{ summary: 'Promises more.', wording: 'Printed anew.' },
      }),
    );
    const added = (await register.change(now(register.newOne()))).commitmentId;
    await register.change(
      now({ kind: 'merge', commitmentId: register.id(second!), intoId: register.id(third!) }),
    );
    const told = async () => ({
      renamed: (await page(register.id(first!))).includes('Renamed'),
      summary: (await page(register.id(first!))).includes('Promises more.'),
      added: (await page(added)).includes('A new pledge'),
      listed: (await test.request('GET', '/sitemap.xml')).text.includes(added),
      merged: (await page(register.id(third!))).includes('Merged from'),
    });
    const none = { renamed: false, summary: false, added: false, listed: false, merged: false };
    expect(await told()).toEqual(none);
    await test.dataSource.query(`UPDATE rounds SET state = 'published' WHERE id = $1`, [
      plan.roundId,
    ]);
    const all = { renamed: true, summary: true, added: true, listed: true, merged: true };
    expect(await told()).toEqual(all);
    await test.dataSource.query(`UPDATE rounds SET state = 'open' WHERE id = $1`, [plan.roundId]);
  });

  it('moves it to another chapter with its row, and says whose review it leaves', async () => {
    const input = now({
      kind: 'move',
      commitmentId: register.id(first!),
      chapterId: plan.chapterIds[1]!,
      beforeId: register.id(fourth!),
    });
    expect((await register.preview(input)).effect.parts).toEqual([
      {
        personId: plan.people.chapterLead,
        part: 'lead',
        what: 'loses',
        title: 'Commitment 1',
      },
    ]);
    await register.change(input);
    expect(await register.titles()).toEqual([
      'Commitment 2',
      'Commitment 3',
      'Commitment 1',
      'Commitment 4',
    ]);
    const update = await test.manager.findOneByOrFail(Update, { id: plan.updateIds[0]! });
    expect(update.chapterId).toBe(plan.chapterIds[1]);
    expect((await register.rows())[2]!.chapter).toBe('Second chapter');
  });

  it('renumbers its rows, and can leave them without a number', async () => {
    await register.change(
      now({ kind: 'renumber', commitmentId: register.id(first!), reference: '4.1' }),
    );
    expect((await register.rows())[0]!.reference).toBe('4.1');
    await register.change(now({ kind: 'renumber', commitmentId: register.id(first!) }));
    expect((await register.rows())[0]!.reference).toBeNull();
  });

  it('splits it: the parts follow it, with their lineage; the original ends when asked', async () => {
    const parts = [
      { title: 'First part', summary: 'The one.', reference: '1.1a' },
      { title: 'Second part', summary: 'The other.' },
    ];
    await register.change(
      now({ kind: 'split', commitmentId: register.id(first!), parts, endsOriginal: true }),
    );
    expect(await register.titles()).toEqual([
      'First part',
      'Second part',
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect((await register.commitment(register.id(first!))).closedOn).toBe('2022-05-09');
    const lineage = await test.manager.query<object[]>(
      `SELECT x.kind, m.title FROM commitment_lineage x JOIN commitments m ON m.id = x.to_id
       WHERE x.from_id = $1 ORDER BY m.title`,
      [register.id(first!)],
    );
    expect(lineage).toEqual([
      { kind: 'split_into', title: 'First part' },
      { kind: 'split_into', title: 'Second part' },
    ]);
  });

  it('merges it: the surviving row answers both, its own goes', async () => {
    await register.change(
      now({ kind: 'merge', commitmentId: register.id(second!), intoId: register.id(third!) }),
    );
    expect(await register.titles()).toEqual(['Commitment 1', 'Commitment 3', 'Commitment 4']);
    expect((await register.rows())[1]!.answers).toEqual(['Commitment 3', 'Commitment 2']);
    expect((await register.commitment(register.id(second!))).closedOn).toBe('2022-05-09');
    await expect(
      register.preview(now({ kind: 'reopen', commitmentId: register.id(second!) })),
    ).rejects.toMatchObject({ code: 'request.invalid', extra: { issues: [{ code: 'merged' }] } });
  });

  it('closes it, and reopens it', async () => {
    await register.change(now({ kind: 'close', commitmentId: register.id(second!) }));
    expect(await register.titles()).toEqual(['Commitment 1', 'Commitment 3', 'Commitment 4']);
    await expect(
      register.preview(now({ kind: 'pause', commitmentId: register.id(second!) })),
    ).rejects.toMatchObject({
      extra: { issues: [{ code: 'closed' }] },
    });
    await register.change(now({ kind: 'reopen', commitmentId: register.id(second!) }));
    expect(await register.titles()).toEqual([
      'Commitment 1',
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect((await register.commitment(register.id(second!))).closedOn).toBeNull();
  });

  it('pauses and resumes it: recorded, and no row changes', async () => {
    const before = await register.rows();
    await register.change(now({ kind: 'pause', commitmentId: register.id(first!) }));
    expect((await register.commitment(register.id(first!))).pausedOn).toBe('2022-05-09');
    expect(await register.rows()).toEqual(before);
    await register.change(now({ kind: 'resume', commitmentId: register.id(first!) }));
    expect((await register.commitment(register.id(first!))).pausedOn).toBeNull();
  });

  it('keeps its limbs: they come with it, are reworded, and come back when that is undone', async () => {
    const limbs = ['Train the officers', 'Publish what was taught'];
    const made = await register.change(now({ ...register.newOne(), limbs }));
    expect(await register.limbs(made.commitmentId)).toEqual(limbs);
    const reword = now({
      ...{ kind: 'reword', commitmentId: made.commitmentId, title: 'A new pledge' },
      ...{ summary: 'What it promises.', wording: 'As it is to be printed.' },
    });
    await expect(register.change({ ...reword, limbs })).rejects.toMatchObject({
      extra: { issues: [{ code: 'unchanged' }] },
    });
    const { id } = await register.change({ ...reword, limbs: ['Train them', ' '] });
    expect(await register.limbs(made.commitmentId)).toEqual(['Train them']);
    await register.undo(id);
    expect(await register.limbs(made.commitmentId)).toEqual(limbs);
  });

  it('replaces it by another, links the two, and undoes both', async () => {
    const [old, by] = [register.id(first!), register.id(second!)];
    const { id } = await register.change(now({ kind: 'replace', commitmentId: old, intoId: by }));
    expect(await register.titles()).not.toContain('Commitment 1');
    expect((await register.commitment(old)).closedOn).toBe('2022-05-09');
    expect(await register.lineage()).toEqual([{ fromId: old, toId: by, kind: 'replaced_by' }]);
    await register.undo(id);
    expect(await register.lineage()).toEqual([]);
    expect((await register.commitment(old)).closedOn).toBeNull();
    expect((await register.titles()).sort()).toContain('Commitment 1');
  });

  it('puts back what replaced it when its reopening is undone', async () => {
    const [old, by] = [register.id(first!), register.id(second!)];
    await register.change(now({ kind: 'replace', commitmentId: old, intoId: by }));
    const { id } = await register.change(now({ kind: 'reopen', commitmentId: old }));
    await register.undo(id);
    expect((await register.commitment(old)).closedOn).toBe('2022-05-09');
    expect(await register.lineage()).toEqual([{ fromId: old, toId: by, kind: 'replaced_by' }]);
  });

  it('does not bring back what had ended before it was linked to another', async () => {
    const [old, by] = [register.id(first!), register.id(second!)];
    await register.change(now({ kind: 'close', commitmentId: old }));
    const { id } = await register.change(now({ kind: 'replace', commitmentId: old, intoId: by }));
    expect(await register.whyNotUndone(id)).toContain('It had ended before');
    await expect(register.undo(id)).rejects.toMatchObject({ code: 'transition.illegal' });
    expect((await register.commitment(old)).closedOn).toBe('2022-05-09');
  });

  it('places it in the impact assessment; a part of a split stands where the whole stood', async () => {
    const commitmentId = register.id(first!);
    const change = now({ kind: 'assess', commitmentId, actionIds: [] });
    await expect(register.change(change)).rejects.toMatchObject({
      extra: { issues: [{ code: 'no_assessment' }] },
    });
    const [one, other] = await register.assess(['a', 'b']);
    await register.change({ ...change, actionIds: [one!, other!] });
    expect(await register.places(commitmentId)).toEqual(['a', 'b']);
    const { id } = await register.change({ ...change, actionIds: [other!] });
    expect(await register.places(commitmentId)).toEqual(['b']);
    await register.undo(id);
    expect(await register.places(commitmentId)).toEqual(['a', 'b']);
    await expect(register.change({ ...change, actionIds: [plan.planId] })).rejects.toMatchObject({
      extra: { issues: [{ field: 'actionIds', code: 'unknown' }] },
    });
    const parts = [{ title: 'The half', summary: 'Half of it.', limbs: ['A quarter'] }];
    await register.change(now({ kind: 'split', commitmentId, parts }));
    const [link] = await register.lineage();
    expect(await register.places(link!.toId)).toEqual(['a', 'b']);
    expect(await register.limbs(link!.toId)).toEqual(['A quarter']);
  });

  it.each(['draft', 'revision', 'decision'])(
    'takes no row away in which there is a %s, and says who can do what',
    async (what) => {
      const { owner } = plan.people;
      const updateId = plan.updateIds[0]!;
      if (what === 'draft') await draft(test, updateId, owner, 'Written.');
      if (what === 'revision') await submit(test, updateId, owner, 'Written.');
      if (what === 'decision') await omit(test, updateId, plan.people.secretariat, 'Nothing came.');
      const input = now({ kind: 'close', commitmentId: register.id(first!) });
      const { effect } = await register.preview(input);
      expect(effect.refusals.map(({ title }) => title)).toEqual(['Commitment 1']);
      await expect(register.change(input)).rejects.toMatchObject({
        code: 'register.row_in_use',
        context: { why: expect.stringContaining('The secretariat can omit it') as string },
      });
      expect(await register.titles()).toContain('Commitment 1');
      expect((await register.commitment(register.id(first!))).closedOn).toBeNull();
    },
  );

  it('lets no approved or submitted words answer another commitment', async () => {
    const input = now({
      kind: 'merge',
      commitmentId: register.id(second!),
      intoId: register.id(first!),
    });
    await submit(test, plan.updateIds[0]!, plan.people.owner, 'One answer.');
    await expect(register.change(input)).rejects.toMatchObject({
      code: 'register.row_in_use',
      context: { why: expect.stringContaining('A lead can return it first') as string },
    });
    await approve(test, plan.updateIds[0]!, plan.people.lead);
    await expect(register.change(input)).rejects.toMatchObject({
      context: { why: expect.stringContaining('reopen it first') as string },
    });
    expect(await register.titles()).toHaveLength(4);
  });
});
