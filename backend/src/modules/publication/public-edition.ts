/**
 * SQL: whether the edition with alias e is one that the public lists, searches and counts: the current
 * version of it. Everything that reads over several editions asks this one condition.
 */
export const PUBLIC_EDITION =
  'NOT EXISTS (SELECT 1 FROM editions n WHERE n.slug = e.slug AND n.version > e.version)';
