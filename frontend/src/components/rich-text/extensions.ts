import { wrappingInputRule, type Extensions } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Placeholder, UndoRedo } from '@tiptap/extensions';
// By path, not by alias: a test of the server compares this list with the house schema.
import { isListStart, MAX_LIST_DEPTH } from '../../../../backend/src/common/rich-text/limits.js';
import { isAllowedHref } from '../../../../backend/src/common/rich-text/links.js';

/** A paragraph that begins with a year ("2022. ") is no list. */
const LIST_NUMBER = /^(\d{1,3})\.\s$/;

/** Numbers its items 1, 2, 3 whatever Word or a web page did: the house knows no other style. */
const HouseOrderedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => {
          const start = Number(element.getAttribute('start') ?? 1);
          return isListStart(start) ? start : 1;
        },
      },
    };
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: LIST_NUMBER,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, node) =>
          node.childCount + Number(node.attrs.start) === Number(match[1]),
      }),
    ];
  },
});

/** Whether the item with the caret, or one inside it, stands as deep as the house allows. */
export function isDeepest({ selection: { $from } }: EditorState): boolean {
  const isList = (name: string): boolean => name === 'bulletList' || name === 'orderedList';
  const above = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth));
  const item = above.findLastIndex(({ type }) => type.name === 'listItem');
  let below = 0;
  if (item > 0) {
    above[item]!.descendants((node, place) => {
      if (!isList(node.type.name)) return;
      const inner = above[item]!.resolve(place + 1);
      const lists = Array.from({ length: inner.depth + 1 }, (_, depth) => inner.node(depth));
      below = Math.max(below, lists.filter(({ type }) => isList(type.name)).length);
    });
  }
  return above.filter(({ type }) => isList(type.name)).length + below >= MAX_LIST_DEPTH;
}

const HouseListItem = ListItem.extend<{ onTooDeep: () => void }>({
  addKeyboardShortcuts() {
    const parent = this.parent?.() ?? {};
    let toldAt: number | undefined;
    return {
      ...parent,
      Tab: (props) => {
        const { state } = this.editor;
        if (!isDeepest(state)) return parent.Tab?.(props) ?? false;
        // Pressed again where it was told, it leads on: the keyboard is never caught in the text.
        if (toldAt === state.selection.from) return false;
        toldAt = state.selection.from;
        this.options.onTooDeep();
        return true;
      },
    };
  },
});

/**
 * Keeps the address only. Target, rel and class belong to whoever prints the link; a title is not
 * read by anyone.
 */
const HouseLink = Link.extend({
  addAttributes() {
    return {
      href: { isRequired: true, parseHTML: (element) => element.getAttribute('href') },
    };
  },
}).configure({
  openOnClick: false,
  defaultProtocol: 'https',
  isAllowedUri: (url) => isAllowedHref(url),
  HTMLAttributes: { target: null, rel: 'noopener', class: null },
});

/**
 * The editor's extensions: exactly the house schema, with undo and a placeholder. What they
 * produce is what `parseDocument` on the server accepts; `tiptap-schema.spec.ts` compares the two.
 */
export function houseExtensions({
  placeholder = '',
  onTooDeep = () => undefined,
}: { placeholder?: string; onTooDeep?: () => void } = {}): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    BulletList,
    HouseOrderedList,
    HouseListItem.configure({ onTooDeep }),
    HardBreak,
    Bold,
    Italic,
    HouseLink,
    UndoRedo,
    Placeholder.configure({ placeholder }),
  ];
}
