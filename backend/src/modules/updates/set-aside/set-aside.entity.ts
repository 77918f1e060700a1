import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A text that gave way to another when two people, or two windows of one, wrote in one draft: beside the
 * draft, and for those who write it. Append-only in the database itself.
 */
@Entity('set_aside_texts')
export class SetAsideText {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') updateId: string;
  /** Canonical JSON of UpdateContent, exactly as it was hashed. */
  @Column('text') content: string;
  @Column('text') contentHash: string;
  /** Null where nobody can tell any more: the draft has been saved over since. */
  @Column('uuid', { nullable: true }) writtenById: string | null;
  @Column('uuid') setAsideById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') setAsideAt: Date;
  @Column('uuid', { nullable: true }) redactionId: string | null;
}
