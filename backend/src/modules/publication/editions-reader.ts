import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EditionSnapshot, SnapshotRow } from '../../common/edition-snapshot.js';
import { Problem } from '../../common/problems.js';
import { containing, orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import type {
  EditionPage,
  EditionsQuery,
  EditionSummary,
  EditionWithdrawalDto,
} from './dto/edition.dto.js';
import { BROUGHT_IN_ON } from './brought-in-on.js';
import { FILES_OF_EDITION } from './files-of-edition.js';
import { IS_WITHDRAWN, WITHDRAWAL_OF_EDITION } from './withdrawn.js';

const SORTS = { asAt: 'e.as_at', publishedOn: 'e.published_on', title: 'e.title' };

const IS_CURRENT =
  'NOT EXISTS (SELECT 1 FROM editions n WHERE n.slug = e.slug AND n.version > e.version)';

const EDITION = `e.id, e.plan_id AS "planId", e.round_id AS "roundId", e.slug, e.version, e.kind, e.is_summary AS "isSummary", e.title,
  e.as_at::text AS "asAt", e.published_on::text AS "publishedOn", e.snapshot_hash AS "snapshotHash",
  ${IS_CURRENT} AS "isCurrent", e.kind <> 'historic' AS "isSignOffRecorded",
  ${BROUGHT_IN_ON} AS "broughtInOn",
  '/editions/' || e.slug || CASE WHEN ${IS_CURRENT} THEN '' ELSE '/v' || e.version END AS href,
  ${WITHDRAWAL_OF_EDITION} AS withdrawal, CASE WHEN ${IS_WITHDRAWN} THEN '[]' ELSE ${FILES_OF_EDITION} END AS files`;

const VERSION = `e.id, e.slug, e.version, e.published_on::text AS "publishedOn", ${IS_CURRENT} AS "isCurrent",
  ${IS_WITHDRAWN} AS "isWithdrawn"`;

/** An edition with its snapshot and what is kept beside it. */
export interface KeptEdition extends EditionSummary {
  snapshot: EditionSnapshot;
  correctionNote?: string;
  publishedBy?: PersonRef;
  manifestHash?: string;
}

/** One version of an edition. */
export interface EditionVersionRow {
  id: string;
  slug: string;
  version: number;
  publishedOn: string;
  isCurrent: boolean;
  isWithdrawn: boolean;
}

/** A published row about a commitment, and where it was printed. */
export interface PublishedRow {
  edition: { slug: string; title: string; asAt: string; publishedOn: string };
  chapterTitle: string;
  reference?: string;
  row: SnapshotRow;
}

/** An edition that has no row to show about a commitment, because it prints none or is withdrawn. */
export type SilentEdition = PublishedRow['edition'] & { isWithdrawn: boolean };

/** Reads editions. They are public, so every reader has the same. */
@Injectable()
export class EditionsReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(query: EditionsQuery): Promise<EditionPage> {
    const parameters = new Parameters();
    const conditions = ['TRUE'];
    if (query.planId) conditions.push(`e.plan_id = ${parameters.add(query.planId)}`);
    if (query.q) conditions.push(`e.title ILIKE ${parameters.add(containing(query.q))}`);
    const where = `WHERE ${conditions.join(' AND ')}`;
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM editions e ${where}`,
      parameters.values,
    );
    const order = orderBy(SORTS, query.sort, query.order ?? 'desc', 'e.version DESC, e.id');
    const data = await this.rows(
      `${where} ${order} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }

  /** The versions of a round's edition, newest first. */
  ofRound(roundId: string): Promise<EditionSummary[]> {
    return this.rows('WHERE e.round_id = $1 ORDER BY e.version DESC', [roundId]);
  }

  /** @throws Problem record.not_found */
  async read(id: string): Promise<KeptEdition> {
    type Row = EditionSummary & {
      text: string;
      correctionNote: string | null;
      publishedBy: PersonRef | null;
      manifestHash: string | null;
    };
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT ${EDITION}, e.snapshot AS text, e.correction_note AS "correctionNote",
         ${personRef('p')} AS "publishedBy", m.hash AS "manifestHash"
       FROM editions e LEFT JOIN people p ON p.id = e.published_by_id
       LEFT JOIN manifests m ON m.id = e.manifest_id WHERE e.id = $1`,
      [id],
    );
    if (!row) throw new Problem('record.not_found', { what: 'edition' });
    const { text, correctionNote, publishedBy, manifestHash, ...edition } = row;
    return {
      ...summary(edition),
      ...(correctionNote && { correctionNote }),
      ...(publishedBy && { publishedBy }),
      ...(manifestHash && { manifestHash }),
      snapshot: JSON.parse(text) as EditionSnapshot,
    };
  }

  /** Every version of every edition. */
  allVersions(): Promise<EditionVersionRow[]> {
    return this.dataSource.query<EditionVersionRow[]>(
      `SELECT ${VERSION} FROM editions e ORDER BY e.slug, e.version`,
    );
  }

  versions(slug: string): Promise<EditionVersionRow[]> {
    return this.dataSource.query<EditionVersionRow[]>(
      `SELECT ${VERSION} FROM editions e WHERE e.slug = $1 ORDER BY e.version`,
      [slug],
    );
  }

  /** Every row that a current edition prints about the commitment, newest edition first. */
  async rowsAbout(commitmentId: string): Promise<PublishedRow[]> {
    // The text search only spares the reading of editions that cannot have it.
    const editions = await this.dataSource.query<{ text: string }[]>(
      `SELECT e.snapshot AS text FROM editions e
       WHERE ${IS_CURRENT} AND NOT ${IS_WITHDRAWN} AND position($1 IN e.snapshot) > 0
       ORDER BY e.as_at DESC, e.published_on DESC`,
      [commitmentId],
    );
    return editions.flatMap(({ text }) =>
      rowsIn(JSON.parse(text) as EditionSnapshot, commitmentId),
    );
  }

  /** The full editions of its plan that print nothing about the commitment, or are withdrawn. */
  without(commitmentId: string): Promise<SilentEdition[]> {
    return this.dataSource.query<SilentEdition[]>(
      `SELECT e.slug, e.title, e.as_at::text AS "asAt", e.published_on::text AS "publishedOn",
         ${IS_WITHDRAWN} AS "isWithdrawn"
       FROM editions e JOIN commitments m ON m.plan_id = e.plan_id AND m.id = $1
       WHERE ${IS_CURRENT} AND (NOT e.is_summary AND position($1::text IN e.snapshot) = 0
         OR ${IS_WITHDRAWN} AND position($1::text IN e.snapshot) > 0)`,
      [commitmentId],
    );
  }

  private async rows(rest: string, values: unknown[]): Promise<EditionSummary[]> {
    const rows = await this.dataSource.query<EditionRow[]>(
      `SELECT ${EDITION} FROM editions e ${rest}`,
      values,
    );
    return rows.map(summary);
  }
}

type EditionRow = EditionSummary & { withdrawal?: EditionWithdrawalDto | null };

const summary = <Row extends EditionSummary>({ withdrawal, ...edition }: Row) => ({
  ...edition,
  ...(withdrawal && { withdrawal }),
});

function rowsIn(snapshot: EditionSnapshot, commitmentId: string): PublishedRow[] {
  const { slug, title, asAt, publishedOn } = snapshot;
  return snapshot.chapters.flatMap((chapter) =>
    chapter.groups.flatMap(({ reference, rows }) =>
      rows
        .filter((row) => row.commitments.some(({ id }) => id === commitmentId))
        .map((row) => ({
          edition: { slug, title, asAt, publishedOn },
          chapterTitle: chapter.title,
          ...(reference && { reference }),
          row,
        })),
    ),
  );
}
