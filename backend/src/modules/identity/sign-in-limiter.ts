import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { Problem } from '../../common/problems.js';

const MINUTES_15 = 15 * 60;

/** Slows down guessing: failures are counted by account and address, and by address alone. */
@Injectable()
export class SignInLimiter {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

  constructor(dataSource: DataSource) {
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    const shared = {
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      duration: MINUTES_15,
    };
    this.byAccount = new RateLimiterPostgres({ ...shared, keyPrefix: 'account', points: 8 });
    this.byAddress = new RateLimiterPostgres({ ...shared, keyPrefix: 'address', points: 100 });
  }

  /** @throws Problem session.too_many_attempts, with the seconds to wait */
  async check(email: string, address: string): Promise<void> {
    const [account, from] = await Promise.all([
      this.byAccount.get(accountKey(email, address)),
      this.byAddress.get(address),
    ]);
    for (const [limiter, spent] of [
      [this.byAccount, account],
      [this.byAddress, from],
    ] as const) {
      if (spent && spent.consumedPoints >= limiter.points) throw tooMany(spent);
    }
  }

  async failed(email: string, address: string): Promise<void> {
    await Promise.allSettled([
      this.byAccount.consume(accountKey(email, address)),
      this.byAddress.consume(address),
    ]);
  }

  async succeeded(email: string, address: string): Promise<void> {
    await this.byAccount.delete(accountKey(email, address));
  }
}

const tooMany = (spent: RateLimiterRes): Problem =>
  new Problem('session.too_many_attempts', {
    seconds: String(Math.ceil(spent.msBeforeNext / 1000)),
  });

/** Addresses of accounts are not kept in clear in a table of failures. */
const accountKey = (email: string, address: string): string =>
  createHash('sha256').update(`${email}|${address}`).digest('base64url');
