import { verifyAll } from '../../../src/app/commands/verify.js';
import { EndCover, SetCover } from '../../../src/modules/identity/index.js';
import { reopen } from '../../builders/update-acts.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { hear, sendAll } from '../../builders/messages.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  addPlan,
  approve,
  buildWorld,
  latestRevision,
  submit,
  WORLD_PEOPLE,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { TestApp, type Answer } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  signedIn = new SignIns(test, world);
  await signedIn.now('lead', 'secretariat');
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
  await submit(test, plan.updateIds[0]!, world.people.owner, 'Aardvarks were counted.');
  await test.manager.query('DELETE FROM rate_limits');
});

const ask = async (as: WorldPerson, fields: object = {}): Promise<Answer> => {
  const { id: revisionId } = await latestRevision(test, plan.updateIds[0]!);
  const link = { name: 'The statistician', address: 'expert@example.org', days: 7 };
  const body = { ...link, revisionId, purpose: 'Is it right?', ...fields };
  const path = `/api/updates/${plan.updateIds[0]!}/expert-links`;
  return test.request('POST', path, { as: signedIn.get(as), body });
};
const newLink = async (): Promise<string> => {
  const { body } = await ask('lead');
  return new URL(String(body['url'])).pathname;
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (path: string, form = '', headers: Record<string, string> = {}): Promise<Answer> =>
  test.request('POST', path, { body: form, headers: { ...FORM, ...headers } });
const say = (link: string, text: string): Promise<Answer> =>
  post(`${link}/comments`, new URLSearchParams({ text }).toString());
const trail = async (): Promise<string[]> =>
  (
    await test.manager.query<{ kind: string }[]>(
      `SELECT kind FROM audit_entries WHERE subject_id = $1 AND kind LIKE 'expert_link.%' ORDER BY seq`,
      [plan.updateIds[0]],
    )
  ).map(({ kind }) => kind);

describe('asking an outside expert', () => {
  it('is for the leads of the update and its secretariat', async () => {
    const outcomes = new Map<WorldPerson, number>();
    for (const person of WORLD_PEOPLE) outcomes.set(person, (await ask(person)).status);
    const allowed = [...outcomes].filter(([, status]) => status === 200).map(([person]) => person);
    expect(allowed).toEqual([
      ...['lead', 'secondLead', 'chapterLead', 'secretariat', 'secondSecretariat'],
    ]);
    expect(new Set(outcomes.values())).toEqual(new Set([200, 403]));
  });

  it('keeps only the hash of the link', async () => {
    const token = (await newLink()).split('/').at(-1)!;
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = await test.manager.query<object[]>('SELECT * FROM expert_links');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is of the submitted revision that was seen', async () => {
    const { id: revisionId } = await latestRevision(test, plan.updateIds[0]!);
    await approve(test, plan.updateIds[0]!, world.people.lead);
    expect((await ask('lead')).body).toMatchObject({ code: 'transition.illegal' });
    await reopen(test, plan.updateIds[0]!, world.people.lead, 'A figure.');
    await submit(test, plan.updateIds[0]!, world.people.owner, 'Buffalos were counted.');
    expect((await ask('lead', { revisionId })).body).toMatchObject({ code: 'update.text_changed' });
  });

  it('ends when the link is revoked, once', async () => {
    const link = await newLink();
    const [{ id } = { id: '' }] = await test.manager.query<{ id: string }[]>(
      'SELECT id FROM expert_links WHERE update_id = $1',
      [plan.updateIds[0]],
    );
    const path = `/api/updates/${plan.updateIds[0]!}/expert-links/${id}/revoke`;
    const revoke = () => test.request('POST', path, { as: signedIn.get('secretariat') });
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).body).toMatchObject({ code: 'record.changed_meanwhile' });
    expect((await post(`${link}/text`)).status).toBe(404);
    await expect(
      test.manager.query('UPDATE expert_links SET revoked_at = NULL, revoked_by_id = NULL'),
    ).rejects.toMatchObject({ code: '23001' });
  });
});

