import type { DataSource } from 'typeorm';
import type { UpdateContent } from '../../common/content.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';

/** An update of the chain, oldest first: what it continues stands before it. */
export interface ChainLink {
  updateId: string;
  round: { id: string; title: string };
}

interface Actors {
  who: PersonThen | null;
  onBehalfOf: PersonThen | null;
}

/** Someone who wrote, with what they were to the update then. */
export interface WriterFacts extends Actors {
  part: WriterPart;
}
export type WriterPart = 'owner' | 'contributor' | 'secretariat' | 'source';

export interface RevisionFacts extends Actors {
  id: string;
  updateId: string;
  number: number;
  kind: 'submission' | 'lead_edit' | 'historic';
  content: UpdateContent;
  contentHash: string;
  at: Date;
  writers: WriterFacts[];
}

export interface DecisionFacts extends Actors {
  updateId: string;
  kind: string;
  revisionNumber: number | null;
  reason: string | null;
  at: Date;
  /** Whether who decided (or whom they covered) led the update's plan then. */
  isLead: boolean;
}

export interface PublicationFacts {
  editionId: string;
  version: number;
  round: { id: string; title: string };
  publishedAt: Date;
  publishedBy: PersonThen | null;
  manifestId: string | null;
  manifestHash: string | null;
  body: string | null;
  sealedAt: Date | null;
  sealedBy: PersonThen | null;
  signatureId: string | null;
  signedAt: Date | null;
  signedBy: PersonThen | null;
  signedFor: PersonThen | null;
}

export interface EntryFacts {
  seq: number;
  hash: string;
  kind: string;
  subjectId: string;
  who: PersonThen | null;
  onBehalfOf: PersonThen | null;
  at: Date;
  data: Record<string, unknown>;
}

/** SQL: a person as they were then. */
export const then = (person: string, at: string): string =>
  `CASE WHEN ${person} IS NOT NULL THEN person_then(${person}, ${at}) END`;

/**
 * SQL: what a person was to an update when they wrote in it. Who was neither owner nor contributor wrote
 * the words that a paragraph of a summary began with, or took them over.
 */
export const partThen = (update: string, person: string, plan: string, at: string): string =>
  `coalesce(update_part_then(${update}, ${person}, ${at}), CASE WHEN EXISTS (SELECT 1 FROM grants g
     WHERE g.person_id = ${person} AND g.role = 'secretariat' AND g.plan_id = ${plan} AND g.granted_at <= ${at}
       AND (g.revoked_at IS NULL OR g.revoked_at > ${at})) THEN 'secretariat' ELSE 'source' END)`;

/** The update and everything it continues, back to the first. */
export const chainOf = (database: DataSource, updateId: string): Promise<ChainLink[]> =>
  database.query<ChainLink[]>(
    `WITH RECURSIVE back AS (
       SELECT u.id, u.round_id, u.previous_update_id, 1 AS steps FROM updates u WHERE u.id = $1
       UNION ALL
       SELECT p.id, p.round_id, p.previous_update_id, b.steps + 1
       FROM back b JOIN updates p ON p.id = b.previous_update_id)
     SELECT b.id AS "updateId", json_build_object('id', r.id, 'title', r.title) AS round
     FROM back b JOIN rounds r ON r.id = b.round_id ORDER BY b.steps DESC`,
    [updateId],
  );

export async function revisionFacts(
  database: DataSource,
  ids: readonly string[],
): Promise<RevisionFacts[]> {
  const rows = await database.query<(Omit<RevisionFacts, 'content'> & { content: string })[]>(
    `SELECT v.id, v.update_id AS "updateId", v.number, v.kind, v.content, v.content_hash AS "contentHash",
       v.made_at AS at, ${then('v.made_by_id', 'v.made_at')} AS who,
       ${then('v.on_behalf_of_id', 'v.made_at')} AS "onBehalfOf",
       (SELECT coalesce(json_agg(json_build_object('who', ${then('a.person_id', 'v.made_at')},
          'onBehalfOf', ${then('a.on_behalf_of_id', 'v.made_at')},
          'part', ${partThen('v.update_id', 'coalesce(a.on_behalf_of_id, a.person_id)', 'u.plan_id', 'v.made_at')})), '[]')
        FROM revision_authors a WHERE a.revision_id = v.id) AS writers
     FROM update_revisions v JOIN updates u ON u.id = v.update_id WHERE v.id = ANY($1::uuid[]) ORDER BY v.number`,
    [ids],
  );
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as UpdateContent }));
}

