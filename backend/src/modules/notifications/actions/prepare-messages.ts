import { Inject, Injectable } from '@nestjs/common';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { londonDate } from '../../../common/dates.js';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/tokens.js';
import { MAIL_PROVIDER, type MailProvider } from '../../../platform/mail/mail-provider.js';
import type { Act } from '../../audit/index.js';
import { standInsFor } from '../../reminders/index.js';
import { composeMessage, type MessageBody, type ToldLine } from '../compose-message.js';
import { dueMessages, placesOf, type DueMessage } from '../due-messages.js';
import type { MessageChannel, MessageKind } from '../message.workflow.js';
import { passOn } from '../pass-on.js';
import { nextSendingTime, SENDING_HOURS } from '../send-time.js';
import { templatesInForce, type TemplateInForce } from '../template.reader.js';
import { recheck, withAllOwed } from '../told-lines.js';

/** Longer than any sending takes: after it, whoever sent is taken for dead. */
export const LEASE_SECONDS = 90;

/** The secretariat has the message that was refused before it: one, and not one for each day. */
const REFUSED =
  'An email to this address was refused before. No other is sent there until the address is corrected, or somebody sends one again.';

/** An email that is to be handed over now. */
export interface PreparedEmail {
  id: string;
  to: { name: string; address: string };
  subject: string;
  body: MessageBody;
  /** How often it was taken, this time included: it tells this sender from any other. */
  attempts: number;
  /** How often the provider put it off. */
  retries: number;
  /** Its answer was lost before: it may have been accepted. */
  wasLost: boolean;
}

/**
 * Takes messages that are due, and asks of every notice who reads it today and whether it is still to
 * be told. What is shown in the app, held or dropped ends here; what goes by email is composed, and
 * marked as being sent. From here on a message takes no more notices.
 */
@Injectable()
export class PrepareMessages {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
  ) {}

  /** @returns how many were taken, and the emails among them that are now to be sent */
  async execute(
    act: Act,
    channel: MessageChannel,
    most: number | 'probe',
  ): Promise<{ taken: number; emails: PreparedEmail[] }> {
    const due = await dueMessages(act, channel, most);
    if (due.length === 0) return { taken: 0, emails: [] };
    const sendingTime = nextSendingTime(act.now, SENDING_HOURS, bankHolidays());
    const day = londonDate(sendingTime);
    let places = await placesOf(act, due);
    const personIds = [...due, ...places].map(({ personId }) => personId);
    const covers = await standInsFor(act.manager, [...new Set(personIds)], day, day);
    const whys = await passOn(act, due, places, covers, day);
    if (whys.size > 0) places = await placesOf(act, due);
    let ready = due;
    if (channel === 'email' && this.provider && sendingTime > act.now) {
      // Outside the sending hours, emails that are late wait for the morning.
      const waiting = new Set(places.map(({ messageId }) => messageId));
      act.write('UPDATE messages SET send_at = $2 WHERE id = ANY($1::uuid[])', [
        [...waiting],
        sendingTime,
      ]);
      ready = due.filter(({ id }) => !waiting.has(id));
      if (ready.length === 0) return { taken: due.length, emails: [] };
      places = [];
    }
    const told = await recheck(act, ready, places);
    const all = await withAllOwed(act, ready, told, covers, day);
    const templates = await templatesInForce(act.manager);
    const emails = ready.flatMap((message) => {
      const why = whys.get(message.id);
      const lines = why && message.answersLost > 0 ? [] : (all.get(message.id) ?? []);
      return this.settle(act, message, lines, templates, why);
    });
    return { taken: due.length, emails };
  }

  private settle(
    act: Act,
    message: DueMessage,
    told: readonly ToldLine[],
    templates: Record<MessageKind, TemplateInForce>,
    why = 'Nothing in it was still to be told.',
  ): PreparedEmail[] {
    const { id, channel, name, personId, attempts, retries, answersLost } = message;
    if (!message.isActive || told.length === 0) {
      end(act, id, answersLost > 0 ? 'unknown' : 'dropped', {
        failure: message.isActive ? why : 'The account is closed.',
      });
      return [];
    }
    // What may have arrived is repeated word for word.
    const { subject, body } =
      answersLost > 0 && message.subject && message.body
        ? { subject: message.subject, body: message.body }
        : composeMessage(told, templates[message.kind], {
            ...{ name, service: this.config.serviceName, today: londonDate(act.now) },
          });
    if (channel === 'in_app') {
      end(act, id, 'sent', { subject, body });
      act.write(`SELECT pg_notify('inbox', $1)`, [personId]);
      return [];
    }
    const isRefused = message.isRefused && answersLost === 0;
    if (!this.provider || isRefused) {
      end(act, id, 'held', { subject, body, ...(isRefused && { failure: REFUSED }) });
      return [];
    }
    act.write(
      `UPDATE messages SET state = 'sending', is_open = false, attempts = attempts + 1, subject = $2, body = $3,
         failure = NULL, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), handed_at = NULL
       WHERE id = $1`,
      [id, subject, body],
    );
    const to = { name, address: message.email };
    const wasLost = answersLost > 0;
    return [{ id, to, subject, body, attempts: attempts + 1, retries, wasLost }];
  }
}

function end(
  act: Act,
  id: string,
  state: 'sent' | 'held' | 'dropped' | 'unknown',
  { subject, body, failure }: { subject?: string; body?: MessageBody; failure?: string },
): void {
  act.write(
    `UPDATE messages SET state = $2, is_open = false, ended_at = $3, subject = coalesce($4, subject),
       body = coalesce($5, body), failure = $6 WHERE id = $1`,
    [id, state, act.now, subject ?? null, body ?? null, failure ?? null],
  );
}
