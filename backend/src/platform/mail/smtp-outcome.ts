import type { SendOutcome } from './mail-provider.js';

/** What of nodemailer's errors is looked at. */
interface SmtpError {
  code?: string;
  /** What the code was before nodemailer's own: ECONNREFUSED, say. */
  originalCode?: string;
  /** The SMTP command that was answered. */
  command?: string;
  responseCode?: number;
  response?: string;
}

type Failure = Exclude<SendOutcome, { outcome: 'accepted' }>;

/** Sign in first, or in another way: of every message. */
const SIGN_IN = [530, 534, 535, 538];
/** An unknown mailbox or an address that is none, as long as no more exact code says otherwise. */
const ADDRESS = [501, 550, 551, 553];
/** RFC 3463: the mailbox is not known or not in use, or nobody is responsible for it (Microsoft 365: 5.4.1). */
const OF_ADDRESS = /^5\.(1\.\d+|2\.1|4\.[14])$/;
/** As Postfix, Exim and Exchange say it to whoever is no client of theirs; not of one reader's domain. */
const RELAYS_NOTHING =
  /^55\d[ -](5\.7\.1 )?.*(\brelay access denied|\brelay not permitted|\bunable to relay$)/i;
const MAX_WORDS = 300;

/**
 * What a failed attempt means. An answer of the server says so itself; without one, all depends on
 * whether the server had the whole message.
 */
export function smtpOutcome(error: unknown, isHandedOver: boolean): Failure {
  const { code, originalCode, command, responseCode, response } = error as SmtpError;
  if (code === 'EAUTH') {
    // Without the server's words: some repeat what they were given.
    const number = responseCode ? ` (${responseCode})` : '';
    return { outcome: 'unavailable', words: `The mail server refused the sign-in${number}.` };
  }
  if (responseCode && (isHandedOver || code === 'EENVELOPE' || code === 'EMESSAGE')) {
    return answered(command, responseCode, oneLine(response));
  }
  if (isHandedOver) {
    return {
      outcome: 'unknown',
      words: 'The connection to the mail server ended before it said whether it took the message.',
    };
  }
  const reason = WITHOUT_ANSWER[code ?? ''];
  if (!reason) {
    return { outcome: 'refused', words: 'No email can be made of this message.', isAddress: false };
  }
  const detail = oneLine(response) || originalCode || code;
  return { outcome: 'unavailable', words: `${reason} (${detail}).` };
}

/** The session, not the message, went wrong. */
const WITHOUT_ANSWER: Record<string, string> = {
  ECONNECTION: 'No connection to the mail server',
  ESOCKET: 'No connection to the mail server',
  EDNS: 'The mail server’s address is not known',
  ETIMEDOUT: 'The mail server did not answer in time',
  EABORT: 'The mail server did not answer in time',
  EPROTOCOL: 'The mail server does not work as it should',
  ETLS: 'No safe connection to the mail server',
};

function answered(command: string | undefined, code: number, answer: string): Failure {
  const words = `The mail server answered: ${answer}`;
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer) ?? [];
  if (code === 421) return { outcome: 'unavailable', words };
  if (SIGN_IN.includes(code)) {
    // Said of one reader, it must not keep everybody else's email waiting.
    return { outcome: command === 'RCPT TO' ? 'later' : 'unavailable', words };
  }
  // 503: the session was out of step, and the message has not been judged.
  if (code < 500 || code === 503) return { outcome: 'later', words };
  // The sender stands in the settings and is everybody's; so is a server that carries nothing for us.
  // 552: this message is too long for it.
  const isOfSender = command === 'MAIL FROM' && code !== 552;
  if (isOfSender || (command === 'RCPT TO' && RELAYS_NOTHING.test(answer))) {
    return { outcome: 'unavailable', words };
  }
  const isAddress =
    command === 'RCPT TO' && (enhanced ? OF_ADDRESS.test(enhanced) : ADDRESS.includes(code));
  return { outcome: 'refused', words, isAddress };
}

const oneLine = (response: string | undefined): string =>
  (response ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_WORDS);
