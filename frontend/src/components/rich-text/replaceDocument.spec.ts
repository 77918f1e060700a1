import { describe, expect, it } from '@jest/globals';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { houseExtensions } from './extensions.ts';
import { replacingDocument } from './replaceDocument.ts';

const paragraph = (words: string) => ({
  type: 'paragraph',
  ...(words !== '' && { content: [{ type: 'text', text: words }] }),
});
type Block = string | object;
const blocks = (content: Block[]) =>
  content.map((block) => (typeof block === 'string' ? paragraph(block) : block));
const doc = (...content: Block[]) => ({ type: 'doc', content: blocks(content) });
const bullets = (...items: Block[]): object => ({
  type: 'bulletList',
  content: items.map((item) => ({
    type: 'listItem',
    content: blocks(typeof item === 'string' ? [item] : ['With a list', item]),
  })),
});

/** Few words, so that two documents have much in common. */
const words = fc.constantFrom('', 'One.', 'One two.', 'Two.', 'Three four.', 'Four.');
const { list } = fc.letrec<{ list: object; item: Block }>((tie) => ({
  list: fc.array(tie('item'), { minLength: 1, maxLength: 4 }).map((items) => bullets(...items)),
  item: fc.oneof({ maxDepth: 2 }, words, tie('list')),
}));
const arbitraryDocument = fc
  .array(fc.oneof(words, list), { minLength: 1, maxLength: 6 })
  .map((content) => doc(...content));

const schema = getSchema(houseExtensions());
const editing = (document: unknown) =>
  EditorState.create({ schema, doc: schema.nodeFromJSON(document) });

/** The text after the change, with a bar where the caret stands that was put after the words. */
function caretAfter(before: unknown, words: string, after: unknown): string {
  const state = editing(before);
  let place = 0;
  state.doc.descendants((node, at) => {
    const found = node.text?.indexOf(words) ?? -1;
    if (found >= 0) place = at + found + words.length;
  });
  const put = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place)));
  const taken = put.apply(replacingDocument(put, schema.nodeFromJSON(after)));
  expect(taken.doc.toJSON()).toEqual(after);
  const { from } = taken.selection;
  return taken.doc.textBetween(from - 4, from, '/') + '|';
}

describe('another document in the place of the one that is shown', () => {
  it('keeps the caret in its words, wherever others have changed the text', () => {
    const before = doc('First line.', 'My own line, here.', 'Last line.');
    expect(caretAfter(before, 'own', doc('New.', 'First.', 'My own line, here.', 'Last.'))).toBe(
      ' own|',
    );
    expect(caretAfter(before, 'own', doc('Now first.', 'My own line, there.', 'Last one.'))).toBe(
      ' own|',
    );
    expect(caretAfter(before, 'Last', doc('A long beginning.', 'My line.', 'Last line.'))).toBe(
      'Last|',
    );
    expect(caretAfter(before, 'First', doc('At first. First line.', 'My own line, here.'))).toBe(
      'irst|',
    );
    const list = doc('Intro.', bullets('One', 'Two, mine', 'Three'), 'End.');
    const changed = doc('An intro.', bullets('Nought', 'One', 'Two, mine', 'Three!'), 'The end.');
    expect(caretAfter(list, 'mine', changed)).toBe('mine|');
  });

  it('is that document, whatever stood there and wherever the caret was', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, fc.nat(), (before, after, at) => {
        const state = editing(before);
        const near = TextSelection.near(state.doc.resolve(at % (state.doc.content.size + 1)));
        const put = state.apply(state.tr.setSelection(near));
        const taken = put.apply(replacingDocument(put, schema.nodeFromJSON(after)));
        expect(taken.doc.toJSON()).toEqual(schema.nodeFromJSON(after).toJSON());
      }),
      { numRuns: 300 },
    );
  });
});
