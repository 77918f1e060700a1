import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseListener } from '../../platform/database/listener.js';
import type { EventStream } from '../../platform/http/event-streams.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import type { DraftPresenceDto } from './dto/presence.dto.js';

/** Said anew this often; who has not been heard of for longer than twice as long is gone. */
const BEAT_MS = 20_000;
const GONE_MS = 50_000;
/** Somebody who has not saved for so long has it open, and edits no more. */
const RESTS_MS = 10 * 60_000;
/** A page that was hidden, or lost its connection, for no longer than this comes back as the same. */
const AWAY_MS = 60 * 60_000;

/** One page in which an update is open for writing; in real time. */
interface OpenPage {
  updateId: string;
  personId: string;
  /** By which the browser says that it is the same page again; with the person, nobody else's. */
  name?: string;
  openedMs: number;
  editingMs?: number;
  savedMs?: number;
}
type Notice =
  | { kind: 'here'; pages: [id: string, page: OpenPage][] }
  | { kind: 'gone'; id: string }
  | { kind: 'saved'; updateId: string; personId: string; version: number }
  | { kind: 'who' };

/**
 * Who has which draft open, over all processes. Nothing is stored: each process says who is with it,
 * and remembers what the others say (ADR 0025).
 */
@Injectable()
export class DraftPresence implements OnModuleDestroy {
  /** By connection; one that has ended is remembered for when its page comes back. */
  private readonly known = new Map<string, OpenPage & { heardMs: number; goneMs?: number }>();
  private readonly here = new Map<string, EventStream>();
  private readonly timer = setInterval(() => this.beat(), BEAT_MS).unref();

  constructor(
    private readonly dataSource: DataSource,
    listener: DatabaseListener,
  ) {
    listener.on('presence', (notice) => this.hear(notice));
  }

  /**
   * A page begins to listen, and is told at once who is there.
   * @param name the page's own: one that was here before has been here since then
   */
  async join(
    stream: EventStream,
    updateId: string,
    personId: string,
    name?: string,
  ): Promise<void> {
    const id = randomUUID();
    const heardMs = Date.now();
    const before = [...this.known.values()].find(
      (page) =>
        name !== undefined &&
        page.name === name &&
        page.personId === personId &&
        page.updateId === updateId,
    );
    const { openedMs = heardMs, editingMs, savedMs } = before ?? {};
    this.here.set(id, stream);
    this.known.set(id, { updateId, personId, name, openedMs, editingMs, savedMs, heardMs });
    stream.onEnd(() => {
      this.here.delete(id);
      this.say({ kind: 'gone', id });
    });
    this.sayHere([id]);
    await this.tell(updateId);
  }

  /** A save has been committed: whoever has the draft open besides hears of it. */
  saved(personId: string, updateId: string, version: number): void {
    const pages = this.pagesOf(updateId);
    const isNews = pages.some(([, page]) => Date.now() - (page.savedMs ?? 0) > BEAT_MS);
    // Whoever saves may have left the page, or hidden it: it is news to everybody else who is there.
    const isHeard = pages.length > 1 || pages.some(([, page]) => page.personId !== personId);
    // Alone, that they go on writing is said now and then.
    if (isHeard || isNews) this.say({ kind: 'saved', updateId, personId, version });
  }

