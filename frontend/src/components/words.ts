import type { RoundState, Role, SigningLine, UpdateState, WorkKind } from '../api/types.ts';

/** The words a person sees for the system's own codes, in one file. */
export const UPDATE_STATE_WORDS: Record<UpdateState | 'omitted', string> = {
  not_started: 'Not started',
  drafting: 'Drafting',
  in_clearance: 'In clearance',
  submitted: 'Submitted',
  returned: 'Returned',
  approved: 'Approved',
  signed: 'Signed',
  published: 'Published',
  abandoned: 'Abandoned',
  omitted: 'Omitted',
};

export const ROUND_STATE_WORDS: Record<RoundState, string> = {
  planned: 'Planned',
  skipped: 'Skipped',
  open: 'Open',
  sealed: 'Sealed',
  signed: 'Signed',
  published: 'Published',
  closed: 'Closed',
};

export const ROLE_WORDS: Record<Role, string> = {
  administrator: 'Administrator',
  auditor: 'Auditor',
  secretariat: 'Secretariat',
  signatory: 'Signatory',
  board_member: 'Board member',
  lead: 'Lead',
  clearer: 'Clearer',
};

export const WORK_BUTTON_WORDS: Record<WorkKind, string> = {
  draft: 'Write',
  resume: 'Go on writing',
  confirm_still_true: 'Read and confirm',
  clear: 'Clear',
  review: 'Review',
  answer_mention: 'Read and answer',
  read_expert: 'Read and answer',
  seal: 'Go to the round',
  sign: 'Sign the round',
  publish: 'Go to the round',
  confirm_override: 'Look and confirm',
  decide_withdrawal: 'Look and decide',
  publication_failed: 'Go to the round',
  name_owner: 'Go to the round',
};

export const CHANGE_WORDS: Record<SigningLine['changedSinceLastEdition'], string> = {
  changed: 'Changed',
  unchanged: 'Unchanged',
  new: 'New',
  omitted: 'Omitted',
};

const DECISION_WORDS: Record<string, string> = {
  declare_no_change: 'said that nothing has changed, in',
  clear: 'cleared',
  refuse_clearance: 'refused clearance of',
  recall: 'recalled',
  return: 'returned',
  approve: 'approved',
  reopen: 'reopened',
  omit: 'omitted this row',
  include: 'included this row again',
  decline: 'declined to sign',
  abandon: 'abandoned the correction',
  confirm_still_true: 'confirmed as still true',
};

/** A decision told in the past tense: "returned revision 2". */
export const decisionWords = (kind: string): string =>
  DECISION_WORDS[kind] ?? kind.replaceAll('_', ' ');

export const REVISION_KIND_WORDS = {
  submission: 'Submission',
  lead_edit: 'Edited by a lead',
  historic: 'As published before this system',
} as const;

/** Makes a code such as `update.approved` readable when it has no words of its own. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
