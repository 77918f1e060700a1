import type { DataSource } from 'typeorm';

interface Someone {
  id: string;
  email: string;
}

interface Draft {
  owner: Someone;
  updateId: string;
  version: number;
}

/** Who does what in the measurement: one of each per connection. */
export interface Work {
  /** Somebody of the secretariat, the open round of theirs, and an update in it with a history. */
  queues: { reader: Someone; roundId: string; updateId: string }[];
  /** An owner's update that can be saved, submitted and recalled; its draft's version is followed. */
  drafts: Draft[];
  /** Others like them, for the bare server: submitting leaves a longer history behind each time. */
  bareDrafts: Draft[];
}

/** Chooses the work from the data, spread over as many plans as there are. */
export async function chooseWork(dataSource: DataSource, connections: number): Promise<Work> {
  const queues = await dataSource.query<Work['queues']>(
    `SELECT DISTINCT ON (r.id) json_build_object('id', p.id, 'email', p.email) AS reader, r.id AS "roundId", u.id AS "updateId"
     FROM rounds r
     JOIN grants g ON g.plan_id = r.plan_id AND g.role = 'secretariat' AND g.revoked_at IS NULL
     JOIN people p ON p.id = g.person_id AND p.email LIKE '%@example.org'
     JOIN updates u ON u.round_id = r.id AND u.state = 'approved' AND u.previous_update_id IS NOT NULL
     WHERE r.state = 'open' ORDER BY r.id, u.id LIMIT $1`,
    [connections],
  );
  const drafts = await dataSource.query<Draft[]>(
    `SELECT json_build_object('id', p.id, 'email', p.email) AS owner, u.id AS "updateId", coalesce(d.version, 0) AS version
     FROM (SELECT *, row_number() OVER (PARTITION BY plan_id ORDER BY id) AS place FROM updates
           WHERE state IN ('not_started', 'drafting') AND omission_id IS NULL AND NOT is_clearance_required) u
     JOIN rounds r ON r.id = u.round_id AND r.state = 'open' AND NOT r.is_summary
     JOIN people p ON p.id = u.owner_id
     LEFT JOIN update_drafts d ON d.update_id = u.id
     WHERE NOT EXISTS (SELECT 1 FROM update_revisions v WHERE v.update_id = u.id)
     ORDER BY u.place, u.plan_id LIMIT $1`,
    [2 * connections],
  );
  if (queues.length === 0 || drafts.length < 2 * connections)
    throw new Error('Too little to measure.');
  return {
    queues: Array.from({ length: connections }, (_, index) => queues[index % queues.length]!),
    drafts: drafts.slice(0, connections),
    bareDrafts: drafts.slice(connections),
  };
}
