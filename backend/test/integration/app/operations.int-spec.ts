import type { FastifyReply } from 'fastify';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BankHolidayWatch } from '../../../src/app/bank-holiday-watch.js';
import { MetricsController } from '../../../src/app/metrics.controller.js';
import { bankHolidays } from '../../../src/common/bank-holidays.js';
import { londonInstant } from '../../../src/common/dates.js';
import type { Config } from '../../../src/platform/config/config.js';
import { Metrics } from '../../../src/platform/metrics/metrics.js';
import { QUEUE_NAMES, Queues } from '../../../src/platform/queue/queues.js';
import { buildWorld, PASSWORD, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const TOKEN = 'a-token-of-twenty-characters';
const DAYS = ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'];
const gov = (...years: number[]): string =>
  JSON.stringify({
    'england-and-wales': {
      events: years.flatMap((year) => DAYS.map((day) => ({ date: `${year}-${day}` }))),
    },
  });

describe('what an installation is told and says of itself', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await TestApp.start({ metricsToken: TOKEN });
    world = await buildWorld(test);
  }, 60_000);
  afterAll(() => test.stop());

  describe('metrics', () => {
    const read = (authorization?: string) =>
      test.request('GET', '/metrics', { headers: { ...(authorization && { authorization }) } });
    const figures = async (): Promise<Map<string, number>> => {
      const { text } = await read(`Bearer ${TOKEN}`);
      const lines = text.trimEnd().split('\n');
      return new Map(
        lines
          .filter((line) => !line.startsWith('#'))
          .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
      );
    };

    it('are for whoever has the token, and are said to exist to nobody where there is none', async () => {
      expect((await read(`Bearer ${TOKEN}`)).headers['content-type']).toMatch(/version=0\.0\.4/);
      for (const wrong of [undefined, TOKEN, `Bearer ${TOKEN}x`, 'Bearer ', `bearer ${TOKEN}`]) {
        const { status, headers, text } = await read(wrong);
        expect([wrong, status, headers['www-authenticate']]).toEqual([
          wrong,
          401,
          expect.any(String),
        ]);
        expect(text).not.toContain('process_');
      }
      const without = new MetricsController(test.app.get(Metrics), {} as Config);
      const asked = without.read('Bearer undefined', {} as FastifyReply);
      await expect(asked).rejects.toMatchObject({ code: 'record.not_found' });
    });

    it('count events that nobody has heard yet, and how long they have waited', async () => {
      const before = (await figures()).get('quarterdeck_outbox_undelivered')!;
      await test.dataSource.query(
        `WITH event AS (INSERT INTO outbox_events (kind, payload, origin, happened_at, recorded_at, dispatched_at)
           VALUES ('test.happened', '{}', 'system', now(), now() - interval '1 hour', now()) RETURNING id)
         INSERT INTO outbox_deliveries (event_id, listener) SELECT id, unnest(ARRAY['one', 'two']) FROM event`,
      );
      const after = await figures();
      expect(after.get('quarterdeck_outbox_undelivered')).toBe(before + 1);
      expect(after.get('quarterdeck_outbox_oldest_seconds')).toBeGreaterThanOrEqual(3600);
    });

    it('give memory, streams, the state of each queue and the end of the bank holidays', async () => {
      const now = await figures();
      expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(20_000_000);
      expect(now.get('quarterdeck_event_streams')).toBe(0);
      expect(now.get('quarterdeck_failed_publications')).toBe(0);
      expect(now.get('quarterdeck_bank_holidays_end_timestamp_seconds')).toBeGreaterThan(1.8e9);
      const jobs = (of: Map<string, number>, queue: string, state: string): number | undefined =>
        of.get(`quarterdeck_queue_jobs{queue="${queue}",state="${state}"}`);
      for (const queue of QUEUE_NAMES) {
        for (const state of ['wait', 'active', 'delayed', 'failed']) {
          expect([queue, state, jobs(now, queue, state)]).toEqual([
            queue,
            state,
            expect.any(Number),
          ]);
        }
      }
      await test.app.get(Queues).add('sweeps', 'NothingSweep', {}, 'nothing');
      expect(jobs(await figures(), 'sweeps', 'wait')).toBe(jobs(now, 'sweeps', 'wait')! + 1);
    });

    it('name the collector that failed, and give the others', async () => {
      const metrics = test.app.get(Metrics);
      metrics.register({ name: 'broken', collect: () => Promise.reject(new Error('Not today')) });
      const now = await figures();
      expect(now.get('quarterdeck_collector_up{collector="broken"}')).toBe(0);
      expect(now.get('quarterdeck_collector_up{collector="queues"}')).toBe(1);
      expect(() => metrics.register({ name: 'broken', collect: () => [] })).toThrow(
        'Two collectors',
      );
    });
  });

  describe('bank holidays', () => {
    const needsOf = async (person: 'administrator' | 'owner'): Promise<unknown> => {
      const as = test.signIn(world.emailOf(person), PASSWORD);
      return (await test.request('GET', '/api/home', { as })).body.needs;
    };

    it('are asked for of administrators alone, six months before the known ones end', async () => {
      expect(await needsOf('administrator')).toEqual([]);
      await test.setClock(londonInstant('2027-07-01T09:00'));
      expect(await needsOf('administrator')).toEqual([
        expect.stringContaining('known only to 31 December 2027'),
      ]);
      expect(await needsOf('owner')).toEqual([]);
    });

    it('are read again when the file has changed, and stay when it is wrong', async () => {
      const file = join(test.dataFolder, 'bank-holidays.json');
      const watch = test.app.get(BankHolidayWatch);
      writeFileSync(file, gov(2027, 2028));
      watch.look();
      expect(await needsOf('administrator')).toEqual([]);

      writeFileSync(file, '{');
      utimesSync(file, 1, 1);
      watch.look();
      expect(bankHolidays().has('2028-01-03')).toBe(true);
    });
  });
});
