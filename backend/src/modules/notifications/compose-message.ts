import { dateInWords } from '../../common/dates.js';
import type { NoticeLine, Note, Rule } from '../reminders/index.js';
import { fillTemplate, type Template } from './templates.js';

/** A line that stands, and for whom it is told when that is not the reader. */
export interface ToldLine {
  line: NoticeLine;
  /** The absent person. */
  forName?: string;
}

/** One thing in a message. */
export interface MessageLine extends Omit<
  NoticeLine,
  'rule' | 'task' | 'planTitle' | 'roundTitle' | 'request'
> {
  /** Of all the reminders of it. */
  rules: Rule[];
  /** Its plan and round, in a message of more than one. */
  place?: string;
  forName?: string;
}

/** The subject counts by task; the body says each in full. */
type ComposedLine = MessageLine & Pick<NoticeLine, 'task' | 'planTitle' | 'roundTitle' | 'request'>;

export interface MessageGroup {
  heading: string;
  /** What was said of all its lines at once. */
  request?: Note;
  lines: MessageLine[];
}

/** The groups as they are shown: without what only scopes ask. */
export const shownGroups = (groups: readonly MessageGroup[]) =>
  groups.map(({ lines, ...group }) => ({
    ...group,
    lines: lines.map(({ planId: _, ...line }) => line),
  }));

/** All that a message says. Its HTML and its plain text are made from this. */
export interface MessageBody {
  opening: string;
  groups: MessageGroup[];
  closing: string;
}

const GROUPS: readonly { heading: string; has(line: ComposedLine): boolean }[] = [
  { heading: 'Overdue', has: ({ workingDaysLeft: left = 1 }) => left < 0 },
  { heading: 'Due today', has: ({ workingDaysLeft: left = 1 }) => left === 0 },
  { heading: 'To do', has: ({ task }) => task !== 'to know' },
  { heading: 'To know', has: () => true },
];

/**
 * What is told, as a subject and a body: one line for each thing asked, most urgent first, whatever the
 * number of reminders that it had. Pure.
 * @param today the London date
 */
export function composeMessage(
  told: readonly ToldLine[],
  template: Template,
  { name, service, today }: { name: string; service: string; today: string },
): { subject: string; body: MessageBody } {
  const lines = mergeLines(told).sort(
    (one, other) =>
      (one.workingDaysLeft ?? Infinity) - (other.workingDaysLeft ?? Infinity) ||
      one.title.localeCompare(other.title),
  );
  const { subject, opening, closing } = fillTemplate(template, {
    ...{ name, service, date: dateInWords(today) },
    ...{ summary: summaryOf(lines), count: String(lines.length) },
  });
  const placeOf = placesAmong(lines);
  const left = new Set(lines);
  const groups = GROUPS.map(({ heading, has }) => {
    const members = [...left].filter(has);
    for (const member of members) left.delete(member);
    return byRequest(members).map(({ request, lines }): MessageGroup => ({
      ...(request ? { heading: `${heading}, asked for by ${request.by}`, request } : { heading }),
      lines: lines.map(placeOf),
    }));
  }).flat();
  return { subject: shortened(subject, MOST_SUBJECT), body: { opening, groups, closing } };
}

