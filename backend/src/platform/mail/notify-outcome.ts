import type { SendOutcome } from './mail-provider.js';

/** What of a failed request is looked at: the answer, or what became of it without one. */
interface FailedRequest {
  code?: string;
  response?: { status: number; data?: unknown };
}

type Failure = Exclude<SendOutcome, { outcome: 'accepted' }>;

const MAX_WORDS = 300;
/** Before a request could leave: nobody was found, reached or trusted. */
const NOT_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EPROTO|CERT_.*|ERR_TLS_.*|.*_CERT.*|UNABLE_TO_.*)$/;

/** What Notify's answer means, or having none: https://docs.notifications.service.gov.uk/node.html */
export function notifyOutcome({ code, response }: FailedRequest): Failure {
  if (!response) {
    if (NOT_LEFT.test(code ?? '')) {
      return { outcome: 'unavailable', words: `No connection to GOV.UK Notify (${code}).` };
    }
    const words =
      'The connection to GOV.UK Notify ended before it said whether it took the message.';
    return { outcome: 'unknown', words };
  }
  const { status } = response;
  const errors = errorsOf(response.data);
  const answer = errors.map(({ error, message }) => `${error}: ${message}`).join(' ');
  const words = `GOV.UK Notify answered: ${`${status} ${answer}`.trim().slice(0, MAX_WORDS)}`;
  if (status === 400) return badRequest(errors, words);
  // A gateway that had no answer from behind it: the message may have been taken there.
  if (status === 502 || status === 504) return { outcome: 'unknown', words };
  if (status === 500) return { outcome: 'later', words };
  // 403: the key or the clock. 429: the limit of the minute or of the day. Anything else is not Notify.
  return { outcome: 'unavailable', words };
}

/** One and the same status for a wrong address, a message too long and settings that are not right. */
function badRequest(errors: NotifyError[], words: string): Failure {
  const says = (pattern: RegExp): boolean => errors.some(({ message }) => pattern.test(message));
  if (says(/^email_address\b/)) return { outcome: 'refused', words, isAddress: true };
  // The template and the key stand in the settings: every message would be refused.
  if (says(/template|personalisation|team-only|trial mode/i))
    return { outcome: 'unavailable', words };
  return { outcome: 'refused', words, isAddress: false };
}

interface NotifyError {
  error: string;
  message: string;
}

function errorsOf(data: unknown): NotifyError[] {
  const errors = (data as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(errors)) return [];
  return errors.map((each: Partial<NotifyError> | null) => ({
    error: String(each?.error ?? '').slice(0, MAX_WORDS),
    message: String(each?.message ?? '').slice(0, MAX_WORDS),
  }));
}
