import { DraftPresence } from '../../../src/modules/updates/draft-presence.js';
import { Clock } from '../../../src/platform/database/clock.js';
import { DatabaseListener } from '../../../src/platform/database/listener.js';
import { EventStreams } from '../../../src/platform/http/event-streams.js';
import { addContributor } from '../../builders/update-acts.js';
import {
  aContent,
  buildWorld,
  PASSWORD,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { EventSource } from '../../support/event-source.js';
import { TestApp, type SignedIn } from '../../support/test-app.js';

interface Present {
  person: { id: string; name: string };
  isYou: boolean;
  editingSeconds?: number;
}

let test: TestApp;
let world: World;
let address: string;
let owner: SignedIn;
let contributor: SignedIn;
let updateId: string;
const opened: EventSource[] = [];

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  updateId = world.updateIds[0]!;
  await addContributor(test, updateId, world.people.owner, world.people.contributor);
  owner = await signIn('owner');
  contributor = await signIn('contributor');
  await test.app.get(DatabaseListener).start();
  await test.app.listen(0, '127.0.0.1');
  address = await test.app.getUrl();
}, 60_000);
afterEach(() => {
  for (const source of opened.splice(0)) source.close();
});
afterAll(() => test.stop());

const signIn = (person: WorldPerson): Promise<SignedIn> =>
  test.signIn(world.emailOf(person), PASSWORD);
const open = async (as: SignedIn, query = ''): Promise<EventSource> => {
  const source = await EventSource.open(`${address}/api/updates/${updateId}/presence${query}`, as);
  opened.push(source);
  return source;
};
const save = async (as: SignedIn, words: string): Promise<number> => {
  const { body: draft } = await test.request('GET', `/api/updates/${updateId}/draft`, { as });
  const { status, body } = await test.request('PUT', `/api/updates/${updateId}/draft`, {
    as,
    body: { version: draft.version ?? 0, content: aContent(words), startedFrom: 'empty' },
  });
  expect(status).toBe(200);
  return body.version as number;
};
const names = (present: Present[]): string[] => present.map(({ person }) => person.name);
const isAlone = (present: Present[]): boolean => present.length === 0;
const isWith =
  (...expected: string[]) =>
  (present: Present[]): boolean =>
    names(present).join() === expected.join();

