import type { ListQuery } from '../http/list-query.dto.js';

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
