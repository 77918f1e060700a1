import { canonicalJson } from './canonical-json.js';

/**
 * Of what somebody gave for a record, what is otherwise than it was: forms send all their fields, and the
 * audit trail names those that were changed. Nothing given (undefined) changes nothing; null empties.
 */
export function changedFields<T extends object>(before: object, given: T): Partial<T> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) =>
        value !== undefined && canonicalJson(value) !== canonicalJson(old.get(field) ?? null),
    ),
  ) as Partial<T>;
}
