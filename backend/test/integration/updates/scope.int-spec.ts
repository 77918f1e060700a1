import { SetCover } from '../../../src/modules/identity/index.js';
import { Commitment } from '../../../src/modules/plan/index.js';
import { changeRegister } from '../../builders/register-acts.js';
import { addContributor, clear, reopen, returnIt } from '../../builders/update-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  EVERYDAY,
  addPlan,
  approve,
  buildWorld,
  draft,
  give,
  submit,
  WORLD_PEOPLE,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type Answer } from '../../support/test-app.js';

const MARKER = 'Hippopotamus';

let test: TestApp;
let world: World;
let plan: World;
let updateId: string;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
  updateId = plan.updateIds[0]!;
});

const get = <Body = Record<string, unknown>>(
  person: WorldPerson,
  path: string,
): Promise<Answer<Body>> => test.request<Body>('GET', path, { as: signedIn.get(person) });

/** Every way to an update's words. */
const waysTo = (id: string): string[] =>
  ['', '/draft', '/revisions', '/diff?from=last_submission', '/diff?to=draft'].map(
    (way) => `/api/updates/${id}${way}`,
  );

/** Who finds the marker on any way to the update. */
async function readers(id = updateId): Promise<WorldPerson[]> {
  const found: WorldPerson[] = [];
  for (const person of WORLD_PEOPLE) {
    const answers = await Promise.all(waysTo(id).map((way) => get(person, way)));
    if (answers.some((answer) => answer.text.includes(MARKER))) found.push(person);
  }
  return found;
}

const byId = (one: { id: string }, other: { id: string }): number => one.id.localeCompare(other.id);

const REVIEWERS: WorldPerson[] = [
  'lead',
  'secondLead',
  'chapterLead',
  'secretariat',
  'secondSecretariat',
];

describe('who reads the words of an update', () => {
  it('that is being drafted: its owner and contributors', async () => {
    await addContributor(test, updateId, world.people.owner, world.people.contributor);
    await draft(test, updateId, world.people.owner, MARKER);
    expect(await readers()).toEqual(['owner', 'contributor']);
  });

  it('that is being drafted: also who covers for its owner, while they do', async () => {
    await draft(test, updateId, world.people.owner, MARKER);
    const cover = { absentId: world.people.owner, coverId: world.people.stranger };
    await test.as(world.people.owner, (act) =>
      test.app
        .get(SetCover)
        .execute(act, { ...cover, startsOn: '2022-05-01', endsOn: '2022-05-09', parts: EVERYDAY }),
    );
    expect(await readers()).toEqual(['owner', 'stranger']);
    const before = test.now;
    await test.setClock(new Date(before.getTime() + 86_400_000));
    expect(await readers()).toEqual(['owner']);
    await test.setClock(before);
    await test.manager.query('UPDATE covers SET ended_at = now()');
  });

  it('that is with its organisation: its owner and those who clear it', async () => {
    const id = plan.updateIds[3]!;
    await submit(test, id, world.people.clearingOwner, MARKER);
    expect(await readers(id)).toEqual(['clearingOwner', 'clearer']);
    await clear(test, id, world.people.clearer);
    expect(await readers(id)).toEqual([
      ...['clearingOwner', 'clearer', 'lead', 'secondLead', 'secretariat', 'secondSecretariat'],
      'auditor',
    ]);
  });

  it('that is submitted: also the chapter’s leads, the secretariat and the auditor', async () => {
    await submit(test, updateId, world.people.owner, MARKER);
    expect(await readers()).toEqual(['owner', ...REVIEWERS, 'auditor']);
    const inSecondChapter = plan.updateIds[2]!;
    await submit(test, inSecondChapter, world.people.secondOwner, MARKER);
    expect(await readers(inSecondChapter)).not.toContain('chapterLead');
  });

  it('that is approved: also the signatory, until it is opened again', async () => {
    await submit(test, updateId, world.people.owner, MARKER);
    await approve(test, updateId, world.people.lead);
    expect(await readers()).toEqual(['owner', ...REVIEWERS, 'signatory', 'auditor']);
    await reopen(test, updateId, world.people.lead, 'News.');
    expect(await readers()).toEqual(['owner', ...REVIEWERS, 'auditor']);
  });

  it('that was returned and is written anew: reviewers keep to what was submitted', async () => {
    await submit(test, updateId, world.people.owner, 'Submitted.');
    await returnIt(test, updateId, world.people.lead);
    await draft(test, updateId, world.people.owner, MARKER);
    expect(await readers()).toEqual(['owner']);
  });

  it('of a commitment: a lead of that commitment alone', async () => {
    await give(test, world.people.stranger, {
      ...{ role: 'lead', planId: plan.planId, commitmentId: plan.commitmentIds[0]! },
    });
    await submit(test, updateId, world.people.owner, MARKER);
    await submit(test, plan.updateIds[1]!, world.people.owner, MARKER);
    expect(await readers()).toContain('stranger');
    expect(await readers(plan.updateIds[1])).not.toContain('stranger');
    await test.manager.query('UPDATE grants SET revoked_at = now() WHERE person_id = $1', [
      world.people.stranger,
    ]);
  });
});

