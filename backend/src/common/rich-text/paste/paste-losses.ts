import { hasClass, isSilent, styleOf, type PastedNode } from './pasted-node.js';

/** What pasted text had and the house's has not, and how often. Tables keep their words. */
export interface PasteLosses {
  images: number;
  tables: number;
  footnotes: number;
  comments: number;
  /** Struck out, or deleted in tracked changes. */
  deletions: number;
  /** Addresses that may not stand in a public text; their words stay. */
  links: number;
  /** Superscripts and subscripts, whose words now stand in the line: CO₂ has become CO2. */
  raised: number;
}

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];

/** What a person is told who pasted more than the house's text can hold; nothing lost, nothing said. */
export function lossWords(losses: PasteLosses): string | undefined {
  const left = [
    ...counted(losses.images, 'an image', 'images'),
    ...counted(losses.footnotes, 'a footnote', 'footnotes'),
    ...counted(losses.comments, 'a comment', 'comments'),
    ...counted(losses.deletions, 'words that were struck out', 'passages that were struck out'),
    ...counted(losses.links, 'the address of a link', 'addresses of links'),
  ];
  const sentences = [
    ...(left.length > 0 ? [`Left out of what you pasted: ${left.join(', ')}.`] : []),
    ...counted(
      losses.tables,
      'A table became paragraphs, one for each cell.',
      'tables became paragraphs, one for each cell.',
    ),
    ...counted(
      losses.raised,
      'A superscript or subscript now stands in the line: check that it still reads right.',
      'superscripts or subscripts now stand in the line: check that they still read right.',
    ),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

const PICTURES = new Set(['img', 'svg', 'picture', 'v:shape', 'v:imagedata', 'v:rect', 'map']);

/** As which loss it is counted, if it has no place in the house's text. */
export function lossOf(node: PastedNode): keyof PasteLosses | undefined {
  const { tag, attributes } = node;
  if (PICTURES.has(tag)) return 'images';
  if (tag === 'del' || tag === 's' || tag === 'strike') return 'deletions';
  if (/line-through/.test(styleOf(node, 'text-decoration') ?? '')) return 'deletions';
  if (tag === 'a' && (styleOf(node, 'mso-footnote-id') || styleOf(node, 'mso-endnote-id'))) {
    return 'footnotes';
  }
  // Word Online and LibreOffice.
  if (hasClass(node, 'FootnoteReference') || /^sdfootnote\d+anc$/.test(attributes.name ?? '')) {
    return 'footnotes';
  }
  return hasClass(node, 'MsoCommentReference') || hasClass(node, 'msocomanchor')
    ? 'comments'
    : undefined;
}

/**
 * Set above or below the line, and with words of its own: the mark of a footnote has none. “1st” says
 * the same in the line.
 */
export function isRaisedWords(node: PastedNode): boolean {
  const { tag } = node;
  const isRaised =
    tag === 'sup' || tag === 'sub' || /^(super|sub)$/.test(styleOf(node, 'vertical-align') ?? '');
  return isRaised && !/^\s*(st|nd|rd|th)?\s*$/i.test(keptText(node));
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Digits above the line as characters of their own: “m²”, and the “¹” of a note. Undefined for all else. */
export function superscriptOf(node: PastedNode): string | undefined {
  const isAbove = node.tag === 'sup' || styleOf(node, 'vertical-align') === 'super';
  const words = keptText(node).trim();
  return isAbove && /^\d{1,3}$/.test(words)
    ? words.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!)
    : undefined;
}

/** The words that stay of a node. */
const keptText = (node: PastedNode): string =>
  node.tag === ''
    ? node.text
    : isSilent(node) || lossOf(node)
      ? ''
      : node.children.map(keptText).join('');

/** The texts of notes and comments, which Word and LibreOffice put below: their marks were counted. */
export const isNoteText = (node: PastedNode): boolean =>
  /^(footnote|endnote|comment)(-list)?$/.test(styleOf(node, 'mso-element') ?? '') ||
  /^sdfootnote\d+$/.test(node.attributes.id ?? '');
