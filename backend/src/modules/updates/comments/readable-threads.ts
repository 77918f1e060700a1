import type { Actor } from '../../../common/actor.js';
import type { KnownUpdate, Query } from '../update-facts.js';
import {
  readsThread,
  readsThreads,
  threadReader,
  type RevisionFacts,
  type ThreadFacts,
} from './comment.policy.js';
import { IS_CLEARED } from './known-texts.js';

const THREADS = `SELECT id, subject_id AS "updateId", revision_id AS "revisionId",
    revisions_before AS "revisionsBefore", resolved_at AS "resolvedAt"
  FROM comment_threads WHERE subject_kind = 'update' AND subject_id = ANY($1::uuid[])`;
const REVISIONS = `SELECT v.update_id AS "updateId", v.id, v.number, v.made_at AS "madeAt", ${IS_CLEARED} AS "isCleared"
  FROM update_revisions v JOIN updates u ON u.id = v.update_id WHERE v.update_id = ANY($1::uuid[])`;

type Of<Facts> = Facts & { updateId: string };

/** The ids of all threads about these updates that the actor may read. */
export async function readableThreadIds(
  query: Query,
  actor: Actor,
  known: readonly KnownUpdate[],
): Promise<string[]> {
  const readers = new Map(
    known.map(({ update, facts }) => [
      update.id,
      threadReader(facts, actor, update.approvedRevisionId),
    ]),
  );
  const ids = [...readers].filter(([, reader]) => readsThreads(reader)).map(([id]) => id);
  if (ids.length === 0) return [];
  const [threads, revisions] = await Promise.all([
    query<Of<ThreadFacts> & { id: string }>(THREADS, [ids]),
    query<Of<RevisionFacts>>(REVISIONS, [ids]),
  ]);
  return threads
    .filter((thread) =>
      readsThread(
        readers.get(thread.updateId)!,
        thread,
        revisions.filter(({ updateId }) => updateId === thread.updateId),
      ),
    )
    .map(({ id }) => id);
}
