import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { Problem } from '../../common/problems.js';
import type { WithdrawalType } from '../../common/withdrawal-types.js';
import { BROUGHT_IN_ON } from './brought-in-on.js';
import { FILES_OF_EDITION } from './files-of-edition.js';
import { PUBLIC_EDITION } from './public-edition.js';
import { WITHDRAWAL_OF_EDITION } from './withdrawn.js';

/** One version of an edition, without what it says. */
export interface PublicEdition {
  id: string;
  planId: string;
  roundId: string;
  slug: string;
  version: number;
  title: string;
  asAt: string;
  publishedOn: string;
  publishedAt: string;
  isHistoric: boolean;
  isSummary: boolean;
  snapshotHash: string;
  /** The last redaction: what the version says changed with it, and nothing else changes it. */
  redactionId: string | null;
  /** The day on which it was brought in, where it was published by another installation. */
  broughtInOn?: string | null;
  /** Whether it is the version that the public lists and searches. */
  isCurrent: boolean;
  /** Set when it is withdrawn: nobody is shown what it says, but why. */
  withdrawal?: {
    on: string;
    at: string;
    reasonType: WithdrawalType;
    explanation: string;
  } | null;
  files: { form: string; href: string; size: number; sha256: string }[];
}

/** All that the public pages are made of besides the register: which editions there are, and how they stand. */
export interface PublicState {
  /** Who publishes here, by the oldest plan; null before there is a plan. */
  publisher: string | null;
  /** Every version, newest edition first, and of one edition the newest version. */
  editions: PublicEdition[];
}

/** A commitment as the public register has it. */
export interface PublicCommitment {
  title: string;
  summary: string;
  leadOrganisation: string;
  planTitle: string;
  /** What it came from and what became of it, as far as that is in force. */
  lineage: { kind: Lineage; id: string; title: string }[];
}

/** Something public that a hash is of. */
export interface HashedThing {
  editionId: string;
  /** Null: the edition itself, whose hash every form shows; 'evidence': a file that it prints as such. */
  form: string | null;
  /** Words were redacted since, and the form was made anew. */
  isReplaced: boolean;
}

export type Lineage =
  'split_into' | 'merged_into' | 'replaced_by' | 'split_from' | 'merged_from' | 'replaces';

const INVERSE = `(CASE x.kind WHEN 'split_into' THEN 'split_from' WHEN 'merged_into' THEN 'merged_from'
  ELSE 'replaces' END)`;

/**
 * SQL: the changes of the register (alias c) that took effect in a round which is not published yet: the
 * public is not told of them before its edition is.
 */
const UNPUBLISHED_CHANGES = `commitment_changes c JOIN commitment_change_effects e ON e.change_id = c.id
  JOIN rounds r ON r.id = e.round_id AND r.state NOT IN ('published', 'closed')`;

/** SQL: whether the public knows of the commitment (alias m). */
const PUBLIC_COMMITMENT = `NOT m.is_waiting AND NOT EXISTS (SELECT 1 FROM ${UNPUBLISHED_CHANGES}
  WHERE c.kind = 'add' AND c.commitment_id = m.id
    OR c.kind = 'split' AND c.after @> jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('id', m.id))))`;

/** SQL: what the public knows of the commitment (alias m), where a change that it does not know of told otherwise. */
const beforeChanges = (field: 'title' | 'summary'): string =>
  `coalesce((SELECT c.before ->> '${field}' FROM ${UNPUBLISHED_CHANGES}
    WHERE c.kind = 'reword' AND c.commitment_id = m.id ORDER BY c.seq LIMIT 1), m.${field})`;

/** SQL: whether the public knows of the lineage (alias x). */
const PUBLIC_LINEAGE = `NOT EXISTS (SELECT 1 FROM ${UNPUBLISHED_CHANGES}
  WHERE c.kind IN ('merge', 'replace') AND c.commitment_id = x.from_id AND c.after ->> 'intoId' = x.to_id::text)`;

/** Reads what the public pages show beside the editions' own words. */
@Injectable()
export class PublicReader {
  constructor(private readonly dataSource: DataSource) {}

  async state(): Promise<PublicState> {
    const [state] = await this.dataSource.query<PublicState[]>(
      `SELECT (SELECT o.name FROM plans p JOIN organisations o ON o.id = p.publisher_id
           ORDER BY p.published_on NULLS LAST, p.title, p.id LIMIT 1) AS publisher,
         coalesce((SELECT json_agg(x ORDER BY x."asAt" DESC, x."publishedOn" DESC, x.slug, x.version DESC) FROM (
           SELECT e.id, e.plan_id AS "planId", e.round_id AS "roundId", e.slug, e.version, e.title,
             e.as_at::text AS "asAt", e.published_on::text AS "publishedOn", e.published_at AS "publishedAt",
             e.kind = 'historic' AS "isHistoric", e.is_summary AS "isSummary", e.snapshot_hash AS "snapshotHash",
             e.redaction_id AS "redactionId", ${BROUGHT_IN_ON} AS "broughtInOn", ${PUBLIC_EDITION} AS "isCurrent", ${WITHDRAWAL_OF_EDITION} AS withdrawal, ${FILES_OF_EDITION} AS files
           FROM editions e) x), '[]') AS editions`,
    );
    return state!;
  }

