import type { Acronym } from './acronyms.js';
import type { Delivery, NoChange } from './content.js';
import type { PublishedEvidence } from './evidence.js';
import type { Figure } from './figures.js';
import type { RichTextDocument } from './rich-text/index.js';

/**
 * The one source of every form of an edition (HTML, PDF, later Word and CSV). Stored as canonical
 * JSON and hashed; nothing is printed that is not in it. Dates are ISO dates (YYYY-MM-DD).
 */
export interface EditionSnapshot {
  schema: 'quarterdeck/edition/1';
  slug: string;
  /** 1 for the first publication of the edition, then one more with each correction. */
  version: number;
  title: string;
  plan: { id: string; title: string };
  publisher: string;
  /** 2021/22 Q4 (January to March 2022) */
  period: { label: string; start: string; end: string };
  /** Periods before it that were skipped and that it covers too, and why they had no edition. */
  alsoCovers?: { label: string; start: string; end: string; reason: string }[];
  asAt: string;
  publishedOn: string;
  /** Of a historic edition: which of its days its original does not give, and where they are from. */
  dateNote?: string;
  introduction?: RichTextDocument;
  /** Absent for a historic edition: its sign-off is not recorded in this system. */
  signature?: { manifestHash: string; signedBy: string; signedAt: string };
  /** True for an edition that was published before the system existed. */
  isHistoric: boolean;
  /** Present for a stakeholder summary: its chapters are themes, its rows parts of a narrative. */
  isSummary?: true;
  /** A correction says, at the top, what was corrected and why; minor when two people said that it is. */
  correction?: { note: string; publishedOn: string; isMinor?: true };
  /** The last day on which words that must not be kept were taken out of it. */
  redactedOn?: string;
  redactedTimes?: number;
  chapters: SnapshotChapter[];
  /** The short forms that occur in it, by the alphabet. Absent when there are none. */
  acronyms?: Acronym[];
}

export interface SnapshotChapter {
  title: string;
  groups: SnapshotGroup[];
}

/** Rows printed under one reference (1.1, say); a row without a reference is a group of its own. */
export interface SnapshotGroup {
  reference?: string;
  rows: SnapshotRow[];
}

export interface SnapshotRow {
  updateId: string;
  /** Position over the whole edition, from 1. */
  position: number;
  /** Title for headings and links: short. */
  title: string;
  /** A summary's part that was printed without a heading: the title serves for links alone. */
  isUntitled?: true;
  /** The commitment's wording as this edition prints it. */
  wording: string;
  commitments: { id: string; title: string }[];
  leadOrganisation?: string;
  /** Absent when the row is omitted. */
  content?: {
    hash: string;
    document: RichTextDocument;
    delivery?: Delivery;
    nextMilestone?: string;
    noChange?: NoChange;
    figures?: Figure[];
    evidence?: PublishedEvidence[];
  };
  /** Present when the row has no update this time: why, and where it was last reported. */
  omission?: { reason: string; lastReported?: { title: string; slug: string } };
}
