import { resolve } from 'node:path';
import { isIsoDate } from '../../common/dates.js';
import { ConfigError } from './config-error.js';
import { mailOf, type MailSettings } from './mail-settings.js';

export { ConfigError };

/** Everything the environment decides, read in this one place. */
export interface Config {
  port: number;
  /** The address listened on: this machine only, unless a real server is configured. */
  host: string;
  /** Where the embedded database and its log live. */
  dataFolder: string;
  /** The installation's own bank holidays; absent: bank-holidays.json of the data folder, if any. */
  bankHolidaysFile?: string;
  /** A real PostgreSQL server; absent: the embedded one. */
  databaseUrl?: string;
  /** A real Redis for the queue; absent: the queue runs on PostgreSQL. */
  redisUrl?: string;
  /** Whether an empty database is loaded with the demonstration. */
  isDemonstration: boolean;
  /** The public address, for links and for cookies: https makes cookies secure. */
  publicUrl: string;
  /** How many proxies stand in front and may say who calls. */
  trustedProxies: number;
  /** The name that stands in the header of every public page. */
  serviceName: string;
  /** Set by the export: the pages are for a folder, and leave out what needs a server. */
  isStatic?: boolean;
  /** Where the public writes; absent: pages name the publisher alone. */
  contactEmail?: string;
  /** Other ways to reach the body, for its page of contacts. */
  contactPhone?: string;
  contactAddress?: string;
  /** Under which licence the editions may be used again. */
  licence: Licence;
  /** How far the accessibility statement says that the public pages comply. */
  statementStatus?: StatementStatus;
  /** When the accessibility statement was prepared, and last reviewed; dates. */
  statementPreparedOn?: string;
  statementReviewedOn?: string;
  /** An S3-compatible store for uploaded files; absent: the folder of the data. */
  s3?: S3Settings;
  /** The malware scanner, a clamd, as host and port; absent: uploaded files are not scanned. */
  clamd?: { host: string; port: number };
  /** What a monitoring system must send to read the figures; absent: there are none to read. */
  metricsToken?: string;
  /** Whether a file that no scanner has looked at may be read and published. */
  areUnscannedAllowed: boolean;
  /** By what emails go out; absent: messages are held, and read under Messages. */
  mail?: MailSettings;
}

const STATEMENT_STATUSES = ['fully', 'partially', 'not'] as const;
/** What the accessibility regulations let a statement say of compliance. */
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

/** A licence by its name, and where it can be read. */
export interface Licence {
  name: string;
  href?: string;
}

/** What public bodies use unless they must not. */
export const OPEN_GOVERNMENT_LICENCE: Licence = {
  name: 'Open Government Licence v3.0',
  href: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
};

export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const REPOSITORY = resolve(import.meta.dirname, '../../../..');

const port = (value: string | undefined): number => {
  const number = Number(value || 3000);
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new ConfigError(`PORT is “${value}”: give a whole number from 0 to 65535.`);
  }
  return number;
};

const flag = (name: string, value: string | undefined, byDefault: boolean): boolean => {
  if (value === undefined || value === '') return byDefault;
  if (value === '0' || value === '1') return value === '1';
  throw new ConfigError(`${name} is “${value}”: give 1 or 0.`);
};

const proxies = (value: string | undefined): number => {
  const number = Number(value || 0);
  if (Number.isInteger(number) && number >= 0 && number <= 10) return number;
  throw new ConfigError(
    `QUARTERDECK_TRUSTED_PROXIES is “${value}”: give how many proxies stand in front.`,
  );
};

const email = (value: string | undefined): string | undefined => {
  if (!value || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value)) return value || undefined;
  throw new ConfigError(`QUARTERDECK_CONTACT is “${value}”: give one email address.`);
};

const date = (name: string, value: string | undefined): string | undefined => {
  if (!value || isIsoDate(value)) return value || undefined;
  throw new ConfigError(`${name} is “${value}”: give a date such as 2026-04-01.`);
};

function statementDates(
  env: NodeJS.ProcessEnv,
): Pick<Config, 'statementPreparedOn' | 'statementReviewedOn'> {
  const preparedOn = date('QUARTERDECK_STATEMENT_PREPARED', env.QUARTERDECK_STATEMENT_PREPARED);
  const reviewedOn = date('QUARTERDECK_STATEMENT_REVIEWED', env.QUARTERDECK_STATEMENT_REVIEWED);
  if (reviewedOn && !(preparedOn && preparedOn <= reviewedOn)) {
    throw new ConfigError(
      `QUARTERDECK_STATEMENT_REVIEWED is “${reviewedOn}”: give QUARTERDECK_STATEMENT_PREPARED too, not after it.`,
    );
  }
  return { statementPreparedOn: preparedOn, statementReviewedOn: reviewedOn };
}

const statementStatus = (value: string | undefined): StatementStatus | undefined => {
  const status = STATEMENT_STATUSES.find((each) => each === value);
  if (!value || status) return status;
  throw new ConfigError(
    `QUARTERDECK_STATEMENT_STATUS is “${value}”: give ${STATEMENT_STATUSES.join(', ')}.`,
  );
};

