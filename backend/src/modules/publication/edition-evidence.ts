import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { isPublishedFile, type PublishedFile } from '../../common/evidence.js';
import { Problem } from '../../common/problems.js';
import { Files, KeptBytes, type ScanState } from '../files/index.js';
import { IS_WITHDRAWN } from './withdrawn.js';

/** What came of reading the files that an edition prints as evidence. */
export interface CheckedEvidence {
  files: number;
  /** Kept where the edition was published, which was not here. */
  elsewhere: number;
  /** In words; absent: nothing. */
  wrong?: string;
}

/** Gives the files that editions print as evidence: exactly those, of any version of the edition. */
@Injectable()
export class EditionEvidence {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: Files,
    private readonly bytes: KeptBytes,
  ) {}

  /**
   * Null when no version of the edition that stands prints it, or the scanner has found something in it since.
   * @throws Problem file.redacted
   */
  async find(slug: string, sha256: string): Promise<(PublishedFile & { stream: Readable }) | null> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    const rows = await this.dataSource.query<{ snapshot: string; scanState: ScanState }[]>(
      `SELECT e.snapshot, f.scan_state AS "scanState" FROM editions e JOIN uploaded_files f ON f.sha256 = $2
       WHERE e.slug = $1 AND NOT ${IS_WITHDRAWN} AND printed_evidence(e.snapshot) @> ARRAY[$2] ORDER BY e.version DESC LIMIT 1`,
      [slug, sha256],
    );
    const [row] = rows;
    if (row?.scanState === 'redacted') throw new Problem('file.redacted');
    if (!row || !this.files.isSafe(row.scanState)) return null;
    const file = printedFile(JSON.parse(row.snapshot) as EditionSnapshot, sha256);
    return file ? { ...file, stream: await this.files.open(sha256) } : null;
  }

  /**
   * Reads what the version prints as evidence, as far as it is kept here: the bytes alone, for the
   * records are verified with the edition. What was redacted is gone, as it should be.
   */
  async check(editionId: string): Promise<CheckedEvidence> {
    const [edition] = await this.dataSource.query<{ snapshot: string }[]>(
      'SELECT snapshot FROM editions WHERE id = $1',
      [editionId],
    );
    const printed = edition ? printedFiles(JSON.parse(edition.snapshot) as EditionSnapshot) : [];
    const titles = new Map(printed.map(({ file, title }) => [file, title]));
    const kept = await this.dataSource.query<{ sha256: string; scanState: ScanState }[]>(
      `SELECT sha256, scan_state AS "scanState" FROM uploaded_files WHERE sha256 = ANY($1::text[]) ORDER BY sha256`,
      [[...titles.keys()]],
    );
    const checked = { files: 0, elsewhere: titles.size - kept.length };
    for (const { sha256 } of kept.filter(({ scanState }) => scanState !== 'redacted')) {
      const wrong = await this.bytes.wrongWith(sha256);
      if (wrong) return { ...checked, wrong: `the evidence “${titles.get(sha256)}” ${wrong}` };
      checked.files += 1;
    }
    return checked;
  }
}

export const printedFiles = ({ chapters }: EditionSnapshot): PublishedFile[] =>
  chapters
    .flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))
    .flatMap(({ content }) => content?.evidence ?? [])
    .filter(isPublishedFile);

const printedFile = (snapshot: EditionSnapshot, sha256: string): PublishedFile | undefined =>
  printedFiles(snapshot).find(({ file }) => file === sha256);
