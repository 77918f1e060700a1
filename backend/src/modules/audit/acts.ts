import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Actor, Principal } from '../../common/actor.js';
import { Clock } from '../../platform/database/clock.js';
import { Outbox, type DomainEvent } from '../../platform/queue/outbox.js';
import type { AuditEntryData, AuditKind, AuditSubject, Origin } from './audit-entries.js';

interface PendingEntry {
  kind: AuditKind;
  subject: AuditSubject;
  data: unknown;
  onBehalfOfId: string | null;
}

/** kind, payload, origin, when */
export const WRITE_EVENT =
  'INSERT INTO outbox_events (kind, payload, origin, happened_at) VALUES ($1, $2, $3, $4)';
/** kind, when, who, on behalf of, subject's kind and id, plan, data, origin */
export const WRITE_ENTRY = `INSERT INTO audit_entries
    (kind, happened_at, actor_id, on_behalf_of_id, subject_kind, subject_id, plan_id, data, origin)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** One act of one person at one time: everything inside is committed together, or nothing is. */
export class Act {
  private readonly entries: PendingEntry[] = [];
  private readonly events: DomainEvent[] = [];
  private readonly writes: Promise<unknown>[] = [];

  constructor(
    readonly manager: EntityManager,
    private readonly connection: ClientBase,
    readonly actor: Actor | null,
    readonly now: Date,
    readonly origin: Origin,
  ) {}

  /** The acting person's id; acts of the system have none and must not ask. */
  get actorId(): string {
    if (!this.actor) throw new Error('This act needs a person');
    return this.actor.personId;
  }

  /** Notes an audit entry; written last, when the work is done. */
  record<Kind extends AuditKind>(
    kind: Kind,
    subject: AuditSubject,
    data: AuditEntryData[Kind],
    as?: Principal,
  ): void {
    this.entries.push({
      kind,
      subject,
      data,
      onBehalfOfId: onBehalfOf(this.actor, as),
    });
  }

  /** Notes an event for the outbox: delivered at least once after commit. */
  emit(event: DomainEvent): void {
    this.events.push(event);
  }

  /**
   * Asks the database within the act. It is sent at once, in the order of the calls: who asks two
   * things before awaiting the first waits once.
   */
  async query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const { rows } = await this.connection.query(sql, parameters);
    return rows as Row[];
  }

  /** Sends a statement whose answer nobody needs. If it fails, so does the act, at its end. */
  write(sql: string, parameters: unknown[]): void {
    const written = this.connection.query(sql, parameters);
    written.catch(() => undefined);
    this.writes.push(written);
  }

  /**
   * Sends the events, then the audit entries, whose lock is held from here to the commit. All that
   * was sent is answered when `settled` is.
   */
  finish(): void {
    for (const event of this.events) {
      this.write(WRITE_EVENT, [event.kind, event.payload, this.origin, this.now]);
    }
    for (const entry of this.entries) {
      this.write(WRITE_ENTRY, [
        entry.kind,
        this.now,
        this.actor?.personId ?? null,
        entry.onBehalfOfId,
        entry.subject.kind,
        entry.subject.id,
        entry.subject.planId ?? null,
        entry.data,
        this.origin,
      ]);
    }
  }

  /** @throws what the first statement to fail threw */
  async settled(): Promise<void> {
    await Promise.all(this.writes);
  }

  /** The kinds of what was recorded. */
  get recorded(): readonly AuditKind[] {
    return this.entries.map((entry) => entry.kind);
  }

  get hasEvents(): boolean {
    return this.events.length > 0;
  }
}

/** The person covered for, when the act was allowed only as theirs; otherwise null. */
export const onBehalfOf = (actor: Actor | null, as?: Principal): string | null =>
  as && actor && as.personId !== actor.personId ? as.personId : null;

const DEADLOCK = '40P01';

const isDeadlock = (error: unknown): boolean => {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return (driverError?.code ?? code) === DEADLOCK;
};

const connectionOf = (runner: QueryRunner): Promise<ClientBase> =>
  runner.connect() as Promise<ClientBase>;

/** One act inside a transaction that the caller holds, at a time it chooses: for loading records. */
export async function actWithin<T>(
  manager: EntityManager,
  actor: Actor | null,
  now: Date,
  origin: Origin,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const connection = await connectionOf(manager.queryRunner!);
  const act = new Act(manager, connection, actor, now, origin);
  const outcome = await work(act);
  act.finish();
  await act.settled();
  return outcome;
}

/** Runs acts. The one way in which anything of the domain is changed. */
@Injectable()
export class Acts {
  private readonly hearers: ((recorded: readonly AuditKind[]) => void)[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Calls back in this process after every act that was committed here, with what it recorded. */
  whenCommitted(hearer: (recorded: readonly AuditKind[]) => void): void {
    this.hearers.push(hearer);
  }

  /** One act in a transaction of its own, now. A deadlock is tried again: nothing of it had happened. */
  async perform<T>(
    actor: Actor | null,
    work: (act: Act) => Promise<T>,
    origin: Origin = actor ? 'person' : 'system',
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { act, result } = await this.commit(actor, origin, work);
        if (act.hasEvents) this.outbox.wake();
        for (const hearer of this.hearers) hearer(act.recorded);
        return result;
      } catch (error) {
        if (!isDeadlock(error) || attempt === 3) throw error;
      }
    }
  }

  /**
   * The same act, undone: what it would do, and whatever would refuse it. Nothing of it is kept, and
   * nobody hears of it.
   */
  async rehearse<T>(actor: Actor, work: (act: Act) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = await connectionOf(runner);
      await runner.startTransaction();
      const act = new Act(runner.manager, connection, actor, this.clock.now(), 'person');
      const result = await work(act);
      await act.settled();
      return result;
    } finally {
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }

  private async commit<T>(
    actor: Actor | null,
    origin: Origin,
    work: (act: Act) => Promise<T>,
  ): Promise<{ act: Act; result: T }> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = await connectionOf(runner);
      await runner.startTransaction();
      const act = new Act(runner.manager, connection, actor, this.clock.now(), origin);
      const result = await work(act);
      act.finish();
      // Sent without waiting for the writes before it: were one to fail, this would roll back.
      const committing = connection.query('COMMIT');
      await Promise.all([act.settled(), committing]);
      if ((await committing).command !== 'COMMIT') throw new Error('The act was not committed');
      return { act, result };
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
