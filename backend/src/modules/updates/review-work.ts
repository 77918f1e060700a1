import type { Actor } from '../../common/actor.js';
import { Parameters } from '../../platform/database/sql.js';
import { CLAIMER_ID, LEADS_IT } from './claims.js';
import type { WorkItemDto } from './dto/home.dto.js';
import { WRITERS } from './update-facts.js';
import { ledBy } from './update-scope.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** SQL: somebody else leads the update (alias u) who wrote none of it. */
const HAS_OTHER_LEAD = `EXISTS (SELECT 1 FROM grants g JOIN people gp ON gp.id = g.person_id AND gp.is_active
  WHERE ${LEADS_IT} AND g.person_id NOT IN (${WRITERS}))`;

/** SQL: by when the update (alias u) of its round (r) is reviewed. That date was over when a correction began. */
export const REVIEW_DUE_ON = `CASE WHEN u.correction_no = 0 THEN r.review_due_on END::text`;

/**
 * What nobody reviews yet, and what the actor or the one they cover have claimed. What either wrote in
 * waits for another lead; only where there is none it stays theirs, to ask for one.
 */
export async function reviewWork(
  query: Query,
  actor: Actor,
): Promise<Omit<WorkItemDto, 'workingDaysLeft'>[]> {
  const parameters = new Parameters();
  const me = parameters.add(actor.personId);
  const theirs = parameters.add([actor.personId, actor.principals[0].personId]);
  const wrote = `EXISTS (SELECT 1 FROM (${WRITERS}) wr WHERE wr.person_id = ANY (${theirs}::uuid[]))`;
  return query(
    `SELECT 'review' AS kind, u.id AS "updateId", u.round_id AS "roundId", u.title, r.is_summary AS "isSummary",
       ${REVIEW_DUE_ON} AS "dueOn", ow.name AS "waitingPerson",
       CASE WHEN ${wrote} THEN 'Ask the secretariat for another lead, as you wrote part of it'
         WHEN ${CLAIMER_ID} <> ${me}::uuid THEN 'Take over its review' ELSE 'Review it' END AS ask
     FROM updates u JOIN rounds r ON r.id = u.round_id LEFT JOIN people ow ON ow.id = u.owner_id
     WHERE u.state = 'submitted' AND u.omission_id IS NULL AND u.owner_id IS DISTINCT FROM ${me}::uuid
       AND coalesce(${CLAIMER_ID} = ANY (${theirs}::uuid[]), TRUE)
       AND NOT (${wrote} AND ${HAS_OTHER_LEAD}) AND ${ledBy(actor, parameters)}`,
    parameters.values,
  );
}
