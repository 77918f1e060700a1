import type { Issue } from '../common/problems.js';

/** One rule of class-validator that a value broke: its name and what it was declared with. */
export interface BrokenRule {
  name: string;
  constraints: readonly unknown[];
  /** The rule is for each entry of a list. */
  isForEach: boolean;
  /** Words of the field's own, where its DTO gives some. */
  ownWords?: string;
}

interface Words {
  code: string;
  say: (constraints: readonly unknown[]) => string;
}

/** What each rule asks for, in plain words. Of several broken rules the first in this order is told. */
const RULES: Record<string, Words> = {
  whitelistValidation: { code: 'unknown_field', say: () => 'there is no such field; leave it out' },
  isString: { code: 'wrong_type', say: () => 'give it as text' },
  isInt: { code: 'wrong_type', say: () => 'give a whole number' },
  isBoolean: { code: 'wrong_type', say: () => 'say true or false' },
  isArray: { code: 'wrong_type', say: () => 'give a list' },
  isObject: { code: 'wrong_type', say: () => 'give an object with its fields' },
  nestedValidation: { code: 'wrong_type', say: () => 'give an object with its fields' },
  isUuid: { code: 'not_an_id', say: () => 'choose one that exists, by its id' },
  isIn: {
    code: 'unknown',
    say: ([values]) => `choose one of ${(values as unknown[]).join(', ')}`,
  },
  isEmail: { code: 'not_an_address', say: () => 'give it in full, as name@example.org' },
  isIso8601: {
    code: 'not_a_date',
    say: () => 'give a date, or a date and time, as 2022-05-09T09:00:00Z',
  },
  matches: { code: 'wrong_form', say: ([pattern]) => formWords(pattern as RegExp) },
  minLength: { code: 'too_short', say: ([least]) => `write at least ${String(least)} characters` },
  maxLength: { code: 'too_long', say: ([most]) => `write at most ${String(most)} characters` },
  arrayMinSize: { code: 'too_few', say: ([least]) => `name at least ${String(least)}` },
  arrayMaxSize: { code: 'too_many', say: ([most]) => `name at most ${String(most)}` },
  arrayUnique: { code: 'repeated', say: () => 'name each once' },
  min: { code: 'out_of_range', say: ([least]) => `give ${String(least)} or more` },
  max: { code: 'out_of_range', say: ([most]) => `give ${String(most)} or less` },
};
const ORDER = Object.keys(RULES);

/** Patterns by what they let through, the widest first: an address may look like a date as well. */
function formWords(pattern: RegExp): string {
  if (pattern.test('!')) return NEEDED;
  if (pattern.test('2021-22-q4'))
    return 'use small letters and figures, with single hyphens between';
  if (pattern.test('2022-05-09')) return 'give a date as YYYY-MM-DD';
  if (pattern.test('0'.repeat(64)))
    return 'give the hash that was shown, 64 characters of 0 to 9 and a to f';
  return 'give it in the form that the description of the API names';
}

const NEEDED = 'this is needed';

/** What people call the fields whose names in requests do not say it. */
const FIELD_WORDS: Record<string, string> = {
  absentId: 'person who is away',
  asAt: 'as-at date',
  coverId: 'person who covers',
  digestAt: 'time of the daily message',
  draftsDueOn: 'drafts due date',
  endsOn: 'last day',
  inAppOnly: 'in the inbox only',
  isSigningIncluded: 'whether signing is included',
  opensOn: 'opening date',
  perPage: 'rows on a page',
  periodEnd: 'last day of the period',
  periodLabel: 'name of the period',
  periodStart: 'first day of the period',
  publicationOn: 'publication date',
  q: 'words to look for',
  respondBy: 'due date',
  reviewDueOn: 'review due date',
  signOffDueOn: 'sign-off due date',
  slug: 'address of the edition',
  startsOn: 'first day',
};

/** "rows.0.wording" as a person reads it: "Rows, number 1, wording". */
function fieldWords(path: string): string {
  const words = path
    .split('.')
    .map((part) =>
      /^\d+$/.test(part) ? `number ${Number(part) + 1}` : (FIELD_WORDS[part] ?? nameWords(part)),
    )
    .join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "leadOrganisationId" as "lead organisation". */
const nameWords = (name: string): string =>
  name
    .replace(/Ids$/, 's')
    .replace(/(?<=.)Id$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const rank = ({ name }: BrokenRule): number => {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
};

/** A rule that the framework made up itself has no limits to tell. */
function sayFor({ name, constraints }: BrokenRule): string | undefined {
  const words = RULES[name];
  return words && words.say.length <= constraints.length ? words.say(constraints) : undefined;
}

/** The one thing to say about a field whose value broke these rules: what, where, and what to do. */
export function fieldIssue(field: string, value: unknown, broken: readonly BrokenRule[]): Issue {
  const rule = broken.reduce((first, next) => (rank(next) < rank(first) ? next : first));
  const isMissing = value === undefined || value === null || value === '';
  const words = RULES[rule.name];
  if (isMissing && rule.name !== 'whitelistValidation') {
    return { field, code: 'required', message: `${fieldWords(field)}: ${NEEDED}.` };
  }
  const ask = rule.ownWords ?? sayFor(rule) ?? 'this is not right';
  const each = rule.isForEach ? 'each of them: ' : '';
  const sentence = ask.charAt(0).toLowerCase() + ask.slice(1).replace(/\.$/, '');
  return {
    field,
    code: words?.code ?? 'not_right',
    message: `${fieldWords(field)}: ${each}${sentence}.`,
  };
}
