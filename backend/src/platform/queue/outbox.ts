import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Metrics } from '../metrics/metrics.js';
import { gauge, type Measure } from '../metrics/prometheus-text.js';
import { Queues } from './queues.js';

/** Something that happened, told to listeners after commit. The payload holds ids. */
export interface DomainEvent {
  kind: string;
  payload: Record<string, string | number | boolean>;
}

export interface DeliveredEvent extends DomainEvent {
  id: string;
  origin: 'person' | 'seed' | 'system';
  happenedAt: Date;
}

/**
 * Hears one kind of event, at least once. `hear` runs in the transaction that marks the delivery
 * done, so what it writes there happens exactly once.
 */
export interface EventListener {
  readonly name: string;
  readonly hears: string;
  /** The queue of its own of what asks a program that may be silent: events wait for nobody. */
  readonly queue?: 'scans';
  hear(event: DeliveredEvent, manager: EntityManager): Promise<void>;
}

interface DeliveryJob {
  eventId: string;
  listener: string;
}

interface EventRow {
  id: string;
  kind: string;
  payload: DomainEvent['payload'];
  origin: DeliveredEvent['origin'];
  happened_at: Date;
}

const RETRY_AFTER = "interval '1 minute'";

/**
 * Events are rows written in the transaction of the act that caused them. From there this class
 * makes one delivery row and one job per listener; a sweep finds whatever a crash left behind.
 */
