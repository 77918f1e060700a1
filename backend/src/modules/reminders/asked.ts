/** What is asked of people for an update as it stands now. */
export type UpdateAsk = 'draft' | 'resume' | 'clear' | 'review' | 'confirm_still_true';

/** An update, and of whom something is asked for it now. */
export interface AskedUpdate {
  id: string;
  planId: string;
  roundId: string;
  title: string;
  /** As printed in this round. */
  reference: string | null;
  /** Null when nothing is asked of anybody. */
  ask: UpdateAsk | null;
  /** Left out of its round. */
  isOmitted: boolean;
  /** The London date since which it stands so. */
  sinceOn: string;
  /** The London date from which on it was anybody's to write. */
  askedFromOn: string;
  /** The London date on which it last came back to those who write it. */
  cameBackOn: string | null;
  /** The London date from which on its owner has had it; null when it never had one. */
  ownedFromOn: string | null;
  respondBy: string;
  reviewDueOn: string;
  signOffDueOn: string;
  /** Above 0: a published text that is corrected. */
  correctionNo: number;
  /** Null when it has none, or none with an open account. */
  ownerId: string | null;
  /** The owner whose account is closed. */
  closedOwnerId: string | null;
  claimedById: string | null;
  /** The nearest: its commitment's leads, else its chapter's, else the plan's. Never its owner, nor who wrote what they would review. */
  leadIds: string[];
  /** Who own or wrote what is to be reviewed: none of them reviews it, for whomever. */
  barredIds: string[];
  clearerIds: string[];
}

/** A round, and of whom something is asked for it as a whole. */
export interface AskedRound {
  id: string;
  planId: string;
  planTitle: string;
  title: string;
  state: string;
  /** What is sealed waits for a signature. */
  isSignatureAsked: boolean;
  /** It waits to be sealed: it is open, or a correction of it was approved or not signed. */
  isToBeSealed: boolean;
  opensOn: string;
  /** The London date on which it was opened; null while it is planned. */
  openedOn: string | null;
  signOffDueOn: string;
  /** The London date on which it was last sealed, unsealed or declined, or a correction of it was ready to be sealed. */
  turnedOn: string | null;
  publicationOn: string;
  signatoryIds: string[];
  secretariatIds: string[];
}

/** By when what is asked is to be done. The dates of its round were over when a correction began. */
export const dueOnOf = (ask: UpdateAsk, update: AskedUpdate): string | undefined =>
  ask === 'draft' || ask === 'resume'
    ? update.respondBy
    : update.correctionNo > 0
      ? undefined
      : ask === 'confirm_still_true'
        ? update.signOffDueOn
        : update.reviewDueOn;

/** By when a round is to be signed. What is corrected was due with it, and is signed when it is done. */
export const signingDueOn = ({ state, signOffDueOn }: AskedRound): string | undefined =>
  state === 'published' ? undefined : signOffDueOn;

/** From when signing is late: what is sealed, or opened again, after its date waits from then on. */
export const signingLateFrom = ({ signOffDueOn, turnedOn }: AskedRound): string =>
  turnedOn && turnedOn > signOffDueOn ? turnedOn : signOffDueOn;

/** The printed reference and the title. */
export const titleOf = ({ reference, title }: AskedUpdate): string =>
  [reference, title].filter(Boolean).join(' ');

/** Whether somebody is to write. */
export const asksWords = ({ ask }: AskedUpdate): boolean => ask === 'draft' || ask === 'resume';