/** @param told the decisions whose reasons the reader may see */
export const decisionFacts = (
  database: DataSource,
  ids: readonly string[],
  told: readonly string[],
): Promise<DecisionFacts[]> =>
  database.query<DecisionFacts[]>(
    `SELECT d.update_id AS "updateId", d.kind, v.number AS "revisionNumber", d.decided_at AS at,
       CASE WHEN d.id = ANY($2::uuid[]) THEN d.reason END AS reason,
       ${then('d.decided_by_id', 'd.decided_at')} AS who, ${then('d.on_behalf_of_id', 'd.decided_at')} AS "onBehalfOf",
       EXISTS (SELECT 1 FROM grants g WHERE g.person_id = coalesce(d.on_behalf_of_id, d.decided_by_id)
         AND g.role = 'lead' AND g.plan_id = u.plan_id AND g.granted_at <= d.decided_at
         AND (g.revoked_at IS NULL OR g.revoked_at > d.decided_at)) AS "isLead"
     FROM update_decisions d JOIN updates u ON u.id = d.update_id
     LEFT JOIN update_revisions v ON v.id = d.revision_id
     WHERE d.id = ANY($1::uuid[]) ORDER BY d.seq`,
    [ids, told],
  );

/** Every edition of the rounds, with who sealed, signed and published it. */
export const publicationFacts = (
  database: DataSource,
  roundIds: readonly string[],
): Promise<PublicationFacts[]> =>
  database.query<PublicationFacts[]>(
    `SELECT e.id AS "editionId", e.version, json_build_object('id', r.id, 'title', r.title) AS round,
       e.published_at AS "publishedAt", ${then('e.published_by_id', 'e.published_at')} AS "publishedBy",
       m.id AS "manifestId", m.hash AS "manifestHash", m.body, m.sealed_at AS "sealedAt",
       ${then('m.sealed_by_id', 'm.sealed_at')} AS "sealedBy", s.id AS "signatureId", s.signed_at AS "signedAt",
       ${then('s.signed_by_id', 's.signed_at')} AS "signedBy", ${then('s.on_behalf_of_id', 's.signed_at')} AS "signedFor"
     FROM editions e JOIN rounds r ON r.id = e.round_id LEFT JOIN manifests m ON m.id = e.manifest_id
     LEFT JOIN signatures s ON s.manifest_id = m.id AND s.decision = 'sign'
     WHERE e.round_id = ANY($1::uuid[]) ORDER BY e.version`,
    [roundIds],
  );

/** What the audit trail says of these updates and rounds, and of changes of the register for them. */
export const entryFacts = (
  database: DataSource,
  updateIds: readonly string[],
  roundIds: readonly string[],
): Promise<EntryFacts[]> =>
  database.query<EntryFacts[]>(
    `SELECT e.seq::int AS seq, e.hash, e.kind, e.subject_id AS "subjectId", e.happened_at AS at, e.data,
       ${then('e.actor_id', 'e.happened_at')} AS who, ${then('e.on_behalf_of_id', 'e.happened_at')} AS "onBehalfOf"
     FROM audit_entries e
     WHERE e.subject_kind = 'update' AND e.subject_id = ANY($1::text[])
       OR e.subject_kind = 'round' AND e.subject_id = ANY($2::text[])
       OR e.subject_kind = 'commitment' AND e.kind = 'commitment.change_recorded' AND e.subject_id IN (
         SELECT c.commitment_id::text FROM commitment_changes c
         JOIN commitment_change_effects f ON f.change_id = c.id WHERE f.round_id = ANY($2::uuid[]))
     ORDER BY e.seq`,
    [updateIds, roundIds],
  );
