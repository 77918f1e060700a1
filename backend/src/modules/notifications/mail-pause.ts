import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isOutage, SINCE_ANSWER, type PutOff } from './put-off.js';

/** One failure may be a hiccup: from here on somebody has to be told. */
const ALARM_AFTER = 3;
const LONGEST_PAUSE_SECONDS = 300;

/** How email stands: absent when nothing is wrong. */
export interface MailOutage {
  since: Date;
  failures: number;
  words: string;
}

/**
 * The pause of the email channel while its provider is away: nobody is written to, one message at a
 * time asks whether it is back, and the alarm is raised once. In real time, in the database, for every
 * worker.
 */
@Injectable()
export class MailPause {
  private readonly logger = new Logger('Messages');

  constructor(private readonly dataSource: DataSource) {}

  /** `well`: send. `probe`: try one, alone, whether the provider is back. `away`: not now. */
  async state(): Promise<'well' | 'probe' | 'away'> {
    if (!(await this.outage())) return 'well';
    const [, probes] = await this.dataSource.query<[unknown, number]>(
      `UPDATE mail_pauses SET try_at = clock_timestamp() + interval '1 minute'
       WHERE failures > 0 AND try_at <= clock_timestamp()`,
    );
    return probes > 0 ? 'probe' : 'away';
  }

  /** There was nothing to try: the next message asks. */
  async giveBack(): Promise<void> {
    await this.dataSource.query(
      'UPDATE mail_pauses SET try_at = clock_timestamp() WHERE failures > 0',
    );
  }

  /** Whether everybody has been put off for some time: then it is the provider, and not one of them. */
  async isEverybodyPutOff(): Promise<boolean> {
    const putOff = await this.dataSource.query<PutOff[]>(
      `SELECT address, min(attempted_at) AS "from", max(attempted_at) AS until
       FROM message_attempts WHERE outcome = 'later' AND ${SINCE_ANSWER} GROUP BY address`,
    );
    const others = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM messages m JOIN people p ON p.id = m.person_id AND p.is_active
       WHERE m.channel = 'email' AND m.state IN ('waiting', 'sending') AND m.send_at <= installation_now()
         AND p.email <> ALL($1) LIMIT 1`,
      [putOff.map(({ address }) => address)],
    );
    return isOutage(putOff, others.length > 0);
  }

  /** The provider is away. Those who find it so at the same time count once. */
  async begin(words: string): Promise<void> {
    const [rows] = await this.dataSource.query<[{ failures: number }[], number]>(
      `UPDATE mail_pauses SET failures = failures + 1, since = coalesce(since, clock_timestamp()), words = $1,
         try_at = clock_timestamp() + make_interval(secs => least(10 * 2 ^ failures, ${LONGEST_PAUSE_SECONDS}))
       WHERE failures = 0 OR since < clock_timestamp() - interval '5 seconds' RETURNING failures`,
      [words],
    );
    if (rows[0]?.failures === ALARM_AFTER) {
      this.logger.error(`ALARM: email cannot be sent, messages wait: ${words}`);
    }
  }

  /** An email was taken: all is well again. */
  async end(): Promise<void> {
    const [rows] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE mail_pauses SET failures = 0, since = NULL, try_at = NULL, words = NULL WHERE failures > 0 RETURNING 1`,
    );
    if (rows.length > 0) this.logger.log('Email is sent again.');
  }

  async outage(): Promise<MailOutage | undefined> {
    const [row] = await this.dataSource.query<MailOutage[]>(
      'SELECT since, failures, words FROM mail_pauses WHERE failures > 0',
    );
    return row;
  }
}
