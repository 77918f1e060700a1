import fc from 'fast-check';
import {
  arbitraryDocument,
  bullets,
  doc,
  hardBreak,
  link,
  numbered,
  paragraph,
  text,
} from '../../../../test/builders/rich-text.js';
import { clipboardHtml, parseHtml } from '../../../../test/support/clipboard.js';
import {
  documentToHtml,
  documentToText,
  MAX_LIST_DEPTH,
  normaliseDocument,
  parseDocument,
} from '../index.js';
import { lossWords } from './paste-losses.js';
import { documentFromPastedHtml } from './pasted-html.js';
import { CLIPBOARD_DOCUMENTS } from '../../../../test/support/clipboard-documents.js';

const pasted = (html: string) => documentFromPastedHtml(parseHtml(html));
const documentOf = (html: string) => pasted(html).document;

describe('pasting what programs put on the clipboard', () => {
  it.each(Object.entries(CLIPBOARD_DOCUMENTS))('%s', (program, { document, words }) => {
    const { document: found, losses } = pasted(clipboardHtml(program));
    expect(found).toEqual(normaliseDocument(document));
    expect(lossWords(losses)).toBe(words);
    expect(parseDocument(found).ok).toBe(true);
  });
});

describe('pasted HTML', () => {
  it('gives back every text of the house, unchanged', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const normal = normaliseDocument(document);
        const html = documentToHtml(normal);
        // What is empty, and breaks that part nothing or paragraphs, are not kept in a paste.
        fc.pre(!JSON.stringify(normal).includes('{"type":"paragraph"}'));
        fc.pre(!/(<(p|li|strong|em|a)[^>]*>)+<br>|<br>(<[/ou]|<br>)/.test(html));
        expect(documentToHtml(documentOf(html))).toBe(html);
      }),
      { numRuns: 300 },
    );
  });

  it('drops the characters that no text of the house may hold, so that what is pasted can be saved', () => {
    const { document } = pasted('<p>a co\u0002operative of <b>\u202eforces\u202c</b>\uffff</p>');
    expect(documentToText(document)).toBe('a cooperative of forces');
    expect(parseDocument(document).ok).toBe(true);
  });

  it.each([
    ['<p>10<sup>2</sup> and CO<sub>2</sub></p>', '10² and CO2', 1],
    ['<p>Note<span style="vertical-align: super">a</span></p>', 'Notea', 1],
    ['<p>x<sup><span style="vertical-align:super">2</span></sup></p>', 'x²', 0],
    ['<p>As was said.<sup>12</sup> And on.</p>', 'As was said.¹² And on.', 0],
    ['<p>a<sup>n+1</sup></p>', 'an+1', 1],
    // Nothing is lost of an ordinal; a footnote is counted as such.
    ['<p>On the 1<sup>st</sup> of May</p>', 'On the 1st of May', 0],
    ['<p>May<sup><a style="mso-footnote-id:ftn1" href="#_ftn1">[1]</a></sup></p>', 'May', 0],
    ['<p>May<span style="vertical-align:baseline">be</span></p>', 'Maybe', 0],
  ])('says what stood above or below the line of %s', (html, words, raised) => {
    const { document, losses } = pasted(html);
    expect(document).toEqual(normaliseDocument(doc(words)));
    expect(losses.raised).toBe(raised);
    const told = lossWords(losses) ?? '';
    expect(told.includes('now stand')).toBe(raised > 0);
  });

  it('makes lists of Word’s numbered paragraphs, level by level', () => {
    const line = (level: number, glyph: string, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l2 level${level} lfo5'><span style='mso-list:Ignore'>${glyph}<span>&nbsp; </span></span>${words}</p>`;
    const html = [
      line(1, '(iii)', 'three'),
      line(1, '(iv)', 'four'),
      line(3, '§', 'deeper'),
      line(1, '1)', 'anew'),
    ].join('\n');
    expect(documentOf(html)).toEqual(
      normaliseDocument(
        doc(numbered(3, 'three', [paragraph('four'), bullets('deeper')]), numbered(1, 'anew')),
      ),
    );
  });

  it('never nests lists deeper than the house', () => {
    const deep = 12;
    const html = `${'<ul><li>x'.repeat(deep)}${'</li></ul>'.repeat(deep)}`;
    const document = documentOf(html);
    expect(parseDocument(document)).toMatchObject({ ok: true });
    expect(JSON.stringify(document).match(/bulletList/g)).toHaveLength(MAX_LIST_DEPTH);
  });

  it.each([
    ['<p>bold <b>word</b></p>', doc(paragraph('bold ', text('word', 'bold')))],
    [
      '<span style="font-weight:600">half</span> bold',
      doc(paragraph(text('half', 'bold'), ' bold')),
    ],
    ['<b style="font-weight:400">not</b>', doc('not')],
    ['<p>a<br>b</p>', doc(paragraph('a', hardBreak, 'b'))],
    ['<p>a<br></p><p><br></p><p>b</p>', doc('a', 'b')],
    [
      '<a href="https://www.example.org/x"><b>both</b></a>',
      doc(paragraph(text('both', link('https://www.example.org/x'), 'bold'))),
    ],
    ['<ul>loose<li>kept</li></ul>', doc(bullets('loose', 'kept'))],
    ['<li>an item alone</li>', doc('an item alone')],
    ['', doc(paragraph())],
  ])('reads %s', (html, expected) => {
    expect(documentOf(html)).toEqual(normaliseDocument(expected));
  });
});
