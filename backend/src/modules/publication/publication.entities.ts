import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EditionWithdrawal } from './edition-withdrawal.entity.js';
import { ScheduledPublication } from './scheduled-publication.entity.js';

export type EditionKind = 'full' | 'historic';

/**
 * An immutable publication: made from a signed manifest, or brought in from before the system.
 * Append-only in the database itself; a correction is the next version under the same slug.
 */
@Entity('editions')
export class Edition {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('uuid') roundId: string;
  @Column('text') slug: string;
  @Column('int') version: number;
  @Column('text') kind: EditionKind;
  /** A narrative with themes as sections, instead of the full table. */
  @Column('boolean') isSummary: boolean;
  @Column('text') title: string;
  @Column('date') asAt: string;
  @Column('date') publishedOn: string;
  @Column('timestamptz') publishedAt: Date;
  @Column('uuid', { nullable: true }) publishedById: string | null;
  /** Null for a historic edition: its sign-off is not recorded here. */
  @Column('uuid', { nullable: true }) manifestId: string | null;
  @Column('text', { nullable: true }) correctionNote: string | null;
  /** Canonical JSON of EditionSnapshot, exactly as it was hashed. */
  @Column('text') snapshot: string;
  @Column('text') snapshotHash: string;
  /** The last redaction that took words out of it: the hash stays that of the words before. */
  @Column('uuid', { nullable: true }) redactionId: string | null;
}

export const FILE_FORMS = [
  'pdf',
  'docx',
  'csv',
  'commitments.csv',
  'figures.csv',
  'csv-metadata.json',
  'json',
] as const;

/**
 * The forms of an edition that are kept as files. The HTML page is not among them: it says what
 * changes after publication (that another version has replaced it, where the other forms are), so it
 * is made from the snapshot at each request and shows the snapshot's hash.
 */
export type FileForm = (typeof FILE_FORMS)[number];

/** One form of an edition as it was rendered, once for each state of it. Append-only in the database itself. */
@Entity('edition_files')
export class EditionFile {
  @PrimaryColumn('uuid') editionId: string;
  @Column('text') form: FileForm;
  /** Set when it was made anew after a redaction; the edition's present files have the edition's own. */
  @Column('uuid', { nullable: true }) redactionId: string | null;
  @PrimaryColumn('text') sha256: string;
  @Column('timestamptz') renderedAt: Date;
}

export const PUBLICATION_ENTITIES = [Edition, EditionFile, EditionWithdrawal, ScheduledPublication];
