import pg from 'pg';
import { Update, UpdateDraft } from '../../../src/modules/updates/index.js';
import { verifyAll } from '../../../src/app/commands/verify.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { addContributor, claim } from '../../builders/update-acts.js';
import {
  aContent,
  addPlan,
  buildWorld,
  draft,
  latestRevision,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';

interface Problem {
  code: string;
  conflict?: { who?: string; what: string; at?: string };
  theirs?: { content: unknown; version: number };
}
type Send = () => Promise<Answer>;

let test: TestApp;
let world: World;
let people: World['people'];
let plan: World;
let updateId: string;
let gate: pg.Client;
let watch: pg.Client;
const signedIn = new Map<WorldPerson, SignedIn>();

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  for (const person of [
    'owner',
    'contributor',
    'lead',
    'secondLead',
    'secretariat',
    'secondSecretariat',
  ] as const) {
    signedIn.set(person, await test.signIn(world.emailOf(person), PASSWORD));
  }
  [gate, watch] = [test.url, test.url].map((url) => new pg.Client({ connectionString: url })) as [
    pg.Client,
    pg.Client,
  ];
  await Promise.all([gate.connect(), watch.connect()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([gate.end(), watch.end()]);
  await test.stop();
});

beforeEach(async () => {
  plan = await addPlan(test, world);
  updateId = plan.updateIds[0]!;
});
afterEach(async () => {
  expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
});

const sending =
  (person: WorldPerson, method: 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown): Send =>
  () =>
    test.request(method, `/api/updates/${updateId}${path}`, { as: signedIn.get(person), body });
const saving = (person: WorldPerson, version: number, text: string): Send =>
  sending(person, 'PUT', '/draft', { version, content: aContent(text), startedFrom: 'empty' });
const approving = async (person: WorldPerson): Promise<Send> => {
  const { id, contentHash } = await latestRevision(test, updateId);
  return sending(person, 'POST', '/approve', { revisionId: id, contentHash });
};
const returning = async (person: WorldPerson): Promise<Send> => {
  const { id } = await latestRevision(test, updateId);
  return sending(person, 'POST', '/return', { revisionId: id, reason: 'Name the month.' });
};

const waiting = async (): Promise<number> => {
  const { rows } = await watch.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]!.count;
};

/**
 * Sends both while a third connection holds the update, and lets go only when both transactions
 * stand before it, in this order: neither can have been over before the other began.
 */
async function atOnce(first: Send, second: Send): Promise<[Answer, Answer]> {
  await gate.query('BEGIN');
  await gate.query('SELECT 1 FROM updates WHERE id = $1 FOR UPDATE', [updateId]);
  const answers: Promise<Answer>[] = [];
  for (const send of [first, second]) {
    answers.push(send());
    const deadline = Date.now() + 10_000;
    while ((await waiting()) < answers.length) {
      if (Date.now() > deadline) throw new Error('The request never came to wait for the update');
    }
  }
  await gate.query('COMMIT');
  return (await Promise.all(answers)) as [Answer, Answer];
}

/** The first succeeds; the second's refusal says who did what. */
async function firstWins(
  [first, second]: [Answer, Answer],
  code: string,
  conflict: { who: string; what: string },
): Promise<Problem> {
  expect([first.status, first.body]).toEqual([200, expect.anything()]);
  expect(second.status).toBe(409);
  expect(second.headers['content-type']).toContain('application/problem+json');
  expect(second.body).toMatchObject({
    code,
    conflict: { ...conflict, at: expect.stringMatching(/^2022-05-09T.*Z$/u) },
  });
  return second.body as unknown as Problem;
}

const update = (): Promise<Update> => test.manager.findOneByOrFail(Update, { id: updateId });
const decisions = async (): Promise<string[]> => {
  const rows = await test.manager.query<{ kind: string }[]>(
    'SELECT kind FROM update_decisions WHERE update_id = $1 ORDER BY seq',
    [updateId],
  );
  return rows.map((row) => row.kind);
};

describe('two saves', () => {
  it.each([0, 1])('from version %i: one stays, the other is told whose and which', async (seen) => {
    await addContributor(test, updateId, people.owner, people.contributor);
    if (seen === 1) await draft(test, updateId, people.owner, 'Before.');
    const problem = await firstWins(
      await atOnce(saving('contributor', seen, 'Theirs.'), saving('owner', seen, 'Mine.')),
      'update.draft_conflict',
      { who: 'The contributor', what: 'saved this text' },
    );
    expect(problem.theirs).toEqual({ content: aContent('Theirs.'), version: seen + 1 });
    const kept = await test.manager.findOneByOrFail(UpdateDraft, { updateId });
    expect(kept).toMatchObject({ content: aContent('Theirs.'), version: seen + 1 });
    // Nothing is lost: the loser saves on top of what they were shown.
    const again = await saving('owner', problem.theirs!.version, 'Theirs. Mine.')();
    expect(again.body).toMatchObject({ version: seen + 2 });
  });
});

