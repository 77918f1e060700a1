import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE_URL } from '../config/tokens.js';
import { Clock } from './clock.js';

const RECONNECT_MS = 1_000;

/** What other processes change and this one keeps in memory; each is a NOTIFY channel. */
export type Channel = 'clock' | 'access' | 'presence' | 'inbox';

/** @param notice what was said; absent after a connection, when something may have been missed */
type Hearer = (notice?: string) => void | Promise<void>;

/**
 * Hears from the database what other processes changed, over one connection of its own. While it
 * does not listen, nothing that depends on hearing may be trusted: see `isListening`.
 */
@Injectable()
export class DatabaseListener implements OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseListener.name);
  private readonly hearers = new Map<Channel, Hearer[]>();
  private client?: pg.Client;
  private isStopped = false;
  private isHearing = false;

  constructor(
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    clock: Clock,
  ) {
    this.on('clock', () => clock.refresh());
  }

  /** False before the start and while the connection is lost. */
  get isListening(): boolean {
    return this.isHearing;
  }

  /** Calls the hearer at every notice, and after each connection: something may have been missed. */
  on(channel: Channel, hearer: Hearer): void {
    this.hearers.set(channel, [...(this.hearers.get(channel) ?? []), hearer]);
  }

  async start(): Promise<void> {
    await this.listen();
    await this.hearAll();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.isHearing = false;
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'quarterdeck listener',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    // Followed by its end, which is what counts.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => {
      for (const hear of this.hearers.get(channel as Channel) ?? [])
        void Promise.resolve(hear(payload ?? '')).catch(() => undefined);
    });
    await client.connect();
    this.client = client;
    for (const channel of this.hearers.keys()) await client.query(`LISTEN ${channel}`);
    client.once('end', () => void this.listenAgain());
  }

  /** What was said while nobody listened was not heard: every hearer looks again. */
  private async hearAll(): Promise<void> {
    for (const hear of [...this.hearers.values()].flat()) await hear();
    this.isHearing = true;
  }

  private async listenAgain(): Promise<void> {
    this.isHearing = false;
    for (let attempt = 1; !this.isStopped; attempt += 1) {
      await sleep(RECONNECT_MS, undefined, { ref: false });
      try {
        await this.listen();
        await this.hearAll().catch(() => this.client?.end());
        return;
      } catch (error) {
        if (attempt === 1) this.logger.warn(`Listening again: ${String(error)}`);
      }
    }
  }
}
