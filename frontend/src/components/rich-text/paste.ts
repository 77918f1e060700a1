import { getSchema } from '@tiptap/core';
import type { EditorProps } from '@tiptap/pm/view';
import { DOMSerializer, Slice } from '@tiptap/pm/model';
import { documentToHtml } from '@common/rich-text/html.ts';
import { lossWords } from '@common/rich-text/paste/paste-losses.ts';
import { documentFromPastedHtml } from '@common/rich-text/paste/pasted-html.ts';
import type { PastedNode } from '@common/rich-text/paste/pasted-node.ts';
import { documentFromPlainText } from '@common/rich-text/paste/pasted-text.ts';
import { houseExtensions } from './extensions.ts';

/** On what this editor copied: others of its kind say likewise where it was cut, and are not of the house. */
const OWN = 'data-quarterdeck';

const isOwn = (body: HTMLElement): boolean =>
  body.querySelector(`[data-pm-slice][${OWN}]`) !== null;

/** Marks what is copied as this editor's own. */
class HouseSerializer extends DOMSerializer {
  override serializeFragment(
    ...[fragment, options, target]: Parameters<DOMSerializer['serializeFragment']>
  ) {
    const dom = super.serializeFragment(fragment, options, target);
    if (!target && dom.firstChild instanceof Element) dom.firstChild.setAttribute(OWN, '');
    return dom;
  }
}

const schema = getSchema(houseExtensions());
const clipboardSerializer = new HouseSerializer(
  DOMSerializer.nodesFromSchema(schema),
  DOMSerializer.marksFromSchema(schema),
);

/**
 * Reads what is pasted as text of the house.
 * @param onLoss told what had no place in it; nothing when all of it had
 */
export const housePaste = (onLoss: (words: string | undefined) => void): EditorProps => ({
  clipboardSerializer,
  transformPastedHTML: (html) => {
    // Parsed apart from the page: nothing in it runs or is fetched.
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    if (isOwn(body)) return html;
    const { document, losses } = documentFromPastedHtml(pastedNode(body));
    onLoss(lossWords(losses));
    return documentToHtml(document);
  },
  clipboardTextParser: (text, _context, _plain, view) => {
    onLoss(undefined);
    const document = view.state.schema.nodeFromJSON(documentFromPlainText(text));
    return Slice.maxOpen(document.content);
  },
  handleDOMEvents: {
    drop: (_view, event) => {
      const types = event.dataTransfer?.types ?? [];
      if (!types.includes('Files') || types.includes('text/html')) return false;
      // Left to the browser, it would be opened in the place of this page.
      event.preventDefault();
      onLoss('A file has no place in the text.');
      return true;
    },
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
