import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** Half a surrogate pair: it has no UTF-8 form, so it would be hashed as something else. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The canonical JSON (RFC 8785) of a value: sorted keys, no white space, ECMAScript numbers.
 *
 * Stricter than the library, which drops or replaces what JSON cannot say as JSON.stringify does:
 * here an absent field must have been left out by whoever built the value, because two different
 * values must never get one hash.
 *
 * @throws TypeError naming the path of anything that is not plain JSON: undefined, NaN, Infinity,
 *   a function, a symbol, a bigint, an instance of a class (Date, Map), a hole in an array, a
 *   string with half a surrogate pair, a cycle.
 */
export function canonicalJson(value: unknown): string {
  refuseNonJson(value, '', new Set());
  return canonicalize(value) as string;
}

/** Lowercase hex SHA-256 of a text's UTF-8 bytes. Throws TypeError on half a surrogate pair. */
export function sha256Hex(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new TypeError('text: not well-formed Unicode');
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function refuseNonJson(value: unknown, path: string, ancestors: Set<object>): void {
  const refuse = (what: string): never => {
    throw new TypeError(`${path === '' ? 'value' : path}: ${what} is not JSON`);
  };
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (LONE_SURROGATE.test(value)) refuse('half a surrogate pair');
      return;
    case 'number':
      if (!Number.isFinite(value)) refuse(String(value));
      return;
    case 'object':
      break;
    default:
      return refuse(typeof value);
  }
  if (value === null) return;
  if (ancestors.has(value)) refuse('a cycle');
  ancestors.add(value);
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    // By index, so that a hole is seen as the undefined it would become.
    for (let i = 0; i < value.length; i += 1) refuseNonJson(value[i], below(i), ancestors);
  } else {
    // Not `=== Object.prototype`: another realm (a worker, a test's sandbox) has its own.
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      refuse('an instance of a class');
    for (const [key, member] of Object.entries(value)) {
      if (LONE_SURROGATE.test(key)) refuse('a key with half a surrogate pair');
      refuseNonJson(member, below(key), ancestors);
    }
  }
  ancestors.delete(value);
}
