import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
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
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'quarterdeck listener',
    });
    client.on('error', () => this.again());
    client.on('end', () => this.again());
    client.on('notification', () => void this.clock.refresh().catch(() => undefined));
    this.client = client;
    await client.connect();
    await client.query('LISTEN clock');
    await this.clock.refresh();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private again(): void {
    if (this.isStopped || !this.client) return;
    this.client = undefined;
    setTimeout(() => {
      if (this.isStopped) return;
      this.start().catch((error: unknown) => {
        this.logger.warn(`Listening again: ${String(error)}`);
        this.client ??= new pg.Client();
        this.again();
      });
    }, RECONNECT_MS);
  }
}
