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
  respondBy: string;
  reviewDueOn: string;
  signOffDueOn: string;
  ownerId: string | null;
  claimedById: string | null;
  /** The nearest: its commitment's leads, else its chapter's, else the plan's. Never its owner. */
  leadIds: string[];
  clearerIds: string[];
}

/** A round, and of whom something is asked for it as a whole. */
export interface AskedRound {
  id: string;
  planId: string;
  title: string;
  state: string;
  /** What is sealed waits for a signature. */
  isSignatureAsked: boolean;
  opensOn: string;
  signOffDueOn: string;
  signatoryIds: string[];
  secretariatIds: string[];
}
