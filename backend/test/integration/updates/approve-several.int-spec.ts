import { randomUUID } from 'node:crypto';
import { SetCover } from '../../../src/modules/identity/index.js';
import { Update, type UpdateRevision } from '../../../src/modules/updates/index.js';
import { addContributor, claim, edit, recall } from '../../builders/update-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  aContent,
  addPlan,
  approve,
  buildWorld,
  EVERYDAY,
  latestRevision,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type Answer } from '../../support/test-app.js';

let test: TestApp;
let plan: World;
let people: World['people'];
let world: World;
let revisions: UpdateRevision[];
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());

/** Three that wait for review, in a plan of their own. */
beforeEach(async () => {
  plan = await addPlan(test, world);
  const [one, two, three] = plan.updateIds as [string, string, string];
  revisions = [
    await submit(test, one, people.owner),
    await submit(test, two, people.owner),
    await submit(test, three, people.secondOwner),
  ];
});

interface Results {
  results: {
    updateId: string;
    isApproved: boolean;
    refusal?: { code: string; title: string; detail: string };
  }[];
}
const post = <Body>(person: WorldPerson, path: string, body: unknown): Promise<Answer<Body>> =>
  test.request<Body>('POST', path, { as: signedIn.get(person), body });
const open = async (person: WorldPerson, indexes: number[], from = 'last_edition') => {
  for (const index of indexes) {
    const { status } = await post(person, `/api/updates/${plan.updateIds[index]}/look`, {
      ...{ from, to: 'latest' },
    });
    expect(status).toBe(200);
  }
};
const chosen = (index: number) => ({
  updateId: plan.updateIds[index]!,
  revisionId: revisions[index]!.id,
});
const approveSeveral = (person: WorldPerson, updates: unknown): Promise<Answer<Results>> =>
  post<Results>(person, '/api/updates/approve-several', { updates });
const outcomes = ({ body }: Answer<Results>): string[] =>
  body.results.map(({ isApproved, refusal }) => (isApproved ? 'approved' : refusal!.code));
const states = async (): Promise<string[]> =>
  Promise.all(
    plan.updateIds
      .slice(0, 3)
      .map(async (id) => (await test.manager.findOneByOrFail(Update, { id })).state),
  );

