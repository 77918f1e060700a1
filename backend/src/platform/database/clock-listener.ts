import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE_URL } from '../config/tokens.js';
import { Clock } from './clock.js';

const RECONNECT_MS = 1_000;

/** Hears from the database when another process moved the clock. One connection of its own. */
@Injectable()
export class ClockListener implements OnApplicationShutdown {
  private readonly logger = new Logger(ClockListener.name);
  private client?: pg.Client;
  private isStopped = false;

  constructor(
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    await this.listen();
    await this.clock.refresh();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'quarterdeck listener',
    });
    // Followed by its end, which is what counts.
    client.on('error', () => undefined);
    client.on('notification', () => void this.clock.refresh().catch(() => undefined));
    await client.connect();
    this.client = client;
    await client.query('LISTEN clock');
    client.once('end', () => void this.listenAgain());
  }

  private async listenAgain(): Promise<void> {
    for (let attempt = 1; !this.isStopped; attempt += 1) {
      await sleep(RECONNECT_MS, undefined, { ref: false });
      try {
        await this.listen();
        // What was said meanwhile was not heard.
        await this.clock.refresh().catch(() => this.client?.end());
        return;
      } catch (error) {
        if (attempt === 1) this.logger.warn(`Listening again: ${String(error)}`);
      }
    }
  }
}
