import type { DataSource } from 'typeorm';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import type { TitledRef } from '../plan/index.js';
import { partThen, then, type WriterPart } from './provenance-facts.js';

/** Approved words of another row, from which words of this one may have come. */
export interface Origin {
  row: TitledRef;
  revisionId: string;
  number: number;
  /** Of a summary: who took them over or noted them, as what. */
  taken?: {
    who: PersonThen;
    onBehalfOf: null;
    part: WriterPart;
    at: string;
    isFirst: boolean;
    sourceId: string;
  };
}

/** What a paragraph of a summary began with, and what its writers noted of it later; newest first. */
const SOURCES = `
  SELECT json_build_object('id', u.id, 'title', u.title) AS row, v.id AS "revisionId", v.number,
    json_build_object('who', ${then('s.made_by_id', 's.made_at')}, 'onBehalfOf', NULL, 'at', s.made_at,
      'part', ${partThen('s.update_id', 's.made_by_id', 'u.plan_id', 's.made_at')}, 'sourceId', s.source_id,
      'isFirst', NOT EXISTS (SELECT 1 FROM update_sources b WHERE b.update_id = s.update_id
        AND b.source_id = s.source_id AND b.made_at < s.made_at)) AS taken
  FROM update_sources s JOIN updates u ON u.id = s.source_id JOIN update_revisions v ON v.id = s.revision_id
  WHERE s.update_id = $1 ORDER BY s.made_at DESC, s.position`;

/**
 * Rows of the edition that the row's round began from which answered one of its commitments, or one that
 * became one of them: rows are combined and divided, and each continues one other at most.
 */
const COMBINED = `
  WITH its AS (
    SELECT commitment_id AS id FROM update_commitments WHERE update_id = $1
    UNION SELECT x.from_id FROM commitment_lineage x JOIN update_commitments c ON c.commitment_id = x.to_id
      WHERE c.update_id = $1)
  SELECT DISTINCT ON (coalesce(o.corrects_id, o.id)) json_build_object('id', o.id, 'title', o.title) AS row,
    v.id AS "revisionId", v.number
  FROM updates u JOIN rounds r ON r.id = u.round_id
  JOIN updates o ON o.round_id = r.previous_round_id AND o.state = 'published'
  JOIN update_revisions v ON v.id = o.approved_revision_id
  WHERE u.id = $1 AND EXISTS (
    SELECT 1 FROM update_commitments c JOIN its ON its.id = c.commitment_id WHERE c.update_id = o.id)
  ORDER BY coalesce(o.corrects_id, o.id), o.correction_no DESC`;

export async function originsOf(database: DataSource, updateId: string): Promise<Origin[]> {
  const [taken, combined] = await Promise.all(
    [SOURCES, COMBINED].map((sql) => database.query<Origin[]>(sql, [updateId])),
  );
  return [...taken!, ...combined!];
}
