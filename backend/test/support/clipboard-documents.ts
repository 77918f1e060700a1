import type { RichTextDocument } from '../../src/common/rich-text/index.js';
import { bullets, doc, hardBreak, link, numbered, paragraph, text } from '../builders/rich-text.js';

/** What each fixture comes to in the house's text, and what the person who pasted it is told. */
export const CLIPBOARD_DOCUMENTS: Record<string, { document: RichTextDocument; words?: string }> = {
  word: {
    document: doc(
      paragraph(text('Stop and search', 'bold')),
      paragraph(
        'The new ',
        text('scrutiny panel', 'bold'),
        ' met ',
        text('twice', 'italic'),
        ' this quarter. Its notes are on ',
        text('the panel’s page', link('https://www.example.org/panel?year=2022&q=4')),
        '.',
      ),
      bullets(
        [paragraph('Twelve boroughs have a panel'), bullets('Nine of them meet monthly')],
        'London has a forum for all of them',
      ),
      'Next steps:',
      numbered(
        1,
        [paragraph('Publish the guidance'), numbered(1, 'in print')],
        'Train the new members in June',
      ),
    ),
  },
  'word-marked-up': {
    document: doc(
      'The share fell to 11.5% in March. The lead has seen it.',
      paragraph(text('Borough', 'bold')),
      paragraph(text('Searches', 'bold')),
      'Barnet',
      '1,204',
      'See the figures and the plan.',
      'A new page.',
    ),
    words:
      'Left out of what you pasted: an image, a footnote, a comment, 2 passages that were struck out, the address of a link. A table became paragraphs, one for each cell.',
  },
  outlook: {
    document: doc(
      'Hi,',
      'For the update:',
      bullets(
        [
          paragraph('Body-worn video is ', text('in use', 'bold'), ' in every unit'),
          bullets(paragraph('also on ', text('night', 'italic'), ' shifts')),
        ],
        'Reviews are sampled weekly',
      ),
      paragraph('Questions to ', text('owner@example.org', link('mailto:owner@example.org'))),
      paragraph('First line', hardBreak, 'second line'),
    ),
  },
  'word-online': {
    document: doc(
      paragraph('Progress since ', text('January', 'bold'), hardBreak, 'and before'),
      bullets(
        [
          paragraph('A training day in each command'),
          bullets(
            paragraph('with ', text('its own material', link('https://www.example.org/training'))),
          ),
        ],
        'A refresher each year',
      ),
    ),
  },
  'google-docs': {
    document: doc(
      'Recruitment',
      paragraph(
        'Applications ',
        text('rose', 'bold'),
        text(' again', 'italic'),
        '; see ',
        text('the figures', link('https://www.example.org/jobs')),
        '.',
      ),
      numbered(1, [paragraph('Open days'), numbered(1, 'in four boroughs')], 'Mentors'),
    ),
  },
  libreoffice: {
    document: doc(
      paragraph('The board ', text('agreed', 'bold'), ' the plan in ', text('May', 'italic'), '.'),
      bullets(
        [paragraph('Phase one is complete'), bullets('in all twelve areas')],
        'Phase two begins in July',
      ),
      numbered(3, 'A third point'),
    ),
    words: 'Left out of what you pasted: a footnote.',
  },
  // One of the same making as the house's own, which says where it was cut.
  'another-editor': {
    document: doc(
      paragraph(text('Cost', 'bold')),
      paragraph('Now three million, ', text('agreed', 'bold'), '.'),
      bullets('In May'),
    ),
    words: 'Left out of what you pasted: words that were struck out.',
  },
  'web-page': {
    document: doc(
      paragraph(text('Scrutiny', 'bold')),
      paragraph('Read ', text('one', link('https://www.example.org/a')), ', two, three and four.'),
      paragraph('Loose ', text('words', 'italic')),
      paragraph('in ', text('boxes', 'bold')),
      'Quoted.',
      paragraph('Line one', hardBreak, 'Line two'),
      'One paragraph',
      'and another',
      'Term',
      'Meaning',
    ),
    words: 'Left out of what you pasted: an image, 2 addresses of links.',
  },
};
