import type { Actor } from '../../../common/actor.js';
import { Parameters } from '../../../platform/database/sql.js';
import type { WorkItemDto } from '../dto/home.dto.js';
import { knowUpdate, type Query } from '../update-facts.js';
import { updateScope } from '../update-scope.js';
import { readableThreadIds } from './readable-threads.js';

type Mention = Omit<WorkItemDto, 'workingDaysLeft'> & { updateId: string; threadId: string };

/** SQL: comments that name that person, and those of outside experts whom they asked. */
const CALLS = (me: string): string => `
  SELECT 'answer_mention' AS kind, 'Answer the comment that mentions you' AS ask, p.name AS who,
    c.thread_id, c.seq
  FROM comment_mentions m JOIN comments c ON c.id = m.comment_id JOIN people p ON p.id = c.made_by_id
  WHERE m.person_id = ${me}::uuid AND c.made_by_id <> ${me}::uuid
  UNION
  SELECT 'read_expert', 'The expert you asked has commented', c.guest_name, c.thread_id, c.seq
  FROM expert_links k JOIN comment_threads x ON x.subject_id = k.update_id AND x.subject_kind = 'update'
  JOIN comments c ON c.thread_id = x.id AND c.guest_name = k.expert_name
  WHERE ${me}::uuid IN (k.made_by_id, k.made_for_id)`;

/**
 * Open comments that call upon the principal and that they have not answered since: the latest of each
 * update first. Resolving the thread settles it too.
 */
export async function unansweredCalls(
  query: Query,
  actor: Actor,
  personId: string,
): Promise<Mention[]> {
  const parameters = new Parameters();
  const me = parameters.add(personId);
  const found = await query<Mention>(
    `SELECT c.kind, c.ask, c.who AS "waitingPerson", t.id AS "threadId", u.id AS "updateId",
       u.round_id AS "roundId", u.title,
       (CASE WHEN u.state IN ('not_started', 'drafting', 'returned') THEN u.respond_by
         ELSE r.review_due_on END)::text AS "dueOn"
     FROM (${CALLS(me)}) c
     JOIN comment_threads t ON t.id = c.thread_id AND t.subject_kind = 'update' AND t.resolved_at IS NULL
     JOIN updates u ON u.id = t.subject_id JOIN rounds r ON r.id = u.round_id
     WHERE u.state NOT IN ('published', 'abandoned') AND ${updateScope(actor, parameters)}
       AND NOT EXISTS (SELECT 1 FROM comments a WHERE a.thread_id = t.id AND a.seq > c.seq
         AND ${me}::uuid IN (a.made_by_id, a.on_behalf_of_id))
     ORDER BY c.seq DESC`,
    parameters.values,
  );
  if (found.length === 0) return [];
  const known = await Promise.all(
    [...new Set(found.map(({ updateId }) => updateId))].map((id) =>
      knowUpdate(query, actor, id, { withPeople: false }),
    ),
  );
  const readable = new Set(await readableThreadIds(query, actor, known));
  return found.filter(({ threadId }) => readable.has(threadId));
}
