import fc from 'fast-check';
import {
  arbitraryDocument,
  doc,
  hardBreak,
  link,
  paragraph,
  text,
} from '../../test/builders/rich-text.js';
import { documentToText, normaliseDocument } from './rich-text/index.js';
import { holdsWords, redactJson, redactStretch, redactText } from './redact.js';

const WORDS = 'Jane Doe';

describe('taking words out of a text', () => {
  it.each([
    ['We met Jane Doe in May.', 'We met [redacted] in May.'],
    ['JANE  doe’s case', '[redacted]’s case'],
    ['Mary-Jane Doe', 'Mary-[redacted]'],
    ['Jane Doerr and Plain Jane', 'Jane Doerr and Plain Jane'],
    ['Jane\nDoe', '[redacted]'],
  ])('%s', (before, after) => {
    expect(redactText(before, WORDS)).toBe(after);
  });

  it.each([
    ['before it', 'Jane Doe was met in May.', 'met in', 'met in'],
    ['in it', 'We met Jane Doe in May.', 'met Jane Doe in', 'met [redacted] in'],
    ['at its beginning', 'We met Jane Doe in May.', 'Doe in', '[redacted] in'],
    ['at its end', 'We met Jane Doe in May.', 'met Jane', 'met [redacted]'],
    ['after it', 'We met in May. Jane Doe.', 'in May', 'in May'],
  ])('keeps a stretch of a text where it was when words went %s', (_, text, quote, left) => {
    const from = text.indexOf(quote);
    const stretch = redactStretch({ text, from, to: from + quote.length }, WORDS);
    expect(stretch.text.slice(stretch.from, stretch.to)).toBe(left);
  });

  it('takes signs for what they are', () => {
    expect(redactText('J.D. and JxDx', 'J.D.')).toBe('[redacted] and JxDx');
  });

  it('leaves hashes, addresses, states and dates alone', () => {
    const edition = {
      schema: 'quarterdeck/edition/1',
      slug: 'edition-of-may',
      delivery: 'paused',
      asAt: '2022-05-09',
      title: 'Edition of May, paused 2022-05-09',
    };
    for (const words of ['edition', 'paused', '2022']) {
      const { title, ...rest } = redactJson(edition, words);
      expect(title).toContain('[redacted]');
      expect({ ...rest, title: edition.title }).toEqual(edition);
    }
  });

  it('finds them in a document across bold, breaks and in the address of a link', () => {
    const document = doc(
      paragraph(
        text('We met '),
        text('Ja', { type: 'bold' }),
        text('ne'),
        hardBreak,
        text('Doe today.'),
      ),
      paragraph(text('Write to her', link('mailto:jane.doe@example.org'))),
    );
    const after = redactJson(
      { document, nextMilestone: 'See Jane Doe.', delivery: 'paused' },
      WORDS,
    );
    expect(documentToText(after.document)).toBe('We met [redacted] today.\nWrite to her');
    expect(JSON.stringify(after)).not.toMatch(/jane/i);
    expect(after).toMatchObject({ nextMilestone: 'See [redacted].', delivery: 'paused' });
  });

  it('leaves every document that lacks them exactly as it is', () => {
    fc.assert(
      fc.property(arbitraryDocument.map(normaliseDocument), (document) => {
        fc.pre(!holdsWords(documentToText(document), 'zyzzyva'));
        expect(redactJson(document, 'zyzzyva')).toEqual(document);
      }),
    );
  });

  it('leaves none of them, wherever in a document they were put', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(40), (document, at) => {
        const planted = doc(
          ...document.content,
          paragraph(text('a '.repeat(at)), text('Jane '), text('Doe', { type: 'italic' })),
        );
        const after = redactJson(normaliseDocument(planted), WORDS);
        expect(holdsWords(documentToText(after), WORDS)).toBe(false);
        expect(normaliseDocument(after)).toEqual(after);
      }),
    );
  });
});
