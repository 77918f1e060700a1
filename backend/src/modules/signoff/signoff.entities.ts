import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CorrectedWords } from './corrected-words.entity.js';

export type ManifestState = 'sealed' | 'signed' | 'published' | 'voided';

/**
 * What a signatory signs: everything that will be printed, and its hash. Kept for ever; only its
 * state moves on, and a voided or published one stays so. A round has at most one that is sealed or
 * signed.
 */
@Entity('manifests')
export class Manifest {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') roundId: string;
  /** From 1, one more with each seal of the round. */
  @Column('int') version: number;
  /** 0 for the round itself, otherwise the correction that it is of. */
  @Column('int') correctionNo: number;
  /** Canonical JSON of ManifestBody, exactly as it was hashed. */
  @Column('text') body: string;
  @Column('text') hash: string;
  @Column('text') state: ManifestState;
  @Column('uuid') sealedById: string;
  @Column('timestamptz') sealedAt: Date;
  @Column('timestamptz', { nullable: true }) voidedAt: Date | null;
  @Column('text', { nullable: true }) voidReason: string | null;
  /** The last redaction that took words out of it: the hash stays that of the words before. */
  @Column('uuid', { nullable: true }) redactionId: string | null;
}

/** A signatory's answer to one manifest: signed, or declined. Append-only in the database itself. */
@Entity('signatures')
export class Signature {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') manifestId: string;
  /** Repeated here, so that the signature itself says what was signed. */
  @Column('text') manifestHash: string;
  @Column('text') decision: 'sign' | 'decline';
  /** The words that they put their name to. */
  @Column('text') statement: string;
  @Column('uuid') signedById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('text') signedByRole: string;
  @Column('timestamptz') signedAt: Date;
}

/** Why a signatory declined: one update that they would not sign for. Append-only. */
@Entity('signature_objections')
export class SignatureObjection {
  @PrimaryColumn('uuid') signatureId: string;
  @PrimaryColumn('uuid') updateId: string;
  @Column('text') reason: string;
}

export const SIGNOFF_ENTITIES = [Manifest, Signature, SignatureObjection, CorrectedWords];
