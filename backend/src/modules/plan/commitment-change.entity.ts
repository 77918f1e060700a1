import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Act } from '../audit/index.js';

/** A commitment that a change brings into the register. */
export interface NewCommitmentFields {
  id: string;
  slug: string;
  title: string;
  summary: string;
  /** The words that editions print of it. */
  wording: string;
  reference?: string;
  chapterId: string;
  leadOrganisationId: string;
  askerId?: string;
  funderId?: string;
  ownerId?: string;
  /** Its parts, where it promises several things. */
  limbs?: string[];
  /** The actions of the impact assessment that it is: a part of a split is what the whole was. */
  assessmentActionIds?: string[];
}

/** What a change does. Kept as it was decided: `commitment_changes.after`. */
export type RegisterChange =
  | { kind: 'add'; commitment: NewCommitmentFields; beforeId?: string }
  /** Without limbs: they stay as they are. */
  | {
      kind: 'reword';
      commitmentId: string;
      title: string;
      summary: string;
      wording: string;
      limbs?: string[];
    }
  /** Without beforeId: to the end of the chapter. */
  | { kind: 'move'; commitmentId: string; chapterId: string; beforeId?: string }
  /** Without a reference: printed without a number. */
  | { kind: 'renumber'; commitmentId: string; reference?: string }
  | { kind: 'split'; commitmentId: string; parts: NewCommitmentFields[]; endsOriginal: boolean }
  | { kind: 'merge' | 'replace'; commitmentId: string; intoId: string }
  /** Which actions of the plan's impact assessment it is. */
  | { kind: 'assess'; commitmentId: string; actionIds: string[] }
  | { kind: 'pause' | 'resume' | 'close'; commitmentId: string }
  | {
      kind: 'reopen';
      commitmentId: string;
      reference?: string;
      wording?: string;
      beforeId?: string;
    };

export type RegisterChangeKind = RegisterChange['kind'];

/** How the commitment stood, for who reads its history and for an undo. */
export interface CommitmentBefore {
  title?: string;
  summary?: string;
  wording?: string;
  reference?: string;
  chapterId?: string;
  /** The next commitment of its chapter; of one that ends, that of the row printed next. */
  beforeId?: string;
  /** Of one that is linked to what replaces it after its end. */
  closedOn?: string;
  /** By what one that is reopened had been replaced. */
  replacedById?: string;
  limbs?: string[];
  actionIds?: string[];
}

/** A change of the register, from a given round on. Append-only in the database itself. */
@Entity('commitment_changes')
export class CommitmentChange {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid') planId: string;
  @Column('uuid') commitmentId: string;
  @Column('text') kind: RegisterChangeKind | 'withdraw';
  /** Null: the next round to be opened. */
  @Column('uuid', { nullable: true }) roundId: string | null;
  @Column('text') reason: string;
  @Column('jsonb') before: CommitmentBefore;
  @Column('jsonb') after: RegisterChange | Record<string, never>;
  /** The change that this one takes back. Each can be taken back once. */
  @Column('uuid', { nullable: true }) reversesId: string | null;
  @Column('uuid') madeById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') madeAt: Date;
}

/** That a change took effect, and in which round. Without one it waits. Append-only. */
@Entity('commitment_change_effects')
export class CommitmentChangeEffect {
  @PrimaryColumn('uuid') changeId: string;
  @Column('uuid') roundId: string;
  @Column('timestamptz') happenedAt: Date;
}

/** SQL: the hash of what the change (alias c) says, as the audit trail keeps it. */
export const CHANGE_HASH = `encode(sha256(convert_to(c.kind || c.before::text || c.after::text, 'UTF8')), 'hex')`;

/** The hash of a change that this act has just kept. */
export async function hashOfChange({ manager }: Act, id: string): Promise<string> {
  const [row] = await manager.query<{ hash: string }[]>(
    `SELECT ${CHANGE_HASH} AS hash FROM commitment_changes c WHERE c.id = $1`,
    [id],
  );
  return row!.hash;
}