describe('a text that gives way', () => {
  interface SetAside {
    data: {
      content: unknown;
      writtenBy?: { name: string };
      setAsideBy: { name: string };
      setAsideAt: string;
    }[];
  }
  const saveOver = (
    person: WorldPerson,
    version: number,
    text: string,
    ...setAside: { content: unknown; isOwn: boolean }[]
  ): Promise<Answer> =>
    sending(person, 'PUT', '/draft', { version, content: aContent(text), setAside })();
  const setAside = async (person: WorldPerson): Promise<Answer<SetAside>> =>
    test.request<SetAside>('GET', `/api/updates/${updateId}/set-aside`, {
      as: signedIn.get(person),
    });
  const told = async (): Promise<unknown[]> =>
    (await setAside('owner')).body.data.map(({ content, writtenBy, setAsideBy }) => [
      ...[content, writtenBy?.name, setAsideBy.name],
    ]);

  beforeEach(async () => {
    await addContributor(test, updateId, people.owner, people.contributor);
    await draft(test, updateId, people.owner, 'The owner’s.');
  });

  it('is kept beside the draft, with who wrote it and who went over it, for those who draft', async () => {
    const theirs = { content: aContent('The owner’s.'), isOwn: false };
    expect((await saveOver('contributor', 1, 'Other words.', theirs)).status).toBe(200);
    expect(await told()).toEqual([[aContent('The owner’s.'), 'The owner', 'The contributor']]);
    expect((await setAside('contributor')).body).toEqual((await setAside('owner')).body);
    for (const person of ['lead', 'secretariat'] as const) {
      expect([person, (await setAside(person)).status]).toEqual([person, 404]);
    }
    const entries = await test.manager.query<{ data: { contentHash: string } }[]>(
      "SELECT data FROM audit_entries WHERE kind = 'update.text_set_aside' AND subject_id = $1",
      [updateId],
    );
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain('owner’s');
    expect(await verifyAll(test.manager, test.files)).not.toHaveProperty('wrong');
  });

  it('may be one’s own, that never was saved; and is nobody’s that can be told when saved over since', async () => {
    const own = { content: aContent('Never saved.'), isOwn: true };
    const older = { content: aContent('Long gone.'), isOwn: false };
    const { body } = await saveOver('contributor', 1, 'The owner’s.', own, older);
    // Words that stay as they are make no version.
    expect(body).toMatchObject({ version: 1 });
    expect(await told()).toEqual(
      expect.arrayContaining([
        [aContent('Never saved.'), 'The contributor', 'The contributor'],
        [aContent('Long gone.'), undefined, 'The contributor'],
      ]),
    );
  });

  it('is kept once, however often the save is sent, and not at all when the save is refused', async () => {
    const theirs = { content: aContent('The owner’s.'), isOwn: false };
    expect((await saveOver('contributor', 0, 'Too late.', theirs)).status).toBe(409);
    expect(await told()).toEqual([]);
    await saveOver('contributor', 1, 'Other words.', theirs);
    await saveOver('contributor', 2, 'Other words.', theirs);
    expect(await told()).toHaveLength(1);
    const wrong = { content: { document: 'no document' }, isOwn: true };
    expect((await saveOver('contributor', 2, 'More.', wrong)).status).toBe(400);
  });

  it('is changed and deleted by nobody', async () => {
    await saveOver('owner', 1, 'Other.', { content: aContent('The owner’s.'), isOwn: true });
    for (const sql of [
      "UPDATE set_aside_texts SET content = '{}'",
      'DELETE FROM set_aside_texts',
    ]) {
      await expect(test.manager.query(sql)).rejects.toThrow('append-only');
    }
  });
});

describe('a save and a submission', () => {
  beforeEach(async () => {
    await addContributor(test, updateId, people.owner, people.contributor);
    await draft(test, updateId, people.owner, 'Finished.');
  });

  it('submits what the owner saw, and refuses the save that came second', async () => {
    await firstWins(
      await atOnce(
        sending('owner', 'POST', '/submit', { draftVersion: 1 }),
        saving('contributor', 1, 'One more thing.'),
      ),
      'transition.illegal',
      { who: 'The owner', what: 'submitted it' },
    );
    expect((await latestRevision(test, updateId)).content).toContain('Finished.');
  });

  it('does not submit words that the owner has not seen', async () => {
    const problem = await firstWins(
      await atOnce(
        saving('contributor', 1, 'One more thing.'),
        sending('owner', 'POST', '/submit', { draftVersion: 1 }),
      ),
      'update.draft_conflict',
      { who: 'The contributor', what: 'saved this text' },
    );
    expect(problem.theirs).toEqual({ content: aContent('One more thing.'), version: 2 });
    expect(await update()).toMatchObject({ state: 'drafting', latestRevisionId: null });
  });

  it('makes one revision of two submissions', async () => {
    const submitting = sending('owner', 'POST', '/submit', { draftVersion: 1 });
    await firstWins(await atOnce(submitting, submitting), 'transition.illegal', {
      // The same person, in two windows.
      who: 'You',
      what: 'submitted it',
    });
    expect((await latestRevision(test, updateId)).number).toBe(1);
  });
});

