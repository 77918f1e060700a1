import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { Actor, Principal } from '../../../common/actor.js';
import type { Marking } from '../../../common/evidence.js';
import { Problem } from '../../../common/problems.js';
import { Acts } from '../../audit/index.js';
import { Files, type ScanState } from '../../files/index.js';
import { personRef } from '../../identity/index.js';
import { textAccess } from '../update.policy.js';
import { knowUpdate, type KnownUpdate, type Query } from '../update-facts.js';
import { revisionParameters, VISIBLE_REVISION } from '../update.reader.js';
import type { EvidenceDto, EvidencePage } from './evidence.dto.js';
import { STANDS } from './evidence-statements.js';
import { UNSAFE_WORDS } from './unsafe-words.js';

/** The list as it is now, for who drafts; for others as it stood behind the last revision they see. */
const LIST = `SELECT e.id, e.position, e.title, e.href, e.marking, e.is_published AS "isPublished",
    e.added_at AS "addedAt", ${personRef('a')} AS "addedBy", ${personRef('b')} AS "onBehalfOf",
    CASE WHEN f.sha256 IS NOT NULL THEN json_build_object('sha256', f.sha256, 'name', e.file_name,
      'mediaType', f.media_type, 'bytes', f.bytes, 'scanState', f.scan_state) END AS file
  FROM update_evidence e JOIN people a ON a.id = e.added_by_id
  LEFT JOIN people b ON b.id = e.on_behalf_of_id LEFT JOIN uploaded_files f ON f.sha256 = e.file_sha256
  WHERE e.update_id = $1 AND (NOT $2::boolean OR e.is_published)
    AND CASE WHEN $5::boolean THEN ${STANDS} ELSE EXISTS (
      SELECT 1 FROM revision_evidence p WHERE p.evidence_id = e.id AND p.revision_id = (
        SELECT v.id FROM update_revisions v WHERE ${VISIBLE_REVISION} ORDER BY v.number DESC LIMIT 1)) END
  ORDER BY e.position, e.id`;

/** One file, for who drafts, and for who sees a revision that it stands behind. */
const ONE_FILE = `SELECT e.file_name AS name, e.marking, f.sha256, f.media_type AS "mediaType", f.bytes,
    f.scan_state AS "scanState"
  FROM update_evidence e JOIN uploaded_files f ON f.sha256 = e.file_sha256
  WHERE e.update_id = $1 AND e.id = $6 AND (NOT $2::boolean OR e.is_published)
    AND ($5::boolean OR EXISTS (SELECT 1 FROM revision_evidence p JOIN update_revisions v ON v.id = p.revision_id
      WHERE p.evidence_id = e.id AND ${VISIBLE_REVISION}))`;

type Row = Omit<EvidenceDto, 'file'> & {
  file: Omit<NonNullable<EvidenceDto['file']>, 'isSafe'> | null;
};

interface FileRow {
  name: string;
  marking: Marking;
  sha256: string;
  mediaType: string;
  bytes: number;
  scanState: ScanState;
}

/** Evidence as this reader may see it: who sees a text sees what stands behind it. */
@Injectable()
export class EvidenceReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly acts: Acts,
    private readonly files: Files,
  ) {}

  async list(actor: Actor, updateId: string): Promise<EvidencePage> {
    const known = await knowUpdate(this.query, actor, updateId, { withPeople: false });
    if (textAccess(known.facts, actor) === 'none') return { data: [], total: 0 };
    const rows = await this.query<Row>(LIST, accessOf(actor, known));
    const data = rows.map(({ file, ...row }) => ({
      ...row,
      ...(file && { file: { ...file, isSafe: this.files.isSafe(file.scanState) } }),
    }));
    return { data, total: data.length };
  }

  /**
   * A file to save. That somebody took a sensitive one is in the audit trail.
   * @throws Problem record.not_found, file.not_ready
   */
  async download(
    actor: Actor,
    updateId: string,
    evidenceId: string,
  ): Promise<FileRow & { stream: Readable }> {
    const known = await knowUpdate(this.query, actor, updateId, { withPeople: false });
    const { file, as } = await this.findFile(actor, known, evidenceId);
    if (!this.files.isSafe(file.scanState)) throw notReady(file.scanState);
    if (file.marking === 'official_sensitive') {
      const { planId } = known.update;
      await this.acts.perform(actor, async (act) => {
        const entry = { evidenceId, fileSha256: file.sha256 };
        act.record('evidence.downloaded', { kind: 'update', id: updateId, planId }, entry, as);
      });
    }
    return { ...file, stream: await this.files.open(file.sha256) };
  }

  /** The file, and as whom the actor may have it: their own right is tried first. */
  private async findFile(
    actor: Actor,
    known: KnownUpdate,
    evidenceId: string,
  ): Promise<{ file: FileRow; as: Principal }> {
    for (const as of actor.principals) {
      const alone: Actor = { ...actor, principals: [as] };
      if (textAccess(known.facts, alone) === 'none') continue;
      const [file] = await this.query<FileRow>(ONE_FILE, [...accessOf(alone, known), evidenceId]);
      if (file) return { file, as };
    }
    throw new Problem('record.not_found', { what: 'file' });
  }

  private readonly query: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
}

/** $1 to $5: those of VISIBLE_REVISION, and whether the actor drafts. */
function accessOf(actor: Actor, known: KnownUpdate): unknown[] {
  return [...revisionParameters(actor, known), textAccess(known.facts, actor) === 'draft'];
}

const notReady = (state: ScanState): Problem =>
  new Problem('file.not_ready', { detail: UNSAFE_WORDS[state] });
