import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UpdateContent } from '../../common/content.js';
import { Reassignment } from './leaver/reassignment.entity.js';
import { SuggestionAnswer, UpdateSuggestion } from './suggestions/suggestion.entities.js';
import { EVIDENCE_ENTITIES } from './evidence/evidence.entities.js';
import { SetAsideText } from './set-aside/set-aside.entity.js';
import { UpdateSource } from './summary/source.entity.js';
import type { UpdateState } from './update.workflow.js';
import { ListingChange } from './rows/listing-change.js';

export const STARTS = ['empty', 'last_edition'] as const;
/** With words that were approved elsewhere, a paragraph of a summary begins when it is made. */
export type StartedFrom = (typeof STARTS)[number] | 'approved_words';

/** What one printed row says in one round. Moves only along its workflow. */
@Entity('updates')
export class Update {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') roundId: string;
  @Column('uuid') planId: string;
  @Column('uuid', { nullable: true }) chapterId: string | null;
  @Column('uuid', { nullable: true }) organisationId: string | null;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text') title: string;
  @Column('date') respondBy: string;
  @Column('text') state: UpdateState;
  @Column('boolean') isClearanceRequired: boolean;
  /** What its first writer began with; null before, and where nobody was asked. */
  @Column('text', { nullable: true }) startedFrom: StartedFrom | null;
  @Column('uuid', { nullable: true }) claimedById: string | null;
  @Column('timestamptz', { nullable: true }) claimedAt: Date | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('uuid', { nullable: true }) latestRevisionId: string | null;
  @Column('uuid', { nullable: true }) approvedRevisionId: string | null;
  /** The update of the last edition that this one continues: what a reviewer compares with. */
  @Column('uuid', { nullable: true }) previousUpdateId: string | null;
  /** Above 0 for a copy made to correct a published update. */
  @Column('int') correctionNo: number;
  @Column('uuid', { nullable: true }) correctsId: string | null;
  @Column('text', { nullable: true }) correctionReason: string | null;
  /** The override by which it is left out; null when it is in. */
  @Column('uuid', { nullable: true }) omissionId: string | null;
  /** True while a manifest holds it: nothing of it that is printed may change. */
  @Column('boolean') isSealed: boolean;
  @Column('int') version: number;
  @Column('timestamptz') stateChangedAt: Date;
}

@Entity('update_commitments')
export class UpdateCommitment {
  @PrimaryColumn('uuid') updateId: string;
  @PrimaryColumn('uuid') commitmentId: string;
  @Column('int') position: number;
}

/** Someone who may draft beside the owner. */
@Entity('update_contributors')
export class UpdateContributor {
  @PrimaryColumn('uuid') updateId: string;
  @PrimaryColumn('uuid') personId: string;
  @Column('uuid') addedById: string;
  @Column('timestamptz') addedAt: Date;
}

/** How the row is printed in this round. Edited by the secretariat until the round is sealed. */
@Entity('listings')
export class Listing {
  @PrimaryColumn('uuid') updateId: string;
  @Column('uuid') roundId: string;
  @Column('text') chapter: string;
  @Column('text', { nullable: true }) reference: string | null;
  @Column('int') position: number;
  @Column('text') wording: string;
  /** A summary's part that is printed without a heading; its title then only names it elsewhere. */
  @Column('boolean') isUntitled: boolean;
}

/** What is being written: the one text that changes in place. Review and print never read it. */
@Entity('update_drafts')
export class UpdateDraft {
  @PrimaryColumn('uuid') updateId: string;
  @Column('jsonb') content: UpdateContent;
  @Column('int') version: number;
  @Column('uuid') savedById: string;
  @Column('timestamptz') savedAt: Date;
}

export type RevisionKind = 'submission' | 'lead_edit' | 'historic';

/** An immutable state of an update's text. Append-only in the database itself. */
@Entity('update_revisions')
export class UpdateRevision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') updateId: string;
  @Column('int') number: number;
  @Column('text') kind: RevisionKind;
  /** Canonical JSON of UpdateContent, exactly as it was hashed. */
  @Column('text') content: string;
  @Column('text') contentHash: string;
  @Column('uuid', { nullable: true }) madeById: string | null;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') madeAt: Date;
  /** The last redaction that took words out of it: the hash stays that of the words before. */
  @Column('uuid', { nullable: true }) redactionId: string | null;
}

export type UpdateDecisionKind =
  | 'declare_no_change'
  | 'clear'
  | 'refuse_clearance'
  | 'recall'
  | 'return'
  | 'approve'
  | 'reopen'
  | 'omit'
  | 'include'
  | 'decline'
  | 'abandon'
  | 'confirm_still_true';

/** A decision on an update, pointing at the exact revision. Append-only in the database itself. */
@Entity('update_decisions')
export class UpdateDecision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') updateId: string;
  @Column('uuid', { nullable: true }) revisionId: string | null;
  @Column('text', { nullable: true }) contentHash: string | null;
  @Column('text') kind: UpdateDecisionKind;
  @Column('text', { nullable: true }) reason: string | null;
  /** Of an approval or a confirmation: the publication date for which the text was agreed. */
  @Column('date', { nullable: true }) publicationOn: string | null;
  /** Of a confirmation in the owner's stead: it counts while a second person has confirmed this. */
  @Column('uuid', { nullable: true }) overrideId: string | null;
  @Column('uuid') decidedById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') decidedAt: Date;
}

export const UPDATE_ENTITIES = [
  ...EVIDENCE_ENTITIES,
  Update,
  UpdateCommitment,
  UpdateContributor,
  Listing,
  UpdateDraft,
  UpdateRevision,
  UpdateDecision,
  Reassignment,
  UpdateSuggestion,
  SuggestionAnswer,
  UpdateSource,
  SetAsideText,
  ListingChange,
];
