import { Column, Entity, PrimaryColumn } from 'typeorm';

export const OVERRIDE_KINDS = [
  'omission',
  'early_publication',
  'unsealing',
  'finding_dismissal',
  'publication_in_hold',
  'earlier_date',
  'still_true',
  'hold_end',
] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

/** A rule set aside, with a reason; it shows until someone else confirms it. Never deleted. */
@Entity('overrides')
export class Override {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: OverrideKind;
  @Column('text') subjectKind: 'update' | 'round' | 'hold';
  @Column('uuid') subjectId: string;
  @Column('uuid') planId: string;
  @Column('text') reason: string;
  @Column('uuid') madeById: string;
  /** Set when it was made on cover: for whom. */
  @Column('uuid', { nullable: true }) madeOnBehalfOfId: string | null;
  @Column('timestamptz') madeAt: Date;
  @Column('uuid', { nullable: true }) confirmedById: string | null;
  @Column('uuid', { nullable: true }) confirmedOnBehalfOfId: string | null;
  @Column('timestamptz', { nullable: true }) confirmedAt: Date | null;
  /** Set when the override no longer holds: an omitted update that is included again, say. */
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}
