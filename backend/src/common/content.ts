import type { PublishedEvidence } from './evidence.js';
import type { Figure } from './figures.js';
import type { RichTextDocument } from './rich-text/index.js';

/** How far a commitment has come, as people say it. Never computed, never merged with timeliness. */
export const DELIVERIES = [
  'not_started',
  'in_progress',
  'complete',
  'complete_and_ongoing',
  'paused',
  'reversed',
  'closed_not_delivered',
  'superseded',
  'not_stated',
] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** What people may say; only historic editions leave it open. */
export const STATED_DELIVERIES = DELIVERIES.filter((delivery) => delivery !== 'not_stated');

/** The longest next milestone: one line. */
export const MILESTONE_MAX_LENGTH = 500;

/** The words a reader sees for each delivery status. */
export const DELIVERY_WORDS: Record<Delivery, string> = {
  not_started: 'Not started',
  in_progress: 'In progress',
  complete: 'Complete',
  complete_and_ongoing: 'Complete and ongoing',
  paused: 'Paused',
  reversed: 'Reversed',
  closed_not_delivered: 'Closed, not delivered',
  superseded: 'Superseded',
  not_stated: 'Not stated',
};

/**
 * Everything printed in an update's row except its listing: what an approval is of, and what the
 * content hash covers. Absent fields are left out, never null.
 */
export interface UpdateContent {
  /** ProseMirror JSON of the house schema. */
  document: RichTextDocument;
  delivery?: Delivery;
  /** One line: what happens next and when, in the owner's words. */
  nextMilestone?: string;
  /** The numbers that it reports, in order. */
  figures?: Figure[];
  /** What is published with it, in order. A file is named by the hash of its bytes. */
  evidence?: PublishedEvidence[];
  /** Set by the act that says so, never typed: the words are those of the last edition. */
  noChange?: NoChange;
}

/** Since when the words are the same. */
export interface NoChange {
  /** The period of the first edition that printed them: 2021/22 Q3. */
  since: string;
  /** That edition's as-at date. */
  sinceOn: string;
}

/** How a row whose words are those of the last edition says so, in every form. */
export const noChangeWords = ({ since }: NoChange): string => `No change since ${since}`;

/** What may be written on: whether it is no change is said anew each time. */
export function withoutNoChange<Content extends { noChange?: unknown }>(
  content: Content,
): Omit<Content, 'noChange'> {
  const { noChange: _, ...words } = content;
  return words;
}
