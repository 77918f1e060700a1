import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Acts } from '../../../src/modules/audit/index.js';
import { Outbox, type DeliveredEvent } from '../../../src/platform/queue/outbox.js';
import { Queues } from '../../../src/platform/queue/queues.js';
import { TestApp } from '../../support/test-app.js';

/** The same on PostgreSQL and on Redis: an event is heard once per listener, whatever goes wrong. */
describe('the outbox', () => {
  let test: TestApp;
  const heard: DeliveredEvent[] = [];
  const alsoHeard: DeliveredEvent[] = [];
  let failuresLeft = 0;
  let letAnswer: () => void = () => undefined;

  const emit = (payload: Record<string, number>, kind = 'test.happened'): Promise<void> =>
    test.app.get(Acts).perform(null, async (act) => act.emit({ kind, payload }), 'system');

  const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
    for (let attempt = 0; attempt < 300; attempt++) {
      if (await isTrue()) return;
      await sleep(50);
    }
    throw new Error('It did not happen within 15 seconds');
  };

  const undone = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ count: number }[]>(
      `SELECT (SELECT count(*) FROM outbox_deliveries WHERE done_at IS NULL)::int
            + (SELECT count(*) FROM outbox_events WHERE dispatched_at IS NULL)::int AS count`,
    );
    return row!.count;
  };

  beforeAll(async () => {
    test = await TestApp.start();
    const outbox = test.app.get(Outbox);
    outbox.register({
      name: 'first-listener',
      hears: 'test.happened',
      hear: async (event, manager) => {
        await manager.query('SELECT 1');
        if (failuresLeft > 0) {
          failuresLeft -= 1;
          throw new Error('Not this time\0');
        }
        heard.push(event);
      },
    });
    outbox.register({
      name: 'second-listener',
      hears: 'test.happened',
      hear: async (event) => {
        alsoHeard.push(event);
      },
    });
    outbox.register({
      name: 'silent-listener',
      hears: 'test.asked',
      queue: 'scans',
      hear: () => new Promise<void>((resolve) => (letAnswer = resolve)),
    });
    await outbox.start();
  }, 60_000);

  afterAll(() => test.stop(), 60_000);

  it('tells every listener once', async () => {
    for (let number = 1; number <= 20; number++) await emit({ number });
    await until(() => heard.length >= 20 && alsoHeard.length >= 20);
    await until(async () => (await undone()) === 0);
    expect(
      heard.map((event) => event.payload.number).sort((a, b) => Number(a) - Number(b)),
    ).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(alsoHeard).toHaveLength(20);
    expect(new Set(heard.map((event) => event.id)).size).toBe(20);
  }, 30_000);

  it('tells a listener again that failed, and only that one', async () => {
    const [before, alsoBefore] = [heard.length, alsoHeard.length];
    failuresLeft = 2;
    await emit({ number: 100 });
    await until(async () => (await undone()) === 0);
    expect(heard.length - before).toBe(1);
    expect(alsoHeard.length - alsoBefore).toBe(1);
    const [row] = await test.dataSource.query<{ attempts: number }[]>(
      `SELECT attempts FROM outbox_deliveries WHERE listener = 'first-listener' ORDER BY event_id DESC LIMIT 1`,
    );
    expect(row!.attempts).toBe(3);
  }, 30_000);

  it('tells it again by its sweep when it has failed as often as the queue tries', async () => {
    const before = heard.length;
    failuresLeft = 5;
    await emit({ number: 150 });
    const isDue = "listener = 'first-listener' AND attempts = 5 AND done_at IS NULL";
    const noted = (): Promise<{ last_error: string }[]> =>
      test.dataSource.query(`SELECT last_error FROM outbox_deliveries WHERE ${isDue}`);
    await until(async () => (await noted()).length > 0);
    // What is noted of it can be kept, whatever it says.
    expect((await noted())[0]!.last_error).toBe('Error: Not this time');
    expect(heard.length).toBe(before);
    // Later than the queue has noted its last try itself.
    await sleep(500);
    await test.dataSource.query(
      `UPDATE outbox_deliveries SET next_attempt_at = clock_timestamp() WHERE ${isDue}`,
    );
    await test.app.get(Outbox).sweep();
    await until(async () => (await undone()) === 0);
    expect(heard.length - before).toBe(1);
  }, 40_000);

  it('lets nothing wait for a listener that is silent, when that has a queue of its own', async () => {
    const before = heard.length;
    await emit({ number: 160 }, 'test.asked');
    await sleep(300);
    await emit({ number: 170 });
    await until(() => heard.length === before + 1);
    expect(await undone()).toBe(1);
    letAnswer();
    await until(async () => (await undone()) === 0);
  }, 30_000);

  it('finds by its sweep what was never put on the queue', async () => {
    const before = heard.length;
    // As a process leaves it that was killed between its commit and the queue.
    await test.dataSource.query(
      `INSERT INTO outbox_events (kind, payload, origin, happened_at) VALUES ('test.happened', '{"number": 200}', 'system', now())`,
    );
    await sleep(300);
    expect(heard.length).toBe(before);
    await test.app.get(Outbox).sweep();
    await until(() => heard.length === before + 1);
  }, 30_000);

  it('finds by its sweep a delivery whose job was lost, as from an emptied queue', async () => {
    const before = heard.length;
    await test.dataSource.query(
      `WITH event AS (INSERT INTO outbox_events (kind, payload, origin, happened_at, dispatched_at)
         VALUES ('test.happened', '{"number": 300}', 'system', now(), now()) RETURNING id)
       INSERT INTO outbox_deliveries (event_id, listener) SELECT id, 'first-listener' FROM event`,
    );
    await test.app.get(Outbox).sweep();
    await until(() => heard.length === before + 1);
    await test.app.get(Outbox).sweep();
    await sleep(300);
    expect(heard.length).toBe(before + 1);
  }, 30_000);

  it('refuses two listeners of one name, and two handlers of one queue', () => {
    const again = { name: 'first-listener', hears: 'test.happened', hear: async () => undefined };
    expect(() => test.app.get(Outbox).register(again)).toThrow('Two listeners');
    expect(() => test.app.get(Queues).work('events', async () => undefined)).toThrow(
      'Two handlers',
    );
  });

  it('hears nothing of an act that failed', async () => {
    const before = heard.length;
    const failing = test.app.get(Acts).perform(null, async (act) => {
      act.emit({ kind: 'test.happened', payload: { number: 400 } });
      throw new Error('Changed my mind');
    });
    await expect(failing).rejects.toThrow('Changed my mind');
    await test.app.get(Outbox).sweep();
    await sleep(200);
    expect(heard.length).toBe(before);
  }, 30_000);
});
