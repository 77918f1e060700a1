import type { Actor, Role } from '../../common/actor.js';
import type { WorkItemDto } from './dto/home.dto.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** SQL: the last time that was set for what the round (alias r) has signed. */
const LAST_SET = `(SELECT s.* FROM scheduled_publications s JOIN manifests m ON m.id = s.manifest_id
  WHERE s.round_id = r.id AND m.state = 'signed' ORDER BY s.set_at DESC, s.state = 'waiting' DESC LIMIT 1)`;

/** SQL: it is published at a set time, or was to be: then this is what somebody is told of it. */
export const HAS_SET_TIME = `EXISTS (SELECT 1 FROM ${LAST_SET} s WHERE s.state IN ('waiting', 'failed'))`;

const plansOf = (actor: Actor, roles: readonly Role[]): (string | undefined)[] =>
  actor.principals.flatMap(({ grants }) =>
    grants.filter(({ role }) => roles.includes(role)).map(({ planId }) => planId),
  );

/**
 * What waits for the actor about editions: withdrawals that somebody else asked for, and set times at
 * which nothing could be published. Their tables are those of a later module: read, never written.
 */
export const publicationWork = (
  query: Query,
  actor: Actor,
): Promise<Omit<WorkItemDto, 'workingDaysLeft'>[]> =>
  query(
    `SELECT 'decide_withdrawal' AS kind, w.round_id AS "roundId", e.title,
       'Confirm or refuse that it is withdrawn' AS ask, (w.asked_at AT TIME ZONE 'Europe/London')::date::text AS "dueOn",
       p.name AS "waitingPerson"
     FROM edition_withdrawals w JOIN editions e ON e.id = w.edition_id JOIN people p ON p.id = w.asked_by_id
     WHERE w.state = 'asked' AND w.plan_id = ANY($1::uuid[])
       AND w.asked_by_id <> ALL($2::uuid[]) AND coalesce(w.asked_for_id <> ALL($2::uuid[]), TRUE)
     UNION ALL
     SELECT 'publication_failed', r.id, r.title, 'Publication at the set time failed: see why, and decide',
       (s.publish_at AT TIME ZONE 'Europe/London')::date::text, 'The public'
     FROM rounds r CROSS JOIN LATERAL ${LAST_SET} s
     WHERE s.state = 'failed' AND r.plan_id = ANY($3::uuid[])`,
    [
      plansOf(actor, ['secretariat', 'lead', 'signatory']),
      [actor.personId, ...actor.principals.map(({ personId }) => personId)],
      plansOf(actor, ['secretariat']),
    ],
  );
