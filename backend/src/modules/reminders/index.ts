import { Chase } from './chase.entity.js';
import { ReminderSchedule } from './reminder-schedule.entity.js';

export { ChaseOwners } from './actions/chase-owners.js';
export { foreseenChase } from './chase-lines.reader.js';
export { ChaseDto } from './dto/reminders.dto.js';
export { BARRED_FROM_NOTICE, standInOf, standInsFor, type StandIn } from './covers.js';
export { noticeFacts } from './notice.reader.js';
export { owedLines, type OwedLine } from './owed.reader.js';
export { ReminderSweep } from './reminder-sweep.js';
export { remindOthers } from './remind-others.js';
export { RemindersModule } from './reminders.module.js';
export {
  NEWS_RULES,
  OPTIONAL_RULES,
  PART_OF_AUDIENCE,
  RULE_KINDS,
  RULES,
  type Audience,
  type Rule,
} from './rules.js';
export { dueInWords, type NoticeLine, type Note } from './notice-line.js';
export { standingOf, type NoticeFacts } from './standing.js';
export { LISTED, noteListed, type ListedLine } from './write-notices.js';
export const REMINDER_ENTITIES = [ReminderSchedule, Chase];