  /** Who has it open, longest first. @param exceptId a page that does not count */
  async present(updateId: string, personId: string, exceptId = ''): Promise<DraftPresenceDto[]> {
    const pages = this.pagesOf(updateId).filter(([id]) => id !== exceptId);
    if (pages.length === 0) return [];
    const people = await this.dataSource.query<{ person: PersonRef }[]>(
      `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = ANY($1::uuid[])`,
      [pages.map(([, page]) => page.personId)],
    );
    const nowMs = Date.now();
    return people
      .map(({ person }) => {
        const theirs = pages.flatMap(([, page]) => (page.personId === person.id ? [page] : []));
        const since = (of: (page: OpenPage) => number | undefined): number | undefined => {
          const first = Math.min(...theirs.map((page) => of(page) ?? Infinity));
          return first === Infinity ? undefined : Math.max(0, Math.round((nowMs - first) / 1000));
        };
        const editingSeconds = since(({ editingMs, savedMs }) =>
          nowMs - (savedMs ?? 0) < RESTS_MS ? editingMs : undefined,
        );
        const openSeconds = since(({ openedMs }) => openedMs)!;
        return { person, isYou: person.id === personId, openSeconds, editingSeconds };
      })
      .sort((one, other) => other.openSeconds - one.openSeconds);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async hear(text: string | undefined): Promise<void> {
    // A new connection: neither side knows what the other missed.
    if (text === undefined) {
      this.say({ kind: 'who' });
      return;
    }
    const notice = JSON.parse(text) as Notice;
    switch (notice.kind) {
      case 'who':
        return this.sayHere([...this.here.keys()]);
      case 'here': {
        const heardMs = Date.now();
        const isNew = notice.pages.filter(([id]) => !this.known.has(id) || this.here.has(id));
        for (const [id, page] of notice.pages) this.known.set(id, { ...page, heardMs });
        return this.tell(...isNew.map(([, page]) => page.updateId));
      }
      case 'gone': {
        const page = this.known.get(notice.id);
        if (page) page.goneMs = Date.now();
        return page && this.tell(page.updateId);
      }
      case 'saved':
        return this.hearSaved(notice);
      default:
        return notice satisfies never;
    }
  }

  private async hearSaved(notice: Extract<Notice, { kind: 'saved' }>): Promise<void> {
    const { updateId, personId, version } = notice;
    const nowMs = Date.now();
    for (const [, page] of this.pagesOf(updateId)) {
      if (page.personId !== personId) continue;
      const rested = nowMs - (page.savedMs ?? 0) >= RESTS_MS;
      page.editingMs = rested ? nowMs : page.editingMs;
      page.savedMs = nowMs;
    }
    for (const [, stream] of this.listeningTo(updateId)) stream.send('saved', { version });
    await this.tell(updateId);
  }

  private beat(): void {
    this.sayHere([...this.here.keys()]);
    const nowMs = Date.now();
    const pages = [...this.known.values()];
    const lost = pages.filter((page) => !page.goneMs && nowMs - page.heardMs > GONE_MS);
    for (const page of lost) page.goneMs = nowMs;
    for (const [id, { goneMs = nowMs }] of this.known) {
      if (nowMs - goneMs > AWAY_MS) this.known.delete(id);
    }
    void this.tell(...lost.map(({ updateId }) => updateId)).catch(() => undefined);
  }

  /** Tells every page of this process that has one of these open who else has. */
  private async tell(...updateIds: string[]): Promise<void> {
    for (const updateId of new Set(updateIds)) {
      for (const [id, stream] of this.listeningTo(updateId)) {
        const page = this.known.get(id);
        if (page) stream.send('presence', await this.present(updateId, page.personId, id));
      }
    }
  }

  private pagesOf(updateId: string): [string, OpenPage][] {
    return [...this.known].filter(([, page]) => page.updateId === updateId && !page.goneMs);
  }

  private listeningTo(updateId: string): [string, EventStream][] {
    return [...this.here].filter(([id]) => this.known.get(id)?.updateId === updateId);
  }

  /** In portions: a notice holds less than 8,000 bytes. */
  private sayHere(ids: string[]): void {
    const pages = ids.flatMap((id): [string, OpenPage][] => {
      const page = this.known.get(id);
      if (!page) return [];
      const { heardMs: _, goneMs: __, ...said } = page;
      return [[id, said]];
    });
    for (let from = 0; from < pages.length; from += 25) {
      this.say({ kind: 'here', pages: pages.slice(from, from + 25) });
    }
  }

  /** Heard by every process, this one too. A notice that is lost is made good by the next beat. */
  private say(notice: Notice): void {
    this.dataSource
      .query("SELECT pg_notify('presence', $1)", [JSON.stringify(notice)])
      .catch(() => undefined);
  }
}
