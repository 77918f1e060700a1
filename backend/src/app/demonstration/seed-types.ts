import type { Role } from '../../common/actor.js';
import type { Delivery } from '../../common/content.js';
import type { Characteristic } from '../../common/protected-characteristics.js';

/** What `seeds/` says, read and validated. Dates are YYYY-MM-DD; keys link the files. */
export interface Seeds {
  organisations: SeedOrganisation[];
  people: SeedPerson[];
  plan: SeedPlan;
  assessment: SeedAssessment;
  /** Oldest first. */
  editions: SeedHistoricEdition[];
  /** Oldest first. */
  rounds: SeedRound[];
}

export interface SeedOrganisation {
  key: string;
  name: string;
  shortName: string;
  /** Its clearers clear its updates before they reach a reviewer. */
  requiresClearance: boolean;
  otherNames: SeedOtherName[];
}

/** A name that it had until a day, or under which editions print it beside its own. */
export interface SeedOtherName {
  name: string;
  shortName?: string;
  kind: 'former' | 'variant';
  /** First and last day. */
  from?: string;
  until?: string;
}

/** A lead names a chapter or a commitment, the others neither; a clearer clears for their own body. */
export interface SeedRole {
  role: Role;
  chapter?: string;
  commitment?: string;
}

/** A role and an organisation, never a real person. Owners have no role of their own. */
export interface SeedPerson {
  key: string;
  name: string;
  email: string;
  organisation: string;
  roles: SeedRole[];
}

export interface SeedPlan {
  key: string;
  slug: string;
  title: string;
  /** Key of an organisation. */
  publisher: string;
  publishedOn: string;
  chapters: SeedChapter[];
  commitments: SeedCommitment[];
  lineage: SeedLineage[];
  /** Short forms that readers meet in the editions. */
  acronyms: { short: string; expansion: string }[];
}

export interface SeedChapter {
  key: string;
  title: string;
}

export interface SeedCommitment {
  key: string;
  chapter: string;
  title: string;
  /** The pledge in other words than the published ones. Plain text. */
  summary: string;
  /** Its parts, where it promises several things. */
  limbs: string[];
  /** Who delivers. Like asker and funder the key of an organisation. */
  leadOrganisation: string;
  asker?: string;
  funder?: string;
  /** Key of the person who drafts its updates. */
  owner: string;
}

/** What became of a commitment, as only people know it. */
export interface SeedLineage {
  /** Like to the key of a commitment. */
  from: string;
  to: string;
  kind: 'split_into' | 'merged_into' | 'replaced_by';
  reason: string;
}

/** The plan's impact assessment, with its letters as printed. */
export interface SeedAssessment {
  title: string;
  publishedOn: string;
  printingErrors: string[];
  /** In printed order: the first is section 1. */
  sections: SeedAssessmentSection[];
  characteristics: SeedAssessedCharacteristic[];
}

export interface SeedAssessmentSection {
  title: string;
  actions: SeedAssessedAction[];
}

export interface SeedAssessedAction {
  letter: string;
  commitments: string[];
  /** What is wrong with how it is printed. */
  note?: string;
}

export interface SeedAssessedCharacteristic {
  characteristic: Characteristic;
  remark: string;
  /** Every action does. */
  bearsOn?: 'all';
  /** It points to the actions of another one. */
  sameAs?: Characteristic;
  names: SeedNamedActions[];
}

export interface SeedNamedActions {
  section: number;
  letters: string[];
}

export interface SeedPeriod {
  label: string;
  start: string;
  end: string;
}

/** An edition published before the system existed: its sign-off is not recorded here. */
export interface SeedHistoricEdition {
  slug: string;
  title: string;
  period: SeedPeriod;
  financialYear: string;
  quarter: number;
  asAt: string;
  publishedOn: string;
  /** Which of the two days the original does not give; printed with them. */
  dateNote?: string;
  /** Markdown. */
  introduction?: string;
  /** A narrative under themes; its parts are rows here, without wording. */
  isSummary: boolean;
  /** In printed order. */
  rows: SeedHistoricRow[];
}

