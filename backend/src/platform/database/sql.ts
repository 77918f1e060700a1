import type { ListQuery } from '../http/list-query.dto.js';

/** SQL with the values of its $1, $2 … */
export interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Collects a query's parameters and hands out their places. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value and returns its place: $1, $2 … */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A LIKE pattern for words as they are: % and _ mean themselves. */
export const containing = (words: string): string =>
  `%${words.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** LIMIT and OFFSET of a page. */
export const pageOf = (query: ListQuery, parameters: Parameters): string =>
  `LIMIT ${parameters.add(query.perPage)} OFFSET ${parameters.add((query.page - 1) * query.perPage)}`;

/** A page and the total of its list, in one statement; an empty page is one row of nulls. */
export const countedPage = (count: string, page: string): string =>
  `SELECT * FROM (${count}) counted LEFT JOIN LATERAL (${page}) page ON TRUE`;

/** The answer to `countedPage`. Every row of a page has an id. */
export function fromCountedPage<Row extends { id: string }, Item>(
  rows: readonly (Row & { total: number })[],
  toItem: (row: Row) => Item,
): { data: Item[]; total: number } {
  const data = rows
    .filter((row) => row.id !== null)
    .map(({ total: _, ...row }) => toItem(row as never));
  return { data, total: rows[0]?.total ?? 0 };
}

/** A row without its columns that are null: absent is left out of every answer. */
export function withoutNulls<Row extends object>(row: Row): Row {
  const kept = {} as Record<string, unknown>;
  for (const [column, value] of Object.entries(row)) if (value !== null) kept[column] = value;
  return kept as Row;
}

/**
 * ORDER BY from an allow-list of expressions; the last word goes to a unique column, so that pages
 * neither repeat nor skip a row.
 */
export function orderBy<Sort extends string>(
  allowed: Readonly<Record<Sort, string>>,
  sort: Sort,
  order: 'asc' | 'desc',
  tieBreak: string,
): string {
  return `ORDER BY ${allowed[sort]} ${order === 'desc' ? 'DESC NULLS LAST' : 'ASC NULLS LAST'}, ${tieBreak}`;
}

const camelCased = new Map<string, string>();

/** An entity from a row of its table's columns, whatever else the row has. Dates must come as text. */
export function entityFrom<Entity extends object>(
  type: new () => Entity,
  row: Readonly<Record<string, unknown>>,
): Entity {
  const entity = new type() as Record<string, unknown>;
  for (const column of Object.keys(row)) {
    let property = camelCased.get(column);
    if (property === undefined) {
      property = column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
      camelCased.set(column, property);
    }
    entity[property] = row[column];
  }
  return entity as Entity;
}
