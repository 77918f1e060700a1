import fc from 'fast-check';
import {
  HOSTILE_TEXT,
  aDocument,
  aLongSnapshot,
  aRichDocument,
  aRow,
  aSnapshot,
  aSummarySnapshot,
  anOmittedRow,
} from '../../../../test/builders/snapshot.js';
import { readHtml } from '../../../../test/support/read-html.js';
import { invalidIn } from '../../../../test/support/valid-html.js';
import { rowTexts, snapshotTexts, wordsOf } from '../../../../test/support/snapshot-words.js';
import { DELIVERIES, DELIVERY_WORDS } from '../../../common/content.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { PUBLIC_CSS, PUBLIC_CSS_HREF } from '../assets/public.css.js';
import { editionHref, commitmentHref } from './links.js';
import { sizeInWords } from './forms.js';
import { html } from './html.js';
import {
  accessibilityPage,
  checkEditionPage,
  commitmentPage,
  comparedRows,
  comparePage,
  contactPage,
  deliveryPage,
  editionPage,
  editionsPage,
  errorPage,
  howToCheckPage,
  notFoundPage,
  refusedPage,
  rowAnchor,
  searchPage,
  standingPage,
  tooManyPage,
  viewOf,
  type CommitmentHistory,
  type EditionFilter,
  type EditionPageMeta,
  type EditionVersion,
  type EditionView,
  withdrawnPage,
} from './index.js';
import { changesSince, rowsOf, type PublicEdition } from '../../publication/index.js';

const SITE = {
  serviceName: 'Action plan updates',
  publisher: 'Office for Policing and Crime',
  contactEmail: 'updates@example.org',
  address: 'https://updates.example.org',
  licence: { name: 'Open Government Licence v3.0', href: 'https://example.org/licence' },
};

const HASH = '3f'.repeat(32);

const aMeta = (overrides: Partial<EditionPageMeta> = {}): EditionPageMeta => ({
  site: SITE,
  snapshotHash: HASH,
  versions: [{ version: 1, slug: '2021-22-q4', publishedOn: '2022-06-10', isCurrent: true }],
  forms: [{ label: 'PDF', href: '/editions/2021-22-q4.pdf', size: 187_432 }],
  isPreview: false,
  ...overrides,
});

const anEdition = (row: object, title = 'Update') => ({
  edition: { slug: '2021-22-q3', title, asAt: '2021-12-31', publishedOn: '2022-02-01' },
  chapterTitle: 'Better use of police powers',
  reference: '1.1',
  row: aRow(row),
});

const aListItem = (slug: string, asAt: string) => ({
  slug,
  title: `Update ${slug}`,
  planTitle: 'Action plan',
  periodLabel: slug,
  asAt,
  publishedOn: asAt,
  version: 1,
  isHistoric: false,
  isSummary: false,
  forms: [{ label: 'PDF', href: `/editions/${slug}.pdf`, size: 1000 }],
});

function hostileSnapshot(text: string): EditionSnapshot {
  const row = aRow({
    updateId: text,
    title: text,
    wording: `${text} as printed`,
    leadOrganisation: text,
    commitments: [
      { id: text, title: text },
      { id: 'other', title: text },
    ],
    content: {
      hash: 'f'.repeat(64),
      document: aDocument(text),
      delivery: 'paused',
      nextMilestone: text,
    },
  });
  const omission = { reason: text, lastReported: { title: text, slug: text } };
  return aSnapshot({
    title: text,
    publisher: text,
    plan: { id: text, title: text },
    introduction: aDocument(text),
    correction: { note: text, publishedOn: '2022-07-01' },
    chapters: [
      {
        title: text,
        groups: [
          { reference: text, rows: [row] },
          { rows: [anOmittedRow({ position: 2, omission })] },
        ],
      },
    ],
  });
}

const NOON = new Date('2022-05-09T11:00:00Z');
const FILTER = { chapter: 'Scrutiny and complaints', delivery: 'in_progress' };

