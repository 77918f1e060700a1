import { bullets, doc, link, numbered, paragraph, text } from '../../../test/builders/rich-text.js';
import { diffDocuments } from './diff.js';
import { documentSummary, formatWords, linkWords, reshapeWords } from './diff-words.js';
import type { RichTextDocument } from './types.js';

const summaryOf = (before: RichTextDocument, after: RichTextDocument) =>
  documentSummary(diffDocuments(before, after));

describe('a difference in words', () => {
  it('names both addresses of a link that leads elsewhere', () => {
    const to = (href: string) => doc(paragraph(text('Read '), text('the report', link(href))));
    const diff = diffDocuments(to('https://one.example/'), to('https://two.example/'));
    const [, segment] = diff.blocks[0]!.segments;
    const words = 'link changed from https://one.example/ to https://two.example/';
    expect([formatWords(segment!), linkWords(segment!)]).toEqual([words, words]);
    expect(documentSummary(diff)).toEqual(['1 formatting change']);
  });

  it('says what a paragraph has become', () => {
    const [first, second] = ['One point about trust', 'Another about confidence'];
    const diff = diffDocuments(doc(first, second), doc(bullets(first, second)));
    expect(diff.blocks.map(reshapeWords)).toEqual([
      'now a bullet point, was a paragraph',
      'now a bullet point, was a paragraph',
    ]);
    expect(documentSummary(diff)).toEqual(['2 paragraphs or points reshaped']);
    const [one, two] = ['One point of some length', 'Two points of some length'];
    expect(
      diffDocuments(doc(numbered(1, one, two)), doc(numbered(3, one, two))).blocks.map(
        reshapeWords,
      ),
    ).toEqual(['list now begins at 3, began at 1', undefined]);
  });

  it('has a summary of whatever changed, and none of what did not', () => {
    expect(summaryOf(doc('One word.'), doc('One word more.'))).toEqual([
      '1 word inserted, 0 deleted',
    ]);
    expect(summaryOf(doc('Now then.'), doc('Now, then.'))).toEqual([
      'punctuation or spaces changed',
    ]);
    expect(summaryOf(doc('The same.'), doc('The same.'))).toEqual([]);
  });
});
