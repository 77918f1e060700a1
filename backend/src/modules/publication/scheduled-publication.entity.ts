import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ScheduleState = 'waiting' | 'published' | 'failed' | 'cancelled';

/**
 * A time at which a signed manifest is to be published. It is for that manifest alone: it counts only
 * while the manifest is signed. It ends once and is never changed; another time is another row.
 */
@Entity('scheduled_publications')
export class ScheduledPublication {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') manifestId: string;
  @Column('timestamptz') publishAt: Date;
  @Column('text') state: ScheduleState;
  /** Who publishes, when the time has come: their rights then are what counts. */
  @Column('uuid') setById: string;
  /** Set when it was set on cover: for whom. */
  @Column('uuid', { nullable: true }) setForId: string | null;
  @Column('timestamptz') setAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('uuid', { nullable: true }) editionId: string | null;
  @Column('text', { nullable: true }) failureCode: string | null;
  /** Why it was not published, in words for people. */
  @Column('text', { nullable: true }) failure: string | null;
}