const anEditionInList = (fields: Partial<PublicEdition> = {}): PublicEdition => ({
  ...{
    id: 'e1',
    planId: 'p1',
    roundId: '6f1c0c1e-0000-4000-8000-000000000001',
    slug: '2021-22-q4',
  },
  ...{ version: 1, title: 'Update & more', asAt: '2022-03-31', publishedOn: '2022-06-10' },
  ...{ publishedAt: '2022-06-10T08:30:00+00:00', isHistoric: false, isSummary: false },
  ...{ snapshotHash: HASH, redactionId: null, isCurrent: true },
  files: [{ form: 'pdf', href: '/editions/2021-22-q4/v1.pdf', size: 1000, sha256: HASH }],
  ...fields,
});

function aHistory(): CommitmentHistory {
  const [before, after] = [
    { wording: 'Old words.', content: { hash: 'a', document: aDocument('It began in May.') } },
    { wording: 'New words.', content: { hash: 'b', document: aDocument('It began in summer.') } },
  ].map((fields, index) => ({
    ...anEdition({ ...fields, updateId: `upd-00${index + 1}` }, `Update ${index + 1}`),
    chapterTitle: `Chapter ${index + 1}`,
  }));
  const entries = [before!, after!];
  const lineage = [{ kind: 'split_from', id: 'com-9', title: 'The whole' }];
  return { id: 'com-1', title: 'C', planTitle: 'P', entries, absentFrom: [], lineage };
}

/** Every row goes on from the one before it in the same edition: all kinds of changes. */
function aViewWithChanges(
  asked: EditionFilter = { showsChanges: true, isChanged: true },
): EditionView {
  const snapshot = aLongSnapshot();
  const ids = rowsOf(snapshot).map(({ row }) => row.updateId);
  const continued = new Map(ids.slice(1).map((id, index) => [id, ids[index]!]));
  return viewOf(snapshot, asked, changesSince(aLongSnapshot(40), snapshot, continued));
}

function aHostileView(): EditionView {
  const [before, after] = [hostileSnapshot(HOSTILE_TEXT), hostileSnapshot(`${HOSTILE_TEXT} again`)];
  const [first] = rowsOf(before);
  const [last] = rowsOf(after);
  const continued = new Map([[last!.row.updateId, first!.row.updateId]]);
  return viewOf(after, { showsChanges: true }, changesSince(before, after, continued));
}

const withChanges = async (view: EditionView) => ({ view, compared: await comparedRows(view) });

const CHOICES = { editions: [anEditionInList()], chapters: ['One', HOSTILE_TEXT] };
const aQuery = (words: string) => ({ words, page: 1 });
const aFind = (total: number) => ({
  ...{ total, searchedFor: 'stop and search' },
  results: [
    {
      ...{ slug: 'q4', editionTitle: 'Q4', asAt: '2022-03-31', updateId: 'u1', chapter: 'One' },
      ...{ title: '<b>\u0002Stop\u0003', excerpt: 'and \u0002search\u0003 <i>' },
    },
  ],
});

/** The same edition with another text in its first row. */
function hostileWith(words: string, snapshot: EditionSnapshot): EditionSnapshot {
  const [chapter] = snapshot.chapters;
  const [group, ...groups] = chapter!.groups;
  const [row] = group!.rows;
  const changed = { ...row!, content: { ...row!.content!, document: aDocument(words) } };
  return {
    ...snapshot,
    chapters: [{ ...chapter!, groups: [{ ...group!, rows: [changed] }, ...groups] }],
  };
}

/** One row with this text. */
function chaptersWith(words: string): EditionSnapshot['chapters'] {
  const row = aRow();
  const content = { ...row.content!, document: aDocument(words) };
  return [{ title: 'One', groups: [{ rows: [{ ...row, content }] }] }];
}

const aWithdrawal = (
  versions: EditionVersion[] = [
    { version: 1, slug: 'q4', publishedOn: '2022-06-10', isCurrent: true, isWithdrawn: true },
  ],
) => ({
  ...{ slug: 'q4', title: 'Quarter 4', version: 1, on: '2022-07-02', versions },
  explanation: `${HOSTILE_TEXT}\n\nA second paragraph.`,
});

