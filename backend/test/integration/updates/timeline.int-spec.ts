import { clear, edit, omit, returnIt } from '../../builders/update-acts.js';
import { changeRegister } from '../../builders/register-acts.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { ConfirmOverride, Override } from '../../../src/modules/overrides/index.js';
import { AskToEndHold, SetHold } from '../../../src/modules/rounds/actions/holds.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  EVERYDAY,
  aContent,
  addPlan,
  approve,
  buildWorld,
  draft,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type Answer } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let people: World['people'];
let updateId: string;
let commitmentId: string;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
  updateId = plan.updateIds[0]!;
  commitmentId = plan.commitmentIds[0]!;
});

interface Point {
  id: string;
  kind: string;
  what: string;
  at: string;
  by?: { id: string };
  onBehalfOf?: { id: string };
  reason?: string;
  overrideKind?: string;
  revisionNumber?: number;
  written?: { authors: { id: string; onBehalfOf?: { id: string } }[] };
}
const get = <Body>(person: WorldPerson, path: string): Promise<Answer<Body>> =>
  test.request<Body>('GET', `/api/commitments/${commitmentId}${path}`, {
    as: signedIn.get(person),
  });
async function timeline(person: WorldPerson, query = 'perPage=200') {
  const { body } = await get<{ data: Point[]; total: number }>(person, `/timeline?${query}`);
  return body;
}
const told = ({ data }: { data: Point[] }): string[] =>
  data.map(({ kind, what, revisionNumber }) =>
    [kind, what, revisionNumber].filter(Boolean).join(' '),
  );

/** Submitted, returned, submitted again, edited by a lead, approved by another. */
async function live(): Promise<void> {
  await submit(test, updateId, people.owner, 'First words.');
  await returnIt(test, updateId, people.lead, 'Give the figure.');
  await submit(test, updateId, people.owner, 'Second words.');
  await edit(test, updateId, people.lead, aContent('Third words.'));
  await approve(test, updateId, people.secondLead);
}

