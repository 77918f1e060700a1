import { isIsoDate } from '../../common/dates.js';
import type { Issue } from '../../common/problems.js';
import { parseDocument } from '../../common/rich-text/index.js';

/** The fields that make a round, before it has an id or a state. */
export interface RoundFields {
  title: string;
  slug: string;
  periodLabel: string;
  periodStart: string;
  periodEnd: string;
  asAt: string;
  opensOn: string;
  draftsDueOn: string;
  reviewDueOn: string;
  signOffDueOn: string;
  publicationOn: string;
}

const WORDS: [keyof RoundFields, string][] = [
  ['opensOn', 'the opening'],
  ['draftsDueOn', 'the date for drafts'],
  ['reviewDueOn', 'the date for review'],
  ['signOffDueOn', 'the date for sign-off'],
  ['publicationOn', 'publication'],
];

/** What is wrong with a round's fields: missing, no dates, or dates out of order. */
export function roundIssues(fields: Partial<RoundFields>): Issue[] {
  const issues: Issue[] = [];
  for (const field of ['title', 'slug', 'periodLabel'] as const) {
    if (!fields[field]?.trim())
      issues.push({ field, code: 'required', message: 'This is needed.' });
  }
  for (const field of [
    'periodStart',
    'periodEnd',
    'asAt',
    ...WORDS.map(([name]) => name),
  ] as const) {
    if (!isIsoDate(fields[field])) {
      issues.push({ field, code: 'not_a_date', message: 'Give a real date as YYYY-MM-DD.' });
    }
  }
  if (issues.length > 0) return issues;
  if (fields.periodEnd! < fields.periodStart!) {
    issues.push({
      field: 'periodEnd',
      code: 'out_of_order',
      message: 'The period ends before it starts.',
    });
  }
  if (fields.asAt! > fields.publicationOn!) {
    issues.push({
      field: 'asAt',
      code: 'out_of_order',
      message: 'The figures would be of a day after publication.',
    });
  }
  WORDS.slice(1).forEach(([field, words], index) => {
    const [before, beforeWords] = WORDS[index]!;
    if (fields[field]! < fields[before]!) {
      issues.push({
        field,
        code: 'out_of_order',
        message: `${capital(words)} comes before ${beforeWords}.`,
      });
    }
  });
  return issues;
}

/** What is wrong with an introduction, by the house schema. */
export function introductionIssues(introduction: unknown): Issue[] {
  if (introduction === undefined || introduction === null) return [];
  const parsed = parseDocument(introduction);
  return parsed.ok
    ? []
    : parsed.issues.map(({ path, code, message }) => ({
        field: `introduction${path ? `.${path}` : ''}`,
        code,
        message,
      }));
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** 2021-22-q4 from the first and last day of a financial quarter; otherwise from the dates. */
export function proposedSlug(periodStart: string, periodEnd: string): string {
  const [year, month] = periodStart.split('-').map(Number) as [number, number];
  const quarter = month >= 4 ? Math.ceil((month - 3) / 3) : 4;
  const financialYear = month >= 4 ? year : year - 1;
  const isQuarter = [1, 4, 7, 10].includes(month) && periodStart.endsWith('-01');
  return isQuarter
    ? `${financialYear}-${String((financialYear + 1) % 100).padStart(2, '0')}-q${quarter}`
    : `${periodStart}-to-${periodEnd}`;
}
