import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
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

/** One act of one person at one time: everything inside is committed together, or nothing is. */
export class Act {
  private readonly entries: PendingEntry[] = [];
  private readonly events: DomainEvent[] = [];

  constructor(
    readonly manager: EntityManager,
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

  /** Writes the events, then the audit entries: their lock is held from here to the commit. */
  async finish(): Promise<void> {
    for (const event of this.events) {
      await this.manager.query(
        'INSERT INTO outbox_events (kind, payload, origin, happened_at) VALUES ($1, $2, $3, $4)',
        [event.kind, event.payload, this.origin, this.now],
      );
    }
    for (const entry of this.entries) {
      await this.manager.query(
        `INSERT INTO audit_entries
           (kind, happened_at, actor_id, on_behalf_of_id, subject_kind, subject_id, plan_id, data, origin)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          entry.kind,
          this.now,
          this.actor?.personId ?? null,
          entry.onBehalfOfId,
          entry.subject.kind,
          entry.subject.id,
          entry.subject.planId ?? null,
          entry.data,
          this.origin,
        ],
      );
    }
  }

  get hasEvents(): boolean {
    return this.events.length > 0;
  }
}

/** The person covered for, when the act was allowed only as theirs; otherwise null. */
export const onBehalfOf = (actor: Actor | null, as?: Principal): string | null =>
  as && actor && as.personId !== actor.personId ? as.personId : null;

const DEADLOCK = '40P01';

/** Runs acts. The one way in which anything of the domain is changed. */
@Injectable()
export class Acts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** One act in a transaction of its own, now. A deadlock is tried again: nothing of it had happened. */
  async perform<T>(
    actor: Actor | null,
    work: (act: Act) => Promise<T>,
    origin: Origin = actor ? 'person' : 'system',
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        let hasEvents = false;
        const result = await this.dataSource.transaction(async (manager) => {
          const act = new Act(manager, actor, this.clock.now(), origin);
          const outcome = await work(act);
          await act.finish();
          hasEvents = act.hasEvents;
          return outcome;
        });
        if (hasEvents) this.outbox.wake();
        return result;
      } catch (error) {
        const isDeadlock =
          error instanceof QueryFailedError &&
          (error.driverError as { code?: string }).code === DEADLOCK;
        if (!isDeadlock || attempt === 3) throw error;
      }
    }
  }

  /** One act inside a transaction that the caller holds, at a time it chooses: for loading records. */
  async performWithin<T>(
    manager: EntityManager,
    actor: Actor | null,
    now: Date,
    origin: Origin,
    work: (act: Act) => Promise<T>,
  ): Promise<T> {
    const act = new Act(manager, actor, now, origin);
    const outcome = await work(act);
    await act.finish();
    return outcome;
  }
}
