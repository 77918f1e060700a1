import { align } from './align.js';
import { Interner } from './diff-glyphs.js';
import { isWord, tokenise, tokenWeight, type Token } from './tokens.js';

/**
 * Words somebody pointed at: the whole text as it stood, and where in it they are. The text is
 * `documentToText` of a document, so bold, links and bullets have no part in it.
 */
export interface TextAnchor {
  text: string;
  from: number;
  to: number;
}

export interface TextRange {
  from: number;
  to: number;
}

/** The words that an anchor is about, as they stood. */
export const quoteOf = ({ text, from, to }: TextAnchor): string => text.slice(from, to);

/** Points at the whole words that a stretch of a text touches; null when it touches none. */
export function makeAnchor(text: string, from: number, to: number): TextAnchor | null {
  const touched = readWords(text).words.filter((word) => word.from < to && word.to > from);
  if (!touched.some(({ kind }) => isWord(kind))) return null;
  return { text, from: touched[0]!.from, to: touched.at(-1)!.to };
}

/**
 * Where the words of an anchor stand in a later text: carried over what changed in between, so that
 * of a phrase that is there twice it is the right one. `changed` when they are there no more, or were
 * interrupted. Words that stretch over lines must still follow one another.
 */
export function findAnchor(text: string, anchor: TextAnchor): TextRange | 'changed' {
  if (text === anchor.text) return { from: anchor.from, to: anchor.to };
  const sides: Sides = { before: readWords(anchor.text), after: readWords(text) };
  // The same words in the same order: only white space and lines differ.
  const isSame = isSameWords(sides);
  let found: Run | undefined;
  for (const part of partsOf(sides.before, anchor)) {
    const start = isSame ? part.start : locate(sides, part);
    if (start < 0 || (found && start !== found.end)) return 'changed';
    found = { start: found?.start ?? start, end: start + part.end - part.start };
  }
  if (!found) return 'changed';
  const { words } = sides.after;
  return { from: words[found.start]!.from, to: words[found.end - 1]!.to };
}

const isSameWords = ({ before, after }: Sides): boolean =>
  before.words.length === after.words.length &&
  before.words.every(({ text }, index) => text === after.words[index]!.text);

interface Word extends Token, TextRange {
  weight: number;
  line: number;
}

/** Indexes of words: from `start` up to but not including `end`. */
interface Run {
  start: number;
  end: number;
}

/** The words and signs of a text, and which of them stand on each line. */
interface Words {
  words: Word[];
  lines: Run[];
}

interface Sides {
  before: Words;
  after: Words;
}

function readWords(text: string): Words {
  const words: Word[] = [];
  const lines: Run[] = [];
  let start = 0;
  let from = 0;
  for (const token of tokenise(text)) {
    const to = from + token.text.length;
    if (token.kind === 'break') {
      lines.push({ start, end: words.length });
      start = words.length;
    } else if (token.kind !== 'space')
      words.push({ ...token, from, to, weight: tokenWeight(token), line: lines.length });
    from = to;
  }
  lines.push({ start, end: words.length });
  return { words, lines };
}

/** The anchor's words, line by line. */
const partsOf = ({ words, lines }: Words, { from, to }: TextAnchor): Run[] =>
  lines.flatMap(({ start, end }) => {
    const inside = (word: Word) => word.from < to && word.to > from;
    while (start < end && !inside(words[start]!)) start += 1;
    while (start < end && !inside(words[end - 1]!)) end -= 1;
    return start < end ? [{ start, end }] : [];
  });

/** Where the words of one line now begin, as the index of a word; -1 when they are gone. */
function locate({ before, after }: Sides, part: Run): number {
  const quote = before.words.slice(part.start, part.end);
  const then = occurrences(before.words, quote);
  const now = occurrences(after.words, quote);
  if (now.length === 0) return -1;
  const company = (at: number, other: number): number =>
    wordsInCommon(before.words, after.words, { at, other, length: quote.length });
  const told = toldByCompany(part.start, { then, now, company });
  if (told !== null) return told;

  const place = carryByLine({ before, after }, part) ?? carry(before.words, after.words, part);
  if (place === null || (then.length === 1 && now.length === 1)) return place ?? -1;
  // Of several, it must have kept a word beside it, and be nobody else's.
  const words = quote.filter(({ kind }) => isWord(kind)).length;
  const theirs = best(then, (at) => company(at, place));
  const isOurs = theirs === null || theirs === part.start;
  return isOurs && company(part.start, place) > words ? place : -1;
}

/** Fewer words in a row than this may be typed again by chance. */
const TELLING = 3;

/**
 * The place where the words still have the company they had, wherever that has gone: more of it than at
 * any other place, and than the same words elsewhere have there.
 */
function toldByCompany(
  start: number,
  {
    then,
    now,
    company,
  }: { then: number[]; now: number[]; company: (at: number, other: number) => number },
): number | null {
  const place = best(now, (other) => company(start, other));
  if (place === null || company(start, place) < TELLING) return null;
  return best(then, (at) => company(at, place)) === start ? place : null;
}

