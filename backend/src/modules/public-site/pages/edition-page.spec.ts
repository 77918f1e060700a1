import fc from 'fast-check';
import {
  SITE,
  HASH,
  aMeta,
  hostileSnapshot,
  chaptersWith,
  aWithdrawal,
} from '../../../../test/builders/public-pages.js';
import {
  HOSTILE_TEXT,
  aLongSnapshot,
  aRichDocument,
  aRow,
  aSnapshot,
  aSummarySnapshot,
  anOmittedRow,
} from '../../../../test/builders/snapshot.js';
import { readHtml } from '../../../../test/support/read-html.js';
import { rowTexts, snapshotTexts, wordsOf } from '../../../../test/support/snapshot-words.js';
import { DELIVERIES, DELIVERY_WORDS } from '../../../common/content.js';
import { editionPage, rowAnchor, withdrawnPage } from './index.js';

describe('the page of an edition', () => {
  it('says every word of the snapshot', () => {
    const snapshot = aLongSnapshot();
    const words = new Set(wordsOf([readHtml(editionPage(snapshot, aMeta())).text]));

    expect(wordsOf(snapshotTexts(snapshot)).filter((word) => !words.has(word))).toEqual([]);
  });

  it('says every word of each row at the row’s own anchor, in order', () => {
    const snapshot = aLongSnapshot(20);
    const read = readHtml(editionPage(snapshot, aMeta()));

    for (const row of snapshot.chapters.flatMap((c) => c.groups).flatMap((g) => g.rows)) {
      const words = wordsOf([read.textOf(rowAnchor(row.updateId))]);
      let at = 0;
      for (const word of wordsOf(rowTexts(row))) {
        const found = words.indexOf(word, at);
        expect([row.position, word, found >= 0]).toEqual([row.position, word, true]);
        at = found + 1;
      }
    }
  });

  it('shows text that looks like markup as it is', () => {
    const read = readHtml(editionPage(hostileSnapshot(HOSTILE_TEXT), aMeta()));

    expect(read.tagNames).not.toContain('b');
    // Plan, title, correction, publisher, contents thrice, introduction, chapter, the first row's nine
    // (reference, title, wording, lead, text, milestone, two histories, hidden count), the second's two.
    expect(read.text.split(HOSTILE_TEXT).length - 1).toBeGreaterThanOrEqual(16);
  });

  it('escapes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const plain = readHtml(editionPage(hostileSnapshot('x'), aMeta()));
        const read = readHtml(editionPage(hostileSnapshot(`x${text}`), aMeta()));
        expect(read.tagNames).toEqual(plain.tagNames);
        expect(read.attributes).toEqual(plain.attributes);
      }),
      { numRuns: 50 },
    );
  });

  it('names each delivery status in words beside its icon', () => {
    for (const delivery of DELIVERIES) {
      const row = aRow({ content: { hash: HASH, document: aRichDocument(), delivery } });
      const page = editionPage(
        aSnapshot({ chapters: [{ title: 'One', groups: [{ rows: [row] }] }] }),
        aMeta(),
      );
      expect(readHtml(page).text).toContain(`Delivery ${DELIVERY_WORDS[delivery]}`);
    }
  });

  it('ends the reason of an omission with a full stop, unless it ends with a mark', () => {
    const saying = (reason: string): string => {
      const row = anOmittedRow({ omission: { reason } });
      const chapters = [{ title: 'One', groups: [{ rows: [row] }] }];
      return readHtml(editionPage(aSnapshot({ chapters }), aMeta())).text;
    };
    expect(saying('No answer came')).toContain('No answer came. ');
    expect(saying('Has it been “agreed?”')).toContain('“agreed?” ');
  });

  it('links an omitted row to where it was last reported', () => {
    const read = readHtml(editionPage(aSnapshot(), aMeta()));

    expect(read.text).toContain(
      'No update in this edition. The responsible body did not answer in time. ' +
        'Last reported in Quarterly update 2021/22 Q3.',
    );
    expect(read.hrefs).toContain('/editions/2021-22-q3');

    // Of an edition that was brought in without that one, the words stay and lead nowhere.
    const site = { ...SITE, editions: new Set(['2021-22-q4']) };
    const without = readHtml(editionPage(aSnapshot(), aMeta({ site })));
    expect(without.text).toContain('Last reported in Quarterly update 2021/22 Q3.');
    expect(without.hrefs).not.toContain('/editions/2021-22-q3');
  });

  it('marks a draft, and keeps it out of search engines', () => {
    const draft = editionPage(aSnapshot(), aMeta({ isPreview: true }));

    expect(readHtml(draft).text).toContain('Draft, not published.');
    expect(draft).toContain('<meta name="robots" content="noindex" />');
    expect(readHtml(editionPage(aSnapshot(), aMeta())).text).not.toContain('Draft');
  });

  it('leads from a replaced version to the current one', () => {
    const versions = [
      { version: 1, slug: 'q4', publishedOn: '2022-06-10', isCurrent: false },
      { version: 2, slug: 'q4', publishedOn: '2022-07-01', isCurrent: true },
    ];
    const read = readHtml(editionPage(aSnapshot(), aMeta({ versions })));

    expect(read.text).toContain('This version has been replaced. Read version 2');
    expect(read.text).toContain('Version 1, published on 10 June 2022: this page');
    expect(read.hrefs).toContain('/editions/q4');
  });

  it('gives a part of a summary without a heading none, in the text and in the contents', () => {
    const read = readHtml(editionPage(aSummarySnapshot(), aMeta()));
    const titles = read.headings.map(({ text }) => text);
    expect(titles.filter((title) => title === 'Handcuffing')).toHaveLength(1);
    expect(titles.filter((title) => title === 'Better encounters')).toHaveLength(1);
    for (const words of ['Why it matters.', 'And the data follows.', 'It ends.']) {
      expect(read.text).toContain(words);
    }
    expect(read.text).toContain('1 topic');
    expect(read.text).not.toContain('0 topics');
    expect(read.text).not.toContain('Commitment as printed');
  });

  it('shows hash, sign-off and correction', () => {
    const correction = { note: 'A figure was wrong.', publishedOn: '2022-07-01' };
    const { text } = readHtml(editionPage(aSnapshot({ version: 2, correction }), aMeta()));

    expect(text).toContain(HASH);
    expect(text).toContain('Signed by Deputy Mayor (signatory) on 9 June 2022');
    expect(text).toContain('Corrected on 1 July 2022 A figure was wrong.');
    const dateNote = 'The original gives no day of publication.';
    const historic = aSnapshot({ isHistoric: true, signature: undefined, dateNote });
    const printed = readHtml(editionPage(historic, aMeta())).text;
    expect(printed).toContain('Sign-off not recorded in this system');
    expect(printed).toContain(dateNote);
  });
});

