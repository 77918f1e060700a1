/** What a piece of text is to a reader: the unit of comparison and of counting. */
export type TokenKind = 'word' | 'number' | 'punctuation' | 'space' | 'break';

export interface Token {
  kind: TokenKind;
  text: string;
}

/**
 * One pass over the text; the alternatives, in order:
 * an address on the web; a word or number with what belongs inside it; a line break; white space;
 * any other character with the marks and joiners that follow it.
 *
 * Inside a word: apostrophe, hyphen, full stop, slash, @, & and _ between letters or digits
 * (stop-and-search, MPS's, e.g, and/or). Inside a number also comma, colon and en dash between
 * digits, currency before and per cent after it, so that 33,567, 11.5%, £1.2m, 2021/22 and 2021–22
 * are whole. A reader must never see a figure cut in two.
 */
const TOKEN =
  /(https?:\/\/[^\s]*[^\s.,;:!?)\]'"’”])|([£$€]?[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*(?:(?:['’.\-‐‑/@&_]|(?<=\p{N})[,:–](?=\p{N}))[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*)*%?)|(\n)|([^\S\n]+)|([^](?:[\p{M}\ufe0f\u200c]|\u200d\p{Extended_Pictographic}?)*)/gu;

/** Cuts a text into tokens; joining them gives the text back. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, url, word, lineBreak, space] = match;
    let kind: TokenKind = 'punctuation';
    if (url !== undefined) kind = 'word';
    else if (word !== undefined) kind = /\p{N}/u.test(word) ? 'number' : 'word';
    else if (lineBreak !== undefined) kind = 'break';
    else if (space !== undefined) kind = 'space';
    tokens.push({ kind, text: whole });
  }
  return tokens;
}

/** Whether a token counts as a word: numbers do, as in Word. */
export function isWord(kind: TokenKind): boolean {
  return kind === 'word' || kind === 'number';
}

/** How many words a text has, as the diff counts them. */
export function countWordsInText(text: string): number {
  return tokenise(text).reduce((count, { kind }) => count + (isWord(kind) ? 1 : 0), 0);
}

/**
 * Words that hold sentences together and say nothing by themselves. Two texts that share only
 * these share nothing; standing alone between two changes they only make them harder to read.
 */
const FUNCTION_WORDS = new Set(
  (
    'a an and are as at be been being but by for from had has have he her his if in into is it its ' +
    'no nor not of on or our she so such than that the their them then there these they this those ' +
    'to under up was we were when where which while who will with would'
  ).split(' '),
);

export function isFunctionWord(text: string): boolean {
  return FUNCTION_WORDS.has(text.toLowerCase());
}

/** How much it means that two texts share this token. */
export function tokenWeight({ kind, text }: Token): number {
  if (kind === 'number') return 1.5;
  if (kind === 'word') return isFunctionWord(text) ? 0.25 : 1;
  return kind === 'break' ? 0.2 : 0.1;
}
