import { dateInWords, isIsoDate, monthsAfter, monthsInWords } from './dates.js';
import { hasForbiddenCharacter } from './rich-text/document.js';
import { normaliseLine } from './rich-text/text.js';

/** Why a later value differs: better data came in, or the earlier one was wrong. */
export const FIGURE_CHANGES = ['revision', 'correction'] as const;
export type FigureChangeKind = (typeof FIGURE_CHANGES)[number];

/** What a later value says of the one that it takes the place of. */
export interface FigureChange {
  kind: FigureChangeKind;
  /** The value as it was published before, in words: “14% (28 of 200)”. */
  was: string;
  reason: string;
}

/** From one day to another; the same day twice is the state of that day. */
export interface FigurePeriod {
  start: string;
  end: string;
}

/**
 * One number that an update reports. In a draft all but its period may still be empty; what is
 * submitted has been held against `figureIssues`. Numbers are kept as they were said, so that 4.50 stays 4.50.
 */
export interface Figure {
  measure: string;
  period: FigurePeriod;
  value: string;
  /** What is counted, or % or £; absent when the measure says it. */
  unit?: string;
  numerator?: string;
  denominator?: string;
  source?: string;
  change?: FigureChange;
}

/** A figure as it was last published, and in which period's edition. */
export interface PublishedFigure {
  figure: Figure;
  /** 2021/22 Q3 (October to December 2021) */
  editionPeriod: string;
}

export const FIGURES_MAX_COUNT = 20;
const MAX_LENGTHS = {
  ...{ measure: 200, value: 40, unit: 40, numerator: 40, denominator: 40, source: 200 },
  ...{ 'period.start': 10, 'period.end': 10, 'change.was': 200, 'change.reason': 500 },
} as const;
export const FIGURE_REASON_MAX_LENGTH = MAX_LENGTHS['change.reason'];
export const FIGURE_TEXT_MAX_LENGTH = MAX_LENGTHS.measure;

/** Digits, and decimals after a point; grouping commas are taken out before. */
export const FIGURE_NUMBER = '^-?\\d{1,15}(\\.\\d{1,6})?$';
const NUMBER = new RegExp(FIGURE_NUMBER);
const isNumber = (text: string): boolean => NUMBER.test(text);

/** What is wrong with one field of a list of figures: `figures.0.value`. */
export interface FigureIssue {
  field: string;
  code: string;
  message: string;
}

/** An empty figure to fill in. */
export const newFigure = (): Figure => ({
  measure: '',
  period: { start: '', end: '' },
  value: '',
});

/** The same measure for the period after, its value still to be given. */
export const nextFigure = ({ measure, period, unit, source }: Figure): Figure => ({
  measure,
  period: monthsAfter(period.start, period.end) ?? { start: '', end: '' },
  value: '',
  ...(unit !== undefined && { unit }),
  ...(source !== undefined && { source }),
});

// ---------------------------------------------------------------- normal form

/** Grouping commas and spaces are typography: 1,234 is 1234. */
function normaliseNumber(text: string): string {
  const bare = text.replace(/[,\s]/g, '').replace(/^[−–]/u, '-');
  return isNumber(bare) ? bare : normaliseLine(text);
}

/** As figures are kept, hashed and printed: lines cleaned, numbers bare, what is empty left out. */
export function normaliseFigure(figure: Figure): Figure {
  const { measure, period, value, unit, numerator, denominator, source, change, ...rest } = figure;
  const { start, end, ...morePeriod } = period;
  refuseMore({ ...rest, ...morePeriod });
  const filled = {
    unit: normaliseLine(unit ?? ''),
    numerator: normaliseNumber(numerator ?? ''),
    denominator: normaliseNumber(denominator ?? ''),
    source: normaliseLine(source ?? ''),
  };
  return {
    measure: normaliseLine(measure),
    period: { start, end },
    value: normaliseNumber(value),
    ...Object.fromEntries(Object.entries(filled).filter(([, text]) => text !== '')),
    ...(change && { change: normaliseChange(change) }),
  };
}

function normaliseChange({ kind, was, reason, ...rest }: FigureChange): FigureChange {
  refuseMore(rest);
  return { kind, was: normaliseLine(was), reason: normaliseLine(reason) };
}

function refuseMore(rest: Record<string, never>): void {
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw new TypeError(`figure: unknown field ${unknown.join(', ')}`);
}

// ---------------------------------------------------------------- enough to save

/** Figures from what a request sent: enough to save, however unfinished. */
export function parseFigures(
  input: unknown,
): { ok: true; figures: Figure[] } | { ok: false; issues: FigureIssue[] } {
  if (!Array.isArray(input) || input.length > FIGURES_MAX_COUNT) {
    const message = `A list of at most ${FIGURES_MAX_COUNT} figures.`;
    return { ok: false, issues: [{ field: 'figures', code: 'not_a_list', message }] };
  }
  const issues = input.flatMap((each, index) => shapeIssues(each, `figures.${index}`));
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, figures: (input as Figure[]).map(normaliseFigure) };
}