describe('the page of a correction', () => {
  const before = aSnapshot({ chapters: chaptersWith('Nine boroughs took part.') });
  const correction = { note: 'A number was wrong.', publishedOn: '2022-07-01' };
  const after = aSnapshot({
    ...{ version: 2, correction },
    chapters: chaptersWith('Ten boroughs took part.'),
  });

  it('shows at its top what differs from the version before, said in words too', () => {
    const page = editionPage(after, aMeta({ before }));
    const { text, hrefs } = readHtml(page);
    expect(text).toContain('What changed in 1 update, word for word');
    expect(text).toMatch(/deleted: Nine end deleted\s+inserted: Ten end inserted\s+boroughs/u);
    expect(hrefs).toContain('/editions/2021-22-q4/v1');
    expect(page.indexOf('<del>')).toBeLessThan(page.indexOf('id="contents"'));
  });

  it('shows what the leading body is called now, where the corrected row prints that', () => {
    const renamed = structuredClone(after);
    renamed.chapters[0]!.groups[0]!.rows[0]!.leadOrganisation = 'New Office';
    const { text } = readHtml(editionPage(renamed, aMeta({ before })));
    expect(text).toMatch(/Lead organisation:.* inserted: New Office/u);
  });

  it('shows no difference where the version before is not to be shown', () => {
    const { text, tagNames } = readHtml(editionPage(after, aMeta()));
    expect(text).toContain('A number was wrong.');
    expect(tagNames).not.toContain('del');
  });

  it('says when it is called minor', () => {
    const minor = { ...after, correction: { ...correction, isMinor: true as const } };
    expect(readHtml(editionPage(minor, aMeta())).text).toContain('Minor correction on 1 July 2022');
  });
});

describe('the page of a withdrawn edition', () => {
  it('says why and what can be read instead', () => {
    const whole = readHtml(withdrawnPage(SITE, aWithdrawal()));
    expect(whole.text).toContain('This edition was withdrawn on 2 July 2022.');
    expect(whole.text).toContain('Something in it is wrong. ');
    expect(whole.text).toContain('A second paragraph.');
    expect(whole.text).toContain('No version of this edition is left to read.');
    const versions = [
      { version: 1, slug: 'q4', publishedOn: '2022-06-10', isCurrent: false },
      { version: 2, slug: 'q4', publishedOn: '2022-07-01', isCurrent: true, isWithdrawn: true },
    ];
    const current = readHtml(withdrawnPage(SITE, { ...aWithdrawal(versions), version: 2 }));
    expect(current.text).toContain('Version 2 of this edition was withdrawn');
    expect(current.hrefs).toContain('/editions/q4/v1');
    const replaced = readHtml(editionPage(aSnapshot(), aMeta({ versions })));
    expect(replaced.text).toContain('Read why version 2 was withdrawn.');
  });
});
