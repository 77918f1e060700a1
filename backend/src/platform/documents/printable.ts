import { readCoverage, readFonts } from './fonts.js';

let coverage: Set<number> | undefined;

/** PDF/UA refuses a character without a glyph, and a signed edition must not fail for one emoji. */
function hasGlyph(character: string): boolean {
  coverage ??= readCoverage(readFonts()[0]!);
  return coverage.has(character.codePointAt(0)!);
}

/**
 * The characters of a text that our font cannot print, each once. The PDF shows them by their code
 * (`[U+6F22]`); a check may tell the author before that.
 */
export function unprintableCharacters(text: string): string[] {
  const found = new Set<string>();
  for (const character of tidy(text)) {
    if (!isWhitespace(character) && !hasGlyph(character)) found.add(character);
  }
  return [...found];
}

/**
 * The text as the PDF prints it: characters that have no glyph appear by their code, so that nothing
 * vanishes unseen; invisible controls, which have nothing to show, are dropped.
 */
export function printableText(text: string): string {
  let printed = '';
  for (const character of tidy(text)) {
    const isPrintable = isWhitespace(character) || hasGlyph(character);
    printed += isPrintable ? character : codeOf(character);
  }
  return printed;
}

/** The same for every string inside a JSON value. Keys are ours, and stay. */
export const printableJson = <T>(value: T): T => mapStrings(value, printableText) as T;

/** For a form whose reader brings fonts of its own: only what has nothing to show is dropped. */
export const tidyJson = <T>(value: T): T => mapStrings(value, tidy) as T;

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]),
  );
}

/** Unicode line separators become newlines; controls and ignorable characters go. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/gu, '\n')
    .replace(/(?![\n\t\u00ad\u200b])[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');
}

function isWhitespace(character: string): boolean {
  return character === '\n' || character === '\t';
}

function codeOf(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `[U+${code}]`;
}
