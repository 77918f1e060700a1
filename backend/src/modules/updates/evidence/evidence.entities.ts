import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Marking } from '../../../common/evidence.js';

export type EvidenceKind = 'link' | 'file';

/**
 * What stands behind an update: a link or a file. It is added and removed, never changed; a change is
 * another one in its place, so that what was submitted stays what it was.
 */
@Entity('update_evidence')
export class Evidence {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') updateId: string;
  @Column('int') position: number;
  @Column('text') kind: EvidenceKind;
  @Column('text') title: string;
  @Column('text', { nullable: true }) href: string | null;
  @Column('text', { nullable: true }) fileName: string | null;
  /** Null until its bytes have come. */
  @Column('text', { nullable: true }) fileSha256: string | null;
  @Column('text') marking: Marking;
  /** Printed with the update and part of its content hash; never with anything sensitive. */
  @Column('boolean') isPublished: boolean;
  @Column('uuid') addedById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') addedAt: Date;
  @Column('uuid', { nullable: true }) removedById: string | null;
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
}

/** Which evidence stood when a revision was made. Append-only in the database itself. */
@Entity('revision_evidence')
export class RevisionEvidence {
  @PrimaryColumn('uuid') revisionId: string;
  @PrimaryColumn('uuid') evidenceId: string;
}

export const EVIDENCE_ENTITIES = [Evidence, RevisionEvidence];
