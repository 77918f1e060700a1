import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Approved words that a paragraph of a summary began with, and every later state of them that its
 * writers have noted. Rows are added; they go only with a paragraph in which nobody wrote.
 */
@Entity('update_sources')
export class UpdateSource {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') updateId: string;
  /** The update of the round that the summary tells of. */
  @Column('uuid') sourceId: string;
  @Column('uuid') revisionId: string;
  @Column('int') position: number;
  @Column('uuid') madeById: string;
  @Column('timestamptz') madeAt: Date;
}
