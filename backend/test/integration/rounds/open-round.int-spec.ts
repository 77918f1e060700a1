import { randomUUID } from 'node:crypto';
import { londonInstant } from '../../../src/common/dates.js';
import { documentFromMarkdown } from '../../../src/common/rich-text/index.js';
import { BringInHistoricEdition, RoundsReader } from '../../../src/modules/publication/index.js';
import { CreateRound, SetHold, type RoundInput } from '../../../src/modules/rounds/index.js';
import { ConfirmOverride } from '../../../src/modules/overrides/index.js';
import { AskToEndHold, EndHold } from '../../../src/modules/rounds/actions/holds.js';
import { ChangeRound } from '../../../src/modules/rounds/actions/change-round.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { Organisation } from '../../../src/modules/identity/index.js';
import { AddCommitment } from '../../../src/modules/plan/index.js';
import { Listing, OpenRound, Update } from '../../../src/modules/updates/index.js';
import { Hold, holdOn, Round } from '../../../src/modules/rounds/index.js';
import {
  addPlan,
  aRound,
  buildWorld,
  PASSWORD,
  rowIds,
  type World,
  type WorldPerson,
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

const create = (fields: RoundInput = {}): Promise<string> =>
  test.as(secretariat, (act) =>
    test.app.get(CreateRound).execute(
      act,
      plan.planId,
      aRound({
        slug: `round-${(slugs += 1)}`,
        periodStart: '2022-04-01',
        periodEnd: '2022-06-30',
        ...fields,
      }),
    ),
  );
const open = (roundId: string, personId = secretariat): Promise<void> =>
  test.as(personId, (act) => test.app.get(OpenRound).execute(act, roundId));
const bringIn = async (rows: object[]): Promise<string[]> => {
  const { updateIds } = await test.app.get(Acts).perform(null, (act) =>
    test.app.get(BringInHistoricEdition).execute(act, {
      planId: plan.planId,
      slug: `historic-${(slugs += 1)}`,
      title: 'The last edition',
      period: { label: '2021/22 Q3', start: '2021-10-01', end: '2021-12-31' },
      asAt: '2021-12-31',
      publishedOn: '2022-02-10',
      rows: rows.map((row, index) => ({
        position: index + 1,
        content: { document: documentFromMarkdown('As printed.'), delivery: 'in_progress' },
        ...row,
      })) as never,
    }),
  );
  return updateIds;
};
const listings = async (roundId: string) => {
  const ids = await rowIds(test, roundId);
  return Promise.all(
    ids.map(async (updateId) => {
      const update = await test.manager.findOneByOrFail(Update, { id: updateId });
      const { chapter, reference, wording, position } = await test.manager.findOneByOrFail(
        Listing,
        {
          updateId,
        },
      );
      const links = await test.manager.query<{ commitment_id: string }[]>(
        'SELECT commitment_id FROM update_commitments WHERE update_id = $1 ORDER BY position',
        [updateId],
      );
      return {
        ...{ chapter, reference, wording, position, title: update.title },
        commitments: links.map((link) => link.commitment_id),
        previous: update.previousUpdateId,
        ownerId: update.ownerId,
      };
    }),
  );
};
const refusedFields = async (work: Promise<unknown>): Promise<string[]> => {
  const problem = (await work.then(
    () => {
      throw new Error('It was not refused');
    },
    (error: unknown) => error,
  )) as { code: string; extra: { issues: { field: string; code: string }[] } };
  expect(problem.code).toBe('request.invalid');
  return problem.extra.issues.map(({ field, code }) => `${field} ${code}`);
};

describe('opening a round', () => {
  it('copies the rows of the last edition as printed, and adds what it did not list', async () => {
    const [first, second, third, fourth] = plan.commitmentIds as [string, string, string, string];
    const printed = await bringIn([
      {
        title: 'Two in one',
        chapter: 'Second chapter',
        reference: '4.1',
        wording: 'Both of them.',
        commitmentIds: [third, first],
      },
      {
        title: 'A narrative',
        chapter: 'Introduction',
        wording: 'No commitment.',
        commitmentIds: [],
      },
      {
        title: 'Printed twice',
        chapter: 'First chapter, renamed',
        reference: '1.1',
        wording: 'The second.',
        commitmentIds: [second],
      },
      {
        title: 'Printed again',
        chapter: 'First chapter, renamed',
        reference: '1.1',
        wording: 'The second again.',
        commitmentIds: [second],
      },
    ]);
    const roundId = await create();
    await open(roundId);
    const { owner, secondOwner, clearingOwner } = plan.people;
    expect(await listings(roundId)).toEqual([
      {
        position: 1,
        title: 'Two in one',
        chapter: 'Second chapter',
        reference: '4.1',
        wording: 'Both of them.',
        commitments: [third, first],
        previous: printed[0],
        ownerId: secondOwner,
      },
      {
        position: 2,
        title: 'Commitment 4',
        chapter: 'Second chapter',
        reference: null,
        wording: 'What commitment 4 promises.',
        commitments: [fourth],
        previous: null,
        ownerId: clearingOwner,
      },
      {
        position: 3,
        title: 'A narrative',
        chapter: 'Introduction',
        reference: null,
        wording: 'No commitment.',
        commitments: [],
        previous: printed[1],
        ownerId: null,
      },
      {
        position: 4,
        title: 'Printed twice',
        chapter: 'First chapter, renamed',
        reference: '1.1',
        wording: 'The second.',
        commitments: [second],
        previous: printed[2],
        ownerId: owner,
      },
      {
        position: 5,
        title: 'Printed again',
        chapter: 'First chapter, renamed',
        reference: '1.1',
        wording: 'The second again.',
        commitments: [second],
        previous: printed[3],
        ownerId: owner,
      },
    ]);
    const updates = await test.manager.findBy(Update, { roundId });
    for (const update of updates) {
      expect(update).toMatchObject({
        state: 'not_started',
        respondBy: '2022-04-29',
        correctionNo: 0,
        approvedRevisionId: null,
      });
    }
    const round = await test.manager.findOneByOrFail(Round, { id: roundId });
    const before = await test.manager.findOneByOrFail(Update, { id: printed[0]! });
    expect(round).toMatchObject({ state: 'open', previousRoundId: before.roundId });
  });

  it('puts a new commitment at the end of its chapter, or of the round when the chapter is not printed', async () => {
    const [, , third] = plan.commitmentIds as [string, string, string];
    await bringIn([
      {
        title: 'One',
        chapter: 'First chapter',
        wording: 'One.',
        commitmentIds: plan.commitmentIds.slice(0, 2),
      },
      { title: 'Three', chapter: 'Renamed', wording: 'Three.', commitmentIds: [third] },
    ]);
    const [organisation] = await test.manager.find(Organisation);
    await test.app.get(Acts).perform(null, (act) =>
      test.app.get(AddCommitment).execute(act, {
        planId: plan.planId,
        chapterId: plan.chapterIds[0]!,
        slug: 'new',
        title: 'New in chapter one',
        summary: 'New.',
        leadOrganisationId: organisation!.id,
      }),
    );
    const roundId = await create();
    await open(roundId);
    expect((await listings(roundId)).map(({ title }) => title)).toEqual([
      'One',
      'New in chapter one',
      'Three',
      'Commitment 4',
    ]);
  });

  it('skips commitments that are closed, and rows that only answered closed ones', async () => {
    const [first, second, third, fourth] = plan.commitmentIds as [string, string, string, string];
    await bringIn([
      { title: 'Of a closed one', chapter: 'First chapter', wording: '1', commitmentIds: [first] },
      {
        title: 'Half closed',
        chapter: 'First chapter',
        wording: '2',
        commitmentIds: [first, second],
      },
    ]);
    await test.manager.query(
      "UPDATE commitments SET closed_on = '2022-03-01' WHERE id = ANY($1::uuid[])",
      [[first, third]],
    );
    const roundId = await create();
    await open(roundId);
    const rows = await listings(roundId);
    expect(rows.map(({ title }) => title)).toEqual(['Half closed', 'Commitment 4']);
    expect(rows[1]!.commitments).toEqual([fourth]);
  });

  it('names no owner who has left', async () => {
    await test.manager.query('UPDATE people SET is_active = false WHERE id = $1', [
      plan.people.secondOwner,
    ]);
    try {
      const roundId = await create();
      await open(roundId);
      const rows = await listings(roundId);
      expect(rows.map(({ ownerId }) => ownerId === null)).toEqual([false, false, true, false]);
    } finally {
      await test.manager.query('UPDATE people SET is_active = true');
    }
  });

  it('opens once, by the secretariat of the plan, and only with something to report on', async () => {
    const roundId = await create();
    await expect(open(roundId, plan.people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    await open(roundId);
    await expect(open(roundId)).rejects.toMatchObject({ code: 'transition.illegal' });
    expect(await rowIds(test, roundId)).toHaveLength(4);
    await test.manager.query("UPDATE commitments SET closed_on = '2022-03-01' WHERE plan_id = $1", [
      plan.planId,
    ]);
    const empty = await create({ periodStart: '2022-07-01', periodEnd: '2022-09-30' });
    await expect(open(empty)).rejects.toMatchObject({ code: 'round.no_plan_rows' });
    expect((await test.manager.findOneByOrFail(Round, { id: empty })).state).toBe('planned');
  });

  it('opens once also when two people press at the same moment', async () => {
    const roundId = await create();
    const outcomes = await Promise.allSettled([
      open(roundId),
      open(roundId, plan.people.secondSecretariat),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await rowIds(test, roundId)).toHaveLength(4);
  });
});

describe('planning a round', () => {
  it('proposes the slug from the period', async () => {
    const id = await create({
      slug: undefined,
      periodStart: '2023-01-01',
      periodEnd: '2023-03-31',
    });
    expect((await test.manager.findOneByOrFail(Round, { id })).slug).toBe('2022-23-q4');
  });

  it('refuses a slug or a period that is taken', async () => {
    expect(await refusedFields(create({ slug: '2021-22-q4' }))).toEqual(['slug taken']);
    expect(
      await refusedFields(create({ periodStart: '2022-01-01', periodEnd: '2022-03-31' })),
    ).toEqual(['periodStart taken']);
  });

  it.each([
    [{ draftsDueOn: '2022-04-03' }, ['draftsDueOn out_of_order']],
    [{ reviewDueOn: '2022-04-28' }, ['reviewDueOn out_of_order']],
    [{ signOffDueOn: '2022-05-15' }, ['signOffDueOn out_of_order']],
    [{ publicationOn: '2022-05-29' }, ['publicationOn out_of_order']],
    [{ periodEnd: '2022-03-31' }, ['periodEnd out_of_order']],
    [{ asAt: '2022-02-30' }, ['asAt not_a_date']],
    [{ title: ' ' }, ['title required']],
  ] as [RoundInput, string[]][])('refuses %j', async (fields, issues) => {
    const count = async (): Promise<number> => test.manager.countBy(Round, { planId: plan.planId });
    const before = await count();
    expect(await refusedFields(create(fields))).toEqual(issues);
    expect(await count()).toBe(before);
  });

  it('changes dates until the round is sealed, each time from the version that was seen', async () => {
    const change = (version: number, fields: RoundInput): Promise<void> =>
      test.as(secretariat, (act) =>
        test.app.get(ChangeRound).execute(act, plan.roundId, { version, ...fields }),
      );
    const { version } = await test.manager.findOneByOrFail(Round, { id: plan.roundId });
    await change(version, { publicationOn: '2022-06-17' });
    await expect(change(version, { publicationOn: '2022-06-24' })).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'You', what: 'changed this round' } },
    });
    expect(await refusedFields(change(version + 1, { publicationOn: '2022-06-10' }))).toEqual([
      'reason required',
    ]);
    expect(await refusedFields(change(version + 1, { asAt: '2022-06-18' }))).toEqual([
      'asAt out_of_order',
    ]);
    // A form that was saved as it was changes nothing; of the fields that it sends, the trail names others.
    const kept = await test.manager.findOneByOrFail(Round, { id: plan.roundId });
    const { title, asAt, publicationOn } = kept;
    await change(version + 1, { title, asAt, publicationOn });
    expect(await test.manager.findOneByOrFail(Round, { id: plan.roundId })).toEqual(kept);
    expect(kept).toMatchObject({ publicationOn: '2022-06-17', version: version + 1 });
    await change(version + 1, { title: 'Another title', asAt, publicationOn });
    const entries = await test.dataSource.query<{ fields: string[] }[]>(
      `SELECT data -> 'fields' AS fields FROM audit_entries
       WHERE kind = 'round.changed' AND subject_id = $1 ORDER BY seq`,
      [plan.roundId],
    );
    expect(entries).toEqual([{ fields: ['publicationOn'] }, { fields: ['title'] }]);
  });

  it('moves what was due with the drafts when they move, and nothing that has a date of its own', async () => {
    const [own, ...others] = plan.updateIds;
    await test.manager.update(Update, { id: own! }, { respondBy: '2022-05-04' });
    const { version } = await test.manager.findOneByOrFail(Round, { id: plan.roundId });
    await test.as(secretariat, (act) =>
      test.app.get(ChangeRound).execute(act, plan.roundId, { version, draftsDueOn: '2022-05-06' }),
    );
    const updates = await test.manager.findBy(Update, { roundId: plan.roundId });
    expect(Object.fromEntries(updates.map(({ id, respondBy }) => [id, respondBy]))).toEqual({
      [own!]: '2022-05-04',
      ...Object.fromEntries(others.map((id) => [id, '2022-05-06'])),
    });
  });
});

