import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import {
  arbitraryDocument,
  bullets,
  doc,
  hardBreak,
  link,
  numbered,
  paragraph,
  text,
} from '../../../test/builders/rich-text.js';
import {
  countWords,
  documentToText,
  EMPTY_DOCUMENT,
  isAllowedHref,
  isEmptyDocument,
  normaliseDocument,
  parseDocument,
  richTextSchema,
  type RichTextBlock,
  type RichTextDocument,
} from './index.js';

const problems = (json: unknown): string[] => {
  const parsed = parseDocument(json);
  return parsed.ok ? [] : parsed.issues.map(({ path, code }) => `${path} ${code}`);
};

const withInline = (...content: unknown[]) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content }],
});

describe('parseDocument', () => {
  it('accepts every document of the schema, as the schema itself does', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        expect(parseDocument(document)).toEqual({ ok: true, document });
        expect(() => Node.fromJSON(richTextSchema, document).check()).not.toThrow();
      }),
    );
  });

  it('accepts nothing that the schema refuses', () => {
    const node = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom(
            'doc',
            'paragraph',
            'bulletList',
            'orderedList',
            'listItem',
            'text',
            'hardBreak',
          ),
          attrs: fc.constantFrom({}, { start: 2 }, { start: 'x' }),
          text: fc.constantFrom('', 'a'),
          content: fc.array(tie('node'), { maxLength: 3 }),
        },
        { requiredKeys: ['type'] },
      ),
    })).node;
    const document = fc.array(node, { maxLength: 3 }).map((content) => ({ type: 'doc', content }));
    fc.assert(
      fc.property(document, (json) => {
        if (parseDocument(json).ok) {
          expect(() => Node.fromJSON(richTextSchema, json).check()).not.toThrow();
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown, string[]]>([
    ['null', null, [' not_an_object']],
    ['a list', [], [' not_an_object']],
    ['a text', 'hello', [' not_an_object']],
    ['a node that is no document', paragraph('x'), ['type misplaced_node']],
    ['a document without blocks', { type: 'doc' }, ['content invalid_content']],
    ['content that is no list', { type: 'doc', content: {} }, ['content invalid_content']],
    [
      'text outside a paragraph',
      doc(text('x') as unknown as RichTextBlock),
      ['content.0 misplaced_node'],
    ],
    [
      'an empty list',
      doc({ type: 'bulletList', content: [] }),
      ['content.0.content invalid_content'],
    ],
    [
      'a list item that begins with a list',
      doc({ type: 'bulletList', content: [{ type: 'listItem', content: [bullets('x')] }] }),
      ['content.0.content.0.content.0 misplaced_node'],
    ],
    [
      'an unknown node',
      { type: 'doc', content: [{ type: 'heading', attrs: { level: 1 } }] },
      ['content.0.type unknown_node'],
    ],
    [
      'a name that every object has',
      { type: 'doc', content: [{ type: 'constructor' }] },
      ['content.0.type unknown_node'],
    ],
    [
      'an unknown mark',
      withInline({ type: 'text', text: 'x', marks: [{ type: 'underline' }] }),
      ['content.0.content.0.marks.0.type unknown_mark'],
    ],
    [
      'a mark twice',
      withInline({ type: 'text', text: 'x', marks: [{ type: 'bold' }, { type: 'bold' }] }),
      ['content.0.content.0.marks.1 duplicate_mark'],
    ],
    [
      'unknown attributes',
      { type: 'doc', content: [{ type: 'paragraph', attrs: { class: 'x' } }] },
      ['content.0.attrs.class unknown_attribute'],
    ],
    [
      'unknown keys',
      JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{},"id":1}]}'),
      ['content.0.__proto__ unknown_key', 'content.0.id unknown_key'],
    ],
    [
      'marks on a block',
      { type: 'doc', content: [{ type: 'paragraph', marks: [] }] },
      ['content.0.marks unknown_key'],
    ],
    [
      'content in a text',
      withInline({ type: 'text', text: 'x', content: [] }),
      ['content.0.content.0.content unknown_key'],
    ],
    ['empty text', withInline({ type: 'text', text: '' }), ['content.0.content.0.text empty_text']],
    ['no text', withInline({ type: 'text' }), ['content.0.content.0.text invalid_text']],
    ['a control character', doc('a\u0000b'), ['content.0.content.0.text control_character']],
    ['a direction override', doc('a\u202eb'), ['content.0.content.0.text control_character']],
    ['half a surrogate pair', doc('a\ud83d'), ['content.0.content.0.text control_character']],
    [
      'a list that begins at half',
      doc(numbered(1.5, 'x')),
      ['content.0.attrs.start invalid_attribute'],
    ],
    [
      'a list that begins at a text',
      doc(numbered('2' as unknown as number, 'x')),
      ['content.0.attrs.start invalid_attribute'],
    ],
    [
      'a link without address',
      withInline({ type: 'text', text: 'x', marks: [{ type: 'link' }] }),
      ['content.0.content.0.marks.0.attrs.href missing_attribute'],
    ],
    [
      'a link with a target',
      withInline({
        type: 'text',
        text: 'x',
        marks: [{ type: 'link', attrs: { href: 'https://a.uk', target: '_blank' } }],
      }),
      ['content.0.content.0.marks.0.attrs.target unknown_attribute'],
    ],
    [
      'attributes that are null',
      { type: 'doc', content: [{ type: 'paragraph', attrs: null }] },
      ['content.0.attrs not_an_object'],
    ],
    [
      'several things at once',
      doc(paragraph(text('x', link('javascript:alert(1)')), text('\u0007')), {
        type: 'table',
      } as unknown as RichTextBlock),
      [
        'content.0.content.0.marks.0.attrs.href link_not_allowed',
        'content.0.content.1.text control_character',
        'content.1.type unknown_node',
      ],
    ],
  ])('refuses %s', (_, json, expected) => {
    expect(problems(json)).toEqual(expected);
  });

  it('accepts lists eight deep and refuses nine', () => {
    const nest = (depth: number): RichTextBlock =>
      depth === 1 ? bullets('x') : bullets([paragraph('x'), nest(depth - 1)]);
    expect(problems(doc(nest(8)))).toEqual([]);
    expect(problems(doc(nest(9)))).toEqual([expect.stringMatching(/ too_deep$/)]);
  });

  it('survives nesting without end', () => {
    let node: unknown = { type: 'listItem' };
    for (let i = 0; i < 50_000; i += 1) node = { type: 'listItem', content: [node] };
    expect(problems({ type: 'doc', content: [node] })).toContainEqual(
      expect.stringMatching(/too_deep$/),
    );
  });

  it('accepts 60,000 characters and refuses more, however they are divided', () => {
    expect(problems(doc('x'.repeat(59_998)))).toEqual([]);
    expect(problems(doc('x'.repeat(59_999)))).toEqual([expect.stringMatching(/ too_long$/)]);
    const blocks = Array.from({ length: 200_000 }, () => paragraph());
    expect(problems({ type: 'doc', content: blocks })).toEqual([
      expect.stringMatching(/ too_long$/),
    ]);
  });

  it('stops after fifty problems', () => {
    expect(problems({ type: 'doc', content: Array.from({ length: 500 }, () => 1) })).toHaveLength(
      50,
    );
  });
});

