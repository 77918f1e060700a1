import MarkdownIt from 'markdown-it';
import { MarkdownParser } from 'prosemirror-markdown';
import { parseDocument } from './document.js';
import { isAllowedHref } from './links.js';
import { normaliseDocument } from './normalise.js';
import { richTextSchema } from './schema.js';
import type { RichTextDocument } from './types.js';

/** What the house's Markdown leaves out, by markdown-it's names: its rules stay on to find it. */
const FORBIDDEN: Record<string, string> = {
  heading_open: 'a heading',
  image: 'an image',
  table_open: 'a table',
  html_block: 'HTML',
  html_inline: 'HTML',
  code_block: 'code (or a paragraph indented by four spaces)',
  code_inline: 'code',
  fence: 'code',
  blockquote_open: 'a quotation',
  hr: 'a rule',
  s_open: 'struck-out text',
};

/** Made when first needed: this folder is imported by screens that never read Markdown. */
function makeParser(): MarkdownParser {
  const tokenizer = new MarkdownIt('commonmark', { html: true }).enable(['table', 'strikethrough']);
  // Otherwise a refused link would quietly be printed as its own Markdown; the check below names it.
  tokenizer.validateLink = () => true;
  return new MarkdownParser(richTextSchema, tokenizer, {
    paragraph: { block: 'paragraph' },
    bullet_list: { block: 'bulletList' },
    ordered_list: {
      block: 'orderedList',
      getAttrs: (token) => ({ start: Number(token.attrGet('start') ?? 1) }),
    },
    list_item: { block: 'listItem' },
    hardbreak: { node: 'hardBreak' },
    strong: { mark: 'bold' },
    em: { mark: 'italic' },
    link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') }) },
  });
}

let parser: MarkdownParser | undefined;

/**
 * A document, in normal form, from Markdown of the house's subset: paragraphs, bullet and numbered
 * lists, bold, italic, links and hard breaks. For seeds and tests; the screens use the editor.
 *
 * @throws Error naming the line and what stands there, for anything else (headings, images,
 *   tables, HTML, code, link titles) and for links that a document may not have.
 */
export function documentFromMarkdown(markdown: string): RichTextDocument {
  parser ??= makeParser();
  refuseOtherMarkdown(parser.tokenizer.parse(markdown, {}));
  const parsed = parseDocument(parser.parse(markdown).toJSON());
  if (parsed.ok) return normaliseDocument(parsed.document);
  const problems = parsed.issues.map(({ path, message }) => `${path} ${message}`);
  throw new Error(`Markdown, line 1: ${problems.join('; ')}`);
}

type Token = ReturnType<MarkdownIt['parse']>[number];

function refuseOtherMarkdown(tokens: Token[]): void {
  let line = 1;
  for (const block of tokens) {
    if (block.map !== null) line = block.map[0] + 1;
    let inlineLine = line;
    for (const token of [block, ...(block.children ?? [])]) {
      if (token.type === 'softbreak' || token.type === 'hardbreak') inlineLine += 1;
      const what = problemOf(token);
      if (what !== undefined) {
        throw new Error(`Markdown, line ${inlineLine}: ${what} has no place here`);
      }
    }
  }
}

function problemOf(token: Token): string | undefined {
  if (token.type !== 'link_open') return FORBIDDEN[token.type];
  if (token.attrGet('title') !== null) return 'a link title';
  const href = token.attrGet('href');
  return isAllowedHref(href) ? undefined : `a link to "${href ?? ''}"`;
}
