import fc from 'fast-check';
import {
  aDocument,
  aLongSnapshot,
  aRow,
  HOSTILE_TEXT,
} from '../../../../test/builders/snapshot.js';
import { readXml } from '../../../../test/support/read-xml.js';
import { readHtml } from '../../../../test/support/read-html.js';
import { rowsOf, type PublicEdition } from '../../publication/index.js';
import { parseFilter, viewOf } from './edition-view.js';
import { feed, robots, sitemap } from './feed.js';
import { html } from './html.js';
import { comparedRow } from './row-change.js';
import { marked } from './search-page.js';

const SITE = {
  ...{ serviceName: 'Updates & news', publisher: 'Office', address: 'https://updates.example.org' },
  licence: { name: 'Open Government Licence v3.0' },
};
const edition: PublicEdition = {
  ...{
    id: 'e1',
    planId: 'p1',
    roundId: '6f1c0c1e-0000-4000-8000-000000000001',
    slug: '2021-22-q4',
  },
  ...{ version: 2, title: 'A < B & C', asAt: '2022-03-31', publishedOn: '2022-07-01' },
  ...{ publishedAt: '2022-07-01T08:30:00+00:00', isHistoric: false, isSummary: false },
  ...{ snapshotHash: 'a', redactionId: null, isCurrent: true, files: [] },
};

describe('an edition as somebody asked to see it', () => {
  const snapshot = aLongSnapshot();
  const rows = rowsOf(snapshot);

  it('has the rows that are all of what was asked, in their order, and counts the rest', () => {
    const view = viewOf(snapshot, { chapter: 'Workforce and training', delivery: 'in_progress' });
    const wanted = rows.filter(
      ({ row, chapter }) =>
        chapter === 'Workforce and training' && row.content?.delivery === 'in_progress',
    );
    expect(wanted.length).toBeGreaterThan(1);
    expect(rowsOf(view.snapshot)).toEqual(wanted);
    expect(view).toMatchObject({ shown: wanted.length, total: 60, isFiltered: true });
    expect(view.words).toEqual(['Workforce and training', 'delivery In progress']);
    expect(view.snapshot.introduction).toBeUndefined();
    const counts = view.choices.delivery.reduce((sum, { count }) => sum + count, 0);
    expect(counts).toBe(60);
    expect(view.choices.delivery).toContainEqual({
      ...{ value: 'no_update', words: 'No update this time' },
      count: rows.filter(({ row }) => row.omission).length,
    });
  });

  it('is the whole of it when nothing is asked, and asks nothing of changes where none are known', () => {
    const view = viewOf(snapshot, { isChanged: true, showsChanges: true });
    expect(view.snapshot).toEqual(snapshot);
    expect(view).toMatchObject({ isFiltered: false, filter: {} });
  });

  it('takes only what it knows from an address', () => {
    expect(
      parseFilter({ chapter: ' One ', delivery: '', changed: 'no', show: 'all', utm: 'x' }),
    ).toEqual({ chapter: 'One' });
    expect(parseFilter({ chapter: ['a', 'b'], organisation: { a: 1 } })).toEqual({});
  });
});

describe('a row beside what it was', () => {
  it('says in words what was inserted, deleted and put in the place of what', () => {
    const before = aRow({
      wording: 'In May.',
      content: { hash: 'a', document: aDocument('It comes in May.'), delivery: 'in_progress' },
    });
    const after = aRow({
      wording: 'In June.',
      content: { hash: 'b', document: aDocument('It comes in summer.'), delivery: 'paused' },
    });
    const page = comparedRow(
      { row: before, chapter: 'One', reference: '3' },
      { row: after, chapter: 'One', reference: '1.1' },
      'q4',
      SITE,
    );
    const text = readHtml(
      html`<body>
        ${page}
      </body>`.toString(),
    ).text.replace(/\s+/gu, ' ');
    expect(text).toContain('Reference: deleted: 3 end deleted inserted: 1.1 end inserted');
    expect(text).toContain(
      'Delivery: deleted: In progress end deleted inserted: Paused end inserted',
    );
    expect(text).toContain('It comes in deleted: May end deleted inserted: summer end inserted .');
    expect(text).toContain('1 word inserted, 1 deleted, delivery changed.');
    expect(text).not.toContain('Chapter');
  });
});

