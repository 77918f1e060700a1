import fc from 'fast-check';
import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextListItem,
  RichTextMark,
} from '../../src/common/rich-text/index.js';

/** A text node; marks by name, a link by its address. */
export function text(value: string, ...marks: (RichTextMark['type'] | RichTextMark)[]) {
  const list = marks.map(
    (mark) => (typeof mark === 'string' ? { type: mark } : mark) as RichTextMark,
  );
  const node: RichTextInline = { type: 'text', text: value };
  return list.length === 0 ? node : { ...node, marks: list };
}

export function link(href: string): RichTextMark {
  return { type: 'link', attrs: { href } };
}

export const hardBreak: RichTextInline = { type: 'hardBreak' };

const inline = (content: (string | RichTextInline)[]): RichTextInline[] =>
  content.map((part) => (typeof part === 'string' ? text(part) : part)) as RichTextInline[];

export function paragraph(...content: (string | RichTextInline)[]): RichTextBlock {
  const inlines = inline(content);
  return inlines.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content: inlines };
}

type ItemContent = string | RichTextBlock | RichTextBlock[];

function listItem(content: ItemContent): RichTextListItem {
  if (typeof content === 'string') return { type: 'listItem', content: [paragraph(content)] };
  return { type: 'listItem', content: Array.isArray(content) ? content : [content] };
}

/** A bullet list; an item is a text, a paragraph, or several blocks. */
export function bullets(...items: ItemContent[]): RichTextBlock {
  return { type: 'bulletList', content: items.map(listItem) };
}

/** A numbered list that counts from `start`. */
export function numbered(start: number, ...items: ItemContent[]): RichTextBlock {
  return { type: 'orderedList', attrs: { start }, content: items.map(listItem) };
}

/** A document; a string is a paragraph. */
export function doc(...blocks: (string | RichTextBlock)[]): RichTextDocument {
  return {
    type: 'doc',
    content: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : block)),
  };
}

/** Words of few kinds, so that random texts have much in common, with the awkward ones. */
const WORDS = [
  ...[
    'the',
    'the',
    'of',
    'and',
    'in',
    'a',
    'report',
    'review',
    'MPS',
    'board',
    'London',
    'officers',
  ],
  ...['May', 'summer', '2022', '2021/22', '33,567', '11.5%', '£1.2m', 'stop-and-search', 'MPS’s'],
  ...[
    'Zoë',
    'Zoe\u0308',
    'e\u0301',
    '\u0301',
    '👩🏽‍⚖️',
    '—',
    '.',
    ',',
    '(',
    ')',
    '...',
    'https://a.uk/x?y=1.',
  ],
];
const GAPS = [' ', ' ', ' ', ' ', '', '  ', '\u00a0', '\t', '\r\n', '\u00ad'];

/** A stretch of text as people and clipboards make it. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.flat().join(''));

export const arbitraryMarks: fc.Arbitrary<RichTextMark[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<RichTextMark[]>([]) },
  {
    weight: 2,
    arbitrary: fc.shuffledSubarray<RichTextMark>([
      { type: 'bold' },
      { type: 'italic' },
      link('https://example.org/a'),
    ]),
  },
  { weight: 1, arbitrary: fc.constant<RichTextMark[]>([link('mailto:team@example.org')]) },
);

const arbitraryInline: fc.Arbitrary<RichTextInline> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(arbitraryText, arbitraryMarks)
      .map(([value, marks]) => text(value, ...marks)),
  },
  { weight: 1, arbitrary: fc.constant(hardBreak) },
);

const arbitraryParagraph: fc.Arbitrary<RichTextBlock> = fc
  .array(arbitraryInline, { maxLength: 4 })
  .map((content) =>
    content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content },
  );

function arbitraryBlocks(depth: number): fc.Arbitrary<RichTextBlock> {
  if (depth === 0) return arbitraryParagraph;
  const item = fc
    .tuple(arbitraryParagraph, fc.array(arbitraryBlocks(depth - 1), { maxLength: 2 }))
    .map(([first, rest]): RichTextListItem => ({ type: 'listItem', content: [first, ...rest] }));
  const items = fc.array(item, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: arbitraryParagraph },
    { weight: 1, arbitrary: items.map((content) => ({ type: 'bulletList' as const, content })) },
    {
      weight: 1,
      arbitrary: fc.tuple(items, fc.constantFrom(undefined, 1, 2, 4)).map(([content, start]) => ({
        type: 'orderedList' as const,
        ...(start === undefined ? {} : { attrs: { start } }),
        content,
      })),
    },
  );
}

/** Any document that `parseDocument` accepts, in no normal form. */
export const arbitraryDocument: fc.Arbitrary<RichTextDocument> = fc
  .array(arbitraryBlocks(2), { minLength: 1, maxLength: 5 })
  .map((content) => ({ type: 'doc', content }));

/**
 * Two documents of which the second is the first after some editing: blocks dropped, repeated,
 * moved, taken from elsewhere; words in them dropped, repeated and put in.
 */
export const arbitraryEdit: fc.Arbitrary<[RichTextDocument, RichTextDocument]> = fc
  .tuple(arbitraryDocument, arbitraryDocument, fc.infiniteStream(fc.nat(11)))
  .map(([before, other, choices]) => {
    const next = (): number => choices.next().value as number;
    const content = before.content.flatMap((block, index): RichTextBlock[] => {
      switch (next()) {
        case 0:
          return [];
        case 1:
          return [block, block];
        case 2:
          return [other.content[index] ?? block, block];
        case 3:
          return [
            { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(), block] }] },
          ];
        default:
          return [editWords(block, next)];
      }
    });
    if (next() < 2) content.reverse();
    return [before, { type: 'doc', content: content.length === 0 ? [paragraph()] : content }];
  });

function editWords(block: RichTextBlock, next: () => number): RichTextBlock {
  if (block.type !== 'paragraph') {
    const content = block.content.map((item) => ({
      ...item,
      content: item.content.map((child) => editWords(child, next)),
    }));
    return { ...block, content };
  }
  const content = (block.content ?? []).map((inline): RichTextInline => {
    if (inline.type !== 'text') return inline;
    const words = inline.text.split(/(?<=\s)/).flatMap((word) => {
      const choice = next();
      if (choice === 0) return [];
      if (choice === 1) return [word, word];
      return choice === 2 ? ['new ', word] : [word];
    });
    const value = words.join('');
    return value === '' ? inline : { ...inline, text: value };
  });
  return content.length === 0 ? block : { ...block, content };
}