describe('who sees that an update exists', () => {
  /** How many of the plan's four updates they see: a clearer those of their organisation. */
  const seenBy = (person: WorldPerson): number => {
    if (person === 'clearer') return 1;
    return ['contributor', 'boardMember', 'stranger'].includes(person) ? 0 : 4;
  };

  it.each(WORLD_PEOPLE)('%s, by every way alike', async (person) => {
    const seen = seenBy(person);
    const found = await Promise.all(
      plan.updateIds.map(async (id) => (await get(person, `/api/updates/${id}`)).status),
    );
    expect(found).toEqual([0, 1, 2, 3].map((index) => (seen > 3 - index ? 200 : 404)));

    type Page = { data: { id: string }[]; total: number };
    const list = await get<Page>(person, `/api/updates?roundId=${plan.roundId}&perPage=200`);
    expect([list.body.data.length, list.body.total]).toEqual([seen, seen]);
    const inRound = await get<Page>(person, `/api/rounds/${plan.roundId}/updates?perPage=200`);
    expect([...inRound.body.data].sort(byId)).toEqual([...list.body.data].sort(byId));
    const csv = await get(person, `/api/rounds/${plan.roundId}/updates.csv`);
    expect(csv.text.trim().split('\r\n')).toHaveLength(1 + seen);

    const round = await get<{ progress: { total: number } }>(person, `/api/rounds/${plan.roundId}`);
    expect(round.status).toBe(seen > 0 ? 200 : 404);
    if (seen > 0) expect(round.body.progress.total).toBe(seen);
    const { body } = await get(person, `/api/commitments/${plan.commitmentIds[0]}`);
    expect('currentUpdate' in body).toBe(seen === 4);
    const home = await get<{ rounds: { round: { id: string }; total: number }[] }>(
      person,
      '/api/home',
    );
    const progress = home.body.rounds.filter((each) => each.round.id === plan.roundId);
    expect(progress.map(({ total }) => total)).toEqual(seen > 0 ? [seen] : []);
  });

  it('also a contributor, from when they are named', async () => {
    await addContributor(test, updateId, world.people.owner, world.people.contributor);
    expect((await get('contributor', `/api/updates/${updateId}`)).status).toBe(200);
    type Work = { updateId: string; ask: string; waitingPerson: string };
    const workOf = async (person: WorldPerson): Promise<Work | undefined> =>
      (await get<{ work: Work[] }>(person, '/api/home')).body.work.find(
        (item) => item.updateId === updateId,
      );
    const [owner] = await test.dataSource.query<{ name: string }[]>(
      'SELECT name FROM people WHERE id = $1',
      [world.people.owner],
    );
    // Who helps reads for whom; the owner is who is asked for it.
    expect(await workOf('contributor')).toMatchObject({
      ask: 'Help to write the update',
      waitingPerson: owner!.name,
    });
    expect(await workOf('owner')).toMatchObject({
      ask: 'Write the update',
      waitingPerson: 'The lead who reviews it',
    });
  });

  it('gives the same answer for what is out of scope as for what is not there', async () => {
    const outOfScope = await get('stranger', `/api/updates/${updateId}`);
    const notThere = await get('stranger', '/api/updates/00000000-0000-4000-8000-000000000000');
    expect(outOfScope.text).toBe(notThere.text);
  });

  it('queues for a clearer what waits for their organisation, and for nobody else', async () => {
    const uncleared = plan.updateIds[3]!;
    await submit(test, uncleared, world.people.clearingOwner, 'To be cleared.');
    type Page = { data: { id: string }[] };
    const path = `/api/updates?roundId=${plan.roundId}&awaiting=clearance`;
    const queueOf = async (person: WorldPerson): Promise<string[]> =>
      (await get<Page>(person, path)).body.data.map(({ id }) => id);
    expect(await queueOf('clearer')).toEqual([uncleared]);
    for (const person of ['clearingOwner', 'lead', 'secretariat'] as const) {
      expect(await queueOf(person)).toEqual([]);
    }
  });

  it('keeps totals, pages and filters within the scope', async () => {
    for (const person of ['owner', 'secondOwner', 'lead', 'stranger'] as const) {
      for (const filter of [
        '',
        '&mine=true',
        '&state=not_started',
        '&awaiting=me',
        '&q=Commitment',
      ]) {
        type Page = { data: { id: string }[]; total: number };
        const path = `/api/updates?roundId=${plan.roundId}${filter}`;
        const whole = await get<Page>(person, `${path}&perPage=200`);
        const pages: string[] = [];
        for (let page = 1; page <= whole.body.total; page++) {
          const one = await get<Page>(person, `${path}&perPage=1&page=${page}`);
          expect(one.body.total).toBe(whole.body.total);
          pages.push(...one.body.data.map(({ id }) => id));
        }
        expect([...pages].sort()).toEqual(whole.body.data.map(({ id }) => id).sort());
      }
    }
  });
});

