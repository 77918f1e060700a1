import { normaliseText } from './text.js';
import { countWordsInText } from './tokens.js';
import type { RichTextBlock, RichTextDocument } from './types.js';

/**
 * The words alone: one line for each paragraph or list item, and a new line for each hard break.
 * No bullets or numbers, no link addresses. For search, counting and the checks on text.
 */
export function documentToText(document: RichTextDocument): string {
  return document.content.flatMap(blockLines).join('\n');
}

/** Whether a document has no words or signs in it: empty paragraphs and lists say nothing. */
export function isEmptyDocument(document: RichTextDocument): boolean {
  return documentToText(document).trim() === '';
}

/**
 * How many words a document has; numbers count, punctuation does not. The same for a draft in the
 * editor and for its normal form.
 */
export function countWords(document: RichTextDocument): number {
  return countWordsInText(normaliseText(documentToText(document)));
}

function blockLines(block: RichTextBlock): string[] {
  if (block.type !== 'paragraph') {
    return block.content.flatMap((item) => item.content.flatMap(blockLines));
  }
  const text = (block.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '\n'));
  return [text.join('')];
}
