import { ExternalHyperlink, Paragraph, TextRun, type IParagraphOptions } from 'docx';
import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextMark,
} from '../../../common/rich-text/index.js';

type Run = TextRun | ExternalHyperlink;

/** Lists of a Word file: each numbered one counts for itself, from the number it starts with. */
export interface NumberedLists {
  /** The reference under which this list's numbering is declared. */
  add(start: number): string;
}

export const BULLETS = 'bullets';
const MAX_LEVEL = 8;

/** The blocks of a document as paragraphs of Word, lists as real lists. */
export const paragraphsOf = (document: RichTextDocument, lists: NumberedLists): Paragraph[] =>
  document.content.flatMap((block) => blockParagraphs(block, 0, lists, {}));

function blockParagraphs(
  block: RichTextBlock,
  level: number,
  lists: NumberedLists,
  options: IParagraphOptions,
): Paragraph[] {
  if (block.type === 'paragraph') {
    return [new Paragraph({ ...options, children: (block.content ?? []).map(inlineRun) })];
  }
  const reference = block.type === 'bulletList' ? BULLETS : lists.add(block.attrs?.start ?? 1);
  const numbering = { reference, level: Math.min(level, MAX_LEVEL) };
  return block.content.flatMap((item) =>
    item.content.flatMap((child, index) =>
      // Only an item's first paragraph has its mark; what follows stands under it.
      blockParagraphs(child, level + 1, lists, index === 0 ? { numbering } : indented(level)),
    ),
  );
}

const INDENT_TWIPS = 360;
const indented = (level: number): IParagraphOptions => ({
  indent: { left: INDENT_TWIPS * (Math.min(level, MAX_LEVEL) + 1) },
});

function inlineRun(inline: RichTextInline): Run {
  if (inline.type === 'hardBreak') return new TextRun({ break: 1 });
  const link = inline.marks?.find((mark) => mark.type === 'link');
  const run = textRun(inline.text, inline.marks ?? [], link !== undefined);
  return link ? new ExternalHyperlink({ link: link.attrs.href, children: [run] }) : run;
}

const textRun = (text: string, marks: readonly RichTextMark[], isLink: boolean): TextRun =>
  new TextRun({
    text,
    bold: marks.some(({ type }) => type === 'bold') || undefined,
    italics: marks.some(({ type }) => type === 'italic') || undefined,
    ...(isLink && { style: 'Hyperlink' }),
  });