describe('found words', () => {
  it('are marked, and everything else is the text that it is', () => {
    expect(marked('a \u0002b\u0003 <c> \u0002d\u0003').toString()).toBe(
      'a <mark>b</mark> &lt;c&gt; <mark>d</mark>',
    );
    expect(marked(HOSTILE_TEXT).toString()).not.toContain('<');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\u0002', '\u0003', '<', 'x', '&', '"') }),
        (text) => {
          const markup = marked(text).toString();
          expect(markup.replaceAll(/<\/?mark>/gu, '')).not.toMatch(/[<>]/u);
          expect(markup.split('<mark>').length).toBe(markup.split('</mark>').length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what programs read', () => {
  it('gives each edition an id that neither a correction nor another address changes', () => {
    const text = feed(SITE, [edition]);
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/u,
    );
    expect(text).toContain('<id>urn:uuid:6f1c0c1e-0000-4000-8000-000000000001</id>');
    expect(text).toContain('<title>A &lt; B &amp; C</title>');
    expect(text).toContain('<updated>2022-07-01T08:30:00.000Z</updated>');
    expect(text).toContain('<title>Updates &amp; news: editions</title>');
    expect(text).toContain('corrected, version 2.');
    expect(
      feed({ ...SITE, address: 'https://elsewhere.example.org' }, [{ ...edition, version: 3 }]),
    ).toContain('urn:uuid:6f1c0c1e');
    expect(feed(SITE, [])).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });

  it('gives a feed that is Atom as RFC 4287 has it', () => {
    const withdrawal = {
      at: '2022-07-02T08:00:00Z',
      reasonType: 'wrong' as const,
      explanation: 'Tables < 3 & a bell \u0007.',
    };
    const files = [{ form: 'pdf' as const, href: '/editions/x/v1.pdf', size: 9, sha256: 'a' }];
    const editions = [
      { ...edition, files },
      { ...edition, roundId: '6f1c0c1e-0000-4000-8000-000000000002', withdrawal },
    ] as PublicEdition[];
    for (const list of [[], editions]) {
      const root = readXml(feed(SITE, list));
      expect([root.name, root.attributes.xmlns]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
      const entries = root.children.filter(({ name }) => name === 'entry');
      expect(entries).toHaveLength(list.length);
      for (const part of [root, ...entries]) {
        const named = (name: string) => part.children.filter((child) => child.name === name);
        // 4.1.1, 4.1.2: exactly one of each, and an author in the feed for all its entries.
        for (const name of ['id', 'title', 'updated']) expect(named(name)).toHaveLength(1);
        expect(() => new URL(named('id')[0]!.text)).not.toThrow();
        expect(named('updated')[0]!.text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/u);
        // At most one alternate link of one type, and every link with an address.
        const links = named('link').map(({ attributes }) => attributes);
        expect(links.filter(({ rel }) => rel === 'alternate')).toHaveLength(1);
        for (const { href, length = '0' } of links) {
          expect(() => new URL(href!)).not.toThrow();
          expect(length).toMatch(/^\d+$/u);
        }
      }
      expect(root.children.filter(({ name }) => name === 'author')).toHaveLength(1);
      const ids = entries.map((entry) => entry.children.find(({ name }) => name === 'id')!.text);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('leads search engines to every page, and away from the screens', () => {
    const text = sitemap(SITE, [edition], ['c1']);
    for (const path of [
      '/editions/2021-22-q4',
      '/commitments/c1',
      '/delivery/in-progress',
      '/contact',
    ])
      expect(text).toContain(`<loc>https://updates.example.org${path}</loc>`);
    expect(() => readXml(text)).not.toThrow();
    expect(robots(SITE)).toContain('Disallow: /app\n');
    const copy = { ...SITE, isStatic: true as const };
    expect(sitemap(copy, [edition], [])).not.toContain('/search');
    expect(robots(copy)).toContain('Allow: /\n');
    expect(robots(SITE)).toContain('Sitemap: https://updates.example.org/sitemap.xml');
  });
});
