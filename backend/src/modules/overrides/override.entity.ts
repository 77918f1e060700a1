import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OverrideKind } from '../../common/overrides.js';

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
