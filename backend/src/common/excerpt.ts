/** Matches the words as they stand, in any case. */
const pattern = (words: string): RegExp =>
  new RegExp(words.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'giu');

/** True when the text holds the words, in any case. */
export const holdsWords = (text: string, words: string): boolean => pattern(words).test(text);

/**
 * The part of a text around the first place that holds the words, cut between words; its beginning
 * when none does. An ellipsis stands where something was left out.
 */
export function excerptAround(text: string, words: string, length = 240): string {
  const whole = text.replaceAll(/\s+/g, ' ').trim();
  if (whole.length <= length) return whole;
  const at = Math.max(0, whole.search(pattern(words)));
  const from = at <= length / 3 ? 0 : whole.indexOf(' ', at - length / 3) + 1;
  const start = from > at ? at : from;
  const isToEnd = start + length >= whole.length;
  const cut = isToEnd ? whole.length : whole.lastIndexOf(' ', start + length);
  const end = cut <= at + words.length ? Math.min(whole.length, at + words.length) : cut;
  return `${start > 0 ? '…' : ''}${whole.slice(start, end)}${end < whole.length ? '…' : ''}`;
}

/** A text in parts: those that are the words, and what stands between them. */
export function markWords(text: string, words: string): { text: string; isFound: boolean }[] {
  if (words === '') return [{ text, isFound: false }];
  const parts: { text: string; isFound: boolean }[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern(words))) {
    if (match.index > last) parts.push({ text: text.slice(last, match.index), isFound: false });
    parts.push({ text: match[0], isFound: true });
    last = match.index + match[0].length;
  }
  if (last < text.length) parts.push({ text: text.slice(last), isFound: false });
  return parts;
}
