import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TextAnchor } from '../../common/rich-text/index.js';

/**
 * Comments on one matter, about words of the subject's text or about all of it. Only whether it is
 * resolved ever changes.
 */
@Entity('comment_threads')
export class CommentThread {
  @PrimaryColumn('uuid') id: string;
  @Column('text') subjectKind: 'update';
  @Column('uuid') subjectId: string;
  /** The revision that it is about; null: the draft as it stood. */
  @Column('uuid', { nullable: true }) revisionId: string | null;
  /** How many revisions there were: those that came later had it with them when it was open. */
  @Column('int') revisionsBefore: number;
  /** The words it is about; null: the whole text. */
  @Column('jsonb', { nullable: true }) anchor: TextAnchor | null;
  /** Null when it was started by somebody without an account. */
  @Column('uuid', { nullable: true }) startedById: string | null;
  @Column('timestamptz') startedAt: Date;
  @Column('uuid', { nullable: true }) resolvedById: string | null;
  @Column('uuid', { nullable: true }) resolvedForId: string | null;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
}

/** What somebody said. Never changed, never deleted; two people together may redact words of it. */
@Entity('comments')
export class Comment {
  @PrimaryColumn('uuid') id: string;
  /** The order in which they were made. */
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid') threadId: string;
  @Column('text') text: string;
  @Column('uuid', { nullable: true }) madeById: string | null;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  /** Set instead of a person when it came from somebody without an account. */
  @Column('text', { nullable: true }) guestName: string | null;
  @Column('timestamptz') madeAt: Date;
}
