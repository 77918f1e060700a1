import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AskedState } from '../../common/second-person.js';

/**
 * Words that must not be kept, to be taken out of every text of a plan by two people together, or a file
 * to be taken out of the store. Asked for, then confirmed or refused, once; the words go when it is
 * decided. Never deleted.
 */
@Entity('redactions')
export class Redaction {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  /** The update in which they were found; they are taken out everywhere. */
  @Column('uuid') updateId: string;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) words: string | null;
  /** SHA-256 of the id, a colon and the words, or the hash of the file. */
  @Column('text') wordsHash: string;
  /** Instead of words. */
  @Column('text', { nullable: true }) fileSha256: string | null;
  @Column('text') state: AskedState;
  @Column('uuid') askedById: string;
  /** Set when it was asked for on cover: for whom. */
  @Column('uuid', { nullable: true }) askedForId: string | null;
  @Column('timestamptz') askedAt: Date;
  @Column('uuid', { nullable: true }) decidedById: string | null;
  @Column('uuid', { nullable: true }) decidedForId: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  /** The transaction that confirmed it, noted by the database: texts change in it, or never. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  confirmedIn: string | null;
}
