import { HttpException, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE = 60;

/** A page was asked for too often; pages say so in their own words. */
export class TooManyRequests extends HttpException {
  constructor(readonly seconds: number) {
    super('Too many requests', 429);
  }
}

/**
 * Keeps one reader from taking the site from the others. Counted in the memory of each process: what is
 * limited is work, not attempts at a secret, and a count in the database would be more work.
 */
@Injectable()
export class PublicLimiter {
  private readonly limits = {
    search: new RateLimiterMemory({ points: 60, duration: MINUTE }),
    check: new RateLimiterMemory({ points: 20, duration: MINUTE }),
  };

  /** @throws TooManyRequests with the seconds to wait */
  async use(what: 'search' | 'check', address: string): Promise<void> {
    await this.limits[what].consume(address).catch((spent: unknown) => {
      if (!(spent instanceof RateLimiterRes)) throw spent;
      throw new TooManyRequests(Math.max(1, Math.ceil(spent.msBeforeNext / 1000)));
    });
  }
}
