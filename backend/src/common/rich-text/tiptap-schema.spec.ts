import { getSchema, type JSONContent } from '@tiptap/core';
import { Node, type AttributeSpec, type MarkType, type NodeType } from 'prosemirror-model';
import fc from 'fast-check';
import { houseExtensions } from '../../../../frontend/src/components/rich-text/extensions.js';
import {
  arbitraryDocument,
  bullets,
  doc,
  link,
  numbered,
  paragraph,
  text,
} from '../../../test/builders/rich-text.js';
import { normaliseDocument, parseDocument, richTextSchema } from './index.js';

const editor = getSchema(houseExtensions());

const defaults = (attrs: Record<string, AttributeSpec> | null | undefined) =>
  Object.fromEntries(Object.entries(attrs ?? {}).map(([name, spec]) => [name, spec.default]));

const groups = (group: string | undefined) => (group ?? '').split(' ').filter(Boolean).sort();

const describeNode = ({ name, spec, isInline, isLeaf, isTextblock }: NodeType) => ({
  name,
  content: spec.content ?? '',
  groups: groups(spec.group),
  attrs: defaults(spec.attrs),
  // A mark list of "_" (all) is what inline content gets by itself.
  marks: isTextblock ? (spec.marks ?? '_') : '',
  isInline,
  isLeaf,
  isDefining: spec.defining ?? false,
});

const describeMark = ({ name, spec }: MarkType) => ({
  name,
  attrs: defaults(spec.attrs),
  excludes: spec.excludes ?? name,
});

describe('the editor’s schema', () => {
  it.each(Object.keys(richTextSchema.nodes))('has the node %s of the house schema', (name) => {
    expect(describeNode(editor.nodes[name]!)).toEqual(describeNode(richTextSchema.nodes[name]!));
  });

  it('has no other node', () => {
    expect(Object.keys(editor.nodes).sort()).toEqual(Object.keys(richTextSchema.nodes).sort());
  });

  it('has the marks of the house schema, in its order', () => {
    expect(Object.values(editor.marks).map(describeMark)).toEqual(
      Object.values(richTextSchema.marks).map(describeMark),
    );
  });

  it('starts with the same kind of block', () => {
    expect(editor.topNodeType.contentMatch.defaultType?.name).toBe('paragraph');
    expect(richTextSchema.topNodeType.contentMatch.defaultType?.name).toBe('paragraph');
  });
});

describe('what the editor holds', () => {
  const throughEditor = (json: JSONContent): unknown => {
    const node = Node.fromJSON(editor, json);
    node.check();
    return node.toJSON();
  };

  it('is accepted with the editor’s default attributes, and has the same normal form', () => {
    const written = doc(
      paragraph('See ', text('the report', link('https://example.org/a'), 'bold')),
      { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('one')] }] },
      bullets('two'),
    );
    const saved = throughEditor(written);
    expect(JSON.stringify(saved)).toContain('"start":1');
    const parsed = parseDocument(saved);
    expect(parsed).toEqual({ ok: true, document: saved });
    if (parsed.ok) expect(normaliseDocument(parsed.document)).toEqual(normaliseDocument(written));
    expect(normaliseDocument(doc(numbered(1, 'one')))).toEqual(
      doc({ type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('one')] }] }),
    );
  });

  it('goes through the editor unchanged in its normal form, whatever it is', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const parsed = parseDocument(throughEditor(document));
        expect(parsed.ok && normaliseDocument(parsed.document)).toEqual(
          normaliseDocument(document),
        );
      }),
      { numRuns: 100 },
    );
  });
});
