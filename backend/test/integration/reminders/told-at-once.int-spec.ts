import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { londonInstant } from '../../../src/common/dates.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { CalendarReader } from '../../../src/modules/calendar/calendar.reader.js';
import { ChangePerson, EndCover, SetCover } from '../../../src/modules/identity/index.js';
import { WriteReminders } from '../../../src/modules/reminders/actions/write-reminders.js';
import { SaveSchedule } from '../../../src/modules/reminders/actions/save-schedule.js';
import { ReminderSweep } from '../../../src/modules/reminders/index.js';
import type { ScheduledRule } from '../../../src/modules/reminders/rules.js';
import { ChangeRound } from '../../../src/modules/rounds/actions/change-round.js';
import { Round } from '../../../src/modules/rounds/index.js';
import { DeclineRound, StartCorrection, UnsealRound } from '../../../src/modules/signoff/index.js';
import { StartThread } from '../../../src/modules/updates/comments/actions/start-thread.js';
import { Update } from '../../../src/modules/updates/index.js';
import { Outbox } from '../../../src/platform/queue/outbox.js';
import { gather, hear, sendAll } from '../../builders/messages.js';
import { approveAll, publishAll, seal } from '../../builders/signed-round.js';
import {
  addContributor,
  assign,
  claim,
  include,
  omit,
  release,
  removeContributor,
  reopen,
  returnIt,
} from '../../builders/update-acts.js';
import {
  addPlan,
  approve,
  buildWorld,
  draft,
  latestRevision,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

interface Told {
  rule: string;
  audience: string;
  subjectId: string;
  outcome: string;
  why: string | null;
  body: string;
}

/** What happens reaches whoever is to act on it, whatever changes before it is sent. */
describe('what is told at once', () => {
  let test: TestApp;
  let world: World;

  const at = (wallClock: string): Promise<void> => test.setClock(londonInstant(wallClock));
  const heard = (): Promise<void> => hear(test);
  const tell = async (): Promise<void> => {
    await heard();
    await sendAll(test);
  };
  /** What messages told somebody of this plan in the app, or dropped; the opening apart. */
  const told = (person: WorldPerson, rule?: string): Promise<Told[]> =>
    test.dataSource.query<Told[]>(
      `SELECT n.rule, n.audience, n.subject_id AS "subjectId", mn.outcome, mn.why, m.body::text AS body
       FROM notices n JOIN message_notices mn ON mn.notice_id = n.id AND mn.channel = 'in_app'
       JOIN messages m ON m.id = mn.message_id
       WHERE m.person_id = $1 AND n.plan_id = $2 AND n.rule <> 'kick_off' AND ($3::text IS NULL OR n.rule = $3)
       ORDER BY n.made_at, n.rule, n.id`,
      [world.people[person], world.planId, rule ?? null],
    );
  const close = (person: WorldPerson, isActive = false): Promise<void> =>
    test.as(world.people.administrator, (act) =>
      test.app.get(ChangePerson).execute(act, world.people[person], { isActive }),
    );
  const giveTo = async (updateId: string, person: WorldPerson): Promise<void> => {
    const { version } = await test.manager.findOneByOrFail(Update, { id: updateId });
    const ownerId = world.people[person];
    await assign(test, updateId, world.people.secretariat, { version, ownerId });
  };

  /** Writes that day's reminders of one plan: those of other tests' plans are no reason for a message. */
  const remindOf = ({ roundId }: World, onDay: string): Promise<unknown> =>
    test.app
      .get(Acts)
      .perform(null, (act) => test.app.get(WriteReminders).execute(act, roundId, onDay));

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  }, 60_000);

  beforeEach(async () => {
    await at('2022-05-09T10:00');
    world = await addPlan(test, world);
    await tell();
  });

  afterAll(() => test.stop());

  it('goes to the secretariat when what was returned is nobody’s any more', async () => {
    const [, , third] = world.updateIds;
    await submit(test, third!, world.people.secondOwner);
    await close('secondOwner');
    try {
      await returnIt(test, third!, world.people.lead, 'Which month?');
      await tell();
      expect(await told('secretariat')).toMatchObject([
        { rule: 'returned', audience: 'secretariat', subjectId: third, outcome: 'told' },
      ]);
      const [{ body } = { body: '' }] = await told('secretariat');
      expect(body).toContain('Returned, and nobody owns it: name an owner');
      expect(body).toContain(`/app/rounds/${world.roundId}/show`);
      expect(body).toContain('Which month?');
      expect(await told('secondOwner')).toEqual([]);
    } finally {
      await close('secondOwner', true);
    }
  });

  it('goes to the new owner, with what was returned, when the owner changes meanwhile', async () => {
    const [first] = world.updateIds;
    await submit(test, first!, world.people.owner);
    await returnIt(test, first!, world.people.lead, 'Which month?');
    await heard();
    await gather(test);
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const reminded = async (): Promise<unknown> =>
      (await test.request('GET', `/api/updates/${first}/reminded`, { as })).body['data'];
    expect(await reminded()).toMatchObject([{ rule: 'kick_off' }]);
    await giveTo(first!, 'secondOwner');
    expect(await reminded()).toEqual([]);
    await tell();
    expect(await reminded()).toMatchObject([
      { rule: 'handed_over', person: { id: world.people.secondOwner } },
    ]);
    expect(await told('owner')).toMatchObject([
      { rule: 'returned', outcome: 'dropped', why: 'It is somebody else’s now.' },
    ]);
    expect(await told('secondOwner')).toMatchObject([{ rule: 'handed_over', outcome: 'told' }]);
    const [{ body } = { body: '' }] = await told('secondOwner');
    expect(body).toContain('It is yours now: answer what was returned');
    expect(body).toContain('Which month?');
    // Nothing is asked for what is approved.
    await submit(test, first!, world.people.secondOwner);
    await approve(test, first!, world.people.lead);
    await giveTo(first!, 'owner');
    await tell();
    expect(await told('owner', 'handed_over')).toEqual([]);
  });

  it('asks whoever is to help write it, or who covers them, while there is something to write', async () => {
    const { people, updateIds } = world;
    const [first, , third] = updateIds;
    await addContributor(test, first!, people.owner, people.secondOwner);
    await addContributor(test, third!, people.secondOwner, people.owner);
    await heard();
    await gather(test);
    await removeContributor(test, third!, people.secondOwner, people.owner);
    await test.as(people.administrator, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.boardMember, coverId: people.stranger, parts: ['drafting'] },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-09' },
      }),
    );
    await addContributor(test, third!, people.secretariat, people.boardMember);
    await tell();
    expect(await told('secondOwner')).toMatchObject([{ subjectId: first, outcome: 'told' }]);
    const [{ body } = { body: '' }] = await told('secondOwner', 'asked_to_help');
    expect(body).toContain('You are asked to help write the update');
    expect(body).toContain(`/app/updates/${first}`);
    expect(await told('owner')).toMatchObject([
      { rule: 'asked_to_help', outcome: 'dropped', why: 'They no longer help to write it.' },
    ]);
    expect(await told('boardMember')).toEqual([]);
    expect(await told('stranger')).toMatchObject([{ rule: 'asked_to_help', subjectId: third }]);
    // Their owners were not reminded by it.
    const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
    const { body: reminded } = await test.request('GET', `/api/updates/${first}/reminded`, { as });
    expect(reminded).toMatchObject({ data: [{ rule: 'kick_off' }] });

    await submit(test, first!, people.owner);
    await addContributor(test, first!, people.secretariat, people.contributor);
    await tell();
    expect(await told('contributor')).toEqual([]);
  });

  it('asks again for what was reopened, taken in again, or is to be true for another date', async () => {
    const [first, second] = world.updateIds;
    await submit(test, first!, world.people.owner);
    await approve(test, first!, world.people.lead);
    await tell();
    const round = await test.manager.findOneByOrFail(Round, { id: world.roundId });
    await test.as(world.people.secretariat, (act) =>
      test.app
        .get(ChangeRound)
        .execute(act, world.roundId, { version: round.version, publicationOn: '2022-06-20' }),
    );
    await tell();
    expect(await told('owner')).toMatchObject([
      { rule: 'asked_again', subjectId: first, outcome: 'told' },
    ]);
    expect((await told('owner'))[0]!.body).toContain('Confirm that it is still true');
    await reopen(test, first!, world.people.lead, 'A figure has changed.');
    await omit(test, second!, world.people.secretariat, 'Not due.');
    await include(test, second!, world.people.secretariat);
    await tell();
    const again = (await told('owner')).slice(1);
    expect(again.map(({ subjectId }) => subjectId).sort()).toEqual([first, second].sort());
    expect(again[0]!.body).toContain('It is open again: write and submit the update');
    expect(again[0]!.body).toContain('A figure has changed.');
  });

  it('asks again for what was left out and a signatory wants in, and tells of a void signature', async () => {
    const { people, roundId, updateIds } = world;
    const [first] = updateIds;
    await omit(test, first!, people.secretariat, 'Not due.');
    await approveAll(test, world, [first!]);
    const sealed = await seal(test, world);
    await test.as(people.signatory, (act) =>
      test.app.get(DeclineRound).execute(act, roundId, {
        manifestId: sealed.id,
        objections: [{ updateId: first!, reason: 'It was promised.' }],
      }),
    );
    await tell();
    expect(await told('owner')).toMatchObject([{ rule: 'asked_again', subjectId: first }]);
    expect((await told('owner'))[0]!.body).toContain('It was promised.');
    expect(await told('secretariat', 'round_declined')).toMatchObject([{ outcome: 'told' }]);

    await submit(test, first!, people.owner);
    await approve(test, first!, people.lead);
    await seal(test, world);
    await test.as(people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, roundId, 'A name is wrong.'),
    );
    await tell();
    const [unsealed] = await told('signatory', 'round_unsealed');
    expect(unsealed).toMatchObject({
      outcome: 'told',
      body: expect.stringContaining('A name is wrong.'),
    });
    expect(await told('owner')).toHaveLength(1);
  });

  it('tells of a mention who may read it then, and their cover only if it may', async () => {
    const { people, updateIds } = world;
    const [first] = updateIds;
    const mention = async (mentionedIds: string[]): Promise<void> => {
      const revision = await latestRevision(test, first!);
      await test.as(people.owner, (act) =>
        test.app
          .get(StartThread)
          .execute(act, first!, { revisionId: revision.id, text: 'Is this so?', mentionedIds }),
      );
      await heard();
      await gather(test);
    };
    const cover = (parts: ('review' | 'drafting')[]): Promise<string> =>
      test.as(people.administrator, (act) =>
        test.app.get(SetCover).execute(act, {
          ...{ absentId: people.chapterLead, coverId: people.contributor, parts },
          ...{ startsOn: '2022-05-09', endsOn: '2022-05-09' },
        }),
      );
    await submit(test, first!, people.owner);

    await cover(['drafting']);
    await mention([people.chapterLead]);
    await tell();
    expect(await told('contributor')).toEqual([]);
    expect(await told('chapterLead', 'mentioned')).toMatchObject([
      { audience: 'lead', outcome: 'told' },
    ]);

    await cover(['review']);
    await mention([people.chapterLead]);
    await tell();
    expect(await told('contributor', 'mentioned')).toMatchObject([{ outcome: 'told' }]);
    expect(await told('chapterLead', 'mentioned')).toHaveLength(1);

    await mention([people.secondLead]);
    await test.manager.query(
      `UPDATE grants SET revoked_at = now() WHERE person_id = $1 AND plan_id = $2`,
      [people.secondLead, world.planId],
    );
    await tell();
    expect(await told('secondLead', 'mentioned')).toMatchObject([
      { outcome: 'dropped', why: 'They may no longer read it.' },
    ]);
  });

  it('lists in a digest that goes what its reader has to review, to clear and to sign besides', async () => {
    const { people } = world;
    world = await addPlan(test, world, [
      ['owner', 0],
      ['owner', 0],
      ['clearingOwner', 1],
      ['clearingOwner', 1],
    ]);
    const [first, second, third, fourth] = world.updateIds;
    const signing = [
      await addPlan(test, world, [['owner', 0]]),
      await addPlan(test, world, [['owner', 0]]),
    ] as const;
    for (const each of signing) {
      await approveAll(test, each);
      await seal(test, each);
    }
    await test.manager.query(
      `UPDATE rounds SET review_due_on = '2022-05-13', sign_off_due_on = '2022-05-13' WHERE id = $1`,
      [signing[0].roundId],
    );
    await submit(test, first!, people.owner);
    await submit(test, third!, people.clearingOwner);
    await tell();
    await at('2022-05-11T10:00');
    await submit(test, second!, people.owner);
    await submit(test, fourth!, people.clearingOwner);
    // No rule names this day: what waits is no reason for a message.
    await remindOf(world, '2022-05-11');
    await tell();
    expect(await told('chapterLead')).toEqual([]);
    expect(await told('clearer')).toEqual([]);

    await at('2022-05-12T06:30');
    for (const each of [world, signing[0]]) await remindOf(each, '2022-05-12');
    await tell();
    const subjects = async (person: WorldPerson, rule: string): Promise<string[]> =>
      (await told(person, rule)).map(({ subjectId }) => subjectId).sort();
    expect(await subjects('chapterLead', 'review_waiting')).toEqual([first, second].sort());
    expect((await told('chapterLead'))[0]!.body).toContain(`/app/review/${second}`);
    expect(await subjects('clearer', 'clearance_waiting')).toEqual([third, fourth].sort());
    expect((await told('clearer'))[0]!.body).toContain(`/app/clearance/${fourth}`);
    // Leads of the plan have nearer ones for what stands in the first chapter.
    expect(await subjects('lead', 'review_waiting')).toEqual([]);
    world = signing[1];
    expect(await told('signatory', 'before_sign_off')).toMatchObject([
      { subjectId: world.roundId, body: expect.stringContaining(`/rounds/${world.roundId}/sign`) },
    ]);
  });

  it('tells nobody to review for another what they wrote', async () => {
    const { people, updateIds } = world;
    const [first, second] = updateIds;
    await addContributor(test, first!, people.owner, people.contributor);
    await draft(test, first!, people.contributor);
    for (const id of [first!, second!]) await submit(test, id, people.owner);
    await at('2022-05-12T06:30');
    const coverId = await test.as(people.administrator, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.chapterLead, coverId: people.contributor, parts: ['review'] },
        ...{ startsOn: '2022-05-12', endsOn: '2022-05-12' },
      }),
    );
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const { body } = await test.request(
      ...(['POST', `/api/rounds/${world.roundId}/reminders/preview`] as const),
      { as, body: { rules: [{ rule: 'review_waiting', days: 3, to: ['lead'] }] } },
    );
    expect(body).toMatchObject({
      reminders: expect.arrayContaining([
        expect.not.objectContaining({ coveredBy: expect.anything() }),
        expect.objectContaining({
          ...{ coveredBy: expect.objectContaining({ id: people.contributor }) },
          subjects: [expect.objectContaining({ id: second })],
        }),
      ]),
    });
    await remindOf(world, '2022-05-12');
    await tell();
    const reviews = async (person: WorldPerson): Promise<unknown> =>
      (await told(person, 'review_waiting')).map(({ subjectId, outcome }) => [subjectId, outcome]);
    expect(await reviews('contributor')).toEqual([[second, 'told']]);
    expect(await reviews('chapterLead')).toEqual([[first, 'told']]);
    await test.as(people.administrator, (act) => test.app.get(EndCover).execute(act, coverId));
  });

  it('goes to whoever may review it when the claim of its reader ends before it is told', async () => {
    const { people, updateIds } = world;
    const [first] = updateIds;
    await submit(test, first!, people.owner);
    // Leads the plan: the chapter has a nearer lead.
    await claim(test, first!, people.lead);
    await at('2022-05-12T06:30');
    await remindOf(world, '2022-05-12');
    await gather(test);
    await release(test, first!, people.lead);
    await tell();
    expect(await told('lead', 'review_waiting')).toMatchObject([
      { outcome: 'dropped', why: 'It is somebody else’s now.' },
    ]);
    await at('2022-05-13T08:00');
    await tell();
    expect(await told('chapterLead', 'review_waiting')).toMatchObject([
      { subjectId: first, outcome: 'told' },
    ]);
  });

  it('is told by the schedule as it is when it is told', async () => {
    const { people, updateIds, roundId } = world;
    const [first, , third] = updateIds;
    await submit(test, first!, people.owner);
    await submit(test, third!, people.secondOwner);
    await at('2022-05-12T06:30');
    await remindOf(world, '2022-05-12');
    await gather(test);
    const set = (version: number, rules: ScheduledRule[]): Promise<void> =>
      test.as(people.secretariat, (act) =>
        test.app.get(SaveSchedule).execute(act, roundId, { version, rules }),
      );
    await set(0, [{ rule: 'review_waiting', days: 4, to: ['lead'] }]);
    await tell();
    const TAKEN_OUT = 'Its reminder was taken out of the schedule.';
    for (const person of ['chapterLead', 'secondLead'] as const) {
      expect(await told(person)).toMatchObject([{ outcome: 'dropped', why: TAKEN_OUT }]);
    }
    await at('2022-05-13T06:30');
    await remindOf(world, '2022-05-13');
    await gather(test);
    await set(1, [{ rule: 'review_waiting', days: 4, to: ['secretariat'] }]);
    await tell();
    expect((await told('chapterLead')).at(-1)).toMatchObject({
      ...{ outcome: 'dropped', why: 'The schedule tells others of it.' },
    });
    await tell();
    expect(await told('secretariat', 'review_waiting')).toMatchObject([
      { audience: 'secretariat', outcome: 'told' },
      { audience: 'secretariat', outcome: 'told' },
    ]);
  });

  it('is not told of what is no longer late, and says why', async () => {
    const [first] = world.updateIds;
    await test.app.get(ReminderSweep).run();
    await gather(test);
    const { version } = await test.manager.findOneByOrFail(Update, { id: first! });
    await assign(test, first!, world.people.secretariat, { version, respondBy: '2022-05-20' });
    await sendAll(test);
    const overdue = await told('owner', 'overdue');
    expect(overdue.find(({ subjectId }) => subjectId === first)).toMatchObject({
      ...{ outcome: 'dropped', why: 'The date was moved meanwhile: it is due on 20 May 2022.' },
    });
    expect(overdue.filter(({ outcome }) => outcome === 'told')).toHaveLength(1);
  });

  it('is written for the same day when its date, or the schedule, moves after the morning', async () => {
    const { people, roundId, updateIds } = world;
    const [first, , third] = updateIds;
    const move = async (updateId: string, respondBy: string): Promise<void> => {
      const { version } = await test.manager.findOneByOrFail(Update, { id: updateId });
      await assign(test, updateId, people.secretariat, { version, respondBy });
    };
    await at('2022-05-10T06:30');
    await remindOf(world, '2022-05-10');
    await tell();
    expect(await told('owner')).toEqual([]);
    const notices = async (): Promise<unknown> =>
      test.dataSource.query(
        `SELECT rule || ' ' || occasion AS said, subject_id AS id FROM notices
         WHERE round_id = $1 AND on_day = '2022-05-10' ORDER BY 1, 2`,
        [roundId],
      );

    await at('2022-05-10T09:00');
    await move(first!, '2022-05-11');
    await heard();
    expect(await notices()).toEqual([{ said: 'before_due 1', id: first }]);

    const { version } = await test.manager.findOneByOrFail(Round, { id: roundId });
    await test.as(people.secretariat, (act) =>
      test.app
        .get(ChangeRound)
        .execute(act, roundId, { version, draftsDueOn: '2022-05-10', reviewDueOn: '2022-05-20' }),
    );
    await heard();
    const others = updateIds.slice(1).map((id) => ({ said: 'before_due 0', id }));
    expect(await notices()).toEqual([
      ...others.sort((one, other) => (one.id < other.id ? -1 : 1)),
      { said: 'before_due 1', id: first },
    ]);

    await move(third!, '2022-05-16');
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const rules: ScheduledRule[] = [
      { rule: 'before_due', days: 4, to: ['owner'] },
      { rule: 'before_due', days: 1, to: ['owner'] },
    ];
    const path = `/api/rounds/${roundId}/reminders`;
    const foreseen = await test.request('POST', `${path}/preview`, { as, body: { rules } });
    const ofToday = (foreseen.body['reminders'] as { onDay: string }[]).filter(
      ({ onDay }) => onDay === '2022-05-10',
    );
    expect(ofToday).toMatchObject([{ rule: 'before_due', days: 4, subjects: [{ id: third }] }]);
    await test.request('PUT', path, { as, body: { version: 0, rules } });
    expect(await notices()).toContainEqual({ said: 'before_due 4', id: third });
    await tell();
    expect(await told('secondOwner')).toMatchObject([
      { rule: 'before_due', outcome: 'dropped' },
      { rule: 'before_due', outcome: 'told' },
    ]);
  });

  it('does not tell a new owner of the opening because a date moves on its day', async () => {
    const { people, roundId, updateIds } = world;
    const [first, second] = updateIds;
    await remindOf(world, '2022-05-09');
    await giveTo(first!, 'secondOwner');
    const { version } = await test.manager.findOneByOrFail(Update, { id: second! });
    await assign(test, second!, people.secretariat, { version, respondBy: '2022-05-10' });
    await heard();
    const rules = await test.dataSource.query<{ rule: string }[]>(
      'SELECT rule FROM notices WHERE round_id = $1 AND subject_id = $2 AND person_id = $3',
      [roundId, first, people.secondOwner],
    );
    expect(rules).toContainEqual({ rule: 'handed_over' });
    expect(rules).not.toContainEqual({ rule: 'kick_off' });
    const moved = await test.dataSource.query<{ said: string }[]>(
      `SELECT rule || ' ' || occasion AS said FROM notices WHERE subject_id = $1 AND rule = 'before_due'`,
      [second],
    );
    expect(moved).toEqual([{ said: 'before_due 1' }]);
  });

  it('asks by hand only those who can be reached, and names the others', async () => {
    const [, , third] = world.updateIds;
    const path = (rest: string): string => `/api/rounds/${world.roundId}/${rest}`;
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    await close('secondOwner');
    try {
      const { body } = await test.request<{ owners: { person: { id: string } }[] }>(
        ...(['GET', path('late-owners'), { as }] as const),
      );
      expect(body.owners.map(({ person }) => person.id).sort()).toEqual(
        [world.people.owner, world.people.clearingOwner].sort(),
      );
      expect(body).toMatchObject({
        unreachable: [{ id: third, person: { id: world.people.secondOwner }, workingDaysLate: 5 }],
      });
      const answer = await test.request('POST', path('chase'), {
        ...{ as, body: { updateIds: [third], words: 'Please.' } },
      });
      expect(answer).toMatchObject({ status: 400, body: { issues: [{ code: 'unknown' }] } });
    } finally {
      await close('secondOwner', true);
    }
  });

  it('reminds the new owner of late work anew, from the day on which it became theirs', async () => {
    const [first] = world.updateIds;
    await at('2022-05-10T10:00');
    await giveTo(first!, 'secondOwner');
    await tell();
    const remindedOf = async (): Promise<unknown> =>
      (await told('secondOwner'))
        .filter(({ subjectId }) => subjectId === first)
        .map(({ rule, outcome, body }) => [
          rule,
          outcome,
          /overdue by \d+ working days?/.exec(body)?.[0],
        ]);
    expect(await remindedOf()).toEqual([['handed_over', 'told', 'overdue by 6 working days']]);
    await at('2022-05-11T06:30');
    await remindOf(world, '2022-05-11');
    await tell();
    expect(await remindedOf()).toEqual([
      ['handed_over', 'told', 'overdue by 6 working days'],
      ['overdue', 'told', 'overdue by 7 working days'],
    ]);
  });

  // Last: the messages of its days would be in the way of others’.
  it('asks the owner for a correction, and tells that it was not signed', async () => {
    const { people, roundId, updateIds } = world;
    await publishAll(test, world);
    // Its files take seconds, and are other tests’ concern.
    await test.app.get(Outbox)['dispatching'];
    await test.app.get(Outbox).sweep();
    await test.dataSource.query(
      `UPDATE outbox_deliveries SET done_at = now() WHERE listener = 'render-edition' AND done_at IS NULL`,
    );
    await tell();
    const [copy] = await test.as(people.secretariat, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, roundId, { updateIds: [updateIds[0]!], reason: 'A figure is wrong.' }),
    );
    await tell();
    const asked = (await told('owner')).filter(({ subjectId }) => subjectId === copy);
    expect(asked).toMatchObject([{ rule: 'asked_again', outcome: 'told' }]);
    expect(asked[0]!.body).toContain('A correction was started: write and submit the update');
    expect(asked[0]!.body).toContain('A figure is wrong.');

    // It has a date of its own, which moves by itself: its round’s sign-off is over.
    const dueOn = async (): Promise<Update> => test.manager.findOneByOrFail(Update, { id: copy! });
    const move = async (respondBy: string): Promise<unknown> => {
      const { version } = await dueOn();
      return assign(test, copy!, people.secretariat, { version, respondBy });
    };
    const { respondBy } = await dueOn();
    for (const day of ['2022-05-31', '2023-06-10']) {
      await expect(move(day)).rejects.toMatchObject({ code: 'request.invalid' });
    }
    await move('2022-07-29');
    expect(await dueOn()).toMatchObject({ respondBy: '2022-07-29' });
    await move(respondBy);

    // Told at once: reminded of on no day before its last but one, and as a correction.
    const remindedOf = async (): Promise<unknown> =>
      (await told('owner', 'before_due')).map(({ outcome, body }) => [
        outcome,
        body.includes('Write and submit the correction'),
      ]);
    await remindOf(world, '2022-06-10');
    await tell();
    expect(await remindedOf()).toEqual([]);
    for (const day of ['2022-06-13', '2022-06-14', '2022-06-15']) {
      await at(`${day}T06:30`);
      await remindOf(world, day);
      await tell();
    }
    expect(await remindedOf()).toEqual([
      ['told', true],
      ['told', true],
    ]);

    await at('2022-06-17T10:00');
    const as = test.signIn(world.emailOf('secretariat'), PASSWORD);
    const path = (rest: string): string => `/api/rounds/${roundId}/${rest}`;
    const late = await test.request('GET', path('late-owners'), { as });
    expect(late.body).toMatchObject({ owners: [{ updates: [{ id: copy, workingDaysLate: 2 }] }] });
    const mayChase = async (): Promise<boolean> => {
      const { body } = await test.request('GET', path('reminders'), { as });
      const actions = body['availableActions'] as { action: string; isAllowed: boolean }[];
      return actions.find(({ action }) => action === 'chase')!.isAllowed;
    };
    expect(await mayChase()).toBe(true);
    const chased = await test.request('POST', path('chase'), {
      ...{ as, body: { updateIds: [copy], words: 'Please.' } },
    });
    expect(chased).toMatchObject({ status: 200, body: { asked: 1 } });

    await submit(test, copy!, people.owner);
    expect(await mayChase()).toBe(false);
    // The dates of its round are over: nothing names them for what is not written any more.
    const waits = async (person: WorldPerson, kind: string): Promise<unknown[]> => {
      const own = await test.signIn(world.emailOf(person), PASSWORD);
      const { body: home } = await test.request<{ work: { kind: string; roundId: string }[] }>(
        ...(['GET', '/api/home', { as: own }] as const),
      );
      return home.work.filter((item) => item.kind === kind && item.roundId === roundId);
    };
    const undated = expect.not.objectContaining({ dueOn: expect.anything() });
    expect(await waits('chapterLead', 'review')).toEqual([undated]);
    expect(await test.app.get(CalendarReader).read(people.chapterLead)).not.toContain(copy);
    await approve(test, copy!, people.lead);
    const sealed = await seal(test, world);
    expect(await waits('signatory', 'sign')).toEqual([undated]);
    await test.as(people.signatory, (act) =>
      test.app.get(DeclineRound).execute(act, roundId, {
        manifestId: sealed.id,
        objections: [{ updateId: copy!, reason: 'Still wrong.' }],
      }),
    );
    await tell();
    expect(await told('secretariat', 'round_declined')).toMatchObject([{ outcome: 'told' }]);

    // Nobody else is asked for it while it is not sealed again.
    await at('2022-06-20T06:30');
    await remindOf(world, '2022-06-20');
    await tell();
    expect(await told('secretariat', 'sign_off_overdue')).toMatchObject([
      { outcome: 'told', body: expect.stringContaining('Its correction is not sealed') },
    ]);
    await at('2022-06-21T10:00');
    await submit(test, copy!, people.owner);
    await approve(test, copy!, people.lead);
    expect(await waits('secretariat', 'seal')).toEqual([undated]);
    await at('2022-06-22T06:30');
    await remindOf(world, '2022-06-22');
    await tell();
    expect(await told('secretariat', 'sign_off_overdue')).toHaveLength(2);
  });
});
