import type { Issue } from '../../common/problems.js';
import { AUDIENCES_OF, type ScheduledRule } from './rules.js';

/** What is wrong with a schedule, field by field; none when it can be kept. Pure. */
export function scheduleIssues(rules: readonly ScheduledRule[]): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, { rule, days, to }] of rules.entries()) {
    const issue = (field: string, code: string, message: string): void => {
      issues.push({ field: `rules.${index}.${field}`, code, message });
    };
    if (seen.has(`${rule} ${days}`)) {
      issue('days', 'repeated', 'This reminder is there already for that day.');
    }
    seen.add(`${rule} ${days}`);
    if (to.some((audience) => !AUDIENCES_OF[rule].includes(audience))) {
      issue('to', 'not_theirs', `This can go to: ${AUDIENCES_OF[rule].join(', ')}.`);
    }
    if (rule === 'kick_off' && days !== 0) {
      issue('days', 'on_opening', 'People are told on the day the round opens: give 0.');
    }
    if (AFTER.has(rule) && days === 0) {
      issue('days', 'too_early', 'Give at least one working day.');
    }
  }
  return issues;
}

const AFTER: ReadonlySet<string> = new Set([
  'overdue',
  'review_waiting',
  'clearance_waiting',
  'return_waiting',
  'still_true_waiting',
  'sign_off_overdue',
]);
