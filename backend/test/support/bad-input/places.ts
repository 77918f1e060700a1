import { randomUUID } from 'node:crypto';
import type { Json } from './subjects.js';

/** The body with the value at the path replaced, or left out. */
export function replaced(body: unknown, path: (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(body) ? [...body] : { ...(body as Json) }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0 && value === undefined) delete copy[key];
  else copy[key] = replaced(copy[key], rest, value);
  return copy;
}

export interface Place {
  path: (string | number)[];
  value: unknown;
}

/** Every value in a body, but for the inside of documents: those have their own test. */
export const placesIn = (value: unknown, path: (string | number)[] = []): Place[] => {
  const own = path.length > 0 ? [{ path, value }] : [];
  if (
    typeof value !== 'object' ||
    value === null ||
    path.at(-1) === 'document' ||
    path.at(-1) === 'introduction'
  )
    return own;
  const entries = Array.isArray(value) ? [...value.slice(0, 1).entries()] : Object.entries(value);
  return [...own, ...entries.flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
};

const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isUuid = (value: string): boolean => /^[0-9a-f-]{36}$/.test(value);

/** Values of another type than this one. */
export function ofOtherTypes(value: unknown): unknown[] {
  if (typeof value === 'string') return [42, true, {}, [], ['a', 'b']];
  if (typeof value === 'number') return ['one', 1.5, {}, [], true];
  if (typeof value === 'boolean') return ['maybe', 7, {}, []];
  if (Array.isArray(value)) return ['text', 7, {}, [7], [null], [[]]];
  return ['text', 7, [], true];
}

/** No version, count or size: beyond what PostgreSQL, or a double, can tell from its neighbour. */
const EDGES = [-1, -0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e308, Number.MIN_VALUE];

/** Values of the right type that cannot be right. */
export function impossible({ path, value }: Place): unknown[] {
  if (typeof value !== 'string') return typeof value === 'number' ? EDGES : [];
  const isPassword = /password/i.test(String(path.at(-1)));
  return [
    'x'.repeat(100_001),
    ...(isPassword ? [] : ['\u0000', `${value}\u0000`]),
    '\ud800',
    `${value}\udc00`,
    ...(isDate(value) ? ['2022-02-30', '2022-13-01', '2022-6-1', '0000-00-00', 'soon', ''] : []),
    ...(isUuid(value) ? ['not-a-uuid', '-'.repeat(36), randomUUID(), "' OR true --"] : []),
    ...(path.at(-1) === 'to' ? ['2022-02-30T09:00:00Z', '2022-W23-1', 'soon', '1999-01-01'] : []),
    ...(path.at(-1) === 'role' ? ['wizard', 'Administrator'] : []),
    ...(path.at(-1) === 'email' ? ['nobody', 'a@b', 'x y@example.org'] : []),
    ...(path.at(-1) === 'slug' ? ['Upper', 'a--b', '../etc', 'ä'] : []),
    ...(path.at(-1) === 'delivery' ? ['not_stated', 'green', ''] : []),
  ];
}