describe('who sees what a round to come changes in the register', () => {
  const OUTSIDE: WorldPerson[] = [
    'boardMember',
    'clearer',
    'administrator',
    'contributor',
    'stranger',
  ];

  it('is whoever works on the plan: others find no waiting commitment and no reason', async () => {
    const { chapterIds, commitmentIds } = plan;
    const commitment = await test.manager.findOneByOrFail(Commitment, { id: commitmentIds[0]! });
    const marker = `${MARKER}-${plan.planId}`;
    const added = await changeRegister(test, world.people.secretariat, {
      ...{ kind: 'add', planId: plan.planId, title: marker, summary: 'To come.', wording: 'Anew.' },
      ...{ chapterId: chapterIds[0]!, leadOrganisationId: commitment.leadOrganisationId },
    });
    await changeRegister(test, world.people.secretariat, {
      ...{ kind: 'split', commitmentId: commitmentIds[1]!, roundId: plan.roundId },
      parts: [
        { title: 'One', summary: 'One.' },
        { title: 'Other', summary: 'The other.' },
      ],
      endsOriginal: true,
    });
    const readable = async (person: WorldPerson) => {
      type Page = { total: number };
      const list = `/api/commitments?planId=${plan.planId}`;
      const all = await get<Page>(person, list);
      const picked = await get<Page>(person, `${list}&q=${marker}`);
      const one = await get(person, `/api/commitments/${added.commitmentId}`);
      const split = await get<{ lineage: { reason?: string }[] }>(
        person,
        `/api/commitments/${commitmentIds[1]}`,
      );
      const changes = await get<Page>(person, `/api/register/changes?planId=${plan.planId}`);
      return {
        ...{ changes: changes.status === 200 ? changes.body.total : 0, all: all.body.total },
        ...{ picked: picked.body.total, one: one.status },
        reasons: split.body.lineage.filter(({ reason }) => reason !== undefined).length,
      };
    };
    for (const person of WORLD_PEOPLE) {
      const isOutside = OUTSIDE.includes(person);
      expect([person, await readable(person)]).toEqual([
        person,
        isOutside
          ? { changes: 0, all: 6, picked: 0, one: 404, reasons: 0 }
          : { changes: 2, all: 7, picked: 1, one: 200, reasons: 2 },
      ]);
    }
  });
});
