import type { Actor } from '../../common/actor.js';
import type { WorkItemDto } from './dto/home.dto.js';

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/**
 * What is still to be written and nobody is asked for: it has no owner, or its owner’s account was closed
 * without their work being reassigned, also before an approval was withdrawn. A line for each round.
 */
export const unaskedWork = (
  query: Query,
  actor: Actor,
): Promise<Omit<WorkItemDto, 'workingDaysLeft'>[]> =>
  query(
    `SELECT 'name_owner' AS kind, r.id AS "roundId", r.title, min(u.respond_by)::text AS "dueOn",
       'Name who writes ' || CASE count(*) WHEN 1 THEN '' ELSE count(*) || ' updates: ' END
         || array_to_string((array_agg('“' || u.title || '”' ORDER BY l.position))[1:3], ', ')
         || CASE WHEN count(*) > 3 THEN ' and others' ELSE '' END || '. Nobody is asked for '
         || CASE count(*) WHEN 1 THEN 'it' ELSE 'them' END AS ask, r.is_summary AS "isSummary"
     FROM updates u JOIN rounds r ON r.id = u.round_id JOIN listings l ON l.update_id = u.id
     LEFT JOIN people p ON p.id = u.owner_id
     WHERE u.state IN ('not_started', 'drafting', 'returned') AND u.omission_id IS NULL AND p.is_active IS NOT TRUE
       AND (r.state = 'open' OR u.correction_no > 0 AND r.state = 'published') AND r.plan_id = ANY($1::uuid[])
     GROUP BY r.id`,
    [
      actor.principals.flatMap(({ grants }) =>
        grants.filter(({ role }) => role === 'secretariat').map(({ planId }) => planId),
      ),
    ],
  );
