/** What a layout changed of how rows are printed. */
type ListingChanges = { id: string; contentHash: string }[];

/**
 * Every kind of audit entry with its data. Entries hold ids, hashes, states and dates, never text:
 * the words are in the records that the ids name. A `reasonHash` is the SHA-256 of the reason as it
 * is kept, so that verify finds one that was rewritten; entries from before it was kept have none.
 */
export interface AuditEntryData {
  'session.started': Record<string, never>;
  'session.ended': Record<string, never>;
  'session.refused': { emailHash: string };
  'person.created': { organisationId: string };
  'person.changed': { fields: string[] };
  'person.password_set': { byThemselves: boolean };
  'person.work_reassigned': {
    reassignmentId: string;
    effectHash: string;
    /** Of this plan, or of none. */
    lines: number;
    isAccountClosed: boolean;
    reasonHash: string;
  };
  // Entries from before the place was kept with the grant name its plan alone.
  'grant.given': {
    grantId: string;
    role: string;
    chapterId?: string;
    commitmentId?: string;
    organisationId?: string;
  };
  'grant.revoked': { grantId: string; role: string };
  // Entries from before covers named what they cover have no parts.
  'cover.set': { coverId: string; startsOn: string; endsOn: string; parts?: string[] };
  'cover.ended': { coverId: string };
  'organisation.created': Record<string, never>;
  'organisation.changed': { fields: string[] };
  'clock.advanced': { fromOffsetMs: number; toOffsetMs: number };
  'demonstration.loaded': { files: Record<string, string> };
  'installation.restored': { backupMadeAt: string; backupSha256: string };
  'plan.created': Record<string, never>;
  'plan.assessment_recorded': { assessmentId: string };
  'plan.changed': { fields: string[]; chapterIds: string[] };
  /** The SHA-256 of the short form and what it stands for, a line each. */
  'acronym.added': { acronymId: string; contentHash: string };
  'acronym.ended': { acronymId: string };
  'plan.period_skipped': {
    skipId: string;
    periodStart: string;
    periodEnd: string;
    reasonHash: string;
  };
  'plan.skip_undone': { skipId: string };
  'commitment.added': Record<string, never>;
  'commitment.owner_changed': { from?: string; to?: string };
  'commitment.linked': { toId: string; lineage: string };
  'commitment.unlinked': { toId: string; lineage: string };
  'commitment.change_recorded': {
    changeId: string;
    change: string;
    roundId?: string;
    contentHash: string;
    reasonHash: string;
  };
  'commitment.change_effective': { changeId: string; roundId: string };
  'commitment.change_withdrawn': { changeId: string; reasonHash: string };
  // Entries from before the dates were kept have none.
  'round.created': { dates?: Record<string, string>; summarisesId?: string };
  'round.changed': {
    fields: string[];
    dates: Record<string, { from: string; to: string }>;
    overrideId?: string;
    reasonHash?: string;
    /** The introduction that gave way, and the hash of its words. */
    formerId?: string;
    formerHash?: string;
  };
  'round.opened': { updates: number };
  /** With an override when a correction was called minor. */
  'round.sealed': {
    manifestId: string;
    manifestHash: string;
    overrideId?: string;
    reasonHash?: string;
  };
  'round.unsealed': { manifestId: string; overrideId: string; reasonHash?: string };
  'round.signed': { manifestId: string; manifestHash: string; signatureId: string };
  'round.declined': {
    manifestId: string;
    signatureId: string;
    updateIds: string[];
    /** By update. */
    reasonHashes?: Record<string, string>;
  };
  'round.published': { editionId: string; manifestHash: string; snapshotHash: string };
  'round.publication_scheduled': {
    scheduleId: string;
    manifestHash: string;
    publishAt: string;
    replacesId?: string;
  };
  'round.scheduled_publication_cancelled': { scheduleId: string };
  'round.scheduled_publication_failed': { scheduleId: string; code: string };
  'round.exception_requested': { exception: string; overrideId: string; reasonHash?: string };
  'round.skipped': { skipId: string; reasonHash: string };
  'round.skip_undone': { skipId: string };
  'round.closed': Record<string, never>;
  'round.reminders_set': { version: number; rulesHash: string };
  'round.owners_chased': { chaseId: string; updateIds: string[]; wordsHash: string };
  'round.themes_changed': { count: number };
  'round.listings_changed': { updateIds: string[]; changes?: ListingChanges };
  'round.rows_changed': {
    added: string[];
    removed: string[];
    changed: string[];
    changes?: ListingChanges;
  };
  /** Reopened: of a round that was closed, which is published again. */
  'round.correction_started': {
    correctionNo: number;
    updateIds: string[];
    /** Which words of the edition itself: title, introduction, chapters. */
    fields?: string[];
    isReopened?: true;
  };
  'round.correction_abandoned': { correctionNo: number; updateIds: string[]; manifestId?: string };
  'round.brought_in': {
    editionId: string;
    snapshotHash: string;
    updates: number;
    /** It was published by another installation, and its JSON brought in. */
    isFromElsewhere?: true;
  };
  'message.sent_again': { messageId: string };
  'message.template_saved': { template: string; version: number; wordsHash: string };
  'person.message_settings_saved': Record<string, never>;
  'hold.set': { startsOn: string; endsOn: string; reasonHash?: string };
  'hold.ended': Record<string, never>;
  'hold.end_asked': { overrideId: string; reasonHash: string };
  'update.started': {
    from?: 'empty' | 'last_edition' | 'approved_words';
    /** Whose approved words it began with. */
    sources?: { updateId: string; revisionId: string; contentHash: string }[];
  };
  'update.source_noted': { sourceId: string; revisionId: string; contentHash: string };
  'update.submitted': {
    revisionId: string;
    contentHash: string;
    state: string;
    authorIds: string[];
  };
  'update.no_change_declared': { revisionId: string; sinceOn: string; reasonHash: string };
  'update.cleared': { revisionId: string };
  'update.clearance_refused': { revisionId: string; reasonHash?: string };
  'update.claimed': { from?: string };
  'update.released': Record<string, never>;
  'update.recalled': { revisionId: string };
  'update.returned': { revisionId: string; reasonHash?: string };
  'update.approved': { revisionId: string; contentHash: string };
  'update.text_set_aside': { textId: string; contentHash: string };
  'update.suggested': { suggestionId: string; revisionId: string; contentHash: string };
  /** By the key of the change. */
  'update.suggestion_answered': { suggestionId: string; answers: Record<string, string> };
  'update.edited': { revisionId: string; contentHash: string };
  'update.reopened': { revisionId: string; reasonHash?: string };
  'update.confirmed_still_true': {
    revisionId: string;
    contentHash: string;
    publicationOn: string;
    overrideId?: string;
    reasonHash?: string;
  };
  'update.omitted': { overrideId: string; reasonHash?: string };
  'update.included': { overrideId: string };
  'update.assigned': { fields: string[]; ownerId?: string; changes?: ListingChanges };
  'update.contributor_added': { personId: string };
  'update.contributor_removed': { personId: string };
  /** The SHA-256 of the comment's text as it is kept. */
  'comment.thread_started': {
    threadId: string;
    commentId: string;
    textHash: string;
    mentionedIds: string[];
    revisionId?: string;
  };
  'comment.added': {
    threadId: string;
    commentId: string;
    textHash: string;
    mentionedIds: string[];
  };
  'comment.thread_resolved': { threadId: string };
  'comment.thread_reopened': { threadId: string };
  'expert_link.made': { linkId: string; revisionId: string };
  'expert_link.viewed': { linkId: string; revisionId: string };
  'expert_link.commented': {
    linkId: string;
    threadId: string;
    commentId: string;
    textHash: string;
  };
  'expert_link.revoked': { linkId: string };
  'calendar.link_made': { linkId: string };
  'calendar.link_ended': { linkId: string };
  'override.confirmed': { overrideId: string };
  'redaction.asked': { redactionId: string; reasonHash: string };
  /** The hash of every text's place, record and hashes before and after; the manifests it voided. */
  'redaction.confirmed': {
    redactionId: string;
    textsHash: string;
    texts: number;
    manifestIds: string[];
  };
  'redaction.refused': { redactionId: string };
  'evidence.added': {
    evidenceId: string;
    evidence: string;
    fileSha256?: string;
    marking: string;
    isPublished: boolean;
  };
  'evidence.changed': {
    evidenceId: string;
    replacesId: string;
    marking: string;
    isPublished: boolean;
  };
  'evidence.removed': { evidenceId: string };
  'evidence.restored': { evidenceId: string };
  'evidence.downloaded': { evidenceId: string; fileSha256: string };
  /** What the malware scanner said. */
  'file.scanned': { state: string };
  'edition.withdrawal_asked': {
    withdrawalId: string;
    fromVersion: number;
    toVersion: number;
    reasonType: string;
    reasonHash: string;
    explanationHash: string;
  };
  'edition.withdrawn': { withdrawalId: string };
  'edition.withdrawal_refused': { withdrawalId: string };
  'edition.file_rendered': { form: string; sha256: string };
  'edition.case_file_made': { updateId?: string; wordsHash: string; sha256: string };
}

export type AuditKind = keyof AuditEntryData;

export const AUDIT_SUBJECT_KINDS = [
  'person',
  'organisation',
  'plan',
  'commitment',
  'round',
  'update',
  'hold',
  'override',
  'edition',
  'file',
  'installation',
] as const;

/** What an entry is about. */
export interface AuditSubject {
  kind: (typeof AUDIT_SUBJECT_KINDS)[number];
  id: string;
  planId?: string;
}

export type Origin = 'person' | 'seed' | 'system';