describe('isAllowedHref', () => {
  it.each([
    'https://www.london.gov.uk/a?b=c#d',
    'http://example.org',
    'HTTPS://example.org',
    'mailto:team@example.org?subject=Hello',
    'https://example.org/caf%C3%A9/é',
  ])('accepts %s', (href) => {
    expect(isAllowedHref(href)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    ' https://example.org',
    'https://example.org/a b',
    'data:text/html,x',
    'vbscript:x',
    'ftp://example.org',
    'tel:+441234',
    '/relative',
    'relative',
    '//example.org',
    '#part',
    '',
    'http:example.org',
    'https://',
    'https:\\\\example.org',
    'https://met.police.uk@example.org',
    'https://user:secret@example.org',
    'https://example.org/\u202efdp.exe',
    'https://exam\u200bple.org',
    'https://example.org/\ue000',
    'mailto:',
    `https://example.org/${'x'.repeat(2048)}`,
    null,
    7,
  ])('refuses %s', (href) => {
    expect(isAllowedHref(href)).toBe(false);
  });
});

describe('normaliseDocument', () => {
  it('is idempotent and leaves its argument alone', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const before = structuredClone(document);
        const normal = normaliseDocument(document);
        expect(document).toEqual(before);
        expect(normaliseDocument(normal)).toEqual(normal);
        expect(problems(normal)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('changes white space and spelling only, never words', () => {
    const bare = (document: RichTextDocument) =>
      documentToText(document)
        .replace(/[\s\u00ad]+/gu, '')
        .normalize('NFC');
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        expect(bare(normaliseDocument(document))).toBe(bare(document));
      }),
    );
  });

  it.each<[string, RichTextDocument, RichTextDocument]>([
    ['composes letters', doc('Zoe\u0308'), doc('Zoë')],
    ['composes across text nodes', doc(paragraph('e', '\u0301')), doc('é')],
    ['makes one space of any white space', doc(' a\u00a0\u00a0b\r\nc\td\u2003 '), doc('a b c d')],
    ['drops what cannot be seen', doc('so\u00adft\u200b\ufeff'), doc('soft')],
    [
      'joins text with the same marks',
      doc(paragraph('a', 'b', text('c', 'bold'), text('d', 'bold'))),
      doc(paragraph('ab', text('cd', 'bold'))),
    ],
    [
      'orders marks',
      doc(paragraph(text('a', 'italic', 'bold', link('https://a.uk')))),
      doc(paragraph(text('a', link('https://a.uk'), 'bold', 'italic'))),
    ],
    [
      'takes the mark off a space at its end',
      doc(paragraph(text('a ', 'bold'), 'b')),
      doc(paragraph(text('a', 'bold'), ' b')),
    ],
    [
      'puts the mark on a space inside it',
      doc(paragraph(text('a', 'bold'), ' ', text('b', 'bold'))),
      doc(paragraph(text('a b', 'bold'))),
    ],
    [
      'keeps links to two places apart',
      doc(paragraph(text('a', link('https://a.uk')), ' ', text('b', link('https://b.uk')))),
      doc(paragraph(text('a', link('https://a.uk')), ' ', text('b', link('https://b.uk')))),
    ],
    [
      'trims beside breaks',
      doc(paragraph('a ', hardBreak, ' b')),
      doc(paragraph('a', hardBreak, 'b')),
    ],
    [
      'drops marks of a break',
      doc(paragraph('a', { type: 'hardBreak', marks: [{ type: 'bold' }] }, 'b')),
      doc(paragraph('a', hardBreak, 'b')),
    ],
    [
      'drops empty paragraphs at the end only',
      doc(paragraph(), 'a', paragraph(), 'b', paragraph(' '), paragraph()),
      doc(paragraph(), 'a', paragraph(), 'b'),
    ],
    [
      'drops them at the end of an item',
      doc(bullets([paragraph('a'), paragraph()])),
      doc(bullets('a')),
    ],
    ['keeps one paragraph', doc(paragraph(), paragraph()), EMPTY_DOCUMENT],
    ['joins bullet lists', doc(bullets('a'), bullets('b')), doc(bullets('a', 'b'))],
    [
      'joins numbered lists that count on',
      doc(numbered(3, 'a'), numbered(4, 'b')),
      doc(numbered(3, 'a', 'b')),
    ],
    [
      'keeps numbered lists that begin again',
      doc(numbered(3, 'a'), numbered(3, 'b')),
      doc(numbered(3, 'a'), numbered(3, 'b')),
    ],
  ])('%s', (_, given, expected) => {
    expect(normaliseDocument(given)).toEqual(expected);
  });
});

describe('the words of a document', () => {
  const document = doc(
    paragraph('Of 33,567 officers ', text('11.5%', 'bold'), ' are sergeants.'),
    bullets([paragraph('one', hardBreak, 'two'), numbered(1, 'three')]),
  );

  it('as text: a line for each block and break', () => {
    expect(documentToText(document)).toBe(
      'Of 33,567 officers 11.5% are sergeants.\none\ntwo\nthree',
    );
  });

  it('are counted, numbers with them', () => {
    expect(countWords(document)).toBe(9);
    expect(countWords(doc('The MPS’s stop-and-search review — due (at last!) in 2021/22.'))).toBe(
      9,
    );
    expect(countWords(EMPTY_DOCUMENT)).toBe(0);
    expect(countWords(doc('so\u00adft\u00a0touch'))).toBe(2);
  });

  it('can be none', () => {
    expect(isEmptyDocument(EMPTY_DOCUMENT)).toBe(true);
    expect(isEmptyDocument(doc(paragraph(' \u00a0'), paragraph(hardBreak), bullets('')))).toBe(
      true,
    );
    expect(isEmptyDocument(doc('.'))).toBe(false);
  });
});
