import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CommitmentChange, CommitmentChangeEffect } from './commitment-change.entity.js';
import { ASSESSMENT_ENTITIES } from './assessment.entities.js';

/** The published action plan: chapters of commitments. */
@Entity('plans')
export class Plan {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('uuid') publisherId: string;
  @Column('date', { nullable: true }) publishedOn: string | null;
  @Column('int') version: number;
}

/** A chapter of the register. Editions print their own chapter titles: see Listing. */
@Entity('chapters')
export class Chapter {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('int') position: number;
  @Column('text') title: string;
  /** It read like an earlier chapter's title when that was still accepted. */
  @Column('boolean') isTitleRepeated: boolean;
}

/**
 * A published pledge: a stable identity, apart from the reference, chapter, order and wording that
 * each edition prints. Never deleted; closed when it is over.
 */
@Entity('commitments')
export class Commitment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('uuid') chapterId: string;
  @Column('text') slug: string;
  @Column('int') position: number;
  @Column('text') title: string;
  @Column('text') summary: string;
  /** The exact published words; empty where only a summary may be kept. */
  @Column('text', { nullable: true }) publishedWording: string | null;
  @Column('uuid') leadOrganisationId: string;
  @Column('uuid', { nullable: true }) askerId: string | null;
  @Column('uuid', { nullable: true }) funderId: string | null;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('date', { nullable: true }) closedOn: string | null;
  @Column('date', { nullable: true }) pausedOn: string | null;
  /** Added from a round that is not open yet: until then it is in no edition. */
  @Column('boolean') isWaiting: boolean;
  @Column('int') version: number;
}

/** One part of a commitment that promises several things, in order. */
@Entity('commitment_limbs')
export class CommitmentLimb {
  @PrimaryColumn('uuid') commitmentId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') text: string;
}

export const PLAN_ENTITIES = [
  Plan,
  Chapter,
  Commitment,
  CommitmentLimb,
  CommitmentChange,
  CommitmentChangeEffect,
  ...ASSESSMENT_ENTITIES,
];
