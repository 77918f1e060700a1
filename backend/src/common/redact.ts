import { sha256Hex } from './canonical-json.js';
import { normaliseDocument } from './rich-text/normalise.js';
import { slugOf } from './slug.js';
import { cleanSpaces } from './rich-text/text.js';
import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextText,
} from './rich-text/types.js';

/** What stands in a text where words were taken out. */
export const REDACTED = '[redacted]';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/**
 * The words in a text, whole words only, whatever their case and however their spaces were typed: in the
 * name of a file or an address a sign stands for each.
 */
function pattern(words: string): RegExp {
  const exact = cleanSpaces(words)
    .trim()
    .normalize('NFC')
    .replace(SPECIAL, '\\$&')
    .replaceAll(' ', '(?:\\s+|[-._+]|%20)');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${exact || '(?!)'})(?![\\p{L}\\p{N}])`, 'giu');
}

export const holdsWords = (text: string, words: string): boolean =>
  pattern(words).test(text.normalize('NFC'));

/** A plain text without the words. */
export const redactText = (text: string, words: string): string =>
  holdsWords(text, words) ? text.normalize('NFC').replace(pattern(words), REDACTED) : text;

/**
 * The part of an address without the words, in which signs and capitals were lost. Some letters of its
 * hash keep it apart from others that end up alike.
 */
export function redactSlug(slug: string, words: string): string {
  const said = slugOf(words);
  const parts = `-${slug}-`.split(`-${said}-`);
  if (said === '' || parts.length === 1) return slug;
  const left = parts.map((part) => part.replace(/^-|-$/g, ''));
  return [...left.join('-redacted-').split('-'), sha256Hex(slug).slice(0, 6)]
    .filter(Boolean)
    .join('-');
}

/** A text with a stretch of it, without the words: the stretch is what is left of it. */
export function redactStretch<T extends { text: string; from: number; to: number }>(
  stretch: T,
  words: string,
): T {
  const text = redactText(stretch.text, words);
  if (text === stretch.text) return stretch;
  const moved = (place: number, isEnd: boolean): number => {
    let shift = 0;
    for (const { index, 0: found } of stretch.text.normalize('NFC').matchAll(pattern(words))) {
      if (index >= place) break;
      if (index + found.length > place) return index + shift + (isEnd ? REDACTED.length : 0);
      shift += REDACTED.length - found.length;
    }
    return place + shift;
  };
  return { ...stretch, text, from: moved(stretch.from, false), to: moved(stretch.to, true) };
}

/** What in our JSON is no text of people's: names of kinds and states, addresses, hashes, ids and dates. */
const FIXED =
  /^(?:schema|slug|type|file|mediaType|kind|delivery|state|id|hash|start|end|value|numerator|denominator)$|(?:Ids?|Hash|On|At|Start|End)$/;

/**
 * Anything kept as JSON without the words: every text in it, and every rich text as its reader sees
 * it, so that words half of which are bold are found too. Nothing else of it changes.
 */
export function redactJson<T>(value: T, words: string): T {
  return redacted(value, words) as T;
}

function redacted(value: unknown, words: string): unknown {
  if (typeof value === 'string') return redactText(value, words);
  if (Array.isArray(value)) return value.map((item) => redacted(item, words));
  if (value === null || typeof value !== 'object') return value;
  if ((value as { type?: unknown }).type === 'doc')
    return redactDocument(value as RichTextDocument, words);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      FIXED.test(key) ? item : redacted(item, words),
    ]),
  );
}

/** A document without the words; the same object when it holds none. */
function redactDocument(document: RichTextDocument, words: string): RichTextDocument {
  const content = document.content.map((block) => redactBlock(block, words));
  const isSame = JSON.stringify(content) === JSON.stringify(document.content);
  return isSame ? document : normaliseDocument({ ...document, content });
}

function redactBlock(block: RichTextBlock, words: string): RichTextBlock {
  if (block.type === 'paragraph')
    return block.content ? { ...block, content: redactInlines(block.content, words) } : block;
  return {
    ...block,
    content: block.content.map((item) => ({
      ...item,
      content: item.content.map((child) => redactBlock(child, words)),
    })),
  } as RichTextBlock;
}

function redactInlines(inlines: readonly RichTextInline[], words: string): RichTextInline[] {
  const plain = inlines.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
  const spans = [...plain.matchAll(pattern(words))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  let at = 0;
  return inlines.flatMap((inline): RichTextInline[] => {
    const start = at;
    at += inline.type === 'text' ? inline.text.length : 1;
    if (inline.type !== 'text') {
      const isInside = spans.some(({ from, to }) => from <= start && start < to);
      return isInside ? [] : [inline];
    }
    const text = withoutSpans(inline.text, start, spans);
    return text === '' ? [] : [withoutLinks({ ...inline, text }, words)];
  });
}

/** The part of a text that stands outside the spans; where a span begins in it, the mark stands. */
function withoutSpans(
  text: string,
  start: number,
  spans: readonly { from: number; to: number }[],
): string {
  let result = '';
  let position = start;
  const end = start + text.length;
  for (const { from, to } of spans) {
    if (to <= position || from >= end) continue;
    if (from >= position) result += text.slice(position - start, from - start) + REDACTED;
    position = Math.min(end, to);
  }
  return result + text.slice(position - start);
}

/** A link whose address holds the words is a link no more. */
function withoutLinks(inline: RichTextText, words: string): RichTextText {
  const { marks, ...rest } = inline;
  const kept = marks?.filter((mark) => mark.type !== 'link' || !inAddress(mark.attrs.href, words));
  return kept && kept.length > 0 ? { ...rest, marks: kept } : rest;
}

function inAddress(href: string, words: string): boolean {
  let address = href;
  try {
    address = decodeURIComponent(href);
  } catch {
    // Not an encoded address: it is looked at as it stands.
  }
  return holdsWords(address.replace(/[._+-]+/g, ' '), words) || holdsWords(address, words);
}
