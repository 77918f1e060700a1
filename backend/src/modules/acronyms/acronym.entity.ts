import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A short form that readers meet in a plan's editions, and what it stands for. Never changed and never
 * deleted: it ends, and another takes its place. What an edition prints of it is fixed when it is sealed.
 */
@Entity('acronyms')
export class AcronymRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('text') short: string;
  @Column('text') expansion: string;
  @Column('timestamptz') addedAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}
