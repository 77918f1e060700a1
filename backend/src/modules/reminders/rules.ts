import type { CoverPart } from '../../common/actor.js';

/** As what somebody is told: it decides which part of their work a cover must have taken over. */
export const AUDIENCES = ['owner', 'lead', 'clearer', 'signatory', 'secretariat'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a round's schedule sets: on which working days people are reminded, and who. */
export const TIMED_RULES = [
  'kick_off',
  'before_due',
  'overdue',
  'review_waiting',
  'clearance_waiting',
  'return_waiting',
  'still_true_waiting',
  'before_sign_off',
  'sign_off_overdue',
] as const;
export type TimedRule = (typeof TIMED_RULES)[number];

/** What happened, or was asked by a person, and is told whatever the schedule says. */
export const EVENT_RULES = [
  'returned',
  'asked_again',
  'handed_over',
  'asked_to_help',
  'taken_over',
  'signature_asked',
  'mentioned',
  'expert_commented',
  'edited',
  'round_declined',
  'round_unsealed',
  'publication_failed',
  'chased',
] as const;
export type EventRule = (typeof EVENT_RULES)[number];

export const RULES = [...TIMED_RULES, ...EVENT_RULES] as const;
export type Rule = (typeof RULES)[number];

/** One line of a round's schedule: the rule, how many working days before or after, and to whom. */
export interface ScheduledRule {
  rule: TimedRule;
  /** Working days; 0 on the very day. */
  days: number;
  to: Audience[];
}

/** The same as plain data, to be kept or compared. */
export const plainRules = (rules: readonly ScheduledRule[]): ScheduledRule[] =>
  rules.map(({ rule, days, to }) => ({ rule, days, to: [...to] }));

interface RuleKind {
  /** At once: gathered for a few minutes only. Otherwise it is a line of the day's one message. */
  isAtOnce: boolean;
  /** It comes by email, whatever somebody's settings are. */
  isCompulsory: boolean;
  /** It tells what happened, and reminds nobody of what they owe. */
  isNews?: true;
}

export const RULE_KINDS: Readonly<Record<Rule, RuleKind>> = {
  kick_off: { isAtOnce: true, isCompulsory: true },
  before_due: { isAtOnce: false, isCompulsory: false },
  overdue: { isAtOnce: false, isCompulsory: true },
  review_waiting: { isAtOnce: false, isCompulsory: false },
  clearance_waiting: { isAtOnce: false, isCompulsory: false },
  return_waiting: { isAtOnce: false, isCompulsory: true },
  still_true_waiting: { isAtOnce: false, isCompulsory: true },
  before_sign_off: { isAtOnce: false, isCompulsory: true },
  sign_off_overdue: { isAtOnce: false, isCompulsory: true },
  returned: { isAtOnce: true, isCompulsory: true },
  asked_again: { isAtOnce: true, isCompulsory: true },
  handed_over: { isAtOnce: true, isCompulsory: true },
  asked_to_help: { isAtOnce: true, isCompulsory: true, isNews: true },
  taken_over: { isAtOnce: true, isCompulsory: false, isNews: true },
  signature_asked: { isAtOnce: true, isCompulsory: true },
  mentioned: { isAtOnce: true, isCompulsory: false, isNews: true },
  expert_commented: { isAtOnce: true, isCompulsory: false, isNews: true },
  edited: { isAtOnce: false, isCompulsory: false, isNews: true },
  round_declined: { isAtOnce: true, isCompulsory: true },
  round_unsealed: { isAtOnce: true, isCompulsory: true },
  publication_failed: { isAtOnce: true, isCompulsory: true },
  chased: { isAtOnce: true, isCompulsory: true },
};

/** Rules that somebody may choose to be told of in the app only. */
export const OPTIONAL_RULES: readonly Rule[] = RULES.filter(
  (rule) => !RULE_KINDS[rule].isCompulsory,
);

/** Rules by which nobody is reminded. */
export const NEWS_RULES: readonly Rule[] = RULES.filter((rule) => RULE_KINDS[rule].isNews);

/** Who can be told by a timed rule; the first is told where a schedule names nobody else. */
export const AUDIENCES_OF: Readonly<Record<TimedRule, readonly [Audience, ...Audience[]]>> = {
  kick_off: ['owner'],
  before_due: ['owner'],
  overdue: ['owner', 'lead', 'secretariat'],
  review_waiting: ['lead', 'secretariat'],
  clearance_waiting: ['clearer', 'secretariat'],
  return_waiting: ['owner', 'lead', 'secretariat'],
  still_true_waiting: ['owner', 'secretariat'],
  before_sign_off: ['signatory', 'secretariat'],
  sign_off_overdue: ['signatory', 'secretariat'],
};

export const PART_OF_AUDIENCE: Readonly<Record<Audience, CoverPart>> = {
  owner: 'drafting',
  lead: 'review',
  clearer: 'clearance',
  signatory: 'signing',
  secretariat: 'secretariat',
};

/** What applies to a round until its secretariat sets something else. */
export const USUAL_SCHEDULE: readonly ScheduledRule[] = [
  { rule: 'kick_off', days: 0, to: ['owner'] },
  { rule: 'before_due', days: 10, to: ['owner'] },
  { rule: 'before_due', days: 5, to: ['owner'] },
  { rule: 'before_due', days: 1, to: ['owner'] },
  { rule: 'before_due', days: 0, to: ['owner'] },
  { rule: 'overdue', days: 1, to: ['owner'] },
  { rule: 'overdue', days: 3, to: ['owner', 'lead'] },
  { rule: 'overdue', days: 5, to: ['owner', 'lead', 'secretariat'] },
  { rule: 'review_waiting', days: 3, to: ['lead'] },
  { rule: 'clearance_waiting', days: 3, to: ['clearer'] },
  { rule: 'return_waiting', days: 2, to: ['owner'] },
  { rule: 'still_true_waiting', days: 2, to: ['owner'] },
  { rule: 'before_sign_off', days: 1, to: ['signatory'] },
  { rule: 'before_sign_off', days: 0, to: ['signatory'] },
  { rule: 'sign_off_overdue', days: 1, to: ['signatory', 'secretariat'] },
];

export const MOST_DAYS = 60;
/** A schedule is for people to read. */
export const MOST_RULES = 40;
