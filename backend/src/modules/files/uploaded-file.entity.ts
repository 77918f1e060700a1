import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileMediaType } from '../../common/evidence.js';

/**
 * waiting: the scanner has not answered yet. not_scanned: there was none to ask. redacted: two people
 * took its bytes out of the store, whatever it had said.
 */
export const SCAN_STATES = ['waiting', 'clean', 'infected', 'not_scanned', 'redacted'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** A file that somebody uploaded, once for the same bytes. Only what the scanner says of it changes, until it is redacted. */
@Entity('uploaded_files')
export class UploadedFile {
  @PrimaryColumn('text') sha256: string;
  @Column('text') mediaType: FileMediaType;
  @Column('int') bytes: number;
  @Column('timestamptz') storedAt: Date;
  @Column('text') scanState: ScanState;
  @Column('timestamptz', { nullable: true }) scannedAt: Date | null;
  @Column('uuid', { nullable: true }) redactionId: string | null;
}

export const FILE_ENTITIES = [UploadedFile];
