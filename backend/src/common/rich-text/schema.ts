import { Schema } from 'prosemirror-model';
import type { AttributeSpec, MarkSpec, NodeSpec } from 'prosemirror-model';
import { isListStart, MAX_LIST_START } from './limits.js';
import { isAllowedHref } from './links.js';

const start: AttributeSpec = {
  default: 1,
  validate: (value: unknown) => {
    if (!isListStart(value)) {
      throw new RangeError(`must be a whole number from 0 to ${MAX_LIST_START}`);
    }
  },
};

const href: AttributeSpec = {
  validate: (value: unknown) => {
    if (!isAllowedHref(value)) {
      throw new RangeError('must be an absolute http, https or mailto link');
    }
  },
};

const nodes: Record<
  'doc' | 'paragraph' | 'bulletList' | 'orderedList' | 'listItem' | 'hardBreak' | 'text',
  NodeSpec
> = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block' },
  bulletList: { content: 'listItem+', group: 'block list' },
  orderedList: { content: 'listItem+', group: 'block list', attrs: { start } },
  listItem: { content: 'paragraph block*', defining: true },
  hardBreak: { inline: true, group: 'inline', selectable: false, linebreakReplacement: true },
  text: { group: 'inline' },
};

/** In canonical order: a text node's marks are listed in it, as the editor does. */
const marks: Record<'link' | 'bold' | 'italic', MarkSpec> = {
  link: { attrs: { href }, inclusive: false },
  bold: {},
  italic: {},
};

/**
 * The house schema: what may be written in an update, an introduction, a comment. The editor's
 * (TipTap's) is compared with it by a test. How it looks in HTML is not its business: the editor
 * brings its own and public pages have `documentToHtml`.
 */
export const richTextSchema = new Schema({ nodes, marks });

/** Rank of each mark in the canonical order. */
export const MARK_ORDER: readonly string[] = Object.keys(marks);
