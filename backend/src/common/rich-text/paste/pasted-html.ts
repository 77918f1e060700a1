import { withoutForbiddenCharacters } from '../document.js';
import { MAX_LIST_DEPTH } from '../limits.js';
import { isAllowedHref } from '../links.js';
import { normaliseDocument } from '../normalise.js';
import { cleanSpaces } from '../text.js';
import type { RichTextBlock, RichTextDocument, RichTextInline, RichTextMark } from '../types.js';
import { foldLists, listItem, numberOf, type ListLine, type PastedBlock } from './pasted-lists.js';
import {
  isNoteText,
  isRaisedWords,
  lossOf,
  superscriptOf,
  type PasteLosses,
} from './paste-losses.js';
import { findBelow, hasClass, isSilent, styleOf, textOf, type PastedNode } from './pasted-node.js';

const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption
   figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav p pre search section
   summary table tbody td tfoot th thead tr`.split(/\s+/),
);
interface Surroundings {
  marks: { bold: boolean; italic: boolean; href?: string };
  /** How many lists stand around. */
  depth: number;
  isPreformatted: boolean;
  /** Inside a superscript or a subscript that was counted. */
  isRaised: boolean;
}

/**
 * The document of the house that pasted HTML comes to: paragraphs, lists, bold, italic, links and
 * line breaks as they are read, whatever they are made of (Word's and Outlook's numbered paragraphs,
 * Word Online's and Google Docs' own lists, a web page); a heading is a bold paragraph, a table's
 * cell a paragraph. Of tracked changes the accepted text.
 */
export function documentFromPastedHtml(root: PastedNode): {
  document: RichTextDocument;
  losses: PasteLosses;
} {
  const losses: PasteLosses = {
    ...{ images: 0, tables: 0, footnotes: 0, comments: 0, deletions: 0, links: 0, raised: 0 },
  };
  const marks = { bold: false, italic: false };
  const place = new Place(losses);
  place.children(root, { marks, depth: 0, isPreformatted: false, isRaised: false });
  const content = place.end();
  return {
    document: normaliseDocument({
      type: 'doc',
      content: content.length > 0 ? content : [{ type: 'paragraph' }],
    }),
    losses,
  };
}

/** Where blocks are gathered: the document, a list item, a cell. */
class Place {
  private readonly blocks: PastedBlock[] = [];
  private inlines: RichTextInline[] = [];

  constructor(private readonly losses: PasteLosses) {}

  end(): RichTextBlock[] {
    this.endParagraph();
    return foldLists(this.blocks);
  }

  children(node: PastedNode, around: Surroundings): void {
    for (const child of node.children) this.node(child, around);
  }

  private node(node: PastedNode, around: Surroundings): void {
    const { tag } = node;
    if (tag === '') return this.text(node.text, around);
    if (isSilent(node) || this.isLost(node)) return;
    if (tag === 'br') return this.break(node);
    const superscript = superscriptOf(node);
    if (superscript) return this.words(superscript, this.marksOf(node, around));
    const isRaised = !around.isRaised && isRaisedWords(node);
    if (isRaised) this.losses.raised += 1;
    const inner = {
      ...around,
      marks: this.marksOf(node, around),
      isRaised: around.isRaised || isRaised,
    };
    const isList = tag === 'ul' || tag === 'ol';
    // Deeper than a list may stand, its items are paragraphs of the item around.
    if (isList && around.depth < MAX_LIST_DEPTH) return this.list(node, inner);
    if (!isList && !BLOCKS.has(tag)) return this.children(node, inner);
    this.endParagraph();
    const line = around.depth > 0 ? undefined : wordLine(node);
    if (line) return this.listLine(node, line, inner);
    if (tag === 'table' && countCells(node) > 1) this.losses.tables += 1;
    this.children(node, { ...inner, isPreformatted: around.isPreformatted || tag === 'pre' });
    this.endParagraph();
  }

  /** What has no place in the house's text, noted for the person who pasted it. */
  private isLost(node: PastedNode): boolean {
    const kind = lossOf(node);
    if (kind) this.losses[kind] += kind === 'deletions' && textOf(node).trim() === '' ? 0 : 1;
    return kind !== undefined || isNoteText(node);
  }

  private text(text: string, { marks, isPreformatted }: Surroundings): void {
    if (!isPreformatted) return this.words(text, marks);
    text.split(/\r\n?|\n/).forEach((line, index) => {
      if (index > 0) this.inlines.push({ type: 'hardBreak' });
      this.words(line, marks);
    });
  }

  private words(text: string, marks: Surroundings['marks']): void {
    const clean = cleanSpaces(withoutForbiddenCharacters(text));
    if (clean !== '') this.inlines.push({ type: 'text', text: clean, marks: markList(marks) });
  }

  /** Two breaks in a row are how mail programs and web pages part paragraphs; Word parts pages so. */
  private break(node: PastedNode): void {
    if (hasClass(node, 'Apple-interchange-newline')) return;
    const words = this.inlines.filter(({ type, ...rest }) => type !== 'text' || !isBlank(rest));
    const isSecond = words.at(-1)?.type === 'hardBreak';
    if (isSecond || styleOf(node, 'page-break-before')) this.endParagraph();
    else this.inlines.push({ type: 'hardBreak' });
  }

  /** Empty lines part paragraphs in Word; here the paragraphs part themselves. */
  private endParagraph(): void {
    const { inlines } = this;
    this.inlines = [];
    while (inlines[0] && isEdge(inlines[0])) inlines.shift();
    while (inlines.length > 0 && isEdge(inlines.at(-1)!)) inlines.pop();
    if (inlines.length > 0) this.blocks.push({ type: 'paragraph', content: inlines });
  }

  private inner(node: PastedNode, around: Surroundings): RichTextBlock[] {
    const place = new Place(this.losses);
    place.children(node, around);
    return place.end();
  }

  private listLine(node: PastedNode, line: Omit<ListLine, 'content'>, around: Surroundings): void {
    const content = this.inner(node, { ...around, depth: line.level });
    if (content.length > 0) this.blocks.push({ ...line, content });
  }

  private list(node: PastedNode, around: Surroundings): void {
    this.endParagraph();
    const isOrdered = node.tag === 'ol';
    const items: RichTextBlock[][] = [];
    for (const child of node.children) {
      const level = onlineLevel(child);
      if (level !== undefined) {
        const number = isOrdered ? Number(node.attributes.start ?? 1) + items.length : undefined;
        this.listLine(child, { level, isOrdered, number }, this.within(child, around));
        continue;
      }
      const content = this.inner(
        { tag: 'li', text: '', attributes: {}, children: [child] },
        { ...this.within(child, around), depth: around.depth + 1 },
      );
      if (content.length === 0) continue;
      const isStray = child.tag === 'ul' || child.tag === 'ol';
      if (isStray) this.stray(content, items);
      else items.push(content);
    }
    if (items.length === 0) return;
    const content = items.map(listItem);
    const start = Number(node.attributes.start ?? 1);
    if (!isOrdered) this.blocks.push({ type: 'bulletList', content });
    else if (Number.isInteger(start) && start > 1 && start < 1000)
      this.blocks.push({ type: 'orderedList', attrs: { start }, content });
    else this.blocks.push({ type: 'orderedList', content });
  }

  /** A list straight inside a list belongs to the item before it, were it in the list before. */
  private stray(content: RichTextBlock[], items: RichTextBlock[][]): void {
    const before = this.blocks.at(-1);
    if (items.length > 0) items.at(-1)!.push(...content);
    else if (before && 'type' in before && before.type !== 'paragraph')
      before.content.at(-1)!.content.push(...content);
    else this.blocks.push(...content);
  }

  private within = (node: PastedNode, around: Surroundings): Surroundings =>
    node.tag === '' ? around : { ...around, marks: this.marksOf(node, around) };

  private marksOf(node: PastedNode, { marks }: Surroundings): Surroundings['marks'] {
    const { tag } = node;
    const weight = styleOf(node, 'font-weight');
    const slant = styleOf(node, 'font-style');
    const href = tag === 'a' ? this.hrefOf(node) : marks.href;
    const isHeading = /^h[1-6]$/.test(tag);
    return {
      bold: weight
        ? /bold|[6-9]00/.test(weight)
        : marks.bold || tag === 'b' || tag === 'strong' || isHeading,
      italic: slant ? /italic|oblique/.test(slant) : marks.italic || tag === 'i' || tag === 'em',
      ...(href && { href }),
    };
  }

  private hrefOf({ attributes }: PastedNode): string | undefined {
    const href = attributes.href?.trim();
    if (!href || href.startsWith('#')) return undefined;
    if (isAllowedHref(href)) return href;
    this.losses.links += 1;
    return undefined;
  }
}

function markList({ bold, italic, href }: Surroundings['marks']): RichTextMark[] {
  return [
    ...(href ? [{ type: 'link' as const, attrs: { href } }] : []),
    ...(bold ? [{ type: 'bold' as const }] : []),
    ...(italic ? [{ type: 'italic' as const }] : []),
  ];
}

const isBlank = (inline: object): boolean =>
  'text' in inline && typeof inline.text === 'string' && inline.text.trim() === '';

const isEdge = (inline: RichTextInline): boolean => inline.type === 'hardBreak' || isBlank(inline);

/** Word and Outlook: a paragraph that says in its style on which level of which list it stands. */
function wordLine(node: PastedNode): Omit<ListLine, 'content'> | undefined {
  const level = /^l\d+ level(\d)/.exec(styleOf(node, 'mso-list') ?? '')?.[1];
  if (!level) return undefined;
  const glyph = findBelow(node, (each) => styleOf(each, 'mso-list') === 'ignore');
  const number = numberOf(glyph ? textOf(glyph).replace(/\s+/g, '') : '');
  return { level: Number(level), isOrdered: number !== undefined, number };
}

/** Word Online: every item in a list of its own, which says its level. */
function onlineLevel({ tag, attributes }: PastedNode): number | undefined {
  if (tag !== 'li' || !('data-leveltext' in attributes)) return undefined;
  const level = Number(attributes['data-aria-level'] ?? attributes['aria-level'] ?? 1);
  return Number.isInteger(level) ? level : 1;
}

const countCells = (node: PastedNode): number =>
  node.children.reduce(
    (sum, child) => sum + (child.tag === 'td' || child.tag === 'th' ? 1 : countCells(child)),
    0,
  );
