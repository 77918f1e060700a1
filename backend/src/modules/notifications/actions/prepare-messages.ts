import { Inject, Injectable } from '@nestjs/common';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { londonDate } from '../../../common/dates.js';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/tokens.js';
import { MAIL_PROVIDER, type MailProvider } from '../../../platform/mail/mail-provider.js';
import type { Act } from '../../audit/index.js';
import { noticeFacts, owedLines, standingOf } from '../../reminders/index.js';
import { composeMessage, type MessageBody, type ToldLine } from '../compose-message.js';
import type { MessageChannel, MessageKind } from '../message.workflow.js';
import { nextSendingTime, SENDING_HOURS } from '../send-time.js';
import { templatesInForce, type TemplateInForce } from '../template.reader.js';

/** Longer than any sending takes: after it, whoever sent is taken for dead. */
export const LEASE_SECONDS = 90;

/** An email that is to be handed over now. */
export interface PreparedEmail {
  id: string;
  to: { name: string; address: string };
  subject: string;
  body: MessageBody;
  attempts: number;
  /** Its answer was lost before: it may have been accepted. */
  wasLost: boolean;
}

interface DueMessage {
  id: string;
  personId: string;
  channel: MessageChannel;
  kind: MessageKind;
  attempts: number;
  answersLost: number;
  subject: string | null;
  body: MessageBody | null;
  name: string;
  email: string;
  isActive: boolean;
}

interface Place {
  messageId: string;
  noticeId: string;
  forName: string | null;
}

/**
 * Takes messages that are due, and asks of every notice whether it is still to be told. What is shown
 * in the app, held or dropped ends here; what goes by email is composed, and marked as being sent.
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
    most: number,
  ): Promise<{ taken: number; emails: PreparedEmail[] }> {
    const due = await act.query<DueMessage>(
      `SELECT m.id, m.person_id AS "personId", m.channel, m.kind, m.attempts, m.answers_lost AS "answersLost", m.subject,
         m.body, p.name, p.email, p.is_active AS "isActive"
       FROM messages m JOIN people p ON p.id = m.person_id
       WHERE m.state = 'waiting' AND m.channel = $1 AND m.send_at <= $2 AND m.try_at <= clock_timestamp()
       ORDER BY m.send_at, m.id LIMIT $3 FOR UPDATE OF m SKIP LOCKED`,
      [channel, act.now, most],
    );
    if (due.length === 0) return { taken: 0, emails: [] };
    if (channel === 'email' && this.provider && (await putOff(act, due))) {
      return { taken: due.length, emails: [] };
    }
    const told = await this.recheck(act, due);
    const owed = await owedLines(
      ...([act.manager, ownersToTell(due, told), londonDate(act.now), bankHolidays()] as const),
    );
    const templates = await templatesInForce(act.manager);
    const emails = due.flatMap((message) => {
      const lines = told.get(message.id) ?? [];
      const also = message.kind === 'digest' && lines.length > 0 ? owed.get(message.personId) : [];
      const all = [...lines, ...(also ?? []).map((line) => ({ line }))];
      return this.settle(act, message, all, templates);
    });
    return { taken: due.length, emails };
  }

  /** The lines that still stand, by message; each notice's outcome is noted. */
  private async recheck(act: Act, due: readonly DueMessage[]): Promise<Map<string, ToldLine[]>> {
    const places = await act.query<Place>(
      `SELECT mn.message_id AS "messageId", mn.notice_id AS "noticeId", f.name AS "forName"
       FROM message_notices mn LEFT JOIN people f ON f.id = mn.for_person_id
       JOIN notices n ON n.id = mn.notice_id
       WHERE mn.message_id = ANY($1::uuid[]) ORDER BY n.made_at, n.id`,
      [due.map(({ id }) => id)],
    );
    const facts = await noticeFacts(act.manager, [
      ...new Set(places.map(({ noticeId }) => noticeId)),
    ]);
    const today = londonDate(act.now);
    const standings = new Map(
      facts.map((fact) => [fact.id, standingOf(fact, today, bankHolidays())]),
    );
    const lines = new Map<string, ToldLine[]>();
    const whys = places.map(({ messageId, noticeId, forName }) => {
      const standing = standings.get(noticeId)!;
      if (!standing.stands) return standing.why;
      const told = lines.get(messageId) ?? [];
      told.push({ line: standing.line, ...(forName && { forName }) });
      lines.set(messageId, told);
      return null;
    });
    act.write(
      `UPDATE message_notices mn SET outcome = CASE WHEN w.why IS NULL THEN 'told' ELSE 'dropped' END, why = w.why
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) w (message_id, notice_id, why)
       WHERE mn.message_id = w.message_id AND mn.notice_id = w.notice_id`,
      [places.map(({ messageId }) => messageId), places.map(({ noticeId }) => noticeId), whys],
    );
    return lines;
  }

  private settle(
    act: Act,
    message: DueMessage,
    told: readonly ToldLine[],
    templates: Record<MessageKind, TemplateInForce>,
  ): PreparedEmail[] {
    const { id, channel, name, personId, attempts, answersLost } = message;
    if (!message.isActive || told.length === 0) {
      end(act, id, answersLost > 0 ? 'unknown' : 'dropped', {
        failure: message.isActive
          ? 'Nothing in it was still to be told.'
          : 'The account is closed.',
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
    if (!this.provider) {
      end(act, id, 'held', { subject, body });
      return [];
    }
    act.write(
      `UPDATE messages SET state = 'sending', attempts = attempts + 1, subject = $2, body = $3, failure = NULL,
         lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), handed_at = NULL WHERE id = $1`,
      [id, subject, body],
    );
    const to = { name, address: message.email };
    return [{ id, to, subject, body, attempts: attempts + 1, wasLost: answersLost > 0 }];
  }
}

/** A digest that has a reason to go tells its reader of all that they owe. */
const ownersToTell = (due: readonly DueMessage[], told: ReadonlyMap<string, unknown>): string[] => [
  ...new Set(
    due.filter(({ id, kind }) => kind === 'digest' && told.has(id)).map(({ personId }) => personId),
  ),
];

/** Outside the sending hours, emails that are late wait for the morning. */
async function putOff(act: Act, due: readonly DueMessage[]): Promise<boolean> {
  const next = nextSendingTime(act.now, SENDING_HOURS, bankHolidays());
  if (next.getTime() === act.now.getTime()) return false;
  await act.query('UPDATE messages SET send_at = $2 WHERE id = ANY($1::uuid[])', [
    due.map(({ id }) => id),
    next,
  ]);
  return true;
}

function end(
  act: Act,
  id: string,
  state: 'sent' | 'held' | 'dropped' | 'unknown',
  { subject, body, failure }: { subject?: string; body?: MessageBody; failure?: string },
): void {
  act.write(
    `UPDATE messages SET state = $2, ended_at = $3, subject = coalesce($4, subject), body = coalesce($5, body), failure = $6
     WHERE id = $1`,
    [id, state, act.now, subject ?? null, body ?? null, failure ?? null],
  );
}