describe('approving several at once', () => {
  it('approves each whose changes the reviewer has opened, with a decision and an audit entry of its own', async () => {
    await open('lead', [0, 1, 2]);
    const answer = await approveSeveral('lead', [chosen(0), chosen(1), chosen(2)]);
    expect(answer.status).toBe(200);
    expect(outcomes(answer)).toEqual(['approved', 'approved', 'approved']);
    expect(await states()).toEqual(['approved', 'approved', 'approved']);
    const decisions = await test.manager.query<unknown[]>(
      `SELECT update_id, revision_id, content_hash FROM update_decisions
       WHERE update_id = ANY($1) AND kind = 'approve' AND decided_by_id = $2`,
      [plan.updateIds, people.lead],
    );
    expect(decisions).toHaveLength(3);
    const [entries] = await test.manager.query<{ count: number }[]>(
      `SELECT count(*)::int FROM audit_entries WHERE kind = 'update.approved' AND subject_id = ANY($1)`,
      [plan.updateIds],
    );
    expect(entries!.count).toBe(3);
  });

  it('says of each what became of it, and one refused does not hold up the others', async () => {
    await open('lead', [0, 2]);
    const answer = await approveSeveral('lead', [chosen(0), chosen(1), chosen(2)]);
    expect(outcomes(answer)).toEqual(['approved', 'update.changes_not_opened', 'approved']);
    expect(answer.body.results[1]!.refusal!.detail).toMatch(/Open it/);
    expect(await states()).toEqual(['approved', 'submitted', 'approved']);
  });

  it('takes no other reviewer’s opening for one’s own, nor the text alone', async () => {
    await open('secondLead', [0]);
    await open('lead', [1], 'nothing');
    const answer = await approveSeveral('lead', [chosen(0), chosen(1)]);
    expect(outcomes(answer)).toEqual(['update.changes_not_opened', 'update.changes_not_opened']);
  });

  it('refuses words that have changed since they were opened', async () => {
    await open('lead', [0]);
    await edit(test, plan.updateIds[0]!, people.secondLead, aContent('Other words.'));
    expect(outcomes(await approveSeveral('lead', [chosen(0)]))).toEqual(['update.text_changed']);
    const present = await latestRevision(test, plan.updateIds[0]!);
    const unopened = { updateId: plan.updateIds[0], revisionId: present.id };
    expect(outcomes(await approveSeveral('lead', [unopened]))).toEqual([
      'update.changes_not_opened',
    ]);
  });

  it('approves the present revision where its very words were opened in an earlier one', async () => {
    const again = async () => {
      await recall(test, plan.updateIds[0]!, people.owner);
      revisions[0] = await submit(test, plan.updateIds[0]!, people.owner, 'The same words.');
    };
    await again();
    await open('lead', [0]);
    await again();
    expect(outcomes(await approveSeveral('lead', [chosen(0)]))).toEqual(['approved']);
    const { approvedRevisionId } = await test.manager.findOneByOrFail(Update, {
      id: plan.updateIds[0]!,
    });
    expect(approvedRevisionId).toBe(revisions[0]!.id);
  });

  it('is bound by every rule of a single approval', async () => {
    await open('lead', [0, 1, 2]);
    await open('secondLead', [0, 1, 2]);
    await claim(test, plan.updateIds[0]!, people.secondLead);
    await edit(test, plan.updateIds[1]!, people.lead, aContent('The lead’s words.'));
    revisions[1] = await latestRevision(test, plan.updateIds[1]!);
    await open('lead', [1]);
    await approve(test, plan.updateIds[2]!, people.secondLead);
    const answer = await approveSeveral('lead', [chosen(0), chosen(1), chosen(2)]);
    expect(outcomes(answer)).toEqual([
      'transition.illegal',
      'permission.refused',
      'transition.illegal',
    ]);
    expect(answer.body.results[1]!.refusal!.detail).toMatch(/wrote or submitted part/);
  });

  it('leaves one with open comments to be read, as a single approval asks', async () => {
    await open('lead', [0, 1]);
    const thread = { text: 'Which month?', revisionId: revisions[0]!.id };
    const said = await post('secondLead', `/api/updates/${plan.updateIds[0]}/threads`, thread);
    expect(said.status).toBe(200);
    const answer = await approveSeveral('lead', [chosen(0), chosen(1)]);
    expect(outcomes(answer)).toEqual(['update.open_threads', 'approved']);
    expect(answer.body.results[0]!.refusal!.detail).toMatch(/One thread/);
    expect(await states()).toEqual(['submitted', 'approved', 'submitted']);
  });

  it('tells nobody of what is out of their reach', async () => {
    await open('lead', [0]);
    const nowhere = { updateId: randomUUID(), revisionId: randomUUID() };
    const notMine = { ...chosen(2) };
    const answer = await approveSeveral('chapterLead', [nowhere, notMine]);
    expect(outcomes(answer)).toEqual(['update.changes_not_opened', 'update.changes_not_opened']);
    expect((await approveSeveral('owner', [chosen(0)])).status).toBe(403);
    expect(await states()).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('is done once when two leads do it at once', async () => {
    await open('lead', [0, 1, 2]);
    await open('secondLead', [0, 1, 2]);
    const all = [chosen(0), chosen(1), chosen(2)];
    const [one, other] = await Promise.all([
      approveSeveral('lead', all),
      approveSeveral('secondLead', [...all].reverse()),
    ]);
    const approvals = [...outcomes(one), ...outcomes(other)].filter((each) => each === 'approved');
    expect(approvals).toHaveLength(3);
    expect(await states()).toEqual(['approved', 'approved', 'approved']);
  });

  it('takes each once, and at most fifty', async () => {
    expect((await approveSeveral('lead', [chosen(0), chosen(0)])).status).toBe(400);
    expect((await approveSeveral('lead', [])).status).toBe(400);
    const many = Array.from({ length: 51 }, () => ({
      ...{ updateId: randomUUID(), revisionId: randomUUID() },
    }));
    expect((await approveSeveral('lead', many)).status).toBe(400);
  });
});

describe('contributors', () => {
  const issueOf = (personId: string, by: string): Promise<unknown> =>
    addContributor(test, plan.updateIds[3]!, by, personId).then(
      () => 'named',
      (error: { extra: { issues: { code: string }[] } }) => error.extra.issues[0]!.code,
    );

  it('are named by an owner from their own organisation, by the secretariat from any', async () => {
    expect(await issueOf(people.clearer, people.clearingOwner)).toBe('named');
    expect(await issueOf(people.contributor, people.clearingOwner)).toBe('not_a_colleague');
    expect(await issueOf(people.contributor, people.secretariat)).toBe('named');
  });

  it('are, on cover for the owner, the owner’s colleagues', async () => {
    await test.as(people.clearingOwner, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.clearingOwner, coverId: people.stranger },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-10', parts: EVERYDAY },
      }),
    );
    expect(await issueOf(people.boardMember, people.stranger)).toBe('not_a_colleague');
    expect(await issueOf(people.clearer, people.stranger)).toBe('named');
  });
});
