import type { CoverPart } from '../../common/actor.js';
import type { Queries } from '../audit/index.js';
import { BARRED_IDS } from './asked.reader.js';

/** Who stands in for an absent person, and for what. */
export interface StandIn {
  absentId: string;
  coverId: string;
  parts: CoverPart[];
  startsOn: string;
  endsOn: string;
}

const inForce = (alias: string): string =>
  `${alias}.ended_at IS NULL AND ${alias}.starts_on <= $3 AND ${alias}.ends_on >= $2`;

/** The covers of these people on any of the days, and of those who cover them, those set first first. */
export const standInsFor = (
  database: Queries,
  personIds: readonly string[],
  from: string,
  until: string,
): Promise<StandIn[]> =>
  database.query<StandIn[]>(
    `SELECT c.absent_id AS "absentId", c.cover_id AS "coverId", c.parts, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn"
     FROM covers c JOIN people p ON p.id = c.cover_id AND p.is_active
     WHERE (c.absent_id = ANY($1::uuid[]) OR c.absent_id IN (SELECT f.cover_id FROM covers f WHERE f.absent_id = ANY($1::uuid[]) AND ${inForce('f')}))
       AND ${inForce('c')} ORDER BY c.set_at, c.id`,
    [personIds, from, until],
  );

/** SQL: who may not stand in for whom a notice (alias n) is: nobody is told to review what they own or wrote. */
export const BARRED_FROM_NOTICE = `CASE WHEN n.rule = 'review_waiting' AND n.audience = 'lead'
  THEN (SELECT ${BARRED_IDS} FROM updates u WHERE u.id = n.subject_id) ELSE '{}'::uuid[] END`;

/**
 * Who is told instead of an absent person: the cover that names the part, and may do it; one who is
 * there before one who is away too. What belongs to no part is nobody else's to read. Undefined: they
 * are told themselves. Pure.
 */
export function standInOf(
  covers: readonly StandIn[],
  personId: string,
  part: CoverPart | null,
  day: string,
  barredIds: readonly string[] = [],
): string | undefined {
  const inForce = covers.filter(
    ({ parts, startsOn, endsOn }) =>
      startsOn <= day && day <= endsOn && part !== null && parts.includes(part),
  );
  const coverIds = inForce
    .filter(({ absentId, coverId }) => absentId === personId && !barredIds.includes(coverId))
    .map(({ coverId }) => coverId);
  const isThere = (id: string): boolean => !inForce.some(({ absentId }) => absentId === id);
  return coverIds.find(isThere) ?? coverIds[0];
}
