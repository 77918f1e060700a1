import {
  bullets,
  doc,
  hardBreak,
  link,
  numbered,
  paragraph,
  text,
} from '../../../test/builders/rich-text.js';
import { documentToHtml } from './html.js';
import { documentFromMarkdown } from './markdown.js';
import { normaliseDocument } from './normalise.js';
import type { RichTextDocument } from './types.js';

const normal = (document: RichTextDocument) => normaliseDocument(document);

describe('documentFromMarkdown', () => {
  it('reads the house’s subset', () => {
    const markdown = [
      'A **bold**, *italic* and ***both*** word,',
      'a [link](https://example.org/a) and a break\\',
      'here.',
      '',
      '- one',
      '- two',
      '',
      '  more of two',
      '  1. inner',
      '',
      '3. three',
      '4. four',
    ].join('\n');
    expect(documentFromMarkdown(markdown)).toEqual(
      normal(
        doc(
          paragraph(
            ...['A ', text('bold', 'bold'), ', ', text('italic', 'italic'), ' and '],
            ...[
              text('both', 'bold', 'italic'),
              ' word, a ',
              text('link', link('https://example.org/a')),
            ],
            ...[' and a break', hardBreak, 'here.'],
          ),
          bullets('one', [paragraph('two'), paragraph('more of two'), numbered(1, 'inner')]),
          numbered(3, 'three', 'four'),
        ),
      ),
    );
  });

  it('reads nothing as an empty document', () => {
    expect(documentFromMarkdown('')).toEqual(doc(paragraph()));
  });

  it.each([
    ['a heading', 'x\n\n# Title', 'line 3: a heading'],
    ['an image', 'x\n![alt](https://a.uk/x.png)', 'line 2: an image'],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |', 'line 1: a table'],
    ['a block of HTML', '<div>x</div>', 'line 1: HTML'],
    ['HTML in a line', 'a <b>x</b>', 'line 1: HTML'],
    ['code', 'a `b`', 'line 1: code'],
    ['a block of code', '    x', 'line 1: code'],
    ['a fence', '```\nx\n```', 'line 1: code'],
    ['a quotation', '> x', 'line 1: a quotation'],
    ['a rule', 'x\n\n---', 'line 3: a rule'],
    ['struck-out text', '~~x~~', 'line 1: struck-out text'],
    ['a link title', '[a](https://a.uk "t")', 'line 1: a link title'],
    ['a script', 'x\n\n[a](javascript:alert)', 'line 3: a link to "javascript:alert"'],
    ['a relative link', '[a](b.html)', 'line 1: a link to "b.html"'],
  ])('refuses %s', (_, markdown, message) => {
    expect(() => documentFromMarkdown(markdown)).toThrow(message);
  });
});

describe('documentToHtml', () => {
  it('writes plain, tight HTML', () => {
    const document = doc(
      paragraph('One', hardBreak, text('bold ', 'bold'), text('both', 'bold', 'italic')),
      paragraph(),
      bullets('a', [paragraph('b'), numbered(1, 'c')], [paragraph('d'), paragraph('e')]),
      numbered(4, 'f'),
    );
    expect(documentToHtml(document)).toBe(
      '<p>One<br><strong>bold <em>both</em></strong></p>' +
        '<ul><li>a</li><li>b<ol><li>c</li></ol></li><li><p>d</p><p>e</p></li></ul>' +
        '<ol start="4"><li>f</li></ol>',
    );
  });

  it('makes one link of one address, whatever else changes inside it', () => {
    const to = link('https://a.uk/?a=1&b="');
    expect(
      documentToHtml(
        doc(paragraph(text('a', to), text('b', to, 'bold'), hardBreak, text('c', to))),
      ),
    ).toBe(
      '<p><a href="https://a.uk/?a=1&amp;b=&quot;" rel="noopener">a<strong>b<br></strong>c</a></p>',
    );
  });

  it('escapes everything that was written', () => {
    expect(documentToHtml(doc('<script>alert("x") & \'y\'</script>'))).toBe(
      '<p>&lt;script&gt;alert(&quot;x&quot;) &amp; &#39;y&#39;&lt;/script&gt;</p>',
    );
  });
});