const token = (name: string, value: string | undefined): string | undefined => {
  if (!value || /^[\x21-\x7e]{20,}$/.test(value)) return value || undefined;
  // It is a secret: the log must not say it.
  throw new ConfigError(
    `${name} is too easy to guess: give 20 characters or more, without spaces.`,
  );
};

function licenceOf(env: NodeJS.ProcessEnv): Licence {
  const name = env.QUARTERDECK_LICENCE?.trim();
  const href = env.QUARTERDECK_LICENCE_URL?.trim();
  if (!name && !href) return OPEN_GOVERNMENT_LICENCE;
  if (!name) throw new ConfigError('QUARTERDECK_LICENCE_URL needs QUARTERDECK_LICENCE, its name.');
  if (href && !/^https?:\/\/[^\s]+$/.test(href)) {
    throw new ConfigError(`QUARTERDECK_LICENCE_URL is “${href}”: give an https address.`);
  }
  return { name, ...(href && { href }) };
}

const address = (name: string, value: string | undefined): Config['clamd'] => {
  if (!value) return undefined;
  const [, host, port] = /^(\[[0-9a-f:]+\]|[^\s:/]+):(\d{1,5})$/i.exec(value) ?? [];
  if (!host || Number(port) > 65535) {
    throw new ConfigError(`${name} is “${value}”: give host:port, such as clamav:3310.`);
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
};

const databaseUrlOf = (value: string | undefined): string | undefined => {
  if (!value || /^postgres(?:ql)?:\/\/\S+$|^socket:\S+$/.test(value)) return value || undefined;
  // It may hold a password: the log must not say it.
  throw new ConfigError(
    'DATABASE_URL is no address of a PostgreSQL server: give postgres://USER:PASSWORD@HOST:5432/DATABASE, or leave it out for the embedded one.',
  );
};

/** All of them, or none: half a store would be found out at the first upload. */
function s3Of(env: NodeJS.ProcessEnv): S3Settings | undefined {
  const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const missing = needed.filter((name) => !env[name]);
  if (missing.length === needed.length) return undefined;
  if (missing.length > 0) throw new ConfigError(`${missing.join(', ')} missing: give all of S3_….`);
  const endpoint = env.S3_ENDPOINT!.replace(/\/+$/, '');
  if (!/^https?:\/\/[^/?#@\s]+$/.test(endpoint)) {
    throw new ConfigError(
      `S3_ENDPOINT is “${endpoint}”: give an address such as https://s3.example.org.`,
    );
  }
  const bucket = env.S3_BUCKET!;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new ConfigError(`S3_BUCKET is “${bucket}”: give the name of a bucket.`);
  }
  return {
    ...{ endpoint, bucket, region: env.S3_REGION || 'us-east-1' },
    accessKeyId: env.S3_ACCESS_KEY_ID!,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
  };
}

/** @throws ConfigError naming the variable that is wrong and what it may be */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const chosenPort = port(env.PORT);
  return {
    port: chosenPort,
    host: env.HOST || (env.DATABASE_URL ? '0.0.0.0' : '127.0.0.1'),
    dataFolder: resolve(env.QUARTERDECK_DATA || resolve(repositoryFolder(), '.data')),
    bankHolidaysFile: env.QUARTERDECK_BANK_HOLIDAYS
      ? resolve(env.QUARTERDECK_BANK_HOLIDAYS)
      : undefined,
    databaseUrl: databaseUrlOf(env.DATABASE_URL),
    redisUrl: env.REDIS_URL || undefined,
    isDemonstration: flag('QUARTERDECK_DEMO', env.QUARTERDECK_DEMO, !env.DATABASE_URL),
    publicUrl: (env.QUARTERDECK_URL || `http://localhost:${chosenPort}`).replace(/\/+$/, ''),
    trustedProxies: proxies(env.QUARTERDECK_TRUSTED_PROXIES),
    serviceName: env.QUARTERDECK_SERVICE_NAME?.trim() || 'Action plan updates',
    contactEmail: email(env.QUARTERDECK_CONTACT?.trim()),
    contactPhone: env.QUARTERDECK_CONTACT_PHONE?.trim() || undefined,
    contactAddress: env.QUARTERDECK_CONTACT_ADDRESS?.trim() || undefined,
    licence: licenceOf(env),
    statementStatus: statementStatus(env.QUARTERDECK_STATEMENT_STATUS),
    ...statementDates(env),
    s3: s3Of(env),
    clamd: address('CLAMD_ADDRESS', env.CLAMD_ADDRESS),
    metricsToken: token('QUARTERDECK_METRICS_TOKEN', env.QUARTERDECK_METRICS_TOKEN?.trim()),
    areUnscannedAllowed: flag(
      'QUARTERDECK_ALLOW_UNSCANNED',
      env.QUARTERDECK_ALLOW_UNSCANNED,
      !env.CLAMD_ADDRESS,
    ),
    mail: mailOf(env),
  };
}

/** The repository's root: where seeds/ and frontend/dist lie, from the sources and from dist alike. */
export function repositoryFolder(): string {
  return REPOSITORY.endsWith('backend') ? resolve(REPOSITORY, '..') : REPOSITORY;
}
