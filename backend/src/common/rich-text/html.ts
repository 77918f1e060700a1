import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextListItem,
  RichTextMark,
} from './types.js';

/**
 * The HTML of a document for public pages: `p`, `ul`, `ol`, `li`, `br`, `strong`, `em` and `a`,
 * everything escaped. Neighbouring text under one link or emphasis shares one element, so that a
 * screen reader announces one link. Empty paragraphs are left out: they only make noise there.
 * Expects a document that `parseDocument` accepted; normalise it first.
 */
export function documentToHtml(document: RichTextDocument): string {
  return document.content.map(blockToHtml).join('');
}

function blockToHtml(block: RichTextBlock): string {
  switch (block.type) {
    case 'paragraph': {
      const html = inlinesToHtml(block.content ?? []);
      return html === '' ? '' : `<p>${html}</p>`;
    }
    case 'bulletList':
      return `<ul>${block.content.map(itemToHtml).join('')}</ul>`;
    case 'orderedList': {
      const start = block.attrs?.start ?? 1;
      const attribute = start === 1 ? '' : ` start="${start}"`;
      return `<ol${attribute}>${block.content.map(itemToHtml).join('')}</ol>`;
    }
    default:
      return block satisfies never;
  }
}

/** An item's first paragraph goes without `p` unless another follows: lists then read tightly. */
function itemToHtml(item: RichTextListItem): string {
  const [first, ...rest] = item.content;
  const isLoose = rest.some((block) => block.type === 'paragraph');
  if (first?.type !== 'paragraph' || isLoose) {
    return `<li>${item.content.map(blockToHtml).join('')}</li>`;
  }
  return `<li>${inlinesToHtml(first.content ?? [])}${rest.map(blockToHtml).join('')}</li>`;
}

/** The same of a line by itself. */
export function inlinesToHtml(inlines: RichTextInline[]): string {
  let html = '';
  const open: RichTextMark[] = [];
  const close = (downTo: number): void => {
    while (open.length > downTo) html += closingTag(open.pop()!);
  };
  for (const inline of inlines) {
    // A break joins what is open around it: a link over two lines stays one link.
    if (inline.type === 'hardBreak') {
      html += '<br>';
      continue;
    }
    const marks = inline.marks ?? [];
    let shared = 0;
    while (shared < open.length && openingTag(open[shared]) === openingTag(marks[shared])) {
      shared += 1;
    }
    close(shared);
    for (const mark of marks.slice(shared)) {
      html += openingTag(mark);
      open.push(mark);
    }
    html += escapeHtml(inline.text);
  }
  close(0);
  return html;
}

function openingTag(mark: RichTextMark | undefined): string {
  switch (mark?.type) {
    case undefined:
      return '';
    case 'link':
      return `<a href="${escapeHtml(mark.attrs.href)}" rel="noopener">`;
    case 'bold':
      return '<strong>';
    case 'italic':
      return '<em>';
    default:
      return mark satisfies never;
  }
}

function closingTag(mark: RichTextMark): string {
  return { link: '</a>', bold: '</strong>', italic: '</em>' }[mark.type];
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML, between tags and inside quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