/** Every page, in an ordinary state and in its odd ones. */
const PAGES: [string, string][] = [
  ['edition', editionPage(aLongSnapshot(), aMeta())],
  [
    'preview of a correction',
    editionPage(
      aSnapshot({ version: 2, correction: { note: 'A figure.', publishedOn: '2022-07-01' } }),
      aMeta({ isPreview: true }),
    ),
  ],
  [
    'correction beside the version before',
    editionPage(
      aSnapshot({
        version: 2,
        chapters: [],
        correction: { note: 'A figure.', publishedOn: '2022-07-01', isMinor: true },
        alsoCovers: [{ label: 'Q3', start: '2021-10-01', end: '2021-12-31', reason: 'No data' }],
      }),
      aMeta({ before: aSnapshot() }),
    ),
  ],
  [
    'hostile correction',
    editionPage(hostileSnapshot(`${HOSTILE_TEXT} now`), {
      ...aMeta({ before: hostileWith('before', hostileSnapshot(`${HOSTILE_TEXT} now`)) }),
    }),
  ],
  ['withdrawn edition', withdrawnPage(SITE, aWithdrawal())],
  [
    'withdrawn version',
    withdrawnPage(
      SITE,
      aWithdrawal([
        { version: 1, slug: 'q4', publishedOn: '2022-06-10', isCurrent: false, isWithdrawn: true },
        { version: 2, slug: 'q4', publishedOn: '2022-07-01', isCurrent: true },
      ]),
    ),
  ],
  [
    'replaced version',
    editionPage(
      aSnapshot(),
      aMeta({
        versions: [
          { version: 1, slug: 'q4', publishedOn: '2022-06-10', isCurrent: false },
          { version: 2, slug: 'q4', publishedOn: '2022-07-01', isCurrent: true },
        ],
      }),
    ),
  ],
  [
    'empty edition',
    editionPage(aSnapshot({ chapters: [], introduction: undefined }), aMeta({ forms: [] })),
  ],
  ['summary', editionPage(aSummarySnapshot(), aMeta())],
  ['hostile edition', editionPage(hostileSnapshot(HOSTILE_TEXT), aMeta())],
  ['editions', editionsPage(SITE, [aListItem('q3', '2021-12-31'), aListItem('q4', '2022-03-31')])],
  ['no editions', editionsPage(SITE, [])],
  [
    'commitment',
    commitmentPage(SITE, {
      id: 'com-1',
      title: 'Handcuffing',
      summary: 'Look again.',
      leadOrganisation: 'MPS',
      planTitle: 'Plan',
      entries: [anEdition({}), anEdition({ position: 2 })],
      absentFrom: [],
    }),
  ],
  [
    'new commitment',
    commitmentPage(SITE, {
      id: 'com-2',
      title: 'New',
      planTitle: 'Plan',
      entries: [],
      absentFrom: [],
    }),
  ],
  ['compared texts', comparePage(SITE, aHistory(), { from: 'upd-001', to: 'upd-002' })],
  ['nothing to compare', comparePage(SITE, { ...aHistory(), entries: [] }, {})],
  [
    'filtered edition',
    editionPage(aLongSnapshot(), aMeta({ view: viewOf(aLongSnapshot(), FILTER) })),
  ],
  [
    'edition with changes',
    editionPage(aLongSnapshot(), aMeta(await withChanges(aViewWithChanges()))),
  ],
  ['hostile changes', editionPage(aSnapshot(), aMeta(await withChanges(aHostileView())))],
  [
    'nothing that is filtered for',
    editionPage(aSnapshot(), aMeta({ view: viewOf(aSnapshot(), { chapter: HOSTILE_TEXT }) })),
  ],
  ['deliveries', deliveryPage(SITE, [aLongSnapshot(), hostileSnapshot(HOSTILE_TEXT)])],
  ['no deliveries', deliveryPage(SITE, [])],
  ['standing', standingPage(SITE, 'in_progress', [aLongSnapshot()])],
  ['standing nowhere', standingPage(SITE, 'reversed', [aSnapshot()])],
  ['search', searchPage(SITE, aQuery(''), CHOICES)],
  [
    'search results',
    searchPage(SITE, { ...aQuery('stop "and" search'), page: 2 }, CHOICES, aFind(45)),
  ],
  [
    'search finds nothing',
    searchPage(SITE, aQuery(HOSTILE_TEXT), CHOICES, { total: 0, results: [] }),
  ],
  [
    'search behind the last page',
    searchPage(SITE, { ...aQuery('x'), page: 9 }, CHOICES, { total: 45, results: [] }),
  ],
  ['contact', contactPage({ ...SITE, contactPhone: '020 7946 0000', contactAddress: 'A; B' })],
  ['contact of nobody', contactPage({ ...SITE, contactEmail: undefined })],
  ['check', checkEditionPage(SITE, anEditionInList())],
  ['checked', checkEditionPage(SITE, anEditionInList(), { at: NOON, files: 6 })],
  [
    'checked and wrong',
    checkEditionPage(SITE, anEditionInList(), { at: NOON, files: 6, wrong: HOSTILE_TEXT }),
  ],
  [
    'copy found',
    howToCheckPage(SITE, [anEditionInList()], {
      kind: 'found',
      sha256: HASH,
      things: [{ edition: anEditionInList(), form: 'pdf', isReplaced: true }],
    }),
  ],
  ['copy unknown', howToCheckPage(SITE, [], { kind: 'unknown', sha256: HASH, isFile: true })],
  [
    'hash refused',
    howToCheckPage(SITE, [], {
      kind: 'refused',
      field: 'hash',
      words: 'Not one',
      given: HOSTILE_TEXT,
    }),
  ],
  ['too many', tooManyPage(SITE, 5)],
  ['refused', refusedPage(SITE, 'Reload the page.')],
  ['not found', notFoundPage(SITE)],
  ['error', errorPage(SITE, 'req-1')],
  ['error without contact', errorPage({ ...SITE, contactEmail: undefined }, 'req-1')],
  ['accessibility', accessibilityPage({ ...SITE, statementPreparedOn: '2022-05-09' })],
  ['how to check', howToCheckPage(SITE, [])],
];

