import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * That somebody's work was given to others in one act, and why; one for each person on whose behalf.
 * Append-only in the database itself; what went to whom is in the audit trail, an entry for each thing.
 */
@Entity('reassignments')
export class Reassignment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  /** The plans of which something changed hands. */
  @Column('uuid', { array: true }) planIds: string[];
  @Column('text') reason: string;
  /** How many things changed hands or ended. */
  @Column('int') lines: number;
  @Column('boolean') isAccountClosed: boolean;
  /** Of what was shown before it was confirmed. */
  @Column('text') effectHash: string;
  @Column('uuid') madeById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') madeAt: Date;
}
