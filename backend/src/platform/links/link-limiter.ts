import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { Problem } from '../../common/problems.js';

const MINUTES_15 = 15 * 60;

/** Slows down the guessing of links of one purpose, and the use of one that has got about. */
export class LinkLimiter {
  private readonly byAddress: RateLimiterPostgres;
  private readonly byLink: RateLimiterPostgres;

  constructor(dataSource: DataSource, purpose: string) {
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    const shared = {
      ...{ storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true },
      duration: MINUTES_15,
    };
    this.byAddress = new RateLimiterPostgres({
      ...shared,
      keyPrefix: `${purpose}-address`,
      points: 30,
    });
    this.byLink = new RateLimiterPostgres({ ...shared, keyPrefix: `${purpose}-link`, points: 60 });
  }

  /** @throws Problem session.too_many_attempts after too many wrong links from the address */
  async check(address: string): Promise<void> {
    const spent = await this.byAddress.get(address);
    if (spent && spent.consumedPoints >= this.byAddress.points) throw tooMany(spent);
  }

  async wrongLink(address: string): Promise<void> {
    await this.byAddress.consume(address).catch(() => undefined);
  }

  /** Counts one use. @throws Problem session.too_many_attempts */
  async use(hash: string): Promise<void> {
    await this.byLink.consume(hash).catch((spent: unknown) => {
      throw spent instanceof RateLimiterRes ? tooMany(spent) : spent;
    });
  }
}

const tooMany = (spent: RateLimiterRes): Problem =>
  new Problem('session.too_many_attempts', {
    seconds: String(Math.ceil(spent.msBeforeNext / 1000)),
  });
