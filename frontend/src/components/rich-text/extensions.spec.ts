import { describe, expect, it } from '@jest/globals';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { MAX_LIST_DEPTH } from '../../../../backend/src/common/rich-text/limits.js';
import { houseExtensions, isDeepest } from './extensions.ts';

const schema = getSchema(houseExtensions());

/** Lists inside one another, each with one item, and the caret in the one of that level. */
function nested(levels: number, level: number): EditorState {
  const list = (depth: number): object => ({
    type: 'bulletList',
    content: [
      {
        type: 'listItem',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: `level ${depth}` }] },
          ...(depth < levels ? [list(depth + 1)] : []),
        ],
      },
    ],
  });
  const state = EditorState.create({
    schema,
    doc: schema.nodeFromJSON({ type: 'doc', content: [list(1)] }),
  });
  let caret = 0;
  state.doc.descendants((node, at) => {
    if (node.text === `level ${level}`) caret = at;
  });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, caret)));
}

describe('how deep a list goes', () => {
  it('is at its end at the limit of the house, for the item or for one inside it', () => {
    expect(isDeepest(nested(MAX_LIST_DEPTH - 1, MAX_LIST_DEPTH - 1))).toBe(false);
    expect(isDeepest(nested(MAX_LIST_DEPTH - 1, 2))).toBe(false);
    expect(isDeepest(nested(MAX_LIST_DEPTH, MAX_LIST_DEPTH))).toBe(true);
    expect(isDeepest(nested(MAX_LIST_DEPTH, 2))).toBe(true);
  });
});
