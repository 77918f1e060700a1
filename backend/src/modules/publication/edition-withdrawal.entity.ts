import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AskedState } from '../../common/second-person.js';
import type { WithdrawalType } from '../../common/withdrawal-types.js';

/**
 * That versions of an edition are no longer to be read, and what the public is told instead. Asked for,
 * then confirmed or refused by a second person, once. The versions themselves are kept, and verified.
 */
@Entity('edition_withdrawals')
export class EditionWithdrawal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('uuid') roundId: string;
  /** The version on whose page it was asked for. */
  @Column('uuid') editionId: string;
  @Column('int') fromVersion: number;
  @Column('int') toVersion: number;
  @Column('text') reasonType: WithdrawalType;
  /** For the record: the public is told the explanation. */
  @Column('text') reason: string;
  @Column('text') explanation: string;
  @Column('text') state: AskedState;
  @Column('uuid') askedById: string;
  /** Set when it was asked for on cover: for whom. */
  @Column('uuid', { nullable: true }) askedForId: string | null;
  @Column('timestamptz') askedAt: Date;
  @Column('uuid', { nullable: true }) decidedById: string | null;
  @Column('uuid', { nullable: true }) decidedForId: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
}
