/**
 * What the search takes of what people type. Keyboards put curved quotation marks where straight ones were
 * meant, and texts are pasted with spaces that do not break. A hyphen leaves out the word that it stands
 * right before; any other is a dash or a line, of which PostgreSQL would make a denial each, and fail at 33.
 */
export const wordsAsked = (words: string): string =>
  words
    .replace(/[“”„‟«»]/gu, '"')
    .replace(/-(?![\p{L}\p{N}"])|(?<=-)-/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
