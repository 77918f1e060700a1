import { decideForActor, type Actor, type Decision } from '../../../common/actor.js';
import {
  clears,
  drafts,
  isSecretariat,
  leads,
  readsUncleared,
  textAccess,
  type TextAccess,
  type UpdateFacts,
} from '../update.policy.js';

/** Whether the actor may comment on the update, and resolve and reopen its threads. */
export function decideComment(facts: UpdateFacts, actor: Actor): Decision {
  if (facts.state === 'published' || facts.state === 'abandoned') {
    return { isAllowed: false, why: 'It is over: its comments stay as they are.' };
  }
  return decideForActor(actor, (principal) =>
    [drafts, clears, leads, isSecretariat].some((takesPart) => takesPart(principal, facts))
      ? { isAllowed: true, as: principal }
      : {
          isAllowed: false,
          why: 'Those who write, clear, review and run it comment on it.',
        },
  );
}

/** As much of a revision as decides who may read it. */
export interface RevisionFacts {
  id: string;
  number: number;
  madeAt: Date;
  /** Its organisation has let it go, or need not. */
  isCleared: boolean;
}

/** As much of a thread as decides who may read it. */
export interface ThreadFacts {
  revisionId: string | null;
  revisionsBefore: number;
  resolvedAt: Date | null;
}

/** What a reader's access lets them see. */
export interface ThreadReader {
  access: TextAccess;
  readsUncleared: boolean;
  approvedRevisionId: string | null;
}

export const threadReader = (
  facts: UpdateFacts,
  actor: Actor,
  approvedRevisionId: string | null,
): ThreadReader => ({
  access: textAccess(facts, actor),
  readsUncleared: readsUncleared(facts, actor),
  approvedRevisionId,
});

/** Whether the reader may read comments at all: whoever may read the text before it is published. */
export const readsThreads = ({ access }: ThreadReader): boolean =>
  access !== 'none' && access !== 'published';

/** Whether the reader may read the revision, and so what was said of it. */
export const readsRevision = (reader: ThreadReader, revision: RevisionFacts): boolean =>
  reader.access === 'approved'
    ? revision.id === reader.approvedRevisionId
    : reader.readsUncleared || revision.isCleared;

/**
 * Whoever may read a text may read what was said of it. A thread on a draft belongs to those who draft
 * until a revision is made while it is open: it goes with that revision, as it does in a Word file.
 * What was settled before stays among them.
 */
export function readsThread(
  reader: ThreadReader,
  thread: ThreadFacts,
  revisions: readonly RevisionFacts[],
): boolean {
  if (!readsThreads(reader)) return false;
  if (reader.access === 'draft') return true;
  return revisions.some(
    (revision) =>
      readsRevision(reader, revision) &&
      (thread.revisionId === null
        ? revision.number > thread.revisionsBefore &&
          (thread.resolvedAt === null || thread.resolvedAt > revision.madeAt)
        : revision.id === thread.revisionId),
  );
}

/** Who reads a thread, from the fewest to the most; each includes those before it. */
export const AUDIENCES = ['writers', 'organisation', 'reviewers'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** How widely a thread is read. */
export function audienceOf(thread: ThreadFacts, revisions: readonly RevisionFacts[]): Audience {
  const read = (isUncleared: boolean): boolean =>
    readsThread(
      { access: 'submitted', readsUncleared: isUncleared, approvedRevisionId: null },
      thread,
      revisions,
    );
  if (read(false)) return 'reviewers';
  return read(true) ? 'organisation' : 'writers';
}

/** Whether somebody who belongs to one audience reads what is for another. */
export const isAmong = (theirs: Audience, audience: Audience): boolean =>
  AUDIENCES.indexOf(theirs) <= AUDIENCES.indexOf(audience);
