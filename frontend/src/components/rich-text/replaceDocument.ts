import type { RichTextDocument } from '@common/rich-text/types.ts';
import type { Editor } from '@tiptap/core';
import { history } from '@tiptap/pm/history';

/** By which the editor knows what can be undone. */
const HISTORY = 'history';

/**
 * Puts another document in the place of the one that is shown. Undoing begins anew with it: a step taken
 * before would be undone on words that others have saved since, and take those away.
 */
export function replaceDocument(editor: Editor, document: RichTextDocument): void {
  const { from } = editor.state.selection;
  editor.commands.setContent(document, { emitUpdate: false });
  editor.commands.setTextSelection(Math.min(from, editor.state.doc.content.size));
  editor.unregisterPlugin(HISTORY);
  editor.registerPlugin(history());
}
