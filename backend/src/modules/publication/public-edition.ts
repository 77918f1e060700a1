import { IS_WITHDRAWN } from './withdrawn.js';

/**
 * SQL: whether the edition with alias e is one that the public lists: the current version of it.
 * Everything that reads over several editions asks this one condition, or the next.
 */
export const PUBLIC_EDITION =
  'NOT EXISTS (SELECT 1 FROM editions n WHERE n.slug = e.slug AND n.version > e.version)';

/** SQL: whether the public also reads, searches and counts what it says. */
export const READABLE_EDITION = `${PUBLIC_EDITION} AND NOT ${IS_WITHDRAWN}`;
