import { isMap, isScalar, isSeq, type LineCounter, Scalar } from 'yaml';
import { SeedLog, type SeedPlace } from './seed-problems.js';

/** A value in a YAML file, and where problems with it are reported. */
export interface Cursor {
  node: unknown;
  place: SeedPlace;
  lines: LineCounter;
  log: SeedLog;
}

/**
 * Reads one kind of value. What does not fit is reported, and the value stays undefined: a reading
 * with problems never leaves readSeeds, so records with holes are seen by its checks alone.
 */
export interface Reader<T> {
  read(at: Cursor): T | undefined;
  /** For a field that may be absent from the file: what it is then. */
  fallback?: () => T;
  /** For lists and records: what stands in for one that is missing, so that checks can go on. */
  empty?: () => T;
}

export interface OptionalReader<T> extends Reader<T> {
  readonly isOptional: true;
}

/** One reader per field: an optional one exactly where the type has an optional field. */
export type Fields<T> = {
  [K in keyof T]-?: undefined extends T[K]
    ? OptionalReader<Exclude<T[K], undefined>>
    : Reader<T[K]> & { isOptional?: never };
};

export const optional = <T>(reader: Reader<T>): OptionalReader<T> => ({
  read: (at) => reader.read(at),
  isOptional: true,
});

export const withDefault = <T>(reader: Reader<T>, fallback: () => T): Reader<T> => ({
  read: (at) => reader.read(at),
  fallback,
});

/** A scalar that passes `check`, which answers with a problem or with nothing. */
export function text(
  check: (value: string) => string | undefined = () => undefined,
): Reader<string> {
  return {
    read: (at) => {
      const value = isScalar(at.node) ? at.node.value : undefined;
      if (typeof value !== 'string') {
        const isBare = typeof value === 'number' || typeof value === 'boolean';
        return refuse(at, isBare ? 'must be text: put it in quotes' : 'must be text');
      }
      const trimmed = value.trimEnd();
      const problem = trimmed === '' ? 'must not be empty' : check(trimmed);
      return problem === undefined ? trimmed : refuse(at, problem);
    },
  };
}

/** Text of several lines whose problems have a line of their own, counted from 0. */
export function block(
  check: (value: string) => { line: number; problem: string }[],
): Reader<string> {
  const whole = text();
  return {
    read: (at) => {
      const value = whole.read(at);
      if (value === undefined) return undefined;
      const isLiteral = isScalar(at.node) && at.node.type === Scalar.BLOCK_LITERAL;
      const problems = check(value);
      for (const { line, problem } of problems) {
        const shift = isLiteral ? line + 1 : 0;
        at.log.report({ ...at.place, line: at.place.line + shift }, problem);
      }
      return problems.length === 0 ? value : undefined;
    },
  };
}

export const flag: Reader<boolean> = {
  read: (at) =>
    isScalar(at.node) && typeof at.node.value === 'boolean'
      ? at.node.value
      : refuse(at, 'must be true or false'),
};

export function wholeNumber(from: number, to: number): Reader<number> {
  return {
    read: (at) => {
      const value = isScalar(at.node) ? at.node.value : undefined;
      const fits = typeof value === 'number' && Number.isInteger(value);
      return fits && value >= from && value <= to
        ? value
        : refuse(at, `must be a whole number from ${from} to ${to}`);
    },
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return {
    read: (at) => {
      const value = isScalar(at.node) ? at.node.value : undefined;
      const known = values.find((candidate) => candidate === value);
      return known ?? refuse(at, `must be one of ${values.join(', ')}`);
    },
  };
}

export function list<T>(element: Reader<T>, least = 0): Reader<T[]> {
  return {
    empty: () => [],
    read: (at) => {
      const values: T[] = [];
      if (!isSeq(at.node)) {
        refuse(at, 'must be a list');
        return values;
      }
      at.log.remember(values, '', at.place);
      at.node.items.forEach((node, index) => {
        const inner = inside(at, node, `${at.place.field}[${index}]`);
        const value = element.read(inner);
        if (value === undefined) return;
        at.log.remember(values, values.length, inner.place);
        values.push(value);
      });
      if (at.node.items.length < least) refuse(at, `must have at least ${least}`);
      return values;
    },
  };
}

/** Free names with values of one kind. */
export function dictionary<T>(value: Reader<T>): Reader<Map<string, T>> {
  return {
    read: (at) => {
      const entries = new Map<string, T>();
      for (const field of fieldsOf(at)) {
        const read = value.read(field.at);
        if (read === undefined) continue;
        entries.set(field.name, read);
        at.log.remember(entries, field.name, field.at.place);
      }
      return entries;
    },
  };
}

/** Exactly these fields. The order in which they are written does not matter. */
export function record<T extends object>(fields: Fields<T>): Reader<T> {
  const readers = new Map<string, Reader<unknown> & { isOptional?: boolean }>(
    Object.entries<Reader<unknown>>(fields),
  );
  return {
    empty: () => ({}) as T,
    read: (at) => {
      const result: Record<string, unknown> = {};
      at.log.remember(result, '', at.place);
      const isRecord = isMap(at.node);
      const seen = new Set<string>();
      for (const field of fieldsOf(at)) {
        seen.add(field.name);
        const reader = readers.get(field.name);
        if (!reader) {
          refuse(field.at, `is not a field here; known are ${[...readers.keys()].join(', ')}`);
          continue;
        }
        at.log.remember(result, field.name, field.at.place);
        const value = reader.read(field.at);
        if (value !== undefined) result[field.name] = value;
      }
      for (const [name, reader] of readers) {
        if (seen.has(name)) continue;
        if (reader.fallback) {
          result[name] = reader.fallback();
        } else if (!reader.isOptional) {
          if (isRecord) refuse(inside(at, undefined, pathOf(at, name)), 'is missing');
          if (reader.empty) result[name] = reader.empty();
        }
      }
      return result as T;
    },
  };
}

/** The value of one field of a record, looked at before the record is read; undefined when absent. */
export function peek(at: Cursor, name: string): Cursor | undefined {
  const found = fieldsOf({ ...at, log: new SeedLog() }).find((field) => field.name === name);
  return found && { ...found.at, log: at.log };
}

export function refuse(at: Cursor, problem: string): undefined {
  at.log.report(at.place, problem);
  return undefined;
}

const pathOf = (at: Cursor, name: string): string =>
  at.place.field === '' ? name : `${at.place.field}.${name}`;

function inside(at: Cursor, node: unknown, field: string, key?: unknown): Cursor {
  const line = lineOf(at, key) ?? lineOf(at, node) ?? at.place.line;
  return { ...at, node, place: { file: at.place.file, line, field } };
}

function lineOf(at: Cursor, node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
  return range ? at.lines.linePos(range[0]).line : undefined;
}

function fieldsOf(at: Cursor): { name: string; at: Cursor }[] {
  if (!isMap(at.node)) {
    refuse(at, 'must be a record');
    return [];
  }
  return at.node.items.map(({ key, value }) => {
    const name = String(isScalar(key) ? key.value : key);
    return { name, at: inside(at, value, pathOf(at, name), key) };
  });
}
