import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { isPublishedFile, type PublishedFile } from '../../common/evidence.js';
import { Problem } from '../../common/problems.js';
import { Files, type ScanState } from '../files/index.js';
import { IS_WITHDRAWN } from './withdrawn.js';

/** Gives the files that editions print as evidence: exactly those, of any version of the edition. */
@Injectable()
export class EditionEvidence {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: Files,
  ) {}

  /**
   * Null when no version of the edition that stands prints it, or the scanner has found something in it since.
   * @throws Problem file.redacted
   */
  async find(slug: string, sha256: string): Promise<(PublishedFile & { stream: Readable }) | null> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    const rows = await this.dataSource.query<{ snapshot: string; scanState: ScanState }[]>(
      `SELECT e.snapshot, f.scan_state AS "scanState" FROM editions e JOIN uploaded_files f ON f.sha256 = $2
       WHERE e.slug = $1 AND NOT ${IS_WITHDRAWN} AND e.snapshot LIKE '%"file":"' || $2 || '"%' ORDER BY e.version DESC LIMIT 1`,
      [slug, sha256],
    );
    const [row] = rows;
    if (row?.scanState === 'redacted') throw new Problem('file.redacted');
    if (!row || !this.files.isSafe(row.scanState)) return null;
    const file = printedFile(JSON.parse(row.snapshot) as EditionSnapshot, sha256);
    return file ? { ...file, stream: await this.files.open(sha256) } : null;
  }
}

const printedFile = ({ chapters }: EditionSnapshot, sha256: string): PublishedFile | undefined =>
  chapters
    .flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))
    .flatMap(({ content }) => content?.evidence ?? [])
    .filter(isPublishedFile)
    .find(({ file }) => file === sha256);