/** Lines of which the same was said at once stand together under it, in the order of the first. */
function byRequest(lines: readonly ComposedLine[]): { request?: Note; lines: ComposedLine[] }[] {
  const groups = new Map<string, { request?: Note; lines: ComposedLine[] }>();
  for (const line of lines) {
    const { request, roundId } = line;
    const key = request ? `${roundId} ${request.by} ${request.words}` : '';
    const group = groups.get(key) ?? { ...(request && { request }), lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  // What nothing was said of comes first.
  return [...groups.values()].sort((one) => (one.request ? 1 : -1));
}

/** How each of these lines names its plan and round: only as far as there are several. */
function placesAmong(lines: readonly ComposedLine[]): (line: ComposedLine) => MessageLine {
  const isOfPlans = new Set(lines.map(({ planId }) => planId)).size > 1;
  const isOfRounds = new Set(lines.map(({ roundId }) => roundId)).size > 1;
  return ({ task: _, request: __, planTitle, roundTitle, ...line }) => {
    const names = [
      ...(isOfPlans ? [planTitle] : []),
      ...(isOfRounds && line.title !== roundTitle ? [roundTitle] : []),
    ];
    return { ...line, ...(names.length > 0 && { place: names.join(', ') }) };
  };
}

/** The same thing asked for the same person is one line, with all that was said about it. */
function mergeLines(told: readonly ToldLine[]): ComposedLine[] {
  const merged = new Map<string, ComposedLine>();
  for (const { line, forName } of told) {
    const { rule, notes, ...rest } = line;
    // Asked in several ways, it is still one thing to do.
    const what = line.task === 'to know' ? line.ask : line.task;
    const key = `${line.subjectId} ${what} ${forName ?? ''}`;
    const known = merged.get(key);
    if (!known) {
      merged.set(key, { ...rest, rules: [rule], notes: [...notes], ...(forName && { forName }) });
      continue;
    }
    if (!known.rules.includes(rule)) known.rules.push(rule);
    known.request = joined(known.request, line.request);
    for (const note of notes) {
      if (!known.notes.some(({ by, words }) => by === note.by && words === note.words)) {
        known.notes.push(note);
      }
    }
  }
  return [...merged.values()];
}

/** Asked for twice before a message goes, in other words: both are said. */
function joined(first?: Note, second?: Note): Note | undefined {
  if (!first || !second) return first ?? second;
  const said = second.by === first.by ? second.words : `${second.by}: ${second.words}`;
  const isSaid = first.words === said || first.words.endsWith(`\n\n${said}`);
  return isSaid ? first : { ...first, words: `${first.words}\n\n${said}` };
}

/** What is asked and by when, for the subject. However long a title is, it leaves room for that. */
function summaryOf(lines: readonly ComposedLine[]): string {
  const [first] = lines;
  if (!first) return '';
  const what = `${first.ask}: ${shortened(first.title, MOST_TITLE)}`;
  if (lines.length === 1) return `${what}${first.when ? `, ${first.when}` : ''}`;
  const overdue = lines.filter(({ workingDaysLeft: left = 0 }) => left < 0);
  const next = lines.find(({ workingDaysLeft: left }) => left !== undefined && left >= 0);
  const parts = [
    ...(overdue.length > 0 ? [`${overdue.length} overdue${sinceWhen(overdue)}`] : []),
    ...(next?.dueOn
      ? [`${overdue.length > 0 ? 'the next' : 'the first'} due on ${dateInWords(next.dueOn)}`]
      : []),
  ];
  return parts.length > 0
    ? `${countedTasks(lines)}: ${parts.join(', ')}`
    : `${what}, and ${lines.length - 1} more`;
}

/** 3 to write, 1 to review: in the order of their urgency. */
function countedTasks(lines: readonly ComposedLine[]): string {
  const counts = new Map<string, number>();
  for (const { task } of lines) counts.set(task, (counts.get(task) ?? 0) + 1);
  return [...counts].map(([task, count]) => `${count} ${task}`).join(', ');
}

/** The date of what is overdue, or the earliest of them. */
function sinceWhen(overdue: readonly MessageLine[]): string {
  const [earliest] = overdue.flatMap(({ dueOn }) => dueOn ?? []).sort();
  if (!earliest) return '';
  return ` (${overdue.length === 1 ? 'it' : 'the first'} was due on ${dateInWords(earliest)})`;
}

/** Room for the longest thing asked, its title as shortened, its date, and words of a template before it. */
const MOST_SUBJECT = 400;
const MOST_TITLE = 70;
const shortened = (words: string, most: number): string => {
  const characters = [...words];
  if (characters.length <= most) return words;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
};
