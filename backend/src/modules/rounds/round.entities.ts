import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import type { RoundState } from './round.workflow.js';

/** One reporting exercise of a plan, normally a financial quarter, with its own dates. */
@Entity('rounds')
export class Round {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('text') title: string;
  /** The address of its edition: /editions/<slug>. */
  @Column('text') slug: string;
  /** 2021/22 Q4 (January to March 2022) */
  @Column('text') periodLabel: string;
  @Column('date') periodStart: string;
  @Column('date') periodEnd: string;
  /** The date of the figures; no cut-off for news. */
  @Column('date') asAt: string;
  @Column('date') opensOn: string;
  @Column('date') draftsDueOn: string;
  @Column('date') reviewDueOn: string;
  @Column('date') signOffDueOn: string;
  @Column('date') publicationOn: string;
  @Column('text') state: RoundState;
  /** Brought in from before the system: its sign-off is not recorded here. */
  @Column('boolean') isHistoric: boolean;
  /** Its edition is a narrative under themes, not the table of commitments: never carried over. */
  @Column('boolean') isSummary: boolean;
  /** Of a summary that is made here: the round of whose period it tells. */
  @Column('uuid', { nullable: true }) summarisesId: string | null;
  /** Of a summary: its headings in order, also those without a paragraph, which are not printed. */
  @Column('text', { array: true }) themes: string[];
  @Column('jsonb', { nullable: true }) introduction: RichTextDocument | null;
  @Column('uuid', { nullable: true }) previousRoundId: string | null;
  @Column('int') version: number;
  @Column('timestamptz', { nullable: true }) openedAt: Date | null;
}

/** A period in which nothing new may be published; drafting goes on. Ended early, never deleted. */
@Entity('holds')
export class Hold {
  @PrimaryColumn('uuid') id: string;
  /** Null: for every plan. */
  @Column('uuid', { nullable: true }) planId: string | null;
  @Column('text') name: string;
  @Column('text') reason: string;
  @Column('date') startsOn: string;
  @Column('date') endsOn: string;
  @Column('uuid', { nullable: true }) setById: string | null;
  @Column('timestamptz') setAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}

/**
 * A period without a round, and why: none was planned, or the one that was is skipped. Undone while a
 * later round does not build on it; never changed or deleted.
 */
@Entity('skipped_periods')
export class SkippedPeriod {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  /** The planned round that is skipped; null when none was planned. */
  @Column('uuid', { nullable: true }) roundId: string | null;
  @Column('date') periodStart: string;
  @Column('date') periodEnd: string;
  @Column('text') reason: string;
  @Column('uuid') skippedById: string;
  @Column('timestamptz') skippedAt: Date;
  @Column('uuid', { nullable: true }) undoneById: string | null;
  @Column('timestamptz', { nullable: true }) undoneAt: Date | null;
}

export const ROUND_ENTITIES = [Round, Hold, SkippedPeriod];
