import {
  SITE,
  HASH,
  aMeta,
  anEdition,
  aListItem,
  hostileSnapshot,
  NOON,
  FILTER,
  anEditionInList,
  aHistory,
  aViewWithChanges,
  aHostileView,
  withChanges,
  CHOICES,
  aQuery,
  aFind,
  hostileWith,
  aWithdrawal,
} from '../../../../test/builders/public-pages.js';
import {
  HOSTILE_TEXT,
  aLongSnapshot,
  aSnapshot,
  aSummarySnapshot,
} from '../../../../test/builders/snapshot.js';
import { readHtml } from '../../../../test/support/read-html.js';
import { invalidIn } from '../../../../test/support/valid-html.js';
import { PUBLIC_CSS_HREF } from '../assets/public.css.js';
import {
  accessibilityPage,
  checkEditionPage,
  commitmentPage,
  comparePage,
  contactPage,
  deliveryPage,
  editionPage,
  editionsPage,
  errorPage,
  howToCheckPage,
  notFoundPage,
  refusedPage,
  searchPage,
  standingPage,
  tooManyPage,
  viewOf,
  withdrawnPage,
} from './index.js';

const CHECKED = { at: NOON, files: 6, evidence: { files: 2, elsewhere: 1 } };

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
  ['checked', checkEditionPage(SITE, anEditionInList(), CHECKED)],
  [
    'checked and wrong',
    checkEditionPage(SITE, anEditionInList(), { ...CHECKED, wrong: HOSTILE_TEXT }),
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
  ['accessibility in part', accessibilityPage({ ...SITE, statementStatus: 'partially' })],
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
