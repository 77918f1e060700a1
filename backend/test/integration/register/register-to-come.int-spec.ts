import { ChangeRegister } from '../../../src/modules/updates/actions/change-register.js';
import type { RegisterChangeInput } from '../../../src/modules/updates/register/register-change.input.js';
import { eachWithARegister, type KeptRegister, type Shown } from '../../builders/kept-register.js';
import { draft, rowIds, type World } from '../../builders/world.js';
import type { TestApp } from '../../support/test-app.js';

let test: TestApp;
let plan: World;
let register: KeptRegister;
eachWithARegister((given) => ({ test, plan, register } = given));

describe('in a round to come, when it opens', () => {
  it('changes nothing now, and everything in order then', async () => {
    const roundId = await register.plannedRound();
    const before = await register.rows();
    const from = (input: Omit<RegisterChangeInput, 'roundId'>) =>
      register.change({ ...input, roundId });
    const added = await from({ ...register.newOne(), beforeId: register.id(0), limbs: ['One'] });
    await from({
      kind: 'reword',
      commitmentId: register.id(0),
      title: 'Renamed',
      summary: 'More.',
      wording: 'Printed anew.',
      limbs: ['First', 'Second'],
    });
    await from({ kind: 'move', commitmentId: register.id(1), chapterId: plan.chapterIds[1]! });
    await from({ kind: 'renumber', commitmentId: register.id(1), reference: '9.9' });
    await from({ kind: 'merge', commitmentId: register.id(2), intoId: register.id(3) });
    expect(await register.rows()).toEqual(before);
    expect(await register.commitment(register.id(0))).toMatchObject({
      title: 'Commitment 1',
      version: 2,
    });
    expect(await register.commitment(added.commitmentId)).toMatchObject({ isWaiting: true });
    expect(await register.limbs(added.commitmentId)).toEqual(['One']);
    expect(await register.limbs(register.id(0))).toEqual([]);

    await register.open(roundId);
    expect(await register.limbs(added.commitmentId)).toEqual(['One']);
    expect(await register.limbs(register.id(0))).toEqual(['First', 'Second']);
    expect(
      (await register.rows(roundId)).map(({ title, reference, answers }) => [
        title,
        reference,
        answers,
      ]),
    ).toEqual([
      ['A new pledge', '1.3', ['A new pledge']],
      ['Renamed', null, ['Renamed']],
      ['Commitment 4', null, ['Commitment 4', 'Commitment 3']],
      ['Commitment 2', '9.9', ['Commitment 2']],
    ]);
    expect(await register.commitment(added.commitmentId)).toMatchObject({
      isWaiting: false,
      position: 1,
    });
    expect((await register.commitment(register.id(2))).closedOn).toBe('2022-05-09');
    const printed = ({ answers: _, ...row }: Shown) => row;
    expect((await register.rows()).map(printed)).toEqual(before.map(printed));
    const effects = await test.manager.query<object[]>(
      'SELECT 1 FROM commitment_change_effects WHERE round_id = $1',
      [roundId],
    );
    expect(effects).toHaveLength(5);
  });

  it('does only what was seen, and names whoever changed another commitment first', async () => {
    const roundId = await register.plannedRound();
    const input = { kind: 'close' as const, commitmentId: register.id(0), roundId };
    const seen = await register.preview(input);
    await register.change(
      { kind: 'merge', commitmentId: register.id(1), intoId: register.id(0), roundId },
      plan.people.secondSecretariat,
    );
    await expect(
      test.as(plan.people.secretariat, (act) =>
        test.app.get(ChangeRegister).execute(act, {
          ...{ ...input, reason: 'Because.' },
          ...{ seen: seen.hash, version: seen.commitment!.version },
        }),
      ),
    ).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The secondSecretariat', what: 'changed the register' } },
    });
  });

  it('previews what will be there when it opens, other waiting changes included', async () => {
    const roundId = await register.plannedRound();
    await register.change({ kind: 'close', commitmentId: register.id(0), roundId });
    const { effect, before } = await register.preview({
      kind: 'close',
      commitmentId: register.id(1),
      roundId,
    });
    expect(before.rows.map(({ title }) => title)).toEqual([
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect(effect.rows.map(({ what, before: was }) => [what, was?.row.title])).toEqual([
      ['disappears', 'Commitment 2'],
    ]);
    await expect(
      register.preview({ kind: 'pause', commitmentId: register.id(0), roundId }),
    ).rejects.toMatchObject({
      extra: { issues: [{ code: 'closed' }] },
    });
    // Until then it is open: the round now under way can still change it.
    await expect(
      register.preview({ kind: 'pause', commitmentId: register.id(0), roundId: plan.roundId }),
    ).resolves.toBeDefined();
  });

  it('splits and pauses when it opens, once, and says so of what it came from', async () => {
    const roundId = await register.plannedRound();
    const [whole, paused] = [register.id(0), register.id(1)];
    const actionIds = await register.assess(['a']);
    const assess = { kind: 'assess', commitmentId: whole, actionIds } as const;
    await register.change({ ...assess, roundId: plan.roundId });
    await register.change({
      ...{ kind: 'split', commitmentId: whole, roundId, endsOriginal: true },
      parts: [
        { title: 'One half', summary: 'The one.', reference: '1.1' },
        { title: 'Other half', summary: 'The other.' },
      ],
    });
    await register.change({ kind: 'pause', commitmentId: paused, roundId });
    expect(await register.titles()).not.toContain('One half');
    expect(await register.assessed()).toEqual(['Commitment 1']);
    expect((await register.commitment(paused)).pausedOn).toBeNull();
    expect((await register.commitment(whole)).closedOn).toBeNull();

    await register.open(roundId);
    expect((await register.rows(roundId)).slice(0, 3)).toMatchObject([
      { title: 'One half', reference: '1.1', wording: 'The one.', answers: ['One half'] },
      { title: 'Other half', wording: 'The other.', answers: ['Other half'] },
      { title: 'Commitment 2', answers: ['Commitment 2'] },
    ]);
    expect((await register.assessed()).sort()).toEqual(['Commitment 1', 'One half', 'Other half']);
    expect((await register.commitment(whole)).closedOn).not.toBeNull();
    expect((await register.commitment(paused)).pausedOn).not.toBeNull();
    const lineage = await test.manager.query<{ title: string }[]>(
      `SELECT m.title FROM commitment_lineage x JOIN commitments m ON m.id = x.to_id
       WHERE x.from_id = $1 AND x.kind = 'split_into' ORDER BY m.position`,
      [whole],
    );
    expect(lineage.map(({ title }) => title)).toEqual(['One half', 'Other half']);
  });

  it('waits for its own round: an earlier one opens without it', async () => {
    const later = await register.plannedRound({
      periodStart: '2022-07-01',
      periodEnd: '2022-09-30',
    });
    await register.change({ kind: 'close', commitmentId: register.id(0), roundId: later });
    const sooner = await register.plannedRound();
    await register.open(sooner);
    expect(await register.titles(sooner)).toContain('Commitment 1');
    await register.open(later);
    expect(await register.titles(later)).not.toContain('Commitment 1');
  });

  it('is begun from how the commitment stands in the round chosen, place and number included', async () => {
    const [first, second] = (await register.assess(['a', 'b'])) as [string, string];
    const commitmentId = register.id(0);
    const now = plan.roundId;
    const sooner = await register.plannedRound();
    const later = await register.plannedRound({
      ...{ periodStart: '2022-07-01', periodEnd: '2022-09-30' },
    });
    const assess = { kind: 'assess', commitmentId } as const;
    await register.change({ ...assess, actionIds: [first], roundId: now });
    await register.change({ ...assess, actionIds: [second], roundId: later });
    const move = { kind: 'move', commitmentId, chapterId: plan.chapterIds[1]! } as const;
    await register.change({ ...move, roundId: later });
    await register.change({ kind: 'renumber', commitmentId, reference: '9.9', roundId: later });
    for (const roundId of [now, sooner]) {
      expect(await register.standing(commitmentId, roundId)).toMatchObject({
        ...{ actionIds: [first], chapterId: plan.chapterIds[0], title: 'Commitment 1' },
      });
      expect(await register.standing(commitmentId, roundId)).not.toMatchObject({
        reference: '9.9',
      });
    }
    for (const roundId of [later, undefined]) {
      expect(await register.standing(commitmentId, roundId)).toMatchObject({
        ...{ actionIds: [second], chapterId: plan.chapterIds[1], reference: '9.9' },
      });
    }
  });

  it('without a round: in the next one to be opened', async () => {
    await register.change({ kind: 'close', commitmentId: register.id(0) });
    expect((await register.commitment(register.id(0))).closedOn).toBeNull();
    const roundId = await register.plannedRound();
    await register.open(roundId);
    expect(await register.titles(roundId)).not.toContain('Commitment 1');
    expect((await register.commitment(register.id(0))).closedOn).toBe('2022-05-09');
  });

  it('keeps what was changed in a round that is not published when the next one opens', async () => {
    await register.change({
      kind: 'renumber',
      commitmentId: register.id(0),
      reference: '7.7',
      roundId: plan.roundId,
    });
    const roundId = await register.plannedRound();
    await register.open(roundId);
    expect((await register.rows(roundId))[0]!.reference).toBe('7.7');
  });
});

