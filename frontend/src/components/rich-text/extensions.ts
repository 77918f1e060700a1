import { wrappingInputRule, type Extensions } from '@tiptap/core';
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
import { isListStart } from '../../../../backend/src/common/rich-text/limits.js';
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
export function houseExtensions({ placeholder = '' }: { placeholder?: string } = {}): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    BulletList,
    HouseOrderedList,
    ListItem,
    HardBreak,
    Bold,
    Italic,
    HouseLink,
    UndoRedo,
    Placeholder.configure({ placeholder }),
  ];
}
