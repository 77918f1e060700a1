import { verifyAudit } from '../../../src/modules/audit/index.js';
import { aContent, buildWorld, draft, PASSWORD, submit, type World } from '../../builders/world.js';
import { edit, omit, reopen, returnIt } from '../../builders/update-acts.js';
import { approve } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(
    test,
    Array.from({ length: 20 }, () => ['owner', 0] as const),
  );
}, 60_000);
afterAll(() => test.stop());

const rows = <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
  test.manager.query<T[]>(sql, values);

describe('the audit trail', () => {
  it('numbers twenty acts done at once without a gap, in one chain', async () => {
    const [before] = await rows<{ seq: number }>('SELECT max(seq)::int AS seq FROM audit_entries');
    await Promise.all(world.updateIds.map((id) => submit(test, id, world.people.owner)));
    const entries = await rows<{ seq: number; previous_hash: string; hash: string; own: string }>(
      'SELECT seq::int, previous_hash, hash, audit_entry_hash(e) AS own FROM audit_entries e ORDER BY seq',
    );
    expect(entries.length).toBeGreaterThanOrEqual(before!.seq + 40);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    for (const [index, entry] of entries.entries()) {
      expect(entry.previous_hash).toBe(entries[index - 1]?.hash ?? '0'.repeat(64));
      expect(entry.hash).toBe(entry.own);
    }
  });

  it('leaves no gap when an act fails after others have begun', async () => {
    const [id] = world.updateIds;
    const acts = world.updateIds.slice(1, 6).map((each) => approve(test, each, world.people.lead));
    const fails = test.as(world.people.lead, async (act) => {
      act.record('update.released', { kind: 'update', id: id! }, {});
      act.finish();
      await act.settled();
      throw new Error('after the entry');
    });
    await expect(fails).rejects.toThrow('after the entry');
    await Promise.all(acts);
    expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
  });

  it.each([
    'UPDATE audit_entries SET kind = kind',
    'DELETE FROM audit_entries WHERE seq = (SELECT max(seq) FROM audit_entries)',
    'TRUNCATE audit_entries',
  ])('refuses: %s', async (sql) => {
    const [before] = await rows('SELECT count(*), max(hash) FROM audit_entries');
    await expect(test.manager.query(sql)).rejects.toMatchObject({ driverError: { code: '23001' } });
    expect(await rows('SELECT count(*), max(hash) FROM audit_entries')).toEqual([before]);
  });

  it('decides number, time and hash itself, whatever an insert claims', async () => {
    const [entry] = await rows<{ seq: string; hash: string; isRecorded: boolean }>(
      `INSERT INTO audit_entries (seq, kind, happened_at, recorded_at, subject_kind, subject_id, previous_hash, hash)
       VALUES (7, 'plan.created', '2022-01-01', '2001-01-01', 'plan', 'x', 'mine', 'mine')
       RETURNING seq, hash, recorded_at > now() - interval '1 minute' AS "isRecorded"`,
    );
    expect(Number(entry!.seq)).not.toBe(7);
    expect(entry!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(entry!.isRecorded).toBe(true);
    expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
  });

  it('keeps ids and hashes, and none of the words that people write', async () => {
    const [, , , , , , written, decided] = world.updateIds as string[];
    const { people } = world;
    await returnIt(test, written!, people.lead, 'Marker-reason one.');
    await draft(test, written!, people.owner, 'Marker-draft.');
    await submit(test, written!, people.owner, 'Marker-submission.');
    await edit(test, written!, people.lead, aContent('Marker-edit.'));
    await approve(test, decided!, people.lead);
    await reopen(test, decided!, people.lead, 'Marker-reason two.');
    await omit(test, decided!, people.secretariat, 'Marker-reason three.');
    const [found] = await rows<{ texts: number; entries: number }>(
      `SELECT count(*) FILTER (WHERE e::text ILIKE '%marker%')::int AS texts,
         count(*) FILTER (WHERE subject_id IN ($1, $2))::int AS entries FROM audit_entries e`,
      written,
      decided,
    );
    expect(found!.entries).toBeGreaterThan(8);
    expect(found!.texts).toBe(0);
  });

  it('keeps no email address of a sign-in that was refused, and no password', async () => {
    await test.request('POST', '/api/session', {
      body: { email: 'marker@example.org', password: 'marker-password' },
    });
    await test.signIn(world.emailOf('owner'), PASSWORD);
    const entries = await rows<{ kind: string; text: string }>(
      "SELECT kind, e::text AS text FROM audit_entries e WHERE kind LIKE 'session.%' ORDER BY seq",
    );
    expect(entries.map(({ kind }) => kind)).toEqual(['session.refused', 'session.started']);
    expect(entries.map(({ text }) => text).join()).not.toMatch(/marker|example\.org/);
  });

  it('shows an entry that was edited behind the triggers, by its number', async () => {
    const runner = test.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('ALTER TABLE audit_entries DISABLE TRIGGER ALL');
      await runner.query(`UPDATE audit_entries SET data = '{"role":"auditor"}' WHERE seq = 5`);
      const checked = await verifyAudit({
        query: (sql: string, values: unknown[]) => runner.query(sql, values),
      } as never);
      expect(checked.wrong).toContain('audit entry 5 ');
      await runner.query('DELETE FROM audit_entries WHERE seq = 3');
      const gap = await verifyAudit({
        query: (sql: string, values: unknown[]) => runner.query(sql, values),
      } as never);
      expect(gap.wrong).toContain('audit entry 3 is missing');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
    expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
  });
});

describe('who reads the trail', () => {
  it('is the auditor for all of it and the secretariat for its own plan', async () => {
    const auditor = await test.signIn(world.emailOf('auditor'), PASSWORD);
    const secretariat = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    type Page = { total: number; data: { seq: number; kind: string }[] };
    const all = await test.request<Page>('GET', '/api/audit-entries?perPage=200', { as: auditor });
    const own = await test.request<Page>('GET', '/api/audit-entries?perPage=200', {
      as: secretariat,
    });
    const [counted] = await rows<{ all: number; own: number }>(
      'SELECT count(*)::int AS all, count(*) FILTER (WHERE plan_id = $1)::int AS own FROM audit_entries',
      world.planId,
    );
    expect([all.body.total, own.body.total]).toEqual([counted!.all, counted!.own]);
    expect(own.body.data.some(({ kind }) => kind.startsWith('session.'))).toBe(false);
    expect(all.body.data[0]!.seq).toBeGreaterThan(all.body.data.at(-1)!.seq);
  });
});