  /** What the current versions call their plan and their period: as it was printed, by edition. */
  async printedNames(): Promise<Map<string, { planTitle: string; periodLabel: string }>> {
    const rows = await this.dataSource.query<
      { id: string; planTitle: string; periodLabel: string }[]
    >(
      `SELECT e.id, x.snapshot #>> '{plan,title}' AS "planTitle", x.snapshot #>> '{period,label}' AS "periodLabel"
       FROM editions e CROSS JOIN LATERAL (SELECT e.snapshot::jsonb AS snapshot) x WHERE ${PUBLIC_EDITION}`,
    );
    return new Map(rows.map(({ id, ...names }) => [id, names]));
  }

  /** The commitments that have a page. */
  async commitmentIds(): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT m.id FROM commitments m WHERE ${PUBLIC_COMMITMENT} ORDER BY m.plan_id, m.id`,
    );
    return rows.map(({ id }) => id);
  }

  /** What has this SHA-256: a version of an edition, a form of one that was given out, or a file that it prints as evidence. */
  withHash(sha256: string): Promise<HashedThing[]> {
    return this.dataSource.query<HashedThing[]>(
      `SELECT e.id AS "editionId", NULL AS form, FALSE AS "isReplaced" FROM editions e WHERE e.snapshot_hash = $1
       UNION ALL
       SELECT f.edition_id, f.form, f.redaction_id IS DISTINCT FROM e.redaction_id
       FROM edition_files f JOIN editions e ON e.id = f.edition_id WHERE f.sha256 = $1
       UNION ALL
       SELECT e.id, 'evidence', coalesce((SELECT u.scan_state = 'redacted' FROM uploaded_files u WHERE u.sha256 = $1), FALSE)
       FROM editions e WHERE printed_evidence(e.snapshot) @> ARRAY[$1]`,
      [sha256],
    );
  }

  /** What a version says. */
  async snapshot(editionId: string): Promise<EditionSnapshot> {
    const [row] = await this.dataSource.query<{ text: string }[]>(
      'SELECT e.snapshot AS text FROM editions e WHERE e.id = $1',
      [editionId],
    );
    if (!row) throw new Problem('record.not_found', { what: 'edition' });
    return JSON.parse(row.text) as EditionSnapshot;
  }

  /**
   * Which row of an earlier round's edition each row of a later one goes on from, by the ids under
   * which editions print them. A row can have skipped the rounds between.
   */
  async continued(roundId: string, earlierRoundId: string): Promise<Map<string, string>> {
    const rows = await this.dataSource.query<{ row: string; before: string }[]>(
      `WITH RECURSIVE back AS (
         SELECT u.id AS row, u.previous_update_id AS at_id FROM updates u
         WHERE u.round_id = $1 AND u.corrects_id IS NULL AND u.previous_update_id IS NOT NULL
         UNION ALL
         SELECT b.row, p.previous_update_id FROM back b JOIN updates p ON p.id = b.at_id
         WHERE p.round_id <> $2 AND p.previous_update_id IS NOT NULL)
       SELECT b.row, coalesce(p.corrects_id, p.id) AS before
       FROM back b JOIN updates p ON p.id = b.at_id WHERE p.round_id = $2`,
      [roundId, earlierRoundId],
    );
    return new Map(rows.map(({ row, before }) => [row, before]));
  }

  /** @throws Problem record.not_found */
  async commitment(id: string): Promise<PublicCommitment> {
    const [known] = await this.dataSource.query<Omit<PublicCommitment, 'lineage'>[]>(
      `SELECT ${beforeChanges('title')} AS title, ${beforeChanges('summary')} AS summary,
         o.name AS "leadOrganisation", pl.title AS "planTitle"
       FROM commitments m JOIN plans pl ON pl.id = m.plan_id JOIN organisations o ON o.id = m.lead_organisation_id
       WHERE m.id = $1 AND ${PUBLIC_COMMITMENT}`,
      [id],
    );
    if (!known) throw new Problem('record.not_found', { what: 'commitment' });
    const lineage = await this.dataSource.query<PublicCommitment['lineage']>(
      `SELECT CASE WHEN x.from_id = $1 THEN x.kind ELSE ${INVERSE} END AS kind, m.id, ${beforeChanges('title')} AS title
       FROM commitment_lineage x JOIN commitments m ON m.id = CASE WHEN x.from_id = $1 THEN x.to_id ELSE x.from_id END
       WHERE $1 IN (x.from_id, x.to_id) AND ${PUBLIC_COMMITMENT} AND ${PUBLIC_LINEAGE} ORDER BY 1, 3, m.id`,
      [id],
    );
    return { ...known, lineage };
  }
}