describe.each(PAGES)('the page "%s"', (_name, page) => {
  const read = readHtml(page);

  it('has one h1 and skips no heading level', () => {
    const levels = read.headings.map((heading) => heading.level);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  it('is valid HTML', async () => {
    expect(await invalidIn(page)).toEqual([]);
  });

  it('closes what it opens', () => {
    expect(read.unbalanced).toEqual([]);
  });

  it('gives each id once, and every link inside the page leads somewhere', () => {
    expect(new Set(read.ids).size).toBe(read.ids.length);
    const inside = read.hrefs.filter((href) => href.startsWith('#'));
    expect(inside.filter((href) => !read.ids.includes(decodeURIComponent(href.slice(1))))).toEqual(
      [],
    );
  });

  it('has language, title, skip link, landmarks and the stylesheet, and neither scripts nor styles', () => {
    expect(page).toMatch(/^<!doctype html>\s+<html lang="en-GB">/u);
    expect(read.title).toMatch(/ – Action plan updates$/u);
    expect(read.hrefs[0]).toBe(PUBLIC_CSS_HREF);
    expect(read.hrefs[1]).toMatch(/^data:image\/svg\+xml,/u);
    expect(read.hrefs).toContain('/editions.atom');
    expect(read.hrefs).toContain('#main');
    for (const landmark of ['header', 'nav', 'main', 'footer']) {
      expect(read.tagNames).toContain(landmark);
    }
    expect(read.tagNames).not.toContain('script');
    expect(read.tagNames).not.toContain('style');
    expect(read.attributes.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
  });
});

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
    expect(replaced.text).toContain('Read why version 2 was withdrawn');
  });
});

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
