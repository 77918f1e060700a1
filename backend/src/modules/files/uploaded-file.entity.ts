import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileMediaType } from '../../common/evidence.js';

/** waiting: the scanner has not answered yet. not_scanned: there was none to ask. */
export const SCAN_STATES = ['waiting', 'clean', 'infected', 'not_scanned'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** A file that somebody uploaded, once for the same bytes. Only what the scanner says of it changes. */
@Entity('uploaded_files')
export class UploadedFile {
  @PrimaryColumn('text') sha256: string;
  @Column('text') mediaType: FileMediaType;
  @Column('int') bytes: number;
  @Column('timestamptz') storedAt: Date;
  @Column('text') scanState: ScanState;
  @Column('timestamptz', { nullable: true }) scannedAt: Date | null;
}

export const FILE_ENTITIES = [UploadedFile];
