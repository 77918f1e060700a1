import type { Audience, Rule, ScheduledRule } from '../api/types.ts';

/** Why somebody is told something: the words for every rule, here only. */
export const RULE_WORDS: Record<Rule, string> = {
  kick_off: 'The round has opened',
  before_due: 'Words are due soon',
  overdue: 'Words are overdue',
  review_waiting: 'A review is waiting',
  clearance_waiting: 'Clearance is waiting',
  return_waiting: 'Returned and not taken up again',
  still_true_waiting: '“Still true?” is not answered',
  before_sign_off: 'Signing is due soon',
  sign_off_overdue: 'Signing is overdue',
  returned: 'Returned to its owner',
  asked_again: 'Open or asked again',
  handed_over: 'Given to a new owner',
  asked_to_help: 'Asked to help write it',
  taken_over: 'A claimed review was taken over',
  signature_asked: 'A signature is asked for',
  mentioned: 'Mentioned in a comment',
  expert_commented: 'An expert has commented',
  edited: 'A lead has edited the text',
  round_declined: 'The signatory did not sign',
  round_unsealed: 'The round was unsealed',
  publication_failed: 'Publication at the set time failed',
  chased: 'Asked for by the secretariat',
};

/** "Words are due soon; A review is waiting" */
export const rulesWords = (rules: readonly Rule[]): string =>
  rules.map((rule) => RULE_WORDS[rule]).join('; ');

export const AUDIENCE_WORDS: Record<Audience, string> = {
  owner: 'the owner',
  lead: 'the lead',
  clearer: 'the clearer',
  signatory: 'the signatory',
  secretariat: 'the secretariat',
};

const workingDays = (days: number): string => `${days} working day${days === 1 ? '' : 's'}`;

/** When a line of a schedule applies: "5 working days before the words are due". */
export function whenWords({ rule, days }: Pick<ScheduledRule, 'rule' | 'days'>): string {
  const count = workingDays(days);
  switch (rule) {
    case 'kick_off':
      return 'When the round opens';
    case 'before_due':
      return days === 0 ? 'On the day the words are due' : `${count} before the words are due`;
    case 'overdue':
      return `${count} after the words were due, or came back or changed hands later, while they are not submitted`;
    case 'review_waiting':
      return `When a review has waited ${count}`;
    case 'clearance_waiting':
      return `When a clearance has waited ${count}`;
    case 'return_waiting':
      return `When a returned text was not taken up again for ${count}`;
    case 'still_true_waiting':
      return `When “still true?” was not answered for ${count}`;
    case 'before_sign_off':
      return days === 0 ? 'On the day signing is due' : `${count} before signing is due`;
    case 'sign_off_overdue':
      return `${count} after signing was due, or after a later sealing or unsealing, while it is not signed`;
  }
}