@Injectable()
export class Outbox {
  private readonly logger = new Logger(Outbox.name);
  private readonly listeners = new Map<string, EventListener>();
  private dispatching: Promise<void> | null = null;
  private takingUp?: Promise<void>;
  private isWoken = false;
  private isClosed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queues: Queues,
    metrics: Metrics,
  ) {
    metrics.register({ name: 'outbox', collect: () => this.measure() });
  }

  /** @throws Error when two listeners share a name: each has one row per event */
  register(listener: EventListener): void {
    if (this.listeners.has(listener.name)) throw new Error(`Two listeners named ${listener.name}`);
    this.listeners.set(listener.name, listener);
  }

  /** Called after a commit that wrote events. Never waits, never fails: the sweep is behind it. */
  wake(): void {
    this.isWoken = true;
    if (this.isClosed || this.dispatching) return;
    this.dispatching = this.dispatchAll()
      .catch((error: unknown) => this.logger.warn(`Outbox: ${String(error)}`))
      .finally(() => {
        this.dispatching = null;
      });
  }

  /** Starts hearing, in the process that works. */
  async start(): Promise<void> {
    for (const queue of ['events', 'scans'] as const) {
      this.queues.work(queue, (job) => this.deliver(job.data as DeliveryJob), 1);
    }
    await this.sweep();
    this.takingUp = this.takeUp().catch((error: unknown) =>
      this.logger.warn(`Taking up: ${String(error)}`),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.dispatching;
    await this.takingUp;
  }

  /**
   * Delivers at the start what a killed process had begun: the queue takes its jobs for running for
   * another minute. Whatever somebody else is delivering is locked and left to them.
   */
  private async takeUp(): Promise<void> {
    const begun = await this.dataSource.query<{ event_id: string; listener: string }[]>(
      `SELECT event_id, listener FROM outbox_deliveries
       WHERE done_at IS NULL AND attempts = 0 ORDER BY event_id LIMIT 500`,
    );
    for (const { event_id: eventId, listener } of begun) {
      if (this.isClosed) return;
      // A failure is noted on its row, and tried again when that is due.
      await this.deliver({ eventId, listener }).catch(() => undefined);
    }
  }

  /** Delivers what waits and what was left undone. */
  async sweep(): Promise<void> {
    await this.dispatchAll();
    const undone = await this.dataSource.query<{ event_id: string; listener: string }[]>(
      `SELECT event_id, listener FROM outbox_deliveries
       WHERE done_at IS NULL AND next_attempt_at <= clock_timestamp() ORDER BY event_id LIMIT 500`,
    );
    for (const row of undone) await this.enqueue(row.event_id, row.listener, { isAgain: true });
  }

  private async dispatchAll(): Promise<void> {
    do {
      this.isWoken = false;
      while ((await this.dispatchSome()) > 0);
    } while (this.isWoken && !this.isClosed);
  }

  private async dispatchSome(): Promise<number> {
    const deliveries: DeliveryJob[] = [];
    const count = await this.dataSource.transaction(async (manager) => {
      const events = await manager.query<EventRow[]>(
        `SELECT id, kind FROM outbox_events WHERE dispatched_at IS NULL
         ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`,
      );
      for (const event of events) {
        for (const listener of this.listeners.values()) {
          if (listener.hears !== event.kind) continue;
          await manager.query(
            `INSERT INTO outbox_deliveries (event_id, listener, next_attempt_at)
             VALUES ($1, $2, clock_timestamp() + ${RETRY_AFTER}) ON CONFLICT DO NOTHING`,
            [event.id, listener.name],
          );
          deliveries.push({ eventId: event.id, listener: listener.name });
        }
        await manager.query(
          'UPDATE outbox_events SET dispatched_at = clock_timestamp() WHERE id = $1',
          [event.id],
        );
      }
      return events.length;
    });
    // After the commit: a job is only a timer, and the delivery row is there for the sweep.
    for (const delivery of deliveries) await this.enqueue(delivery.eventId, delivery.listener);
    return count;
  }

  /** In real time: how late what listens is, whatever the Clock says. */
  private async measure(): Promise<Measure[]> {
    const [row] = await this.dataSource.query<{ count: number; seconds: number }[]>(
      `SELECT count(*)::int AS count,
         coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8 AS seconds
       FROM outbox_events e WHERE dispatched_at IS NULL
         OR id IN (SELECT event_id FROM outbox_deliveries WHERE done_at IS NULL)`,
    );
    const { count, seconds } = row!;
    return [
      gauge('quarterdeck_outbox_undelivered', 'Events that not every listener has heard.', count),
      gauge('quarterdeck_outbox_oldest_seconds', 'Age of the oldest of them; 0: none.', seconds),
    ];
  }

  private async enqueue(
    eventId: string,
    listener: string,
    { isAgain = false } = {},
  ): Promise<void> {
    const queue = this.listeners.get(listener)?.queue ?? 'events';
    const job = [queue, listener, { eventId, listener }, `${listener}-${eventId}`] as const;
    await (isAgain ? this.queues.addAgain(...job) : this.queues.add(...job));
  }

  private async deliver({ eventId, listener: name }: DeliveryJob): Promise<void> {
    const listener = this.listeners.get(name);
    if (!listener) throw new Error(`No listener named ${name}`);
    try {
      await this.dataSource.transaction(async (manager) => {
        const waiting = await manager.query<unknown[]>(
          `SELECT 1 FROM outbox_deliveries WHERE event_id = $1 AND listener = $2 AND done_at IS NULL
           FOR UPDATE SKIP LOCKED`,
          [eventId, name],
        );
        if (waiting.length === 0) return;
        const [event] = await manager.query<EventRow[]>(
          'SELECT id, kind, payload, origin, happened_at FROM outbox_events WHERE id = $1',
          [eventId],
        );
        if (!event) return;
        await listener.hear(
          {
            id: event.id,
            kind: event.kind,
            payload: event.payload,
            origin: event.origin,
            happenedAt: event.happened_at,
          },
          manager,
        );
        await manager.query(
          `UPDATE outbox_deliveries SET done_at = clock_timestamp(), attempts = attempts + 1, last_error = NULL
           WHERE event_id = $1 AND listener = $2`,
          [eventId, name],
        );
      });
    } catch (error) {
      // No text of the database holds a NUL, the queue's neither, whatever a program outside answered.
      const words = String(error).replaceAll('\0', '').slice(0, 500);
      await this.dataSource.query(
        `UPDATE outbox_deliveries SET attempts = attempts + 1, last_error = $3,
           next_attempt_at = clock_timestamp() + least(attempts + 1, 60) * ${RETRY_AFTER}
         WHERE event_id = $1 AND listener = $2`,
        [eventId, name, words],
      );
      throw new Error(words, { cause: error });
    }
  }
}
