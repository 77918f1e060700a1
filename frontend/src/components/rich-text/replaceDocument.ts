import type { RichTextDocument } from '@common/rich-text/types.ts';
import type { Editor } from '@tiptap/core';
import { history } from '@tiptap/pm/history';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';

/** By which the editor knows what can be undone. */
const HISTORY = 'history';

/**
 * Puts another document in the place of the one that is shown. The caret stays in its words. Undoing
 * begins anew with it: a step taken before would be undone on words that others have saved since, and
 * take those away.
 */
export function replaceDocument(editor: Editor, document: RichTextDocument): void {
  const { state } = editor;
  const replacing = replacingDocument(state, state.schema.nodeFromJSON(document));
  editor.view.dispatch(replacing.setMeta('preventUpdate', true));
  editor.unregisterPlugin(HISTORY);
  editor.registerPlugin(history());
}

/** Changes what differs and nothing else, so that what is selected goes along with its words. */
export function replacingDocument(state: EditorState, next: Node): Transaction {
  const { tr, doc, selection } = state;
  replaceContent(tr, doc, next, 0, selection.from);
  // The house schema is strict: should the parts not fit together, the whole does.
  return tr.doc.eq(next) ? tr : state.tr.replaceWith(0, doc.content.size, next.content);
}

/** @param at where the content of the node begins. From its end to its beginning: places stay right. */
function replaceContent(tr: Transaction, node: Node, next: Node, at: number, caret: number): void {
  const around = node.inlineContent ? undefined : childAt(node, caret - at);
  const there = around && counterpart(node, next, around.index);
  if (!around || there === undefined) return replaceSpan(tr, node, next, at);
  const { child, index, offset } = around;
  replaceChildren(tr, node, next, at, [index + 1, node.childCount], [there + 1, next.childCount]);
  replaceContent(tr, child, next.child(there), at + offset + 1, caret);
  replaceChildren(tr, node, next, at, [0, index], [0, there]);
}

function childAt(node: Node, place: number) {
  let offset = 0;
  for (let index = 0; index < node.childCount; index++) {
    const child = node.child(index);
    if (place < offset + child.nodeSize) return { child, index, offset };
    offset += child.nodeSize;
  }
  return undefined;
}

/** Which child of the other node is the same, or what has become of it. */
function counterpart(node: Node, next: Node, index: number): number | undefined {
  const child = node.child(index);
  const all = Array.from({ length: next.childCount }, (_, place) => place);
  const fromEnd = next.childCount - (node.childCount - index);
  const nearest = (places: number[]) =>
    places.sort((one, other) => Math.abs(one - index) - Math.abs(other - index))[0];
  const same = nearest(all.filter((place) => next.child(place).eq(child)));
  if (same !== undefined) return same;
  const isBecome = (place: number) => next.maybeChild(place)?.sameMarkup(child);
  const isAfterSame = index === 0 || next.maybeChild(index - 1)?.eq(node.child(index - 1));
  return (isAfterSame ? [index, fromEnd] : [fromEnd, index]).find(isBecome);
}

/** Whole paragraphs and items, but for those at either end that are the same. */
function replaceChildren(
  tr: Transaction,
  node: Node,
  next: Node,
  at: number,
  [from, to]: [number, number],
  [start, end]: [number, number],
): void {
  while (from < to && start < end && node.child(from).eq(next.child(start))) {
    from += 1;
    start += 1;
  }
  while (from < to && start < end && node.child(to - 1).eq(next.child(end - 1))) {
    to -= 1;
    end -= 1;
  }
  if (from === to && start === end) return;
  const placeOf = (index: number) =>
    at + node.children.slice(0, index).reduce((size, child) => size + child.nodeSize, 0);
  const children = Fragment.from(next.children.slice(start, end));
  tr.replace(placeOf(from), placeOf(to), new Slice(children, 0, 0));
}

/** What stands between the first difference and the last. */
function replaceSpan(tr: Transaction, node: Node, next: Node, at: number): void {
  const start = node.content.findDiffStart(next.content);
  const ends = node.content.findDiffEnd(next.content);
  if (start === null || !ends) return;
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  tr.replace(at + start, at + ends.a + overlap, next.slice(start, ends.b + overlap));
}