describe('taking a change back', () => {
  it('before its round opens: it is dropped, and both are on record', async () => {
    const roundId = await register.plannedRound();
    const added = await register.change({ ...register.newOne(), roundId });
    const closed = await register.change({ kind: 'close', commitmentId: register.id(0), roundId });
    await register.undo(closed.id);
    await register.undo(added.id);
    await expect(register.undo(closed.id)).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    await register.open(roundId);
    expect(await register.titles(roundId)).toEqual([
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
    const before = await register.rows();
    const roundId = plan.roundId;
    for (const input of [
      { kind: 'reword', title: 'Renamed', summary: 'More.', wording: 'Anew.' },
      { kind: 'move', chapterId: plan.chapterIds[1]! },
      { kind: 'renumber', reference: '8.8' },
      { kind: 'close' },
      { kind: 'pause' },
    ] as RegisterChangeInput[]) {
      const made = await register.change({ ...input, commitmentId: register.id(0), roundId });
      await register.undo(made.id);
      expect([input.kind, await register.rows(roundId)]).toEqual([input.kind, before]);
    }
    const added = await register.change({ ...register.newOne(), roundId });
    await register.undo(added.id);
    expect(await register.rows(roundId)).toEqual(before);
  });

  it('is offered just where it is possible, and the list says why not', async () => {
    const { roundId } = plan;
    const commitmentId = register.id(0);
    const waiting = await register.change({ kind: 'pause', commitmentId: register.id(1) });
    const first = await register.change({
      kind: 'renumber',
      commitmentId,
      reference: '1',
      roundId,
    });
    for (const { id } of [waiting, first]) expect(await register.whyNotUndone(id)).toBeUndefined();
    const second = await register.change({
      kind: 'merge',
      commitmentId,
      intoId: register.id(2),
      roundId,
    });
    const parts = [{ title: 'A part', summary: 'Of it.' }];
    const split = await register.change({
      kind: 'split',
      commitmentId: register.id(3),
      parts,
      roundId,
    });
    expect(await register.whyNotUndone(first.id)).toContain('changed again since');
    expect(await register.whyNotUndone(second.id)).toContain('not undone in one step');
    expect(await register.whyNotUndone(split.id)).toContain('not undone in one step');
    await test.manager.query("UPDATE rounds SET state = 'sealed' WHERE id = $1", [roundId]);
    expect(await register.whyNotUndone(second.id)).toContain('is sealed');
    expect(await register.whyNotUndone(waiting.id)).toBeUndefined();
    await register.undo(waiting.id);
    expect(await register.whyNotUndone(waiting.id)).toContain('taken back already');
  });

  it('is refused when the commitment was changed again since, or something was written', async () => {
    const roundId = plan.roundId;
    const first = await register.change({
      kind: 'renumber',
      commitmentId: register.id(0),
      reference: '1',
      roundId,
    });
    await register.change({
      kind: 'renumber',
      commitmentId: register.id(0),
      reference: '2',
      roundId,
    });
    await expect(register.undo(first.id)).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: expect.stringContaining('changed again since') as string },
    });
    const added = await register.change({ ...register.newOne(), roundId });
    const ids = await rowIds(test, roundId);
    const at = (await register.titles()).indexOf('A new pledge');
    await draft(test, ids[at]!, plan.people.owner, 'Begun.');
    await expect(register.undo(added.id)).rejects.toMatchObject({
      code: 'register.row_in_use',
    });
  });
});