describe('the timeline of a commitment', () => {
  it('says of what was done on cover for whom: words, decisions and the confirmation of an override', async () => {
    for (const absentId of [people.owner, people.secondSecretariat]) {
      await test.as(absentId, (act) =>
        test.app.get(SetCover).execute(act, {
          ...{ absentId, coverId: people.auditor, parts: EVERYDAY },
          ...{ startsOn: '2022-05-01', endsOn: '2022-05-31' },
        }),
      );
    }
    await submit(test, updateId, people.auditor, 'Words on cover.');
    await omit(test, updateId, people.secretariat, 'Withdrawn.');
    const { id } = await test.manager.findOneByOrFail(Override, { subjectId: updateId });
    await test.as(people.auditor, (act) => test.app.get(ConfirmOverride).execute(act, id));
    const { data } = await timeline('lead');
    expect(data.map(({ what, by, onBehalfOf }) => [what, by?.id, onBehalfOf?.id])).toEqual(
      expect.arrayContaining([
        ['confirmed', people.auditor, people.secondSecretariat],
        ['omit', people.secretariat, undefined],
        ['submission', people.auditor, people.owner],
      ]),
    );
    const authors = data.flatMap(({ written }) => written?.authors ?? []);
    expect(authors.map(({ onBehalfOf }) => onBehalfOf?.id)).toEqual([people.owner]);
  });

  it('tells every revision and decision, newest first, with who, when and why', async () => {
    await live();
    const { data, total } = await timeline('lead');
    expect(told({ data })).toEqual([
      ...['decision approve 3', 'revision lead_edit 3', 'revision submission 2'],
      ...['decision return 1', 'revision submission 1'],
    ]);
    expect(total).toBe(5);
    expect(data.map(({ by }) => by?.id)).toEqual([
      ...[people.secondLead, people.lead, people.owner, people.lead, people.owner],
    ]);
    expect(data[3]!.reason).toBe('Give the figure.');
    expect(data[1]!.written!.authors.map(({ id }) => id)).toEqual([people.lead]);
  });

  it('gives each reader the points that are theirs, and the total of them', async () => {
    await live();
    const seen = async (person: WorldPerson): Promise<string[]> => told(await timeline(person));
    expect(await seen('owner')).toHaveLength(5);
    expect(await seen('auditor')).toHaveLength(5);
    // The signatory reads what is approved, and no words before it.
    expect((await seen('signatory')).filter((point) => point.startsWith('revision'))).toEqual([
      'revision lead_edit 3',
    ]);
    for (const person of ['boardMember', 'administrator', 'secondOwner', 'stranger'] as const) {
      expect([person, await seen(person)]).toEqual([person, []]);
    }
  });

  it('keeps words that are not cleared within their organisation', async () => {
    updateId = plan.updateIds[3]!;
    commitmentId = plan.commitmentIds[3]!;
    await submit(test, updateId, people.clearingOwner, 'Ours.');
    expect(told(await timeline('lead'))).toEqual([]);
    expect(told(await timeline('clearer'))).toEqual(['revision submission 1']);
    await clear(test, updateId, people.clearer);
    expect(told(await timeline('lead'))).toEqual(['decision clear 1', 'revision submission 1']);
  });

  it('tells an omission, who confirmed it, and changes of the register', async () => {
    await omit(test, updateId, people.secretariat, 'Nothing came.');
    const [override] = await test.manager.query<{ id: string }[]>(
      'SELECT id FROM overrides WHERE subject_id = $1',
      [updateId],
    );
    await test.as(people.lead, (act) => test.app.get(ConfirmOverride).execute(act, override!.id));
    await changeRegister(test, people.secretariat, {
      ...{ kind: 'reword', commitmentId, title: 'Reworded' },
      ...{ summary: 'Promises more.', wording: 'Printed anew.' },
    } as never);
    const { data } = await timeline('lead');
    expect(told({ data })).toEqual([
      ...['register_change reword', 'override confirmed', 'decision omit'],
    ]);
    expect(data[1]!.overrideKind).toBe('omission');
    // Whose row is left out reads who confirmed it; others, that the register has changed.
    expect(told(await timeline('owner'))).toEqual(told({ data }));
    expect(told(await timeline('secondOwner'))).toEqual(['register_change reword']);
    expect(told(await timeline('boardMember'))).toEqual([]);
  });

  it('tells what was overridden in the round, a hold that ended early among it, to those it concerns', async () => {
    const today = '2022-05-09';
    const holdId = await test.as(people.secretariat, (act) =>
      test.app.get(SetHold).execute(act, {
        ...{ planId: plan.planId, name: 'Election', reason: 'Before the election.' },
        ...{ startsOn: today, endsOn: '2022-06-30' },
      }),
    );
    const id = await test.as(people.secretariat, (act) =>
      test.app.get(AskToEndHold).execute(act, holdId, { reason: 'It was called off.' }),
    );
    await test.as(people.secondSecretariat, (act) =>
      test.app.get(ConfirmOverride).execute(act, id),
    );
    const seen = async (person: WorldPerson) =>
      (await timeline(person, 'kind=override')).data.map(({ what, overrideKind, reason }) => [
        ...[what, overrideKind, reason],
      ]);
    const both = [
      ['confirmed', 'hold_end', undefined],
      ['made', 'hold_end', 'It was called off.'],
    ];
    for (const person of ['lead', 'owner', 'auditor'] as const) {
      expect([person, await seen(person)]).toEqual([person, both]);
    }
    for (const person of ['secondOwner', 'stranger', 'boardMember', 'administrator'] as const) {
      expect([person, await seen(person)]).toEqual([person, []]);
    }
  });

  it('tells what was said to those who read the text it was said of', async () => {
    const { id } = await submit(test, updateId, people.owner, 'First words.');
    const { status } = await test.request('POST', `/api/updates/${updateId}/threads`, {
      as: signedIn.get('lead'),
      body: { text: 'How many officers?', revisionId: id },
    });
    expect(status).toBeLessThan(300);
    const said = async (person: WorldPerson) =>
      (await timeline(person, 'kind=comment')).data.map(({ what, reason, by }) => [
        ...[what, reason, by?.id],
      ]);
    const comment = [['said', 'How many officers?', people.lead]];
    expect(await said('owner')).toEqual(comment);
    expect(await said('secretariat')).toEqual(comment);
    for (const person of ['signatory', 'secondOwner', 'boardMember', 'administrator'] as const)
      expect([person, await said(person)]).toEqual([person, []]);
  });

  it('is filtered by kind and read in pages that neither repeat nor skip a point', async () => {
    await live();
    expect(told(await timeline('lead', 'kind=decision'))).toEqual([
      ...['decision approve 3', 'decision return 1'],
    ]);
    const pages: Point[] = [];
    for (let page = 1; page <= 3; page++) {
      const { data, total } = await timeline('lead', `perPage=2&page=${page}`);
      expect(total).toBe(5);
      pages.push(...data);
    }
    expect(pages).toEqual((await timeline('lead')).data);
    expect((await timeline('lead', 'order=asc&perPage=200')).data).toEqual([...pages].reverse());
  });

  it('compares any two of its texts, for those who read both', async () => {
    await live();
    const { data } = await timeline('lead', 'kind=revision');
    const [third, , first] = data.map(({ id }) => id);
    const compare = (person: WorldPerson, from: string, to: string) =>
      get<{ from: { label: string }; to: { label: string }; isEqual: boolean }>(
        person,
        `/diff?from=${from}&to=${to}`,
      );
    const { body } = await compare('lead', first!, third!);
    expect(body.from.label).toMatch(/revision 1$/);
    expect(body.to.label).toMatch(/revision 3$/);
    expect(body.isEqual).toBe(false);
    expect((await compare('lead', third!, updateId)).body.isEqual).toBe(true);
    expect((await compare('signatory', third!, third!)).status).toBe(200);
    expect((await compare('signatory', first!, third!)).status).toBe(404);
    expect((await compare('stranger', third!, third!)).status).toBe(404);
    commitmentId = plan.commitmentIds[1]!;
    expect((await compare('lead', first!, third!)).status).toBe(404);
  });

  it('compares the draft with what was printed or submitted, for those who write it', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await returnIt(test, updateId, people.lead, 'Give the figure.');
    await draft(test, updateId, people.owner, 'Words being written.');
    const compare = (person: WorldPerson) =>
      get<{ to: { label: string }; isEqual: boolean }>(
        person,
        `/diff?from=${updateId}&to=draft.${updateId}`,
      );
    const hasDraft = async (person: WorldPerson) =>
      (await get<{ currentUpdate: { hasDraft: boolean } }>(person, '')).body.currentUpdate.hasDraft;
    const { body } = await compare('owner');
    expect(body.to.label).toMatch(/the draft$/);
    expect([body.isEqual, await hasDraft('owner')]).toEqual([false, true]);
    for (const person of ['lead', 'secretariat', 'signatory', 'stranger'] as const) {
      expect([person, (await compare(person)).status]).toEqual([person, 404]);
    }
    expect(await hasDraft('lead')).toBe(false);
  });
});
