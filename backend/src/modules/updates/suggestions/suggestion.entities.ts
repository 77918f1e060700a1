import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The text that a lead proposes in the place of a submitted revision. No revision of its own: words
 * become the owner's when the owner accepts them. Append-only in the database itself.
 */
@Entity('update_suggestions')
export class UpdateSuggestion {
  /** That of the return that carries it: who made it, for whom, when, and the message. */
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') updateId: string;
  /** What it was proposed for; at most one for each revision, as it goes back with it. */
  @Column('uuid') revisionId: string;
  /** Canonical JSON of UpdateContent, exactly as it was hashed. */
  @Column('text') content: string;
  @Column('text') contentHash: string;
  @Column('uuid', { nullable: true }) redactionId: string | null;
}

export const SUGGESTION_ANSWERS = ['accepted', 'refused', 'withdrawn'] as const;
/** `withdrawn` takes an earlier answer back: the change is open again. */
export type SuggestionAnswerKind = (typeof SUGGESTION_ANSWERS)[number];

/** An answer to one change of a suggestion; the last one counts. Append-only in the database itself. */
@Entity('suggestion_answers')
export class SuggestionAnswer {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  seq: string;
  @Column('uuid') suggestionId: string;
  @Column('text') changeKey: string;
  @Column('text') answer: SuggestionAnswerKind;
  @Column('uuid') answeredById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') answeredAt: Date;
}
