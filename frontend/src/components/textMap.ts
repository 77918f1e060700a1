/**
 * Words on a page that are no part of the text: what is deleted, what only a screen reader says, and
 * headings, unless the text has some of its own.
 */
const NO_TEXT =
  'del, button, label, select, :is(h2, h3):not([data-text]), [role="toolbar"], [data-no-text], [contenteditable="false"]';
const BLOCK = 'p, li, div, ul, ol, h2, h3, tr, th, td';

/** The text that an element shows, and where on the page it stands. */
export interface TextMap {
  /** One line to a block, as the server reads a document. */
  text: string;
  pieces: { node: Text; from: number }[];
}

/** Reads the text off the page: of a text, of a difference (the newer side), of the editor. */
export function readText(root: HTMLElement): TextMap {
  const map: TextMap = { text: '', pieces: [] };
  const breakLine = () => {
    if (map.text !== '' && !map.text.endsWith('\n')) map.text += '\n';
  };
  const visit = (node: Node): void => {
    if (node instanceof Text) {
      if (node.data === '') return;
      map.pieces.push({ node, from: map.text.length });
      map.text += node.data;
      return;
    }
    if (!(node instanceof HTMLElement)) return;
    if (node.matches(NO_TEXT)) return;
    if (node instanceof HTMLBRElement) {
      map.text += '\n';
      return;
    }
    const isBlock = node.matches(BLOCK);
    if (isBlock) breakLine();
    node.childNodes.forEach(visit);
    if (isBlock) breakLine();
  };
  root.childNodes.forEach(visit);
  return map;
}

/** The place on the page of a stretch of the text. */
export function rangeOf({ pieces }: TextMap, from: number, to: number): Range | undefined {
  const holds = (place: number) => (piece: TextMap['pieces'][number]) =>
    piece.from <= place && place <= piece.from + piece.node.length;
  const first = pieces.findLast(holds(from));
  const last = pieces.find(holds(to));
  if (!first || !last) return undefined;
  const range = document.createRange();
  range.setStart(first.node, from - first.from);
  range.setEnd(last.node, to - last.from);
  return range;
}

/** The stretch of the text that is selected on the page; undefined when nothing of it is. */
export function selectionIn(
  root: HTMLElement,
  { pieces }: TextMap,
): { from: number; to: number; range: Range } | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return undefined;
  const selected = pieces.filter(({ node }) => range.intersectsNode(node));
  const [first, last] = [selected[0], selected.at(-1)];
  if (!first || !last) return undefined;
  const from = first.from + (first.node === range.startContainer ? range.startOffset : 0);
  const to = last.from + (last.node === range.endContainer ? range.endOffset : last.node.length);
  return from < to ? { from, to, range } : undefined;
}
