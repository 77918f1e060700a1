import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RichTextDocument } from '../../common/rich-text/index.js';

/** A chapter of the table, or a theme of a summary, that gets another title. */
export interface RenamedChapter {
  from: string;
  to: string;
}

/**
 * What a correction changes of the edition's own words: those that no row holds. Written when the
 * correction is started, never changed, and ended once: published, or given up.
 */
@Entity('corrected_words')
export class CorrectedWords {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') roundId: string;
  @Column('int') correctionNo: number;
  @Column('text') reason: string;
  /** Null, as the others: it stays as it was signed. */
  @Column('text', { nullable: true }) title: string | null;
  /** Without words: none is printed any more. */
  @Column('jsonb', { nullable: true }) introduction: RichTextDocument | null;
  @Column('jsonb', { nullable: true }) chapters: RenamedChapter[] | null;
  @Column('uuid') writtenById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') writtenAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('uuid', { nullable: true }) abandonedById: string | null;
  @Column('uuid', { nullable: true }) abandonedForId: string | null;
}