const REQUIRED = ['measure', 'value', 'period.start', 'period.end'];

function shapeIssues(input: unknown, at: string): FigureIssue[] {
  if (!isRecord(input)) return [{ field: at, code: 'not_a_figure', message: 'This is no figure.' }];
  const { period, change, ...plain } = input;
  const issues: FigureIssue[] = [];
  const nested = { period, ...(change !== undefined && { change }) };
  for (const [name, member] of Object.entries(nested)) {
    if (isRecord(member)) continue;
    const message = 'Some of this figure is missing.';
    issues.push({ field: `${at}.${name}`, code: 'required', message });
  }
  const fields: Record<string, unknown> = { ...plain };
  for (const [name, member] of Object.entries(nested)) {
    if (!isRecord(member)) continue;
    for (const [key, value] of Object.entries(member)) fields[`${name}.${key}`] = value;
  }
  const needed = [...REQUIRED, ...(isRecord(change) ? ['change.was', 'change.reason'] : [])];
  for (const name of needed) fields[name] ??= undefined;
  for (const [name, value] of Object.entries(fields)) {
    const issue = fieldIssue(name, value, needed.includes(name));
    if (issue) issues.push({ field: `${at}.${name}`, ...issue });
  }
  if (isRecord(change) && change.kind === undefined) {
    issues.push({ field: `${at}.change.kind`, code: 'required', message: KIND_MESSAGE });
  }
  return issues;
}

const KIND_MESSAGE = 'Say whether it is a revision or a correction.';