/** The item with the highest score; none when two share it. */
function best(items: readonly number[], scoreOf: (item: number) => number): number | null {
  const scores = items.map(scoreOf);
  const highest = Math.max(...scores);
  return scores.filter((score) => score === highest).length === 1
    ? items[scores.indexOf(highest)]!
    : null;
}

/** How many words in a row a line of each text has in common around a run that is in both. */
function wordsInCommon(
  a: readonly Word[],
  b: readonly Word[],
  { at, other, length }: { at: number; other: number; length: number },
): number {
  const same = (i: number): boolean => {
    const [one, two] = [a[i], b[i - at + other]];
    return one?.line === a[at]!.line && two?.line === b[other]!.line && one?.text === two?.text;
  };
  let start = at;
  let end = at + length;
  while (same(start - 1)) start -= 1;
  while (same(end)) end += 1;
  return a.slice(start, end).filter(({ kind }) => isWord(kind)).length;
}

const slice = ({ words }: Words, { start, end }: Run): Word[] => words.slice(start, end);

function occurrences(words: readonly Word[], quote: readonly Word[]): number[] {
  const found: number[] = [];
  for (let start = 0; start + quote.length <= words.length; start += 1) {
    if (quote.every(({ text }, index) => words[start + index]!.text === text)) found.push(start);
  }
  return found;
}

/** Below this two lines are not one line, edited. */
const LEAST_LIKENESS = 0.5;

/** The line of the words and the line it has become, wherever that was moved: each the other's likest. */
function pairedLines({ before, after }: Sides, part: Run): [Run, Run] | null {
  const line = before.lines.find(({ start, end }) => start <= part.start && part.end <= end);
  const other = line && likest(slice(before, line), after);
  if (!line || !other) return null;
  return likest(slice(after, other), before) === line ? [line, other] : null;
}

/** The one line that is most like the words; none when two are equally like them. */
function likest(words: readonly Word[], among: Words): Run | null {
  let highest = LEAST_LIKENESS;
  let found: Run | null = null;
  for (const line of among.lines) {
    const like = likeness(words, slice(among, line));
    if (like === highest) found = null;
    if (like <= highest) continue;
    highest = like;
    found = line;
  }
  return found;
}

/** How much two lines have in common, 0 to 1, by the weight of their words in whatever order. */
function likeness(a: readonly Word[], b: readonly Word[]): number {
  const counts = new Map<string, number>();
  let total = 0;
  let common = 0;
  for (const { text, weight } of a) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
    total += weight;
  }
  for (const { text, weight } of b) {
    total += weight;
    const left = counts.get(text) ?? 0;
    if (left > 0) common += weight;
    counts.set(text, left - 1);
  }
  return total === 0 ? 0 : (2 * common) / total;
}

/** Carries words over the difference between their line and what it has become. */
function carryByLine(sides: Sides, part: Run): number | null {
  const lines = pairedLines(sides, part);
  if (!lines) return null;
  const [line, other] = lines;
  const run = { start: part.start - line.start, end: part.end - line.start };
  const place = carry(slice(sides.before, line), slice(sides.after, other), run);
  return place === null ? null : other.start + place;
}

/** Carries a run of words over the difference between two texts: where it begins now. */
function carry(a: readonly Word[], b: readonly Word[], run: Run): number | null {
  const interner = new Interner();
  const sequence = (words: readonly Word[]) => ({
    ids: Int32Array.from(words, ({ text }) => interner.number(text)),
    weights: Float64Array.from(words, ({ weight }) => weight),
  });
  const partners = align(sequence(a), sequence(b));
  return imageOf(partners, run) ?? slid(a, b, partners, run);
}

/** The image of a run whose words were all paired in a row. */
function imageOf(partners: Int32Array, { start, end }: Run): number | null {
  const first = partners[start]!;
  if (first < 0) return null;
  for (let i = start + 1; i < end; i += 1) {
    if (partners[i] !== first + i - start) return null;
  }
  return first;
}

/**
 * Of "of the" in "of all of the" an alignment may pair the first "of": the words then stand whole
 * between what was before and what was after them, and none of them is anybody else's.
 */
function slid(
  a: readonly Word[],
  b: readonly Word[],
  partners: Int32Array,
  { start, end }: Run,
): number | null {
  let low = 0;
  let high = b.length;
  for (let i = start - 1; i >= 0; i -= 1) {
    if (partners[i]! < 0) continue;
    low = partners[i]! + 1;
    break;
  }
  for (let i = end; i < a.length; i += 1) {
    if (partners[i]! < 0) continue;
    high = partners[i]!;
    break;
  }
  const places = occurrences(b.slice(low, high), a.slice(start, end));
  return places.length === 1 ? low + places[0]! : null;
}
