import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import {
  MAIL_PROVIDER,
  type MailProvider,
  type SendOutcome,
} from '../../platform/mail/mail-provider.js';
import { Acts } from '../audit/index.js';
import { PrepareMessages, type PreparedEmail } from './actions/prepare-messages.js';
import { SettleEmail } from './actions/settle-email.js';
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
  private isStopped = false;

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
    const shown = await this.acts.perform(null, (act) =>
      this.prepareMessages.execute(act, 'in_app', SHOWN_AT_ONCE),
    );
    const state = this.provider ? await this.pause.state() : 'well';
    if (state === 'away') return shown.taken;
    const mailed = await this.acts.perform(null, (act) =>
      this.prepareMessages.execute(act, 'email', state === 'probe' ? 1 : MAILED_AT_ONCE),
    );
    const results = await Promise.all(mailed.emails.map((email) => this.send(email)));
    const away = results.find((result) => result?.outcome === 'unavailable');
    if (away?.outcome === 'unavailable') {
      await this.pause.begin(away.words);
    } else if (state === 'probe' && results.length > 0) {
      await this.pause.end();
    }
    return shown.taken + mailed.taken;
  }

  /** @returns undefined when somebody else has taken it for dead and sends it */
  private async send(email: PreparedEmail): Promise<SendOutcome | undefined> {
    const { id, to, subject, body, wasLost } = email;
    const provider = this.provider!;
    const frame = { publicUrl: this.config.publicUrl, service: this.config.serviceName };
    const acceptedBefore = wasLost ? await provider.find?.(id) : undefined;
    let result: SendOutcome;
    if (acceptedBefore !== undefined) {
      result = { outcome: 'accepted', providerId: acceptedBefore };
    } else {
      const [, marked] = await this.dataSource.query<[unknown, number]>(
        `UPDATE messages SET handed_at = clock_timestamp()
         WHERE id = $1 AND state = 'sending' AND attempts = $2 AND lease_until > clock_timestamp()`,
        [id, email.attempts],
      );
      if (marked === 0) return undefined;
      const html = messageHtml(body, subject, frame);
      result = await provider.send({ id, to, subject, text: messageText(body, frame), html });
    }
    await this.acts.perform(null, (act) =>
      this.settleEmail.execute(act, email, provider.name, result),
    );
    return result;
  }
}
