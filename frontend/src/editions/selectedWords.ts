/** Words selected in an edition's text, and the row that they stand in. */
export interface SelectedWords {
  words: string;
  updateId?: string;
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}’'-]/u;

/** The selection within an element, whole words of it; undefined when there is none. */
export function selectedWords(within: HTMLElement | null): SelectedWords | undefined {
  const selection = window.getSelection();
  if (!within || !selection || selection.isCollapsed || selection.rangeCount === 0)
    return undefined;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.startContainer) || !within.contains(range.endContainer))
    return undefined;
  const words = `${restBefore(range)}${selection.toString()}${restAfter(range)}`.trim();
  if (words === '') return undefined;
  return { words, updateId: rowOf(range.startContainer) };
}

/** The same words in another row are other words: somebody else may have approved them. */
export const isSameSelection = (one?: SelectedWords, other?: SelectedWords): boolean =>
  one?.words === other?.words && one?.updateId === other?.updateId;

/** Whether what was selected in the element was let go by a click in it. */
export function isLetGo(within: HTMLElement | null): boolean {
  const selection = window.getSelection();
  return selection?.isCollapsed === true && within?.contains(selection.anchorNode) === true;
}

const rowOf = (node: Node): string | undefined => {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('[data-row]')?.dataset['row'];
};

/** What a selection that begins within a word leaves of it. */
function restBefore({ startContainer, startOffset }: Range): string {
  const text = startContainer.nodeType === Node.TEXT_NODE ? (startContainer.nodeValue ?? '') : '';
  let from = startOffset;
  if (!WORD_CHARACTER.test(text.charAt(startOffset))) return '';
  while (from > 0 && WORD_CHARACTER.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, startOffset);
}

function restAfter({ endContainer, endOffset }: Range): string {
  const text = endContainer.nodeType === Node.TEXT_NODE ? (endContainer.nodeValue ?? '') : '';
  let to = endOffset;
  if (endOffset === 0 || !WORD_CHARACTER.test(text.charAt(endOffset - 1))) return '';
  while (to < text.length && WORD_CHARACTER.test(text.charAt(to))) to += 1;
  return text.slice(endOffset, to);
}
