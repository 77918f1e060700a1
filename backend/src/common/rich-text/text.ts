/**
 * The white space and Unicode policy of every text that is hashed or compared:
 *
 * - Unicode NFC.
 * - Every kind of white space (tab, line ends, no-break and other wide or thin spaces) is an
 *   ordinary space, and a run of them is one: Word's clipboard is full of no-break spaces that no
 *   reader sees, and an approval must not fall over one. Where a line may break is typography.
 * - Characters that cannot be seen are dropped: soft hyphen, zero-width space, word joiner, byte
 *   order mark, direction marks. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]/g;
const SPACES = /[\p{White_Space}]+/gu;
const SPACES_ON_A_LINE = /[^\S\n]+/gu;

/**
 * Whether a line that people trust, a title or an address, reads differently from what it says: something
 * in it turns the direction of reading, or is not seen and is not among what is dropped as harmless.
 */
export const hasHiddenCharacter = (line: string): boolean =>
  /\p{Bidi_Control}/u.test(line) || /(?![\u200c\u200d])[\p{Cf}\p{Co}]/u.test(cleanSpaces(line));

/** Drops what cannot be seen and turns each run of white space into one ordinary space. */
export function cleanSpaces(text: string): string {
  return text.replace(INVISIBLE, '').replace(SPACES, ' ');
}

/** The normal form of a one-line text (next milestone, a title): cleaned, trimmed, NFC. */
export function normaliseLine(text: string): string {
  return cleanSpaces(text).trim().normalize('NFC');
}

/** The normal form of a plain text with lines: as `normaliseLine`, each line end being one `\n`. */
export function normaliseText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(SPACES_ON_A_LINE, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
    .normalize('NFC');
}
