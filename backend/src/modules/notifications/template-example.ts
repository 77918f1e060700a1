import { addWorkingDays } from '../../common/dates.js';
import { dueInWords, type NoticeLine } from '../reminders/index.js';
import type { ToldLine } from './compose-message.js';
import type { MessageKind } from './message.workflow.js';

/** Lines as they might stand in a message, for trying a template. Pure. */
export function exampleLines(
  kind: MessageKind,
  today: string,
  holidays: ReadonlySet<string>,
): ToldLine[] {
  const line = (title: string, ask: string, left: number, rule: NoticeLine['rule']): ToldLine => {
    const dueOn = addWorkingDays(today, left, holidays);
    return {
      line: {
        ...{ rule, planId: '', planTitle: '', roundId: '', roundTitle: '' },
        ...{ subjectId: title, title, ask, notes: [] },
        task: 'to write',
        ...{ dueOn, workingDaysLeft: left, when: dueInWords(dueOn, left), path: '/app' },
      },
    };
  };
  return kind === 'digest'
    ? [
        line('1.1 An example commitment', 'Write and submit the update', -2, 'overdue'),
        line('2.4 Another commitment', 'Write and submit the update', 5, 'before_due'),
      ]
    : [
        {
          line: {
            ...line('1.1 An example commitment', 'Answer what was returned to you', 3, 'returned')
              .line,
            notes: [{ by: 'The chapter’s lead', words: 'Say which month the figures are for.' }],
          },
        },
      ];
}
