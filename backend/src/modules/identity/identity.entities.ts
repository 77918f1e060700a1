import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoverPart, Role } from '../../common/actor.js';

/** A public body or another organisation that people and commitments belong to. May change. */
@Entity('organisations')
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') shortName: string;
  /** Its texts are cleared by the organisation itself before they are submitted. */
  @Column('boolean') isClearanceRequired: boolean;
  /** It read like another organisation's name when that was still accepted. */
  @Column('boolean') isNameRepeated: boolean;
}

/**
 * A name beside an organisation's present one. `former`: its name until a day. `variant`: what an
 * edition called it beside its own name; one edition may use both.
 */
@Entity('organisation_names')
export class OrganisationName {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('text') kind: 'former' | 'variant';
  @Column('text') name: string;
  @Column('text', { nullable: true }) shortName: string | null;
  /** First day; null when it is not known. */
  @Column('date', { nullable: true }) validFrom: string | null;
  /** Last day; null for a variant that is still in use. */
  @Column('date', { nullable: true }) validUntil: string | null;
}

/** Someone with an account. Never deleted: what they wrote and decided names them. */
@Entity('people')
export class Person {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') email: string;
  @Column('uuid') organisationId: string;
  @Column('text', { nullable: true, select: false }) passwordHash: string | null;
  @Column('boolean') isActive: boolean;
  @Column('timestamptz') createdAt: Date;
}

/** A role that a person holds, and where. Revoked, never deleted. */
@Entity('grants')
export class GrantRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') role: Role;
  @Column('uuid', { nullable: true }) planId: string | null;
  @Column('uuid', { nullable: true }) chapterId: string | null;
  @Column('uuid', { nullable: true }) commitmentId: string | null;
  @Column('uuid', { nullable: true }) organisationId: string | null;
  @Column('uuid', { nullable: true }) grantedById: string | null;
  @Column('timestamptz') grantedAt: Date;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
}

/** A dated delegation: the cover acts for the absent person. Ended early, never deleted. */
@Entity('covers')
export class Cover {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') absentId: string;
  @Column('uuid') coverId: string;
  @Column('date') startsOn: string;
  @Column('date') endsOn: string;
  /** What the cover takes over. */
  @Column('text', { array: true }) parts: CoverPart[];
  @Column('uuid') setById: string;
  @Column('timestamptz') setAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}

export const IDENTITY_ENTITIES = [Organisation, OrganisationName, Person, GrantRecord, Cover];