function fieldIssue(
  name: string,
  value: unknown,
  isRequired: boolean,
): Omit<FigureIssue, 'field'> | undefined {
  if (name === 'change.kind') {
    return FIGURE_CHANGES.some((kind) => kind === value)
      ? undefined
      : { code: 'unknown', message: KIND_MESSAGE };
  }
  const max = Object.hasOwn(MAX_LENGTHS, name)
    ? MAX_LENGTHS[name as keyof typeof MAX_LENGTHS]
    : undefined;
  if (max === undefined) return { code: 'unknown', message: 'There is no such field.' };
  if (value === undefined && !isRequired) return undefined;
  if (typeof value !== 'string' || value.length > max) {
    return { code: 'too_long', message: `One line of at most ${max} characters.` };
  }
  if (name.startsWith('period.') && !isIsoDate(value)) {
    return { code: 'not_a_date', message: 'Give a date.' };
  }
  return hasForbiddenCharacter(value)
    ? { code: 'control_character', message: 'It holds a character that cannot be printed.' }
    : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// ---------------------------------------------------------------- enough to submit

/** Two figures of the same measure and period are two values of one thing. */
export const figureKey = ({ measure, period }: Figure): string =>
  [measure.toLowerCase(), period.start, period.end].join('\u0000');

const isSameValue = (one: Figure, other: Figure): boolean => valueWords(one) === valueWords(other);

/**
 * What keeps figures from being submitted.
 * @param earlier as last published in the same row, by `figureKey`
 */
export function figureIssues(
  figures: readonly Figure[],
  earlier: ReadonlyMap<string, PublishedFigure>,
): FigureIssue[] {
  const keys = figures.map(figureKey);
  return figures.flatMap((figure, index) => {
    const issues = [
      ...partIssues(figure),
      ...ratioIssues(figure),
      ...changeIssues(figure, earlier.get(keys[index]!)),
    ];
    if (figure.measure !== '' && keys.indexOf(keys[index]!) < index) {
      const message = 'This measure and period stand above already.';
      issues.push(['measure', 'repeated', message]);
    }
    return issues.map(([name, code, message]) => ({
      ...{ field: `figures.${index}.${name}`, code, message },
    }));
  });
}

const isSameChange = (one: FigureChange, other: FigureChange | undefined): boolean =>
  one.kind === other?.kind && one.was === other.was && one.reason === other.reason;

type Wrong = [name: string, code: string, message: string];

function partIssues({ measure, period, value, source }: Figure): Wrong[] {
  const wrong: Wrong[] = [];
  if (measure === '') wrong.push(['measure', 'required', 'Say what is measured.']);
  for (const end of ['start', 'end'] as const) {
    if (!isIsoDate(period[end])) wrong.push([`period.${end}`, 'not_a_date', 'Give a date.']);
  }
  if (wrong.length === 0 && period.start > period.end) {
    wrong.push(['period.end', 'before_start', 'The period ends before it starts.']);
  }
  if (!isNumber(value)) {
    wrong.push(['value', 'not_a_number', 'Give a number; its unit has a field of its own.']);
  }
  if (!source) wrong.push(['source', 'required', 'Say where the figure is from.']);
  return wrong;
}

function ratioIssues({ value, unit, numerator, denominator }: Figure): Wrong[] {
  if (numerator === undefined && denominator === undefined) return [];
  const wrong: Wrong[] = [];
  for (const [name, given] of Object.entries({ numerator, denominator })) {
    if (given === undefined) wrong.push([name, 'required', 'Give both numbers, or neither.']);
    else if (!isNumber(given)) wrong.push([name, 'not_a_number', 'Give a number.']);
    else if (name === 'denominator' && Number(given) === 0) {
      wrong.push([name, 'zero', 'Nothing can be a share of 0.']);
    }
  }
  if (wrong.length > 0 || unit !== '%' || !isNumber(value)) return wrong;
  const share = (100 * Number(numerator)) / Number(denominator);
  // Rounded up, down or to the nearest: all are printed somewhere.
  const step = 10 ** -(value.split('.')[1]?.length ?? 0);
  if (Math.abs(Number(value) - share) < step) return [];
  const message = `${groupedNumber(numerator!)} of ${groupedNumber(denominator!)} is ${Number(share.toFixed(2))}%.`;
  return [['value', 'not_the_share', message]];
}

function changeIssues(figure: Figure, published: PublishedFigure | undefined): Wrong[] {
  const { change } = figure;
  if (!published || isSameValue(published.figure, figure)) {
    // What was said when it changed may be printed again beside it.
    return change && !isSameChange(change, published?.figure.change)
      ? [['change.kind', 'nothing_changed', 'No other value of this has been published.']]
      : [];
  }
  const was = valueWords(published.figure);
  const where = `The edition for ${published.editionPeriod} gave ${was}.`;
  if (!change) return [['change.kind', 'required', `${where} ${KIND_MESSAGE}`]];
  if (change.was !== was) return [['change.was', 'other_value', where]];
  return change.reason === '' ? [['change.reason', 'required', 'Say why the value changed.']] : [];
}

// ---------------------------------------------------------------- words

/** 1234567.50: 1,234,567.50. What is no number stays as it was typed. */
export function groupedNumber(number: string): string {
  if (!isNumber(number)) return number;
  const [whole, decimals] = number.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** “12% (24 of 200)”, “£1,200 million”, “37 officers”. */
export function valueWords({ value, unit = '', numerator, denominator }: Figure): string {
  const number = groupedNumber(value);
  const withUnit = unit.startsWith('£')
    ? `£${number} ${unit.slice(1).trim()}`.trim()
    : unit.startsWith('%')
      ? `${number}${unit}`
      : `${number} ${unit}`.trim();
  return numerator !== undefined && denominator !== undefined
    ? `${withUnit} (${groupedNumber(numerator)} of ${groupedNumber(denominator)})`
    : withUnit;
}

/** “October to December 2021”, “at 31 March 2022”. */
export function figurePeriodWords({ start, end }: FigurePeriod): string {
  if (!isIsoDate(start) || !isIsoDate(end)) return [start, end].filter(Boolean).join(' to ');
  if (start === end) return `at ${dateInWords(start)}`;
  return monthsInWords(start, end) ?? `${dateInWords(start)} to ${dateInWords(end)}`;
}

/** “Correction: 14% was published before. A team was counted twice.” */
export function changeWords({ kind, was, reason }: FigureChange): string {
  const end = /[.!?…][”’"')\]]*$/u.test(reason) || reason === '' ? '' : '.';
  return `${FIGURE_CHANGE_WORDS[kind]}: ${was} was published before. ${reason}${end}`.trim();
}

export const FIGURE_CHANGE_WORDS: Record<FigureChangeKind, string> = {
  revision: 'Revision',
  correction: 'Correction',
};

/** A whole figure as one line, where there is no room for a table. */
export function figureWords(figure: Figure): string {
  const { measure, period, source, change } = figure;
  const value = valueWords(figure);
  return [
    `${[measure, figurePeriodWords(period)].filter(Boolean).join(', ')}: ${value}.`,
    source && `Source: ${source}.`,
    change && changeWords(change),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The heads of a table of figures, the same wherever figures are printed. */
export const FIGURE_HEADS = ['Measure', 'Period', 'Value', 'Source'] as const;

/** A figure as a row of that table; what a later value says of the earlier one stands below it. */
export const figureCells = (figure: Figure): { cells: string[]; note?: string } => ({
  cells: [
    figure.measure,
    figurePeriodWords(figure.period),
    valueWords(figure),
    figure.source ?? '',
  ],
  ...(figure.change && { note: changeWords(figure.change) }),
});
