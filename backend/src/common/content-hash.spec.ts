import fc from 'fast-check';
import { arbitraryDocument, doc, paragraph, text } from '../../test/builders/rich-text.js';
import { canonicalContent, contentHash, normaliseContent, sha256Hex } from './content-hash.js';
import type { UpdateContent } from './content.js';
import type { RichTextBlock, RichTextDocument, RichTextInline } from './rich-text/index.js';

describe('canonicalContent', () => {
  it('is the canonical JSON of the normal form, absent fields left out', () => {
    expect(canonicalContent({ document: doc('One.', paragraph()) })).toBe(
      '{"document":{"content":[{"content":[{"text":"One.","type":"text"}],"type":"paragraph"}],"type":"doc"}}',
    );
    expect(
      canonicalContent({
        document: doc('x'),
        delivery: 'paused',
        nextMilestone: ' Zoe\u0308\u00a0in May ',
      }),
    ).toBe(
      '{"delivery":"paused","document":{"content":[{"content":[{"text":"x","type":"text"}],"type":"paragraph"}],"type":"doc"},"nextMilestone":"Zoë in May"}',
    );
  });

  it('leaves out what is undefined, null or blank', () => {
    const bare = canonicalContent({ document: doc('x') });
    const blank = { document: doc('x'), delivery: null, nextMilestone: ' \u00a0' };
    expect(canonicalContent(blank as unknown as UpdateContent)).toBe(bare);
    expect(canonicalContent({ document: doc('x'), delivery: undefined })).toBe(bare);
  });

  it('refuses a field that it would not hash', () => {
    const content = { document: doc('x'), promises: [] } as unknown as UpdateContent;
    expect(() => canonicalContent(content)).toThrow('unknown field promises');
  });
});

describe('contentHash', () => {
  it('is the SHA-256 of the canonical content', () => {
    const content: UpdateContent = { document: doc('x'), delivery: 'complete' };
    expect(contentHash(content)).toBe(sha256Hex(canonicalContent(content)));
    expect(contentHash(content)).toBe(
      '9d4d5eda8636b4b5ae2569c802cc012bddeb479a0c95b7bf4c148f0641cc04ff',
    );
  });

  it('differs when anything that is printed differs', () => {
    const hashes = [
      { document: doc('May 2022') },
      { document: doc('May 2023') },
      { document: doc(paragraph(text('May 2022', 'bold'))) },
      { document: doc('May', '2022') },
      { document: doc('May 2022'), delivery: 'paused' as const },
      { document: doc('May 2022'), nextMilestone: 'paused' },
      { document: doc('May 2022'), noChange: { since: '2021/22 Q3', sinceOn: '2021-12-31' } },
      { document: doc('May 2022'), noChange: { since: '2021/22 Q2', sinceOn: '2021-09-30' } },
    ].map(contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('does not change with the way a text came to be spelled', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(5), (document, seed) => {
        const respelled = respell(document, seed);
        expect(contentHash({ document: respelled })).toBe(contentHash({ document }));
      }),
    );
  });

  it('does not change when the stored normal form is hashed again', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const content: UpdateContent = { document, nextMilestone: 'Report\u00a0in May' };
        expect(contentHash(normaliseContent(content))).toBe(contentHash(content));
      }),
    );
  });
});

/** The same text otherwise: decomposed letters, text nodes cut up, marks in another order. */
function respell(document: RichTextDocument, seed: number): RichTextDocument {
  const inline = (node: RichTextInline): RichTextInline[] => {
    if (node.type !== 'text') return [node];
    const marks = node.marks === undefined ? {} : { marks: [...node.marks].reverse() };
    const decomposed = node.text.normalize('NFD').replaceAll(' ', '\u00a0');
    const cut = Math.min(decomposed.length, seed + 1);
    return [decomposed.slice(0, cut), decomposed.slice(cut)]
      .filter((part) => part !== '')
      .map((part) => ({ type: 'text', text: part, ...marks }));
  };
  const block = (node: RichTextBlock): RichTextBlock => {
    if (node.type === 'paragraph') {
      return { ...node, content: (node.content ?? []).flatMap(inline) };
    }
    const content = node.content.map((item) => ({ ...item, content: item.content.map(block) }));
    return node.type === 'bulletList'
      ? { ...node, content }
      : { ...node, attrs: { start: node.attrs?.start ?? 1 }, content };
  };
  return { type: 'doc', content: [...document.content.map(block), paragraph()] };
}