describe('who has a draft open', () => {
  it('is told to those who write it, when somebody comes and when they go', async () => {
    const first = await open(owner);
    await first.until('presence', isAlone);
    const second = await open(contributor);
    await first.until('presence', isWith('The contributor'));
    await second.until('presence', isWith('The owner'));
    second.close();
    await first.until('presence', isAlone);
  });

  it('says who edits, and tells the others of a save', async () => {
    const first = await open(owner);
    const second = await open(contributor);
    await second.until('presence', isWith('The owner'));
    const version = await save(owner, 'A first word.');
    await second.until<{ version: number }>('saved', (saved) => saved.version === version);
    const [there] = await second.until<Present[]>(
      'presence',
      ([each]) => each?.editingSeconds !== undefined,
    );
    expect(there).toMatchObject({ person: { name: 'The owner' }, isYou: false });
    const [here] = await first.until<Present[]>('presence', isWith('The contributor'));
    expect(here!.editingSeconds).toBeUndefined();
  });

  it('tells them of a save by somebody who has hidden the page or left it', async () => {
    const first = await open(owner);
    await save(owner, 'Words of the one who stays.');
    const version = await save(contributor, 'The last words of the one who left.');
    await first.until<{ version: number }>('saved', (saved) => saved.version === version);
  });

  it('remembers since when, of a page that was hidden and is shown again, and of no other', async () => {
    const colleague = await signIn('contributor');
    const until = async (fits: (present: Present[]) => boolean): Promise<Present[]> => {
      for (const deadline = Date.now() + 10_000; ;) {
        const { body } = await test.request<{ data: Present[] }>(
          'GET',
          `/api/updates/${updateId}/presence`,
          { as: colleague },
        );
        if (fits(body.data)) return body.data;
        if (Date.now() > deadline) throw new Error(`Present: ${JSON.stringify(body.data)}`);
        await new Promise((settle) => setTimeout(settle, 50));
      }
    };
    const isEditing = ([each]: Present[]): boolean => each?.editingSeconds !== undefined;
    const page = await open(owner, '?visit=one');
    await until(isWith('The owner'));
    await save(owner, 'Before the page was hidden.');
    await until(isEditing);
    page.close();
    await until(isAlone);
    const again = await open(owner, '?visit=one');
    expect(isEditing(await until(isWith('The owner')))).toBe(true);
    again.close();
    await until(isAlone);
    const another = await open(owner, '?visit=another');
    expect(isEditing(await until(isWith('The owner')))).toBe(false);
    another.close();
    await until(isAlone);
    // Under the same name, but somebody else's.
    await open(colleague, '?visit=one');
    expect(isEditing(await until(isWith('The contributor')))).toBe(false);
  });

  it('tells a person of their own other page', async () => {
    const first = await open(owner);
    await open(owner);
    const [there] = await first.until<Present[]>('presence', isWith('The owner'));
    expect(there).toMatchObject({ isYou: true });
  });

  it('is not found by a reader of submitted texts, and not told without a session', async () => {
    const statusFor = async (headers: Record<string, string>): Promise<number> => {
      const accept = 'text/event-stream';
      const url = `${address}/api/updates/${updateId}/presence`;
      const answer = await fetch(url, { headers: { accept, connection: 'close', ...headers } });
      await answer.text();
      return answer.status;
    };
    for (const person of ['lead', 'secretariat', 'secondOwner'] as const) {
      expect(await statusFor({ cookie: (await signIn(person)).cookie })).toBe(404);
    }
    expect(await statusFor({})).toBe(401);
  });

  it('goes through proxies as it should', async () => {
    const { headers } = (await open(owner)).response;
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('ends with the session, whoever ends it, and with the right to draft', async () => {
    const leaving = await signIn('contributor');
    const stream = await open(leaving);
    await stream.until('presence');
    await test.request('DELETE', '/api/session', { as: leaving });
    await stream.untilOver();

    const other = await open(contributor);
    await other.until('presence');
    await test.manager.query('DELETE FROM sessions WHERE person_id = $1', [
      world.people.contributor,
    ]);
    await other.untilOver();
  });

  it('is known to every process, also to one that starts later', async () => {
    const stream = await open(owner);
    await stream.until('presence', isAlone);
    const listener = new DatabaseListener(test.url, test.app.get(Clock));
    const elsewhere = new DraftPresence(test.dataSource, listener);
    try {
      await listener.start();
      const present = async (): Promise<string[]> =>
        names(await elsewhere.present(updateId, world.people.contributor));
      for (let tries = 0; tries < 50 && (await present()).length === 0; tries++) {
        await new Promise((settle) => setTimeout(settle, 50));
      }
      expect(await present()).toEqual(['The owner']);
      elsewhere.saved(world.people.owner, updateId, 99);
      await stream.until<{ version: number }>('saved', ({ version }) => version === 99);
    } finally {
      elsewhere.onModuleDestroy();
      await listener.onApplicationShutdown();
    }
  });

  it('stores nothing', async () => {
    const stream = await open(owner);
    await stream.until('presence');
    const tables = await test.manager.query<{ name: string }[]>(
      "SELECT relname AS name FROM pg_class WHERE relname LIKE '%presence%'",
    );
    expect(tables).toEqual([]);
  });

  it('holds no stop up: its streams end first', async () => {
    const stream = await open(owner);
    await stream.until('presence');
    const streams = test.app.get(EventStreams);
    expect(streams.count).toBeGreaterThan(0);
    const before = Date.now();
    const closing = test.app.close();
    await stream.untilOver();
    expect(streams.count).toBe(0);
    expect(Date.now() - before).toBeLessThan(1_000);
    await closing;
  }, 15_000);
});
