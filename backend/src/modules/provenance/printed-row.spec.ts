import { describe, expect, it } from '@jest/globals';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { documentFromMarkdown } from '../../common/rich-text/index.js';
import { aFigure } from '../../../test/builders/snapshot.js';
import { editionPartOf } from './edition-words.js';
import { printsWords, rowsOf } from './printed-row.js';

const edition = {
  introduction: documentFromMarkdown('This update tells of the third quarter.'),
  ...{ isHistoric: false, title: 'Third quarter update', publisher: 'MOPAC' },
  plan: { id: '1', title: 'The plan' },
  period: { label: '2021/22 Q3 (October to December 2021)' },
  chapters: [
    {
      title: 'Holding to account',
      groups: [
        {
          reference: '1.2',
          rows: [
            {
              title: 'Audit',
              wording: 'A quarterly audit.',
              leadOrganisation: 'Metropolitan Police Service',
              content: {
                document: documentFromMarkdown('The third quarter was audited.'),
                evidence: [{ title: 'Minutes of May', href: 'https://example.org/minutes' }],
                figures: [aFigure()],
              },
            },
          ],
        },
      ],
    },
  ],
} as unknown as EditionSnapshot;

/** As the reader decides: a row's words are the row's. */
const partOf = (words: string, of = edition) =>
  rowsOf(of).some((row) => printsWords(row, words)) ? 'row' : editionPartOf(of, words);

describe('words that are no row’s', () => {
  it('are of the part of the edition that prints them', () => {
    expect(partOf('This update tells of')).toBe('introduction');
    expect(partOf('Third quarter update')).toBe('title');
    expect(partOf('October to December')).toBe('period');
    expect(
      partOf('The day is from its file', { ...edition, dateNote: 'The day is from its file.' }),
    ).toBe('dateNote');
  });

  it('are the row’s where a row prints them too: its heading as a whole, its organisation, its evidence', () => {
    for (const words of [
      'third quarter was',
      '1.2 Audit',
      'Metropolitan Police',
      'Minutes of May',
      'Complaints upheld January to March 2022 12% (24 of 200) Complaints database',
    ])
      expect([words, partOf(words)]).toEqual([words, 'row']);
  });

  it('are not looked for where there is none, nor among words that stand nowhere', () => {
    expect(partOf('This update', { ...edition, introduction: undefined })).toBeUndefined();
    expect(partOf('no such words')).toBeUndefined();
  });
});
