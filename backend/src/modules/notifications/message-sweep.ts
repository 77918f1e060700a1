import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { Queues } from '../../platform/queue/queues.js';
import { Acts } from '../audit/index.js';
import { GatherMessages } from './actions/gather-messages.js';
import { SettleEmail } from './actions/settle-email.js';
import { MessageCourier } from './message-courier.js';

/** How many deliver at once in each process that works. */
const LANES = 6;
/** A lane's job that a dead process held must not keep the next one away. */
const LANE_SECONDS = 10;

/**
 * Gathers notices into messages and sees that those that are due are delivered. The queue only spreads
 * the lanes over the workers: an emptied one loses nothing.
 */
@Injectable()
export class MessageSweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly acts: Acts,
    private readonly queues: Queues,
    private readonly gatherMessages: GatherMessages,
    private readonly settleEmail: SettleEmail,
    private readonly courier: MessageCourier,
  ) {}

  /** Starts delivering, in the process that works. */
  start(): void {
    this.queues.work('messages', () => this.courier.deliver(), LANES);
  }

  stop(): void {
    this.courier.stop();
  }

  /** What fails stops nothing else, and is thrown when all has had its turn. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    const attempt = (work: () => Promise<unknown>): Promise<unknown> =>
      work().catch((error: unknown) => failures.push(error));
    await attempt(() => this.gather());
    for (const id of await this.leftByTheDead()) {
      await attempt(() => this.acts.perform(null, (act) => this.settleEmail.release(act, id)));
    }
    await attempt(() => this.addLanes());
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  private async gather(): Promise<void> {
    while ((await this.acts.perform(null, (act) => this.gatherMessages.execute(act))) > 0);
  }

  private async leftByTheDead(): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM messages WHERE state = 'sending' AND lease_until < clock_timestamp() ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  }

  private async addLanes(): Promise<void> {
    const [due] = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM messages WHERE state = 'waiting' AND send_at <= $1 AND try_at <= clock_timestamp() LIMIT 1`,
      [this.clock.now()],
    );
    if (!due) return;
    const turn = Math.floor(Date.now() / (LANE_SECONDS * 1000));
    for (let lane = 1; lane <= LANES; lane += 1) {
      await this.queues.add('messages', 'DeliverMessages', {}, `deliver-${lane}-${turn}`);
    }
  }
}