describe('two leads', () => {
  beforeEach(async () => {
    await submit(test, updateId, people.owner, 'To be read.');
  });

  it('approve once', async () => {
    await firstWins(
      await atOnce(await approving('lead'), await approving('secondLead')),
      'transition.illegal',
      { who: 'The lead', what: 'approved it' },
    );
    expect(await decisions()).toEqual(['approve']);
  });

  it('approve, or return', async () => {
    await firstWins(
      await atOnce(await approving('lead'), await returning('secondLead')),
      'transition.illegal',
      { who: 'The lead', what: 'approved it' },
    );
    expect([(await update()).state, await decisions()]).toEqual(['approved', ['approve']]);
  });

  it('return, or approve', async () => {
    await firstWins(
      await atOnce(await returning('lead'), await approving('secondLead')),
      'transition.illegal',
      { who: 'The lead', what: 'returned it' },
    );
    expect([(await update()).state, await decisions()]).toEqual(['returned', ['return']]);
  });

  it('claim once', async () => {
    await firstWins(
      await atOnce(sending('lead', 'POST', '/claim'), sending('secondLead', 'POST', '/claim')),
      'transition.illegal',
      { who: 'The lead', what: 'claimed it' },
    );
    expect((await update()).claimedById).toBe(people.lead);
  });

  it('take over once: the second is told who has it now', async () => {
    await claim(test, updateId, people.chapterLead);
    await firstWins(
      await atOnce(sending('lead', 'POST', '/take-over'), sending('owner', 'POST', '/recall')),
      'transition.illegal',
      { who: 'The lead', what: 'claimed it' },
    );
  });

  it('approve the words they saw, not those of an edit that was quicker', async () => {
    const { id } = await latestRevision(test, updateId);
    const editing = sending('secondLead', 'POST', '/edit', {
      revisionId: id,
      content: aContent('Read and changed.'),
    });
    await firstWins(await atOnce(editing, await approving('lead')), 'update.text_changed', {
      who: 'The secondLead',
      what: 'edited it',
    });
    expect(await update()).toMatchObject({ state: 'submitted', approvedRevisionId: null });
    expect((await latestRevision(test, updateId)).content).toContain('Read and changed.');
  });
});

describe('owner and lead', () => {
  beforeEach(async () => {
    await submit(test, updateId, people.owner, 'To be read.');
  });

  it('recall, or approve', async () => {
    await firstWins(
      await atOnce(sending('owner', 'POST', '/recall'), await approving('lead')),
      'transition.illegal',
      { who: 'The owner', what: 'recalled it' },
    );
    expect((await update()).state).toBe('drafting');
  });

  it('claim, or recall', async () => {
    await firstWins(
      await atOnce(sending('lead', 'POST', '/claim'), sending('owner', 'POST', '/recall')),
      'transition.illegal',
      { who: 'The lead', what: 'claimed it' },
    );
    expect((await update()).state).toBe('submitted');
  });
});

describe('the secretariat', () => {
  const omitting = (person: WorldPerson): Send =>
    sending(person, 'POST', '/omit', { reason: 'Nothing came.' });

  beforeEach(async () => {
    await submit(test, updateId, people.owner, 'To be read.');
  });

  it('leaves it out before a lead approves', async () => {
    await firstWins(
      await atOnce(omitting('secretariat'), await approving('lead')),
      'transition.illegal',
      { who: 'The secretariat', what: 'left it out' },
    );
    expect(await update()).toMatchObject({ state: 'submitted', approvedRevisionId: null });
  });

  it('leaves it out although a lead was quicker: an omission is possible from there too', async () => {
    const answers = await atOnce(await approving('lead'), omitting('secretariat'));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await update()).toMatchObject({ state: 'approved', omissionId: expect.any(String) });
    expect(await decisions()).toEqual(['approve', 'omit']);
  });

  it('leaves it out once', async () => {
    await firstWins(
      await atOnce(omitting('secretariat'), omitting('secondSecretariat')),
      'transition.illegal',
      { who: 'The secretariat', what: 'left it out' },
    );
    const overrides = await test.manager.query<unknown[]>(
      'SELECT 1 FROM overrides WHERE subject_id = $1',
      [updateId],
    );
    expect(overrides).toHaveLength(1);
  });

  it('assigns once from what was seen', async () => {
    const { version } = await update();
    const assigning = (person: WorldPerson, ownerId: string): Send =>
      sending(person, 'PATCH', '', { version, ownerId });
    await firstWins(
      await atOnce(
        assigning('secretariat', people.secondOwner),
        assigning('secondSecretariat', people.contributor),
      ),
      'record.changed_meanwhile',
      { who: 'The secretariat', what: 'changed this update' },
    );
    expect((await update()).ownerId).toBe(people.secondOwner);
  });
});
