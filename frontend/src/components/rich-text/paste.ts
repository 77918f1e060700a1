import type { EditorProps } from '@tiptap/pm/view';
import { Slice } from '@tiptap/pm/model';
import { documentToHtml } from '@common/rich-text/html.ts';
import { lossWords } from '@common/rich-text/paste/paste-losses.ts';
import { documentFromPastedHtml } from '@common/rich-text/paste/pasted-html.ts';
import type { PastedNode } from '@common/rich-text/paste/pasted-node.ts';
import { documentFromPlainText } from '@common/rich-text/paste/pasted-text.ts';

/** What the editor copied itself is of the house already, and says where it was cut. */
const isOwn = (html: string): boolean => html.includes('data-pm-slice');

/**
 * Reads what is pasted as text of the house.
 * @param onLoss told what had no place in it; nothing when all of it had
 */
export const housePaste = (onLoss: (words: string | undefined) => void): EditorProps => ({
  transformPastedHTML: (html) => {
    if (isOwn(html)) return html;
    // Parsed apart from the page: nothing in it runs or is fetched.
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    const { document, losses } = documentFromPastedHtml(pastedNode(body));
    onLoss(lossWords(losses));
    return documentToHtml(document);
  },
  clipboardTextParser: (text, _context, _plain, view) => {
    onLoss(undefined);
    const document = view.state.schema.nodeFromJSON(documentFromPlainText(text));
    return Slice.maxOpen(document.content);
  },
});

function pastedNode(node: Node): PastedNode {
  if (!(node instanceof Element)) {
    const text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '';
    return { tag: '', text, attributes: {}, children: [] };
  }
  return {
    tag: node.nodeName.toLowerCase(),
    text: '',
    attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
    children: [...node.childNodes].map(pastedNode),
  };
}
