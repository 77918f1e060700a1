import { describe, expect, it } from '@jest/globals';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { Problem } from '../../common/problems.js';
import { documentFromMarkdown } from '../../common/rich-text/index.js';
import { refuseIntroduction } from './printed-row.js';

const edition = {
  introduction: documentFromMarkdown('This update tells of the third quarter.'),
  isHistoric: false,
  chapters: [
    {
      title: 'Holding to account',
      groups: [
        {
          rows: [
            {
              title: 'Audit',
              wording: 'A quarterly audit.',
              content: { document: documentFromMarkdown('The third quarter was audited.') },
            },
          ],
        },
      ],
    },
  ],
} as unknown as EditionSnapshot;

const issueOf = (words: string, of = edition): unknown => {
  try {
    refuseIntroduction(of, words);
    return undefined;
  } catch (problem) {
    return (problem as Problem).extra.issues?.[0];
  }
};

describe('words of an introduction', () => {
  it('are put down to no row, and whose they are is said', () => {
    expect(issueOf('This update tells of')).toMatchObject({
      field: 'words',
      code: 'in_introduction',
      message: expect.stringContaining('The secretariat writes it'),
    });
    expect(issueOf('This update tells of', { ...edition, isHistoric: true })).toMatchObject({
      message: expect.stringContaining('before the system'),
    });
  });

  it('that a row prints too are the row’s', () => {
    expect(issueOf('third quarter')).toBeUndefined();
  });

  it('are not looked for where there is none, nor among words that stand nowhere', () => {
    expect(issueOf('This update', { ...edition, introduction: undefined })).toBeUndefined();
    expect(issueOf('no such words')).toBeUndefined();
  });
});
