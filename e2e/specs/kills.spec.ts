import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from '@playwright/test';
import { Api, approveTheRest, openRoundId, PASSWORD } from '../fixtures/api.js';
import { DemonstrationApp, newFolder, runCommand } from '../fixtures/app.js';
import { Writer, wordsOf } from '../fixtures/ledger.js';

/** The forms in which an edition that reports figures is kept. */
const FORMS = 7;

/**
 * Killed with SIGKILL at the worst moments. Nothing in the product knows of this: a second connection
 * holds what the act needs next, so that it stands in the middle of its transaction until it dies.
 */
test.describe.serial('killed', () => {
  test.setTimeout(120_000);
  let app: DemonstrationApp;
  let roundId: string;

  /** Every act writes its audit entries last, so it has done everything else by then. */
  const LAST_STEP = 'LOCK TABLE audit_entries IN SHARE MODE';
  const isWaiting = `SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted
    AND coalesce((SELECT datname FROM pg_database WHERE oid = database), current_database()) = current_database()`;

  const count = async (from: string): Promise<number> => {
    const client = await app.database();
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${from}`,
    );
    await client.end();
    return rows[0]!.count;
  };

  const holding = async (lock: string): Promise<pg.Client> => {
    const client = await app.database();
    await client.query(`BEGIN; ${lock}`);
    return client;
  };

  /** Takes a lock, has something done that needs it, and waits until that stands still. */
  const standing = async (lock: string, act: () => Promise<unknown>): Promise<pg.Client> => {
    const client = await holding(lock);
    // It can only end by being killed; an answer before that says why it did not stand.
    const answered = act().then(
      () => 'It was done.',
      (error: unknown) => String(error),
    );
    const early = await Promise.race([answered, stands(client)]);
    expect(early).toBeUndefined();
    return client;
  };

  const stands = (client: pg.Client): Promise<void> =>
    expect
      .poll(async () => (await client.query<{ count: number }>(isWaiting)).rows[0]!.count)
      .toBeGreaterThan(0);

  const startAgain = async (): Promise<void> => {
    app = await DemonstrationApp.start(app.folder);
  };

  const verifies = async (): Promise<void> => {
    const { code, output } = await app.command('verify');
    expect(code, output).toBe(0);
  };

  const as = (person: string): Promise<Api> => Api.signIn(app.address, `${person}@example.org`);
  const stateOf = async (id: string): Promise<string> =>
    (await (await as('auditor')).call<{ state: string }>('GET', `/rounds/${id}`)).state;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    app = await DemonstrationApp.start();
    const auditor = await as('auditor');
    roundId = await openRoundId(auditor);
  });
  test.afterAll(async () => {
    await app.killEverything().catch(() => undefined);
    rmSync(app.folder, { recursive: true, force: true });
  });

  test('while people write: database, application, both: everything that was answered is there', async () => {
    const administrator = await as('administrator');
    const people = await administrator.call<{ data: { id: string; email: string }[] }>(
      'GET',
      '/people?perPage=200',
    );
    const emails = new Map(people.data.map(({ id, email }) => [id, email]));
    const { data } = await administrator.call<{
      data: { id: string; state: string; isOmitted: boolean; owner: { id: string } }[];
    }>('GET', `/rounds/${roundId}/updates?perPage=200`);
    const free = data.filter(
      ({ state, isOmitted }) => ['not_started', 'drafting'].includes(state) && !isOmitted,
    );
    const refused: number[] = [];
    const kept: Writer['kept'][] = [];
    /** Each start has another address, so the writers sign in again; their ledgers go on. */
    const write = async (forMs: number, until: () => Promise<void>): Promise<void> => {
      const writers: Writer[] = [];
      for (const [index, { id, owner }] of free.slice(0, 4).entries()) {
        const api = await Api.signIn(app.address, emails.get(owner.id)!);
        writers.push(new Writer(api, id, refused, kept[index]));
        kept[index] = writers[index]!.kept;
      }
      for (const writer of writers) writer.begin();
      await sleep(forMs);
      await until();
      await Promise.all(writers.map((writer) => writer.stop()));
    };
    const databaseDies = async (): Promise<void> => {
      process.kill(Number(app.postmaster()[0]), 'SIGKILL');
      await expect.poll(async () => (await fetch(`${app.address}/readyz`)).status).toBe(503);
      await app.untilReady();
    };

    await write(1_000, async () => {
      await databaseDies();
      await sleep(700);
      await databaseDies();
      await sleep(700);
    });
    expect(refused).toContain(503);
    await write(500, () => app.end('SIGKILL').then(() => undefined));
    await startAgain();
    await write(500, () => app.killEverything());
    await startAgain();

    expect(refused.filter((status) => ![0, 409, 503].includes(status))).toEqual([]);
    const client = await app.database();
    for (const { updateId, words, submissions } of kept) {
      expect(words.length).toBeGreaterThan(3);
      const { rows } = await client.query<{ content: unknown; submissions: number }>(
        `SELECT d.content, (SELECT count(*)::int FROM update_revisions r WHERE r.update_id = d.update_id) AS submissions
         FROM update_drafts d WHERE d.update_id = $1`,
        [updateId],
      );
      const present = new Set(wordsOf(rows[0]!.content).split(' '));
      expect(words.filter((word) => !present.has(word))).toEqual([]);
      expect(rows[0]!.submissions).toBeGreaterThanOrEqual(submissions);
    }
    await client.end();
    await verifies();
  });

  test('in the middle of sealing: the round is open, and is sealed the next time', async () => {
    await approveTheRest(app.address, []);
    const secretariat = await as('secretariat.officer');
    await standing(LAST_STEP, () => secretariat.call('POST', `/rounds/${roundId}/seal`));
    await app.killEverything();
    await startAgain();
    expect(await stateOf(roundId)).toBe('open');
    expect(await count('manifests')).toBe(0);
    await verifies();
    await (await as('secretariat.officer')).call('POST', `/rounds/${roundId}/seal`);
  });

  test('in the middle of publishing: nothing is published, and is the next time', async () => {
    const signatory = await as('signatory');
    const { manifest } = await signatory.call<{ manifest: { id: string; hash: string } }>(
      'GET',
      `/rounds/${roundId}/signing`,
    );
    await signatory.call('POST', `/rounds/${roundId}/sign`, {
      manifestId: manifest.id,
      manifestHash: manifest.hash,
      password: PASSWORD,
    });
    const to = '2022-06-10T09:00:00.000Z';
    await (await as('administrator')).call('POST', '/clock/advance', { to });
    const before = await count('editions');
    const secretariat = await as('secretariat.officer');
    // Before its last step, with which the commit is sent: from there on it is the database's to finish.
    const lock = await standing('LOCK TABLE editions IN SHARE MODE', () =>
      secretariat.call('POST', `/rounds/${roundId}/publish`),
    );
    // Only the application: its database finds the connection gone and undoes the act by itself.
    await app.end('SIGKILL');
    await lock.end();
    await startAgain();
    expect(await stateOf(roundId)).toBe('signed');
    expect(await count('editions')).toBe(before);
    await verifies();
  });

  test('between commit and side effect, then in the middle of rendering: the files are made, once', async () => {
    const files = await count('edition_files');
    const secretariat = await as('secretariat.officer');
    const lock = await holding('LOCK TABLE outbox_deliveries');
    await secretariat.call('POST', `/rounds/${roundId}/publish`);
    await stands(lock);
    await expect
      .poll(() => count("outbox_events WHERE kind = 'edition.published' AND dispatched_at IS NULL"))
      .toBe(1);
    await app.killEverything();

    const next = await DemonstrationApp.launch(app.folder);
    app = next;
    const client = await untilConnected(next);
    await client.query('BEGIN; LOCK TABLE edition_files IN SHARE MODE');
    await next.untilReady();
    expect(await stateOf(roundId)).toBe('published');
    await stands(client);
    await app.killEverything();

    await startAgain();
    await expect.poll(() => count('edition_files'), { timeout: 30_000 }).toBe(files + FORMS);
    await expect.poll(() => count('outbox_deliveries WHERE done_at IS NULL')).toBe(0);
    await verifies();
    const editions = await fetch(`${app.address}/`);
    expect(await editions.text()).toContain('January to March 2022');
  });

  test('in the middle of migrating, and of loading the demonstration: the next start does it whole', async () => {
    const admin = new pg.Client({ connectionString: app.databaseUrl('postgres', 'postgres') });
    await admin.connect();
    await admin.query('CREATE DATABASE fresh OWNER quarterdeck');
    await admin.end();
    const url = app.databaseUrl('quarterdeck', 'fresh');
    const inTheWay = async (lock: string): Promise<void> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`BEGIN; ${lock}`);
      const starting = await DemonstrationApp.launch(app.folder, { DATABASE_URL: url });
      await stands(client);
      await starting.end('SIGKILL');
      await client.end();
    };
    const entries = async (): Promise<number> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM audit_entries',
      );
      await client.end();
      return rows[0]!.count;
    };

    await inTheWay('CREATE TABLE update_revisions ()');
    await inTheWay(LAST_STEP);
    expect(await entries()).toBe(0);
    const whole = await DemonstrationApp.launch(app.folder, { DATABASE_URL: url });
    await whole.untilReady();
    expect(await entries()).toBeGreaterThan(100);
    await whole.end();
    const { code, output } = await runCommand(['verify'], {
      ...{ QUARTERDECK_DATA: app.folder, DATABASE_URL: url },
    });
    expect(code, output).toBe(0);
  });

  test('in the middle of bringing an older version’s full database up to date', async () => {
    // As a version made it that did not keep whose updates were whose.
    const older = await app.database();
    await older.query(`
      DROP TRIGGER tr_updates_owner_history_new ON updates;
      DROP TRIGGER tr_updates_owner_history ON updates;
      DROP TRIGGER tr_update_contributors_history ON update_contributors;
      DROP FUNCTION keep_owner_history, keep_contributor_history, update_part_then;
      DROP TABLE update_part_history;
      DELETE FROM migrations WHERE name LIKE 'KeepWhoseUpdatesWere%'`);
    const owned = await count('updates WHERE owner_id IS NOT NULL');
    await app.end('SIGKILL');
    // The table is made and filled by then; its triggers are not.
    await older.query('BEGIN; LOCK TABLE updates IN SHARE MODE');
    const starting = await DemonstrationApp.launch(app.folder);
    await stands(older);
    await starting.end('SIGKILL');
    await older.query('ROLLBACK');
    const { rows } = await older.query("SELECT to_regclass('update_part_history') AS made");
    expect(rows).toEqual([{ made: null }]);
    await older.end();
    await startAgain();
    expect(owned).toBeGreaterThan(40);
    expect(await count("update_part_history WHERE part = 'owner'")).toBe(owned);
    await verifies();
  });

  test('at any moment of a first start: the next one comes up and verifies', async () => {
    const folder = newFolder();
    for (const share of [0.2, 0.4, 0.6, 0.8]) {
      const starting = await DemonstrationApp.launch(folder);
      await sleep(share * 3_000 + Math.random() * 800);
      await starting.end('SIGKILL');
      try {
        process.kill(Number(starting.postmaster()[0]), 'SIGKILL');
      } catch {
        // It had not come that far.
      }
    }
    const next = await DemonstrationApp.start(folder);
    expect((await next.command('verify')).code).toBe(0);
    await Api.signIn(next.address, 'secretariat.officer@example.org');
    await next.stop();
  });
});

async function untilConnected(app: DemonstrationApp): Promise<pg.Client> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const client = await app.database().catch(() => undefined);
    if (client) return client;
    await sleep(50);
  }
  throw new Error('The database does not come up.');
}
