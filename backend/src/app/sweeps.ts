import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ScanFile } from '../modules/files/index.js';
import { Sessions } from '../modules/identity/index.js';
import { MessageSweep, UndeliveredSweep } from '../modules/notifications/index.js';
import { PublicationSweep } from '../modules/publication/index.js';
import { ReminderSweep } from '../modules/reminders/index.js';
import { Clock } from '../platform/database/clock.js';
import { DatabaseListener } from '../platform/database/listener.js';
import { Outbox } from '../platform/queue/outbox.js';
import { Queues } from '../platform/queue/queues.js';

const MINUTE_MS = 60_000;

interface Sweep {
  everyMs: number;
  run(): Promise<void>;
}

/** What is looked after from time to time, by the process that works. Each sweep finds what a crash left. */
@Injectable()
export class Sweeps implements OnApplicationShutdown {
  private readonly logger = new Logger(Sweeps.name);
  private readonly sweeps: Record<string, Sweep>;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly queues: Queues,
    private readonly outbox: Outbox,
    sessions: Sessions,
    files: ScanFile,
    undelivered: UndeliveredSweep,
    private readonly publications: PublicationSweep,
    private readonly reminders: ReminderSweep,
    private readonly messages: MessageSweep,
    private readonly listener: DatabaseListener,
    private readonly clock: Clock,
  ) {
    this.sweeps = {
      OutboxSweep: { everyMs: 30_000, run: () => outbox.sweep() },
      PublicationSweep: { everyMs: 10_000, run: () => publications.run() },
      ReminderSweep: { everyMs: MINUTE_MS, run: () => reminders.run() },
      MessageSweep: { everyMs: 10_000, run: () => messages.run() },
      UndeliveredSweep: { everyMs: 5 * MINUTE_MS, run: () => undelivered.run() },
      SessionSweep: { everyMs: 60 * MINUTE_MS, run: () => sessions.deleteExpired() },
      FileSweep: { everyMs: 60 * MINUTE_MS, run: () => files.sweep() },
    };
  }

  async start(): Promise<void> {
    await this.outbox.start();
    this.messages.start();
    this.queues.work('sweeps', async (job) => this.sweeps[job.name]?.run());
    this.listener.on('clock', () => this.whenClockMoved());
    await this.schedule();
    // A queue that was emptied has forgotten its schedule: say it again from time to time.
    this.timer = setInterval(() => {
      this.schedule().catch((error: unknown) => this.logger.warn(`Scheduling: ${String(error)}`));
    }, MINUTE_MS);
  }

  /** The demonstration's clock was moved forward: what has become due is done at once. */
  private async whenClockMoved(): Promise<void> {
    await this.clock.refresh();
    for (const sweep of [this.publications, this.reminders, this.messages]) {
      await sweep.run().catch((error: unknown) => {
        this.logger.warn(`After the clock moved: ${String(error)}`);
      });
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.messages.stop();
  }

  private async schedule(): Promise<void> {
    await Promise.all(
      Object.entries(this.sweeps).map(([name, { everyMs }]) =>
        this.queues.every('sweeps', name, everyMs),
      ),
    );
  }
}
