import { Queues } from '../../../src/platform/queue/queues.js';
import { buildWorld, PASSWORD, type World, type WorldPerson } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

interface Board {
  queues: { name: string; readOnlyMode: boolean; counts: Record<string, number>; jobs: object[] }[];
}

/** The same on PostgreSQL and on Redis, over a real connection. */
describe('the dashboard of the queues', () => {
  let test: TestApp;
  let world: World;
  let address: string;
  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    address = await test.app.listen(0, '127.0.0.1').then(() => test.app.getUrl());
    const job = ['events', 'render-edition', { eventId: '7' }, 'render-edition-7'] as const;
    await test.app.get(Queues).add(...job);
  }, 60_000);
  afterAll(() => test.stop(), 60_000);

  const look = async (
    path: string,
    person?: WorldPerson,
    init: { method?: string; accept?: string } = {},
  ): Promise<Response> => {
    const session = person && (await test.signIn(world.emailOf(person), PASSWORD));
    return fetch(`${address}/queues${path}`, {
      ...{ method: init.method, redirect: 'manual' },
      headers: {
        accept: init.accept ?? 'text/html',
        ...(session && { cookie: session.cookie, 'x-csrf-token': session.csrf }),
      },
    });
  };

  it('opens for administrators alone, and sends others to sign in or refuses them', async () => {
    expect((await look('', 'administrator')).status).toBe(200);
    expect((await look('/queue/events', 'administrator')).status).toBe(200);
    for (const person of ['secretariat', 'auditor', 'owner'] as const) {
      for (const path of ['', '/api/queues', '/static/favicon.ico']) {
        expect([person, path, (await look(path, person)).status]).toEqual([person, path, 403]);
      }
    }
    const signIn = await look('');
    expect([signIn.status, signIn.headers.get('location')]).toEqual([303, '/app']);
    const refused = await look('/api/queues', undefined, { accept: 'application/json' });
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { code: 'session.required' },
    ]);
  });

  it('shows the jobs of every queue, with what holds them', async () => {
    const answer = await look(
      '/api/queues?activeQueue=events&page=1&jobsPerPage=50',
      'administrator',
    );
    const { queues } = (await answer.json()) as Board;
    expect(queues.map(({ name }) => name)).toEqual(expect.arrayContaining(['events', 'sweeps']));
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    const events = queues.find(({ name }) => name === 'events')!;
    expect(events.jobs).toContainEqual(
      expect.objectContaining({ id: 'render-edition-7', data: { eventId: '7' } }),
    );
    expect((await look('/api/queues/events/render-edition-7', 'administrator')).status).toBe(200);
    expect((await look('/api/queues/events/none', 'administrator')).status).toBe(404);
    expect((await look('/api/redis/stats', 'administrator')).status).toBe(200);
    expect((await look('/api/nothing', 'administrator')).status).toBe(404);
  });

  it('changes nothing, whoever asks: there is no such address', async () => {
    const changes = [
      ['PUT', '/api/queues/events/pause'],
      ['PUT', '/api/queues/events/empty'],
      ['PUT', '/api/queues/events/render-edition-7/clean'],
      ['POST', '/api/queues/events/add'],
      ['PATCH', '/api/queues/events/render-edition-7/update-data'],
    ] as const;
    for (const [method, path] of changes) {
      const { status } = await look(path, 'administrator', { method });
      expect([method, path, status]).toEqual([method, path, 404]);
    }
    const job = await look('/api/queues/events/render-edition-7', 'administrator');
    expect(await job.json()).toMatchObject({ job: { data: { eventId: '7' } } });
  });

  it('loads nothing from elsewhere and has nothing inline but its data', async () => {
    const page = await look('/queue/events', 'administrator');
    const [html, policy] = [await page.text(), page.headers.get('content-security-policy')!];
    expect(policy).toContain("base-uri 'self'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(html).not.toMatch(
      /<style|\sstyle=|<script(?! defer src="static| id="__UI_CONFIG__" type="application\/json")/,
    );
    expect(html).toContain('<base href="/queues/"');
    expect(html.replace(/xmlns="[^"]*"/g, '')).not.toMatch(/https?:|<%/);
    const files = [...html.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect([file, (await look(`/${file}`, 'administrator')).status]).toEqual([file, 200]);
    }
    expect((await look('/static/..%2findex.ejs', 'administrator')).status).toBeGreaterThan(399);
  });
});
