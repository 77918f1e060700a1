import { isIP } from 'node:net';
import { ConfigError } from './config-error.js';

/** By what emails go out. */
export type MailSettings = SmtpSettings | NotifySettings;

export interface Mailbox {
  name: string;
  address: string;
}

export interface SmtpSettings {
  provider: 'smtp';
  host: string;
  port: number;
  /** TLS from the first byte on (smtps). */
  isSecure: boolean;
  /** Whether a connection that began without TLS must change to it (STARTTLS). */
  isTlsRequired: boolean;
  user?: string;
  password?: string;
  from: Mailbox;
  replyTo?: Mailbox;
}

export interface NotifySettings {
  provider: 'notify';
  apiKey: string;
  templateId: string;
  baseUrl: string;
}

const NOTIFY = 'https://api.notifications.service.gov.uk';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * SMTP, GOV.UK Notify, or neither. Values that hold a secret are never repeated.
 * @throws ConfigError
 */
export function mailOf(env: NodeJS.ProcessEnv): MailSettings | undefined {
  const hasNotify = Boolean(env.NOTIFY_API_KEY || env.NOTIFY_TEMPLATE_ID);
  if (env.SMTP_URL && hasNotify) {
    throw new ConfigError('SMTP_URL and NOTIFY_API_KEY are both set: give one of them.');
  }
  if (hasNotify) return notifyOf(env);
  if (env.SMTP_URL) return smtpOf(env, env.SMTP_URL);
  if (env.QUARTERDECK_MAIL_FROM) {
    throw new ConfigError('QUARTERDECK_MAIL_FROM needs SMTP_URL, the server that sends.');
  }
  return undefined;
}

function smtpOf(env: NodeJS.ProcessEnv, value: string): SmtpSettings {
  const url = urlOf(value);
  const query = url?.search ?? '';
  const isRight =
    url &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname &&
    /^\/?$/.test(url.pathname) &&
    !url.hash &&
    (query === '' || (query === '?tls=off' && url.protocol === 'smtp:'));
  const [user, password] = [decoded(url?.username), decoded(url?.password)];
  if (!isRight || user === null || password === null || Boolean(user) !== Boolean(password)) {
    throw new ConfigError(
      'SMTP_URL is not right: give smtp://user:password@mail.example.org:587 or smtps://…:465, with %40 for an @ in user or password. ?tls=off after smtp://… sends without TLS.',
    );
  }
  if (!env.QUARTERDECK_MAIL_FROM) {
    throw new ConfigError(
      'SMTP_URL needs QUARTERDECK_MAIL_FROM: give the sender, such as Action plan <plan@example.org>.',
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'smtps:';
  return {
    provider: 'smtp',
    host,
    port: Number(url.port) || (isSecure ? 465 : 587),
    isSecure,
    isTlsRequired: !isSecure && query === '' && !isLoopback(host),
    ...(user && password && { user, password }),
    from: mailbox('QUARTERDECK_MAIL_FROM', env.QUARTERDECK_MAIL_FROM),
    ...(env.QUARTERDECK_MAIL_REPLY_TO && {
      replyTo: mailbox('QUARTERDECK_MAIL_REPLY_TO', env.QUARTERDECK_MAIL_REPLY_TO),
    }),
  };
}

function notifyOf(env: NodeJS.ProcessEnv): NotifySettings {
  const { NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId } = env;
  if (!apiKey || !templateId) {
    throw new ConfigError('NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID belong together: give both.');
  }
  if (!new RegExp(`-${UUID}-${UUID}$`, 'i').test(apiKey)) {
    throw new ConfigError('NOTIFY_API_KEY is not right: give a key as Notify shows it, whole.');
  }
  if (!new RegExp(`^${UUID}$`, 'i').test(templateId)) {
    throw new ConfigError(
      `NOTIFY_TEMPLATE_ID is “${templateId}”: give the id of an email template with the subject ((subject)) and the message ((body)).`,
    );
  }
  const baseUrl = (env.NOTIFY_BASE_URL || NOTIFY).replace(/\/+$/, '');
  const url = urlOf(baseUrl);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe || url.username || url.search || url.hash) {
    throw new ConfigError(`NOTIFY_BASE_URL is not right: give an https address such as ${NOTIFY}.`);
  }
  return { provider: 'notify', apiKey, templateId, baseUrl };
}

/** “Name <address>”, or an address alone. */
function mailbox(name: string, value: string): Mailbox {
  const [, quoted, bare = '', inBrackets, alone] =
    /^\s*(?:(?:"([^"<>\p{Cc}]*)"|([^"<>\p{Cc}]*?))\s*<([^\s<>@,;]+@[^\s<>@,;]+)>|([^\s<>@,;]+@[^\s<>@,;]+))\s*$/u.exec(
      value,
    ) ?? [];
  const address = inBrackets ?? alone;
  if (address) return { name: quoted ?? bare, address };
  throw new ConfigError(`${name} is “${value}”: give one, such as Action plan <plan@example.org>.`);
}

const urlOf = (value: string): URL | undefined =>
  URL.canParse(value) ? new URL(value) : undefined;

/** @returns null when it is not encoded as addresses are */
function decoded(part: string | undefined): string | null {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return null;
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host.replace(/^\[|\]$/g, '') === '::1' ||
  (isIP(host) === 4 && host.startsWith('127.'));
