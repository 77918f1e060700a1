import { SITE, anEdition, aListItem } from '../../../../test/builders/public-pages.js';
import { readHtml } from '../../../../test/support/read-html.js';
import { rowTexts, wordsOf } from '../../../../test/support/snapshot-words.js';
import { PUBLIC_CSS } from '../assets/public.css.js';
import { editionHref, commitmentHref } from './links.js';
import { sizeInWords } from './forms.js';
import { html } from './html.js';
import { commitmentPage, contactPage, editionsPage, type CommitmentHistory } from './index.js';

describe('the other pages', () => {
  it('list editions and a commitment’s history newest first', () => {
    const list = readHtml(
      editionsPage(SITE, [aListItem('q3', '2021-12-31'), aListItem('q4', '2022-03-31')]),
    );
    expect(list.headings.slice(1).map((heading) => heading.text)).toEqual([
      'Update q4',
      'Update q3',
    ]);

    const older = anEdition({}, 'Older');
    const newer = anEdition({ position: 2 }, 'Newer');
    newer.edition.asAt = '2022-03-31';
    const page = commitmentPage(SITE, {
      id: 'com-1',
      title: 'C',
      planTitle: 'P',
      entries: [older, newer],
      absentFrom: [],
    });
    const history = readHtml(page);
    expect(history.headings.slice(1).map((heading) => heading.text)).toEqual(['Newer', 'Older']);
    expect(wordsOf([history.text])).toEqual(expect.arrayContaining(wordsOf(rowTexts(older.row))));
  });

  it('of a commitment say in which edition it was added, and that it was never reported on', () => {
    const entry = anEdition({});
    const pageOf = (absentFrom: CommitmentHistory['absentFrom'], entries = [entry]) =>
      readHtml(
        commitmentPage(SITE, { id: 'com-1', title: 'C', planTitle: 'P', entries, absentFrom }),
      ).text;
    const before = { ...entry.edition, slug: 'before', asAt: '2020-01-01', isWithdrawn: false };
    expect(pageOf([before])).toContain('Added: no edition before this one reports on it.');
    expect(pageOf([{ ...before, asAt: '2030-01-01' }])).not.toContain('Added');
    expect(pageOf([before, { ...before, isWithdrawn: true }])).not.toContain('Added');
    expect(pageOf([], [])).toContain('never been reported on');
  });

  it.each([
    ['020 7946 0000', 'tel:02079460000'],
    ['+44 (0)20 7946-0000', 'tel:+442079460000'],
    ['(020) 7946 0000', 'tel:02079460000'],
    ['020 7946 0000 ext. 5', null],
    ['020 7946 0000 or 020 7946 0001', null],
  ])('lead to a telephone number that can be dialled alone: %s', (contactPhone, href) => {
    const page = contactPage({ ...SITE, contactPhone });
    expect(page).toContain(contactPhone);
    expect(/href="(tel:[^"]*)"/u.exec(page)?.[1] ?? null).toBe(href);
  });

  it('say so when there is nothing yet', () => {
    expect(readHtml(editionsPage(SITE, [])).text).toContain('Nothing has been published yet.');
  });
});

describe('the building blocks', () => {
  it('escape text, join lists and leave out what is absent', () => {
    const items = ['<', '&'].map((text) => html`<i title="${text}">${text}</i>`);
    expect(html`<p>${items}${null}${undefined}${false}${0}</p>`.toString()).toBe(
      '<p><i title="&lt;">&lt;</i><i title="&amp;">&amp;</i>0</p>',
    );
  });

  it('encode every part of an address', () => {
    expect(editionHref('a/b?c', 2)).toBe('/editions/a%2Fb%3Fc/v2');
    expect(commitmentHref('x"y')).toBe('/commitments/x%22y');
  });

  it('say sizes as people do', () => {
    expect([999, 1000, 187_432, 999_499, 999_500, 1_440_000].map(sizeInWords)).toEqual([
      '999 bytes',
      '1 kB',
      '187 kB',
      '999 kB',
      '1.0 MB',
      '1.4 MB',
    ]);
  });

  it('keep the accent of the stylesheet the same as that of the PDF', async () => {
    const { PALETTE } = await import('../../../platform/documents/index.js');
    expect(PUBLIC_CSS).toContain(`--accent: ${PALETTE.accent};`);
    expect(PUBLIC_CSS).toContain(`--ink: ${PALETTE.ink};`);
  });
});
