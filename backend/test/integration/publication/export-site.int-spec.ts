import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { exportSite } from '../../../src/app/export-site/export-site.js';
import { refuseFolder, writeFolder } from '../../../src/app/export-site/write-folder.js';
import { editionIssues } from '../../../src/common/edition-schema.js';
import type { EditionSnapshot } from '../../../src/common/edition-snapshot.js';
import {
  buildArchive,
  EVIDENCE,
  FIGURE,
  formsOf,
  PUBLIC_URL,
  snapshotsOf,
} from '../../builders/archive.js';
import type { World } from '../../builders/world.js';
import { readHtml } from '../../support/read-html.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start({ publicUrl: PUBLIC_URL, isStatic: true });
  world = await buildArchive(test);
}, 60_000);
afterAll(() => test.stop());

it('corrects the text, figures and evidence of a row, also of a round that was closed', async () => {
  const contentOf = ({ text }: { text: string }) =>
    (JSON.parse(text) as EditionSnapshot).chapters
      .flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))
      .find(({ updateId }) => updateId === world.updateIds[2])!.content;
  const [, first, corrected] = await snapshotsOf(test);
  expect(contentOf(first!)).not.toMatchObject({ figures: [FIGURE] });
  expect(contentOf(corrected!)).toMatchObject({ figures: [FIGURE], evidence: [EVIDENCE] });
});

describe('the JSON of an edition', () => {
  it('is as the published schema says, and names where that is', async () => {
    const editions = await snapshotsOf(test);
    expect(editions.map(({ slug, version }) => [slug, version])).toEqual([
      ['2021-22-q3', 1],
      ['2021-22-q4', 1],
      ['2021-22-q4', 2],
    ]);
    for (const { slug, version } of editions) {
      const { text, headers } = await test.request('GET', `/editions/${slug}/v${version}.json`);
      expect(editionIssues(JSON.parse(text))).toEqual([]);
      expect(headers.link).toBe('</schemas/edition-1.json>; rel="describedby"');
    }
    const schema = await test.request('GET', '/schemas/edition-1.json');
    expect(schema.body).toMatchObject({ $id: 'urn:quarterdeck:edition:1' });
    expect(schema.headers['content-type']).toBe('application/schema+json');
    const howToCheck = await test.request('GET', '/how-to-check');
    expect(readHtml(howToCheck.text).hrefs).toContain('/schemas/edition-1.json');
  });
});

