/** “Later” said to so many readers, of more than one domain, and to nobody anything else for so long. */
const MANY_READERS = 5;
const LONG_MS = 15 * 60_000;

/** A reader whom the provider has put off since it last took or refused anything, and from when until when. */
export interface PutOff {
  address: string;
  from: Date;
  until: Date;
}

/**
 * Whether it is the provider that is away, and not some readers' own servers: it puts off many readers
 * of several domains, or all who are due, and more than one of them for long. A server that puts off whom it does
 * not know takes their second attempt within minutes; one domain's says nothing of the others'. Pure.
 */
export function isOutage(putOff: readonly PutOff[], areOthersDue: boolean): boolean {
  const from = Math.min(...putOff.map((each) => each.from.getTime()));
  const until = Math.max(...putOff.map((each) => each.until.getTime()));
  const domains = new Set(putOff.map(({ address }) => domainOf(address)));
  if (putOff.length >= MANY_READERS && domains.size > 1) return until - from >= LONG_MS;
  // Whoever becomes due meanwhile, and is put off as well, begins nothing anew.
  const long = putOff.filter((each) => each.until.getTime() - each.from.getTime() >= LONG_MS);
  return long.length > 1 && !areOthersDue;
}

const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** SQL: the same of a column. */
export const domainIn = (column: string): string => `lower(split_part(${column}, '@', 2))`;

/** SQL: attempts since the provider last took or refused anything. */
export const SINCE_ANSWER = `id > coalesce((SELECT id FROM message_attempts
  WHERE outcome IN ('accepted', 'refused') ORDER BY id DESC LIMIT 1), 0)`;