/** One printed row. Rows under one printed reference stand next to each other and share it. */
export interface SeedHistoricRow {
  /** Unique in the edition; the next round's updates are named by it. */
  key: string;
  /** The chapter's title as printed. */
  chapter: string;
  /** Absent when the row was printed without one. */
  reference?: string;
  /** Heading for a row that answers several commitments; else the commitment's own title serves. */
  title?: string;
  /** A summary's part that was printed without a heading. */
  isUntitled?: boolean;
  /** The commitment as this edition prints it, in other words. Plain text. */
  wording: string;
  commitments: string[];
  /** Absent when the edition does not print it. */
  leadOrganisation?: string;
  /** Markdown, with links resolved. */
  text: string;
  delivery?: Delivery;
  /** Numbers of the text, as figures. */
  figures?: SeedFigure[];
}

/** A number that a text reports. The same day twice is the state of that day. */
export interface SeedFigure {
  measure: string;
  from: string;
  to: string;
  value: string;
  unit?: string;
  numerator?: string;
  denominator?: string;
  source?: string;
}

export interface SeedRound {
  /** The file it was read from, so that a refusal while loading can name it. */
  file: string;
  slug: string;
  title: string;
  period: SeedPeriod;
  financialYear: string;
  quarter: number;
  asAt: string;
  opensOn: string;
  draftsDueOn: string;
  reviewDueOn: string;
  signOffDueOn: string;
  publicationOn: string;
  /** Markdown. */
  introduction: string;
  holds: SeedHold[];
  /** Where the demonstration's clock starts: local time in London, YYYY-MM-DDTHH:MM. */
  clockStartsAt: string;
  /** In the order in which they happened. */
  acts: SeedAct[];
  /** Its stakeholder summary, begun after its last act. */
  summary?: SeedSummary;
}

/** A summary under work: planned, opened and laid out in one go, then written. */
export interface SeedSummary {
  /** Local time in London, and the key of the person who lays it out. */
  at: string;
  by: string;
  title: string;
  draftsDueOn: string;
  reviewDueOn: string;
  signOffDueOn: string;
  publicationOn: string;
  /** Markdown. */
  introduction: string;
  themes: SeedTheme[];
  acts: SeedSummaryAct[];
}

export interface SeedTheme {
  title: string;
  paragraphs: SeedParagraph[];
}

export interface SeedParagraph {
  /** As acts name it: no row of the last edition has the same. */
  key: string;
  title: string;
  isUntitled: boolean;
  /** Whose leads review it. */
  chapter: string;
  owner: string;
  commitments: string[];
  /** Rows of the last edition, with whose approved words in the round it begins. */
  from: string[];
}

/** First and last day on which nothing new may be published. */
export interface SeedHold {
  name: string;
  startsOn: string;
  endsOn: string;
  reason: string;
}

interface SeedActBase {
  /** Local time in London, YYYY-MM-DDTHH:MM. */
  at: string;
  /** Key of the person who acts. */
  by: string;
  /** Key of a row of the last edition, which the update carries on. */
  update: string;
  /** Where the act stands in its file, so that a refusal while loading can name it. */
  line: number;
}

export interface SeedSaveDraft extends SeedActBase {
  do: 'save_draft';
  /** The whole text, Markdown. */
  text: string;
  delivery: Delivery;
  nextMilestone?: string;
  figures?: SeedFigure[];
}

/** Submit, clear, claim and approve need nothing but who, when and what. */
export interface SeedPlainAct extends SeedActBase {
  do: 'submit' | 'clear' | 'claim' | 'approve';
}

export interface SeedReasonedAct extends SeedActBase {
  do: 'return' | 'reopen';
  reason: string;
}

export interface SeedAddContributor extends SeedActBase {
  do: 'add_contributor';
  person: string;
}

export interface SeedReassign extends SeedActBase {
  do: 'reassign';
  owner: string;
}

/** Something a person did in the round, for the loader to do again through the real actions. */
export type SeedAct =
  SeedSaveDraft | SeedPlainAct | SeedReasonedAct | SeedAddContributor | SeedReassign;

export type SeedActName = SeedAct['do'];

/** The whole text of a paragraph: a summary states no delivery. */
export interface SeedSaveParagraph extends SeedActBase {
  do: 'save_paragraph';
  /** Markdown. */
  text: string;
}

/** `update` is the key of a paragraph. */
export type SeedSummaryAct = SeedSaveParagraph | SeedPlainAct;
