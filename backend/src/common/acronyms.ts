import type { UpdateContent } from './content.js';
import { figureWords } from './figures.js';
import type { RichTextDocument } from './rich-text/index.js';
import { documentToText } from './rich-text/document-text.js';

/** A short form, and what it stands for. */
export interface Acronym {
  short: string;
  expansion: string;
}

/** What an edition prints, as far as readers may meet a short form in it. */
export interface PrintedTexts {
  introduction?: RichTextDocument;
  correction?: { reason: string };
  lines: readonly {
    title: string;
    listing: { chapter: string; wording: string };
    leadOrganisation?: string;
    contentHash?: string;
    omission?: { reason: string };
  }[];
}

/**
 * The acronyms that occur in what is printed, by the alphabet. A short form counts as a word by itself,
 * written as it is in the register, in the singular, the plural or the possessive.
 *
 * @param contents by their hash
 */
export function acronymsPrinted(
  printed: PrintedTexts,
  contents: ReadonlyMap<string, UpdateContent>,
  register: readonly Acronym[],
): Acronym[] {
  const text = textsOf(printed, contents).join('\n');
  return register
    .filter(({ short }) => occursIn(text, short))
    .map(({ short, expansion }) => ({ short, expansion }))
    .sort(byAlphabet);
}

/** Upper and lower case stand together, and the order is the same on every machine. */
export const byAlphabet = (one: Acronym, other: Acronym): number => {
  const [a, b] = [one, other].map(({ short }) => [short.toLowerCase(), short] as const);
  return compare(a![0], b![0]) || compare(a![1], b![1]);
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function occursIn(text: string, short: string): boolean {
  const word = short.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?:[’']?s)?(?![\\p{L}\\p{N}])`, 'u').test(text);
}

function textsOf(
  { introduction, correction, lines }: PrintedTexts,
  contents: ReadonlyMap<string, UpdateContent>,
): string[] {
  return [
    introduction ? documentToText(introduction) : '',
    correction?.reason ?? '',
    ...lines.flatMap(({ title, listing, leadOrganisation, contentHash, omission }) => {
      const content = contentHash === undefined ? undefined : contents.get(contentHash);
      return [
        ...[listing.chapter, title, listing.wording, leadOrganisation ?? ''],
        ...[omission?.reason ?? '', content ? documentToText(content.document) : ''],
        content?.nextMilestone ?? '',
        ...(content?.figures ?? []).map(figureWords),
        ...(content?.evidence ?? []).map((item) => item.title),
      ];
    }),
  ];
}
