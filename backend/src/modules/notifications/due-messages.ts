import type { Act } from '../audit/index.js';
import { BARRED_FROM_NOTICE, LISTED, type Rule } from '../reminders/index.js';
import type { MessageBody } from './compose-message.js';
import type { Ungathered } from './gather-plan.js';
import type { MessageChannel, MessageKind } from './message.workflow.js';
import { domainIn, SINCE_ANSWER } from './put-off.js';

/** A message that is due, held by whoever asked for it until their act ends. */
export interface DueMessage {
  id: string;
  personId: string;
  channel: MessageChannel;
  kind: MessageKind;
  /** The day of a digest. */
  occasion: string;
  attempts: number;
  retries: number;
  answersLost: number;
  subject: string | null;
  body: MessageBody | null;
  name: string;
  email: string;
  isActive: boolean;
  /** An email to the address that they have was refused, and nobody has sent one again since. */
  isRefused: boolean;
  /** What they choose to be told of in the app only, as of now. */
  inAppOnly: readonly Rule[];
}

/**
 * SQL: the address of the person (alias p) was refused, and nothing was taken there since: a server may
 * refuse one email and take another of the same moment.
 */
const IS_REFUSED = `(EXISTS (SELECT 1 FROM messages f WHERE f.person_id = p.id AND f.channel = 'email' AND f.is_address_wrong)
  AND (SELECT a.outcome = 'refused' AND f.is_address_wrong FROM message_attempts a JOIN messages f ON f.id = a.message_id
    WHERE f.person_id = p.id AND f.channel = 'email' AND lower(a.address) = lower(p.email)
      AND a.outcome IN ('accepted', 'refused') ORDER BY a.id DESC LIMIT 1) IS TRUE)`;

/** SQL: the message (alias m) was not tried because of that; without a provider, nothing failed. */
export const HELD_FOR_ADDRESS = `(m.state = 'held' AND m.failure IS NOT NULL)`;

/** A notice in its message. */
export interface Place extends Omit<Ungathered, 'id' | 'madeAt'> {
  id: string;
  messageId: string;
  noticeId: string;
  /** Whom the reader covers, when it is theirs. */
  forName: string | null;
}

/** SQL: with the last attempt at each reader's domain since the provider last answered. */
const ASKED_DOMAINS = `LEFT JOIN (SELECT ${domainIn('address')} AS domain, max(id) AS last_id FROM message_attempts
  WHERE ${SINCE_ANSWER} GROUP BY 1) d ON d.domain = ${domainIn('p.email')}`;

/**
 * Takes messages that are due and that nobody else holds, those that waited longest first.
 * @param most how many; `probe`: one alone, which asks whether the provider is back. It is of a domain
 *   that was not asked since, or not for longest, and there the one that was not tried for longest: a
 *   server that answers its own readers so must not keep everybody else waiting
 */
export const dueMessages = (
  act: Act,
  channel: MessageChannel,
  most: number | 'probe',
): Promise<DueMessage[]> =>
  act.query<DueMessage>(
    `SELECT m.id, m.person_id AS "personId", m.channel, m.kind, m.occasion, m.attempts, m.retries,
       m.answers_lost AS "answersLost", m.subject, m.body, p.name, p.email, p.is_active AS "isActive",
       ${IS_REFUSED} AS "isRefused", coalesce(c.in_app_only, '{}') AS "inAppOnly"
     FROM messages m JOIN people p ON p.id = m.person_id LEFT JOIN message_settings c ON c.person_id = p.id ${most === 'probe' ? ASKED_DOMAINS : ''}
     WHERE m.state = 'waiting' AND m.channel = $1 AND m.send_at <= $2 AND m.try_at <= clock_timestamp()
     ORDER BY ${most === 'probe' ? 'd.last_id NULLS FIRST, m.try_at, ' : ''}m.send_at, m.id LIMIT $3 FOR UPDATE OF m SKIP LOCKED`,
    [channel, act.now, most === 'probe' ? 1 : most],
  );

/** What these messages are to tell; without what was passed on to others, and what they list besides. */
export const placesOf = (act: Act, due: readonly DueMessage[]): Promise<Place[]> =>
  act.query<Place>(
    `SELECT mn.id, mn.message_id AS "messageId", mn.notice_id AS "noticeId", n.rule, n.audience,
       n.person_id AS "personId", f.name AS "forName", ${BARRED_FROM_NOTICE} AS "barredIds"
     FROM message_notices mn JOIN notices n ON n.id = mn.notice_id LEFT JOIN people f ON f.id = mn.for_person_id
     WHERE mn.message_id = ANY($1::uuid[]) AND mn.outcome IS DISTINCT FROM 'passed_on' AND n.occasion <> '${LISTED}' ORDER BY n.made_at, n.id`,
    [due.map(({ id }) => id)],
  );
