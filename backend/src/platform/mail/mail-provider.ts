/** An email ready to be handed over. */
export interface OutgoingEmail {
  /** The message's own id: the same at every attempt, and so the same Message-ID (or reference). */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/** What became of handing an email over. */
export type SendOutcome =
  | { outcome: 'accepted'; providerId: string }
  /** For good: this address or message is not taken. `isAddress` when correcting the address may help. */
  | { outcome: 'refused'; words: string; isAddress: boolean }
  /** Not now: this one message is to be tried later. */
  | { outcome: 'later'; words: string }
  /** Nobody can be written to at present: no connection, no sign-in, limit reached. Nothing was handed over. */
  | { outcome: 'unavailable'; words: string }
  /** The answer was lost after all had been handed over: it may have been accepted. */
  | { outcome: 'unknown'; words: string };

export type FindOutcome = Extract<SendOutcome, { outcome: 'accepted' | 'unavailable' }>;

/** An email that the provider had accepted, and could not deliver. */
export interface UndeliveredEmail {
  id: string;
  /** Their number of the attempt that came to nothing: the same email may have been sent again since. */
  providerId: string;
  words: string;
  /** Whether correcting the address may help. */
  isAddress: boolean;
}

/** What carries emails out of the house. One at a time per installation, or none. */
export interface MailProvider {
  readonly name: 'smtp' | 'notify';
  /** Never throws: what went wrong is an outcome. Settles within `SEND_WITHIN_MS`. */
  send(email: OutgoingEmail): Promise<SendOutcome>;
  /**
   * Where the provider can tell: whether it had accepted an email before whose answer was lost.
   * Undefined: it had not. `unavailable`: it could not be asked, so nothing may be sent either. Never throws.
   */
  find?(id: string): Promise<FindOutcome | undefined>;
  /**
   * Where the provider tells it afterwards: what it could not deliver of what it had accepted in the last
   * days, also when that was told before. Undefined: it could not be asked. Never throws.
   */
  undelivered?(): Promise<UndeliveredEmail[] | undefined>;
  close(): Promise<void>;
}

/** MailProvider, or null without settings: messages are then held. */
export const MAIL_PROVIDER = Symbol('MAIL_PROVIDER');

export const SEND_WITHIN_MS = 30_000;
/** How many emails a process hands over at once: one that waited for a connection would be taken for lost. */
export const MAIL_CONNECTIONS = 10;
