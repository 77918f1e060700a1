import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import {
  MAIL_CONNECTIONS,
  MAIL_PROVIDER,
  type MailProvider,
  type SendOutcome,
} from '../../platform/mail/mail-provider.js';
import { Acts } from '../audit/index.js';
import { PrepareMessages, type PreparedEmail } from './actions/prepare-messages.js';
import { SettleEmail } from './actions/settle-email.js';
import type { MessageChannel } from './message.workflow.js';
import { MailPause } from './mail-pause.js';
import { messageHtml, messageText } from './render-message.js';

/** Composed in one transaction. */
const SHOWN_AT_ONCE = 50;
const MAILED_AT_ONCE = 5;

/**
 * Delivers what is due, one round after the other until nothing is left. Any number may run at once: each
 * takes messages that nobody else holds. No connection is held while a provider is spoken to.
 */
@Injectable()
export class MessageCourier {
  private readonly logger = new Logger('Messages');
  private isStopped = false;
  /** Connections of the provider that are taken, by whichever round. */
  private taken = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly acts: Acts,
    private readonly prepareMessages: PrepareMessages,
    private readonly settleEmail: SettleEmail,
    private readonly pause: MailPause,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
  ) {}

  /** Finishes the round under way, and begins no other. */
  stop(): void {
    this.isStopped = true;
  }

  async deliver(): Promise<void> {
    while (!this.isStopped && (await this.round()) > 0);
  }

  private async round(): Promise<number> {
    const shown = await this.prepare('in_app', SHOWN_AT_ONCE);
    const places = Math.min(MAILED_AT_ONCE, MAIL_CONNECTIONS - this.taken);
    // Without a place left, others mail what there is until nothing is left.
    if (places === 0) return shown.taken;
    this.taken += places;
    try {
      return shown.taken + (await this.mail(places));
    } finally {
      this.taken -= places;
    }
  }

  /** @returns how many messages were taken up */
  private async mail(places: number): Promise<number> {
    const state = this.provider ? await this.pause.state() : 'well';
    if (state === 'away') return 0;
    let mailed = await this.prepare('email', state === 'probe' ? state : places);
    // Of what is not to be sent any more, the provider is not asked.
    while (state === 'probe' && mailed.taken > 0 && mailed.emails.length === 0 && !this.isStopped) {
      mailed = await this.prepare('email', state);
    }
    if (state === 'probe' && mailed.emails.length === 0) await this.pause.giveBack();
    const results = await Promise.all(mailed.emails.map((email) => this.send(email)));
    const away = results.find((result) => result?.outcome === 'unavailable');
    if (away?.outcome === 'unavailable') {
      await this.pause.begin(away.words);
    } else if (state === 'probe' && results.some((result) => result && hasAnswered(result))) {
      await this.pause.end();
    }
    return mailed.taken;
  }

  private prepare(
    channel: MessageChannel,
    most: number | 'probe',
  ): Promise<{ taken: number; emails: PreparedEmail[] }> {
    return this.acts.perform(null, (act) => this.prepareMessages.execute(act, channel, most));
  }

  /**
   * Hands it over, and notes what became of it. When that cannot be noted, its lease runs out and the
   * sweep finds it: nobody else's email waits for it.
   * @returns undefined when somebody else has taken it for dead and sends it
   */
  private async send(email: PreparedEmail): Promise<SendOutcome | undefined> {
    let result: SendOutcome | undefined;
    try {
      result = await this.handOver(email);
      if (result?.outcome === 'later' && (await this.pause.isEverybodyPutOff())) {
        result = { outcome: 'unavailable', words: result.words };
      }
      if (result) await this.settle(email, result);
    } catch (error) {
      this.logger.error(`Message ${email.id}: ${String(error)}`);
    }
    return result;
  }

  private async handOver(email: PreparedEmail): Promise<SendOutcome | undefined> {
    const { id, to, subject, body, wasLost, attempts } = email;
    const provider = this.provider!;
    const known = wasLost ? await provider.find?.(id) : undefined;
    if (known) return known;
    const [, marked] = await this.dataSource.query<[unknown, number]>(
      `UPDATE messages SET handed_at = clock_timestamp()
       WHERE id = $1 AND state = 'sending' AND attempts = $2 AND lease_until > clock_timestamp()`,
      [id, attempts],
    );
    if (marked === 0) return undefined;
    const frame = { publicUrl: this.config.publicUrl, service: this.config.serviceName };
    const html = messageHtml(body, subject, frame);
    return provider.send({ id, to, subject, text: messageText(body, frame), html });
  }

  private settle(email: PreparedEmail, result: SendOutcome): Promise<void> {
    return this.acts.perform(null, (act) =>
      this.settleEmail.execute(act, email, this.provider!.name, result),
    );
  }
}

/** The provider itself said something: whether it took the message or not, it is there. */
const hasAnswered = ({ outcome }: SendOutcome): boolean =>
  outcome !== 'unavailable' && outcome !== 'unknown';