describe('the export of the site', () => {
  let folder: string;
  let names: string[];
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const pages = (): string[] =>
    names.filter((name) => name.endsWith('.html') && name !== '404.html');

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'quarterdeck-site-')), 'site');
    const { files, unlinked } = await exportSite(test.app);
    expect(unlinked).toEqual([]);
    await writeFolder(folder, files);
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.relative(folder, posix.join(entry.parentPath, entry.name)))
      .sort();
  });
  afterAll(() => rm(posix.dirname(folder), { recursive: true }));

  it('has every page, and every file of every version', () => {
    const editions = [
      '2021-22-q3',
      '2021-22-q3/v1',
      '2021-22-q4',
      '2021-22-q4/v1',
      '2021-22-q4/v2',
    ];
    expect(names).toEqual(
      expect.arrayContaining([
        ...['index.html', '404.html', 'editions/index.html', 'how-to-check/index.html'],
        ...['accessibility/index.html', 'schemas/edition-1.json', 'assets/public.css'],
        ...editions.flatMap((name) => [
          `editions/${name}/index.html`,
          ...formsOf(name).map((form) => `editions/${name}.${form}`),
        ]),
        ...world.commitmentIds.map((id) => `commitments/${id}/index.html`),
      ]),
    );
    expect(names).not.toContain('editions/2021-22-q4/v1.figures.csv');
    // Also when nobody had asked for a form before, so that none was made.
    for (const name of editions) {
      const { hrefs } = readHtml(read(`editions/${name}/index.html`));
      expect([name, hrefs.some((href) => href.endsWith('.pdf'))]).toEqual([name, true]);
    }
    expect(names.filter((name) => name.includes('/evidence/'))).toEqual([
      expect.stringMatching(/^editions\/2021-22-q4\/evidence\/[0-9a-f]{64}\/an été\.pdf$/),
    ]);
  });

  it('has no link that leads nowhere, wherever the folder lies', () => {
    let followed = 0;
    for (const name of pages()) {
      for (const href of readHtml(read(name)).hrefs) {
        if (/^(https?:|mailto:|data:)/.test(href)) continue;
        const [path = '', fragment] = href.split('#');
        expect(path).not.toMatch(/^\/|\?/);
        const target =
          path === '' ? name : posix.join(posix.dirname(name), decodeURIComponent(path));
        expect([name, href, names.includes(target)]).toEqual([name, href, true]);
        if (fragment) {
          expect([href, readHtml(read(target)).ids.includes(fragment)]).toEqual([href, true]);
        }
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThan(100);
  });

  it('shows the page for no address at any depth, so its links begin where the copy is read', async () => {
    const { files } = await exportSite(test.app, 'https://body.example.org/plan/');
    for (const [page, root] of [
      [read('404.html'), '/'],
      [files.get('404.html')!.toString('utf8'), '/plan/'],
    ] as const) {
      const hrefs = readHtml(page).hrefs.filter((href) => !/^(https?:|data:|#)/.test(href));
      expect(hrefs.length).toBeGreaterThan(5);
      for (const href of hrefs) {
        expect([href, href.startsWith(root)]).toEqual([href, true]);
        expect([href, files.has(decodeURIComponent(href.slice(root.length)))]).toEqual([
          href,
          true,
        ]);
      }
    }
  });

  it('tells search engines of its own pages, under its own address', async () => {
    const { files } = await exportSite(test.app, 'https://body.example.org/plan/');
    const text = (name: string): string => files.get(name)!.toString('utf8');
    const own = 'https://body.example.org/plan/';
    expect(text('robots.txt')).toBe(`User-agent: *\nAllow: /\n\nSitemap: ${own}sitemap.xml\n`);
    const places = [...text('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/gu)].map(
      ([, loc]) => loc!,
    );
    expect(places.length).toBeGreaterThan(10);
    for (const place of places) {
      expect(place.startsWith(own)).toBe(true);
      const page = posix.join(decodeURIComponent(place.slice(own.length)), 'index.html');
      expect([page, files.has(page)]).toEqual([page, true]);
    }
  });

  it('needs nothing from elsewhere and nobody to answer: no script, no form, no address of another site', () => {
    for (const name of pages()) {
      const page = read(name);
      expect([
        name,
        readHtml(page).tagNames.filter((tag) => /^(script|form|iframe|img|base)$/.test(tag)),
      ]).toEqual([name, []]);
      expect([
        name,
        /<link[^>]*rel="(?:stylesheet|icon)"[^>]*href="(?:https?:|\/)/.test(page),
      ]).toEqual([name, false]);
    }
    expect(read('assets/public.css')).not.toMatch(/@import|url\((?!["']?data:)/);
  });

  it('holds the very bytes that the site serves', async () => {
    for (const name of ['2021-22-q4', '2021-22-q4/v2']) {
      for (const form of formsOf(name)) {
        const { text } = await test.request('GET', `/editions/${name}.${form}`);
        expect([form, read(`editions/${name}.${form}`) === text]).toEqual([form, true]);
      }
    }
    const metadata = 'editions/2021-22-q4/v2.csv-metadata.json';
    const { tables } = JSON.parse(read(metadata)) as { tables: { url: string }[] };
    expect(tables).toHaveLength(3);
    for (const { url } of tables) {
      expect(names).toContain(posix.join(posix.dirname(metadata), url));
    }
    const { status, headers } = await test.request('GET', '/editions/2021-22-q4.csv-metadata.json');
    expect([status, headers.location]).toEqual([307, `/${metadata}`]);
  });

  it('lists every other file with its hash, and is the same each time', async () => {
    const sums = names
      .filter((name) => name !== 'SHA256SUMS')
      .map(
        (name) =>
          `${createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex')}  ${name}`,
      );
    expect(read('SHA256SUMS').trimEnd().split('\n')).toEqual(sums);
    const again = await exportSite(test.app);
    for (const [name, bytes] of again.files) {
      expect([name, bytes.equals(readFileSync(join(folder, name)))]).toEqual([name, true]);
    }
    expect(again.files.size).toBe(names.length - 1);
  });

  it('refuses a folder that is not empty, and replaces an export alone', async () => {
    await expect(refuseFolder(folder, false)).rejects.toThrow('is not empty');
    await refuseFolder(folder, true);
    await writeFolder(folder, new Map([['only.txt', Buffer.from('x')]]));
    expect(readdirSync(folder).sort()).toEqual(['SHA256SUMS', 'only.txt']);
    const other = mkdtempSync(join(tmpdir(), 'quarterdeck-other-'));
    await refuseFolder(other, false);
    writeFileSync(join(other, 'mine.txt'), 'mine');
    await expect(refuseFolder(other, true)).rejects.toThrow('no export');
    await expect(refuseFolder(join(other, 'mine.txt'), false)).rejects.toThrow('no folder');
    expect(statSync(join(other, 'mine.txt')).size).toBe(4);
    expect(existsSync(join(folder, '../site.old'))).toBe(false);
    await rm(other, { recursive: true });
  });
});