describe('holds', () => {
  const setHold = (fields: object = {}, personId = secretariat): Promise<string> =>
    test.as(personId, (act) =>
      test.app.get(SetHold).execute(act, {
        planId: plan.planId,
        name: 'Pre-election period',
        reason: 'Local elections.',
        startsOn: '2022-03-28',
        endsOn: '2022-05-05',
        ...fields,
      }),
    );

  it('hold from their first day to their last, for their plan', async () => {
    await setHold();
    const on = async (date: string, planId = plan.planId): Promise<string | undefined> =>
      (await holdOn(test.manager, planId, date))?.name;
    expect(await on('2022-03-27')).toBeUndefined();
    expect(await on('2022-03-28')).toBe('Pre-election period');
    expect(await on('2022-05-05')).toBe('Pre-election period');
    expect(await on('2022-05-06')).toBeUndefined();
    expect(await on('2022-04-01', world.planId)).toBeUndefined();
  });

  it('are announced by a round whose publication date they cover, also before they begin', async () => {
    const announced = async () => {
      const actor = await test.actor(secretariat);
      const { hold, holdOnPublication } = await test.app
        .get(RoundsReader)
        .read(actor, plan.roundId);
      return [hold?.name, holdOnPublication?.name];
    };
    expect(await announced()).toEqual([undefined, undefined]);
    await setHold({ startsOn: '2022-06-01', endsOn: '2022-06-10' });
    expect(await announced()).toEqual([undefined, 'Pre-election period']);
  });

  it('run to their last day once they have begun', async () => {
    const id = await setHold();
    await expect(
      test.as(secretariat, (act) => test.app.get(EndHold).execute(act, id)),
    ).rejects.toMatchObject({ code: 'transition.illegal' });
    expect(await holdOn(test.manager, plan.planId, '2022-04-01')).toBeDefined();
  });

  it('end early, for their plan, when two people agree, and hold until then', async () => {
    await test.setClock(londonInstant('2022-04-04T09:00'));
    const ask = (id: string, personId: string, planId?: string): Promise<string> =>
      test.as(personId, (act) =>
        test.app.get(AskToEndHold).execute(act, id, { reason: 'The vote was called off.', planId }),
      );
    const confirm = (id: string, personId: string): Promise<void> =>
      test.as(personId, (act) => test.app.get(ConfirmOverride).execute(act, id));
    const isHeld = async (planId = plan.planId): Promise<boolean> =>
      (await holdOn(test.manager, planId, '2022-04-05')) !== undefined;

    const id = await setHold();
    await expect(ask(id, plan.people.lead)).rejects.toMatchObject({ code: 'permission.refused' });
    const overrideId = await ask(id, secretariat);
    await expect(ask(id, plan.people.secondSecretariat)).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    await expect(confirm(overrideId, secretariat)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    expect(await isHeld()).toBe(true);
    await confirm(overrideId, plan.people.secondSecretariat);
    expect(await isHeld()).toBe(false);

    // A hold over every plan ends for the one plan.
    const everywhere = await test.app.get(Acts).perform(null, async (act) => {
      const holdId = randomUUID();
      await act.manager.insert(Hold, {
        ...{ id: holdId, planId: null, name: 'Mourning', reason: 'National mourning.' },
        ...{ startsOn: '2022-04-01', endsOn: '2022-04-10', setById: null, setAt: act.now },
      });
      return holdId;
    });
    expect(await refusedFields(ask(everywhere, secretariat))).toEqual(['planId required']);
    await confirm(await ask(everywhere, secretariat, plan.planId), plan.people.lead);
    expect([await isHeld(), await isHeld(world.planId)]).toEqual([false, true]);
    await test.setClock(londonInstant('2022-04-11T09:00'));
    await expect(ask(everywhere, secretariat, world.planId)).rejects.toMatchObject({
      code: 'transition.illegal',
    });
  });

  it('are listed for those who take part in their plan', async () => {
    await setHold({ name: 'Of the second plan alone' });
    const names = async (person: WorldPerson): Promise<string[]> => {
      const as = await test.signIn(world.emailOf(person), PASSWORD);
      const { body } = await test.request<{ data: { name: string }[] }>('GET', '/api/holds', {
        as,
      });
      return body.data.map(({ name }) => name);
    };
    expect(await names('owner')).toContain('Of the second plan alone');
    expect(await names('boardMember')).toContain('Of the second plan alone');
    expect(await names('stranger')).not.toContain('Of the second plan alone');
  });

  it('are withdrawn before their first day, once, and never deleted', async () => {
    const id = await setHold({ startsOn: '2022-06-01', endsOn: '2022-06-20' });
    const end = (personId: string): Promise<void> =>
      test.as(personId, (act) => test.app.get(EndHold).execute(act, id));
    await expect(end(plan.people.lead)).rejects.toMatchObject({ code: 'permission.refused' });
    await end(secretariat);
    await end(plan.people.secondSecretariat);
    expect(await holdOn(test.manager, plan.planId, '2022-06-02')).toBeUndefined();
    const entries = await test.manager.query<object[]>(
      "SELECT kind FROM audit_entries WHERE subject_kind = 'hold' AND subject_id = $1 ORDER BY seq",
      [id],
    );
    expect(entries).toEqual([{ kind: 'hold.set' }, { kind: 'hold.ended' }]);
  });

  it('are refused with dates out of order, no dates, or by who does not run the plan', async () => {
    expect(await refusedFields(setHold({ endsOn: '2022-03-27' }))).toEqual(['endsOn out_of_order']);
    expect(await refusedFields(setHold({ startsOn: '2022-02-30' }))).toEqual([
      'startsOn not_a_date',
    ]);
    await expect(setHold({}, plan.people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
  });
});
