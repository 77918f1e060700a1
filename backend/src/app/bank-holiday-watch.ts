import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { statSync } from 'node:fs';
import { endsSoon, lastKnownDay } from '../common/bank-holidays.js';
import { dateInWords, londonDate } from '../common/dates.js';
import { bankHolidayFile, readBankHolidays } from '../platform/config/bank-holiday-file.js';
import { ConfigError, type Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/tokens.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { gauge } from '../platform/metrics/prometheus-text.js';
import { Clock } from '../platform/database/clock.js';

const HOUR_MS = 3_600_000;

/** Keeps the bank holidays of this process up to date with the installation's file, and says when they end. */
@Injectable()
export class BankHolidayWatch implements OnApplicationShutdown {
  private readonly logger = new Logger('Bank holidays');
  private timer?: NodeJS.Timeout;
  private seen: number;
  private warnedOn?: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    const name = 'quarterdeck_bank_holidays_end_timestamp_seconds';
    metrics.register({
      name: 'bank-holidays',
      collect: () => [
        gauge(name, 'The last day of the known bank holidays.', Date.parse(lastKnownDay()) / 1000),
      ],
    });
    this.seen = this.changedAt();
  }

  /** The start has read the file, and refused one that is wrong. */
  start(): void {
    this.warn();
    this.timer = setInterval(() => this.look(), HOUR_MS).unref();
  }

  /** What a person saves over the file while it is used must not stop anything: the last good one stays. */
  look(): void {
    const changedAt = this.changedAt();
    if (changedAt !== this.seen) {
      this.seen = changedAt;
      try {
        readBankHolidays(this.config);
        this.logger.warn(`Read again: known to ${dateInWords(lastKnownDay())}.`);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        this.logger.error(`${error.message} Those known before stay.`);
      }
    }
    this.warn();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Once a day, in the time of the Clock. */
  private warn(): void {
    const today = londonDate(this.clock.now());
    if (!endsSoon(today) || this.warnedOn === today) return;
    this.warnedOn = today;
    this.logger.warn(
      `Known only to ${dateInWords(lastKnownDay())}: later ones count as working days. Put https://www.gov.uk/bank-holidays.json at ${bankHolidayFile(this.config)}.`,
    );
  }

  /** 0 while there is none, or none that can be looked at. */
  private changedAt(): number {
    try {
      return statSync(bankHolidayFile(this.config)).mtimeMs;
    } catch {
      return 0;
    }
  }
}