describe('the page of an expert', () => {
  it('changes nothing and tells nothing when it is opened', async () => {
    const link = await newLink();
    const before = await checksums(test.dataSource);
    // Where its forms lead to is asked for too, by a phone that had put the page away.
    for (const address of [link, `${link}/text`, `${link}/comments`]) {
      const { status, text, headers } = await test.request('GET', address);
      expect(status).toBe(200);
      expect(text).toContain('Show the text');
      expect(text).not.toContain('Aardvark');
      expect(text).not.toContain('Commitment 1');
      expect(headers).toMatchObject({
        ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
        'x-robots-tag': 'noindex, nofollow',
      });
      expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
    }
    expect(await checksums(test.dataSource)).toEqual(before);
  });

  it('shows exactly the revision it is for, and takes a comment marked as from outside', async () => {
    const link = await newLink();
    const shown = await post(`${link}/text`, '', { origin: 'null' });
    expect(shown.text).toContain('Aardvarks were counted.');
    expect(shown.text).not.toContain('<script');
    const said = await say(link, 'It was forty.\r\n<b>Really</b>');
    expect([said.status, said.headers.location]).toEqual([303, `${link}/thanks`]);
    await reopenWithOther();
    expect((await post(`${link}/text`)).text).toContain('Aardvarks were counted.');
    expect(await trail()).toEqual([
      ...['expert_link.made', 'expert_link.viewed', 'expert_link.commented', 'expert_link.viewed'],
    ]);
    const { body } = await test.request('GET', `/api/updates/${plan.updateIds[0]!}/threads`, {
      as: signedIn.get('owner'),
    });
    expect(body).toMatchObject({
      data: [
        {
          isOnWords: false,
          revisionNumber: 1,
          comments: [{ guestName: 'The statistician', text: 'It was forty.\n<b>Really</b>' }],
        },
      ],
    });
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
  });

  it('keeps the paragraphs and lines of what is asked, and of the commitment', async () => {
    await test.manager.query('UPDATE listings SET wording = $2 WHERE update_id = $1', [
      ...[plan.updateIds[0], 'Count aardvarks.\n\nCount <all> of them:\nby day and by night.'],
    ]);
    const { body } = await ask('lead', {
      purpose: 'Two things.\r\n\r\nIs it right?\nIs it all?\n \n\nThank you.',
    });
    const { text } = await post(`${new URL(String(body['url'])).pathname}/text`);
    const after = (heading: string): string[] =>
      [
        ...text
          .split(`<h2>${heading}</h2>`)[1]!
          .split('<h2')[0]!
          .matchAll(/<p class="printed">([^]*?)<\/p>/g),
      ].map(([, words]) => words!.trim());
    expect(after('What you are asked')).toEqual([
      ...['Two things.', 'Is it right?\nIs it all?', 'Thank you.'],
    ]);
    expect(after('The commitment')).toEqual([
      ...['Count aardvarks.', 'Count &lt;all&gt; of them:\nby day and by night.'],
    ]);
    const css = await test.request('GET', text.match(/<link rel="stylesheet" href="([^"]+)"/)![1]!);
    expect(css.text).toContain('.printed { white-space: pre-line; }');
  });

  it('keeps a comment once, however often it is sent or thanked for', async () => {
    const link = await newLink();
    const sent = await Promise.all([say(link, 'It was forty.'), say(link, ' It was forty.\r\n')]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    for (let times = 0; times < 2; times += 1) {
      const { status, text } = await test.request('GET', `${link}/thanks`);
      expect([status, text]).toEqual([200, expect.stringContaining('<h1>Thank you</h1>')]);
    }
    expect((await say(link, 'And fifty before.')).status).toBe(303);
    const made = ['expert_link.made', 'expert_link.commented', 'expert_link.commented'];
    expect(await trail()).toEqual(made);
    expect((await test.request('GET', `/expert/${'A'.repeat(43)}/thanks`)).status).toBe(404);
  });

  it('takes no comment on what was approved meanwhile, says so, and gives back what was written', async () => {
    const link = await newLink();
    await approve(test, plan.updateIds[0]!, world.people.lead);
    expect((await post(`${link}/text`)).text).toContain('has been approved since you were asked');
    const answer = await say(link, 'An hour’s work.');
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('The text has been approved meanwhile');
    expect(answer.text).toContain('An hour’s work.</textarea>');
    expect(await trail()).not.toContain('expert_link.commented');
  });

  it('tells whoever asked that there is a comment', async () => {
    const link = await newLink();
    await say(link, 'It was forty.');
    await hear(test);
    const told = await test.manager.query<object[]>(
      `SELECT person_id AS "personId", audience FROM notices
       WHERE rule = 'expert_commented' AND subject_id = $1`,
      [plan.updateIds[0]],
    );
    expect(told).toEqual([{ personId: world.people.lead, audience: 'lead' }]);
    await sendAll(test);
    const [message] = await test.manager.query<{ body: string; outcome: string }[]>(
      `SELECT m.body::text AS body, mn.outcome FROM notices n JOIN message_notices mn ON mn.notice_id = n.id AND mn.channel = 'in_app'
       JOIN messages m ON m.id = mn.message_id WHERE n.rule = 'expert_commented' AND n.subject_id = $1`,
      [plan.updateIds[0]],
    );
    expect(message).toMatchObject({ outcome: 'told' });
    expect(message!.body).toContain('The expert whom you asked has commented');
  });

  it('reminds nobody of what they owe, also where whoever asked owns the text', async () => {
    const { lead } = world.people;
    await test.manager.query('UPDATE updates SET owner_id = $2 WHERE id = $1', [
      plan.updateIds[0],
      lead,
    ]);
    await say(await newLink(), 'It was forty.');
    await hear(test);
    await sendAll(test);
    const told = await test.manager.query<object[]>(
      `SELECT n.audience, mn.outcome FROM notices n JOIN message_notices mn ON mn.notice_id = n.id AND mn.channel = 'in_app'
       WHERE n.rule = 'expert_commented' AND n.subject_id = $1`,
      [plan.updateIds[0]],
    );
    expect(told).toEqual([{ audience: 'owner', outcome: 'told' }]);
    const path = `/api/updates/${plan.updateIds[0]}/reminded`;
    const { body } = await test.request('GET', path, { as: await signedIn.get('lead') });
    expect(body).toEqual({ data: [] });
  });

  it('stands on the Home of whoever asked, and of their cover, until it is settled', async () => {
    const link = await newLink();
    const waiting = async (as: WorldPerson = 'lead') => {
      const { body } = await test.request<{ work: { kind: string; updateId: string }[] }>(
        ...(['GET', '/api/home', { as: await signedIn.get(as) }] as const),
      );
      return body.work.filter(
        ({ kind, updateId }) => kind === 'read_expert' && updateId === plan.updateIds[0],
      );
    };
    expect(await waiting()).toEqual([]);
    await say(link, 'It was forty.');
    const asked = {
      ...{ ask: 'The expert you asked has commented', title: 'Commitment 1' },
      waitingPerson: 'The statistician',
    };
    expect(await waiting()).toEqual([expect.objectContaining(asked)]);
    expect(await waiting('secondLead')).toEqual([]);
    const cover = await test.as(world.people.lead, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: world.people.lead, coverId: world.people.boardMember, parts: ['review'] },
        ...{ startsOn: '2022-05-01', endsOn: '2022-06-30' },
      }),
    );
    const forLead = { ...asked, forPerson: expect.objectContaining({ id: world.people.lead }) };
    expect(await waiting('boardMember')).toEqual([expect.objectContaining(forLead)]);
    await test.as(world.people.lead, (act) => test.app.get(EndCover).execute(act, cover));
    const threads = `/api/updates/${plan.updateIds[0]!}/threads`;
    const as = await signedIn.get('lead');
    const { body } = await test.request<{ data: { id: string }[] }>('GET', threads, { as });
    const path = `${threads}/${body.data[0]!.id}/comments`;
    await test.request('POST', path, { as, body: { text: 'Thank you.', mentionedIds: [] } });
    expect(await waiting()).toEqual([]);
    await say(link, 'And fifty before.');
    expect(await waiting()).toHaveLength(1);
    const again = (await test.request<{ data: { id: string }[] }>('GET', threads, { as })).body;
    const open = again.data.find(({ id }) => id !== body.data[0]!.id)!;
    await test.request('POST', `${threads}/${open.id}/resolve`, { as });
    expect(await waiting()).toEqual([]);
  });

  it('keeps what was written when it cannot be taken', async () => {
    const link = await newLink();
    const answer = await say(link, '   ');
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('Write what you')]);
    const long = await say(link, 'x'.repeat(4001));
    expect([long.status, long.text]).toEqual([422, expect.stringContaining('x'.repeat(4001))]);
  });

  it('gives back what was written when the link has ended meanwhile, to keep', async () => {
    const answer = await say(`/expert/${'A'.repeat(43)}`, 'An hour’s work.\r\n</textarea><b>');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('An hour’s work.\n&lt;/textarea&gt;&lt;b&gt;</textarea>');
  });

  it('is the same for an unknown, an expired and a revoked link', async () => {
    const link = await newLink();
    await test.manager.query('ALTER TABLE expert_links DISABLE TRIGGER tr_expert_links_guard');
    await test.manager.query(`UPDATE expert_links SET expires_at = now() - interval '1 second'`);
    await test.manager.query('ALTER TABLE expert_links ENABLE TRIGGER tr_expert_links_guard');
    const unknown = `/expert/${'A'.repeat(43)}`;
    for (const path of ['', '/text', '/comments']) {
      const answers = await Promise.all(
        [link, unknown].map((each) =>
          path === '' ? test.request('GET', each) : post(`${each}${path}`, 'text=Hello'),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(answers[0]!.text).toBe(answers[1]!.text);
    }
  });

  it('holds no longer than the text is on its way, and is said to be over', async () => {
    const link = await newLink();
    const isOpen = async () => {
      const path = `/api/updates/${plan.updateIds[0]!}/expert-links`;
      const as = signedIn.get('lead');
      const { body } = await test.request<{ data: { isOpen: boolean }[] }>('GET', path, { as });
      return body.data[0]!.isOpen;
    };
    expect(await isOpen()).toBe(true);
    await approve(test, plan.updateIds[0]!, world.people.lead);
    await approveAll(test, plan, [plan.updateIds[0]!]);
    await seal(test, plan);
    await sign(test, plan);
    await publish(test, plan);
    expect([await isOpen(), (await test.request('GET', link)).status]).toEqual([false, 404]);
  });

  it('is slowed down for who guesses, and for a link that has got about', async () => {
    const link = await newLink();
    const statuses = new Set<number>();
    for (let tries = 0; tries < 62; tries += 1) statuses.add((await post(`${link}/text`)).status);
    expect([...statuses]).toEqual([200, 429]);
    await test.manager.query('DELETE FROM rate_limits');
    for (let tries = 0; tries < 31; tries += 1) await test.request('GET', `/expert/wrong${tries}`);
    expect((await test.request('GET', link)).status).toBe(429);
  });

  it('is the only place where a form is read', async () => {
    const answer = await post('/api/session', 'email=a&password=b');
    expect([answer.status, answer.body]).toMatchObject([
      ...[415, { code: 'request.unsupported_type' }],
    ]);
  });
});

async function reopenWithOther(): Promise<void> {
  const id = plan.updateIds[0]!;
  const revision = await latestRevision(test, id);
  const threads = await test.manager.query<{ id: string }[]>(
    'SELECT id FROM comment_threads WHERE subject_id = $1',
    [id],
  );
  const openThreadIds = threads.map((thread) => thread.id);
  const body = { revisionId: revision.id, contentHash: revision.contentHash, openThreadIds };
  await test.request('POST', `/api/updates/${id}/approve`, { as: signedIn.get('lead'), body });
  await reopen(test, id, world.people.lead, 'A figure.');
  await submit(test, id, world.people.owner, 'Buffalos were counted.');
}
