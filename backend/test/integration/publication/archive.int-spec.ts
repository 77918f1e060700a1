import { createHash, randomUUID } from 'node:crypto';
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
import { Acts, verifyAudit } from '../../../src/modules/audit/index.js';
import {
  BringInHistoricEdition,
  CloseRound,
  FILE_FORMS,
  ImportEdition,
  verifyEditions,
  verifyTrail,
} from '../../../src/modules/publication/index.js';
import { Hold } from '../../../src/modules/rounds/index.js';
import { StartCorrection, verifySignoff } from '../../../src/modules/signoff/index.js';
import { OmitUpdate, SaveDraft, SubmitUpdate } from '../../../src/modules/updates/index.js';
import { aContent } from '../../builders/manifest.js';
import { aDocument, aFigure, HOSTILE_TEXT } from '../../builders/snapshot.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { approve, buildWorld, PASSWORD, type World } from '../../builders/world.js';
import { aPdf } from '../../builders/zip.js';
import { checksums } from '../../support/checksums.js';
import { readHtml } from '../../support/read-html.js';
import { TestApp } from '../../support/test-app.js';

const PUBLIC_URL = 'https://updates.example.org';
let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start({ publicUrl: PUBLIC_URL, isStatic: true });
  world = await buildWorld(test);
  await bringIn();
  await publishWithAnOmission();
  await correct();
}, 60_000);
afterAll(() => test.stop());

const { change: _, ...FIGURE } = aFigure();
const EVIDENCE = { title: 'The count', href: 'https://www.example.org/the-count' };

/** An edition from before, with words that look like markup. */
const bringIn = () =>
  test.app.get(Acts).perform(
    null,
    (act) =>
      test.app.get(BringInHistoricEdition).execute(act, {
        planId: world.planId,
        slug: '2021-22-q3',
        title: '2021/22 Quarter 3 update',
        period: { label: '2021/22 Q3', start: '2021-10-01', end: '2021-12-31' },
        asAt: '2021-12-31',
        publishedOn: '2022-01-14',
        introduction: aDocument(HOSTILE_TEXT),
        rows: [
          {
            title: HOSTILE_TEXT,
            chapter: 'First chapter',
            reference: '1.1',
            wording: 'As it was printed.',
            commitmentIds: world.commitmentIds.slice(0, 2),
            content: { document: aContent('Said then.').document, figures: [FIGURE] },
          },
        ],
      }),
    'seed',
  );

async function publishWithAnOmission(): Promise<void> {
  const [first, second] = world.updateIds as [string, string];
  const as = await test.signIn(world.emailOf('owner'), PASSWORD);
  const fields = { title: 'The report', marking: 'official', isPublished: true };
  const evidence = `/api/updates/${first}/evidence/files`;
  const { body } = await test.request('POST', evidence, {
    as,
    body: { ...fields, name: 'an été.pdf' },
  });
  await test.request('PUT', `/api/updates/${first}/evidence/${String(body.id)}/file`, {
    as,
    body: aPdf('What is behind it.'),
  });
  await approveAll(test, world, [second]);
  await test.as(world.people.secretariat, (act) =>
    test.app.get(OmitUpdate).execute(act, second, 'Nobody was there to write it.'),
  );
  await seal(test, world);
  await sign(test, world);
  await publish(test, world);
}

async function correct(): Promise<void> {
  const { people, roundId, updateIds } = world;
  // Also of a round that was closed meanwhile.
  await test.as(people.secretariat, (act) => test.app.get(CloseRound).execute(act, roundId));
  const [copyId] = await test.as(people.secretariat, (act) =>
    test.app
      .get(StartCorrection)
      .execute(act, roundId, { updateIds: [updateIds[2]!], reason: 'The number was wrong.' }),
  );
  // Words, figures and evidence alike.
  await test.request('POST', `/api/updates/${copyId}/evidence/links`, {
    as: await test.signIn(world.emailOf('secondOwner'), PASSWORD),
    body: { ...EVIDENCE, marking: 'official', isPublished: true },
  });
  const content = { ...aContent('The right number.'), figures: [FIGURE] };
  await test.as(people.secondOwner, async (act) => {
    const { version } = await test.app.get(SaveDraft).execute(act, copyId!, 1, content);
    await test.app.get(SubmitUpdate).execute(act, copyId!, version);
  });
  await approve(test, copyId!, people.lead);
  await seal(test, world);
  await sign(test, world);
  await publish(test, world);
}

const snapshots = async (): Promise<
  { slug: string; version: number; text: string; hash: string }[]
> =>
  test.manager.query(
    'SELECT slug, version, snapshot AS text, snapshot_hash AS hash FROM editions ORDER BY slug, version',
  );

it('corrects the text, figures and evidence of a row, also of a round that was closed', async () => {
  const contentOf = ({ text }: { text: string }) =>
    (JSON.parse(text) as EditionSnapshot).chapters
      .flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))
      .find(({ updateId }) => updateId === world.updateIds[2])!.content;
  const [, first, corrected] = await snapshots();
  expect(contentOf(first!)).not.toMatchObject({ figures: [FIGURE] });
  expect(contentOf(corrected!)).toMatchObject({ figures: [FIGURE], evidence: [EVIDENCE] });
});

describe('the JSON of an edition', () => {
  it('is as the published schema says, and names where that is', async () => {
    const editions = await snapshots();
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

/** The first version of the later edition reported no figures: it has no file of them. */
const formsOf = (name: string) =>
  FILE_FORMS.filter(
    (form) =>
      (form !== 'figures.csv' || name !== '2021-22-q4/v1') &&
      // It lies with the files that it names, which are those of a version.
      (form !== 'csv-metadata.json' || name.includes('/')),
  );

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

describe('an edition brought into an empty installation', () => {
  let empty: TestApp;
  const bring = (file: string) =>
    empty.app.get(Acts).perform(null, (act) => empty.app.get(ImportEdition).execute(act, file));
  const verifyAll = async () => {
    for (const check of [verifyAudit, verifySignoff, verifyEditions, verifyTrail]) {
      expect((await check(empty.dataSource)).wrong).toBeUndefined();
    }
  };

  beforeAll(async () => {
    // At the same address, so that its files name the same one.
    empty = await TestApp.start({ publicUrl: PUBLIC_URL });
  }, 60_000);
  afterAll(() => empty.stop());

  it('is refused whole with every path that is wrong, and leaves nothing', async () => {
    const before = await checksums(empty.dataSource);
    const { text } = (await snapshots())[2]!;
    const refused = async (file: string, ...issues: [string, string | RegExp][]): Promise<void> => {
      await expect(bring(file)).rejects.toMatchObject({
        code: 'request.invalid',
        extra: {
          issues: issues.map(([field, message]) =>
            expect.objectContaining({ field, message: expect.stringMatching(message) as unknown }),
          ),
        },
      });
    };
    const changed = (change: (snapshot: EditionSnapshot) => void): string => {
      const snapshot = JSON.parse(text) as EditionSnapshot;
      change(snapshot);
      return JSON.stringify(snapshot);
    };
    const row = 'chapters.0.groups.0.rows.0';
    const rowOf = ({ chapters }: EditionSnapshot) => chapters[0]!.groups[0]!.rows[0]!;

    await refused('{"schema"', ['file', 'is no JSON']);
    await refused('[]', ['file', 'must be an object']);
    await refused(
      changed((snapshot) => {
        delete (snapshot as Partial<EditionSnapshot>).title;
        rowOf(snapshot).commitments[0]!.id = 'one';
      }),
      ['title', 'is missing'],
      [`${row}.commitments.0.id`, 'must be a uuid'],
    );
    await refused(
      changed((snapshot) => {
        snapshot.asAt = '2022-02-30';
        rowOf(snapshot).position = 7;
        rowOf(snapshot).content!.nextMilestone = 'Smuggled in';
      }),
      ['asAt', 'no day'],
      [`${row}.position`, 'is 7; the row is number 1'],
      [`${row}.content.hash`, 'not the hash'],
    );
    await refused(
      changed((snapshot) => void (rowOf(snapshot).title = 'With a \u0000')),
      [`${row}.title`, 'cannot be printed'],
    );
    await refused(
      changed((snapshot) => void (snapshot.redactedOn = '2022-07-01')),
      ['redactedOn', 'redacted'],
    );
    await refused(
      changed((snapshot) => {
        snapshot.publishedOn = '2999-01-01';
        snapshot.correction!.publishedOn = '2999-01-01';
      }),
      ['publishedOn', 'is still to come'],
    );
    await refused(
      changed((snapshot) => {
        const { commitments } = rowOf(snapshot);
        commitments.push(commitments[0]!);
        delete rowOf(snapshot).content;
      }),
      [row, 'either content or an omission'],
      [`${row}.commitments.1.id`, 'twice'],
    );
    const signature = { ...(JSON.parse(text) as EditionSnapshot).signature! };
    await refused(
      changed((snapshot) => delete snapshot.signature),
      ['signature', 'is missing'],
    );
    await refused(
      changed((snapshot) => void (snapshot.isHistoric = true)),
      ['signature', 'was not recorded'],
    );
    await refused(
      changed((snapshot) => {
        snapshot.signature = { ...signature, signedBy: ' ', signedAt: '2999-01-01' };
        snapshot.correction!.publishedOn = '2022-01-01';
      }),
      ['correction.publishedOn', 'not the day of this version'],
      ['signature.signedBy', 'names nobody'],
      ['signature.signedAt', 'after the day of publication'],
    );
    await refused(
      changed((snapshot) => void (snapshot.signature = { ...signature, manifestHash: 'abc' })),
      ['signature.manifestHash', ''],
    );
    expect(await checksums(empty.dataSource)).toEqual(before);
  });

  it('waits for the end of a hold, like everything that is new', async () => {
    const { text } = (await snapshots())[0]!;
    const hold = { name: 'By-election', reason: 'Nothing new is published.', setAt: empty.now };
    const dates = { startsOn: '2000-01-01', endsOn: '2999-12-31' };
    await empty.manager.insert(Hold, { id: world.roundId, planId: null, ...hold, ...dates });
    await expect(bring(text)).rejects.toMatchObject({ code: 'publication.in_hold' });
    await empty.manager.update(Hold, { id: world.roundId }, { endedAt: empty.now });
  });

  it('is published under the same hash, and every form of it has the same bytes there', async () => {
    for (const { slug, version, text, hash } of await snapshots()) {
      // However the file was written, its words are what counts.
      const brought = await bring(JSON.stringify(JSON.parse(text), null, 2));
      expect(brought).toMatchObject({ slug, version, hash });
      const again = await empty.request('GET', `/editions/${slug}.json`);
      expect(again.text).toBe(text);
      expect(createHash('sha256').update(again.text).digest('hex')).toBe(hash);
      const page = await empty.request('GET', `/editions/${slug}`);
      expect(page.text).toContain(hash);
      expect(page.text).toContain('was published elsewhere and brought in here on');
      // Of the one from before the system no signature is claimed anywhere.
      const says = (text: string, words: string): boolean =>
        readHtml(text).text.includes(words) === (slug === '2021-22-q4');
      expect(says(page.text, 'first published: not checked here')).toBe(true);
      expect(says(page.text, 'cannot be checked here')).toBe(true);
      const checked = await empty.request('POST', `/editions/${slug}/v${version}/check`, {
        body: '',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      const verdict = readHtml(checked.text).text;
      expect(verdict).toContain('It is as it was brought in');
      expect(verdict).toContain('what was signed, and by whom, is kept there');
    }
    for (const form of formsOf('2021-22-q4/v2')) {
      const [here, there] = [empty, test].map(async (each) => {
        const { status, headers } = await each.request('GET', `/editions/2021-22-q4/v2.${form}`);
        return { form, status, sha256: headers.etag };
      });
      expect(await here).toEqual({ ...(await there), status: 200 });
    }
    const history = await empty.request('GET', `/commitments/${world.commitmentIds[2]}`);
    expect(history.text).toContain('The right number.');
    // Both versions are there, each at its address, and the later says what it corrected.
    const [, first, corrected] = await snapshots();
    expect((await empty.request('GET', '/editions/2021-22-q4/v1.json')).text).toBe(first!.text);
    const pageOf = async (each: TestApp, name: string): Promise<string> =>
      readHtml((await each.request('GET', `/editions/2021-22-q4${name}`)).text).text;
    expect(await pageOf(empty, '/v1')).toContain('This version has been replaced.');
    // With the same difference from the version before.
    const [there, again] = [await pageOf(test, ''), await pageOf(empty, '')].map((text) =>
      text.slice(text.indexOf('The number was wrong.')).slice(0, 300),
    );
    expect(again).toMatch(/^The number was wrong\..*number/u);
    expect(again).toBe(there);
    await verifyAll();

    const later = (change: Partial<EditionSnapshot>): string =>
      JSON.stringify({
        ...(JSON.parse(corrected!.text) as EditionSnapshot),
        version: 3,
        ...change,
      });
    for (const [file, field] of [
      [corrected!.text, 'version'],
      [first!.text, 'version'],
      [later({}), 'signature.manifestHash'],
      [later({ asAt: '2022-03-30' }), 'asAt'],
    ] as const) {
      await expect(bring(file)).rejects.toMatchObject({ extra: { issues: [{ field }] } });
    }
  });

  it('stands as a summary beside the table of its period, which has one', async () => {
    const { text } = (await snapshots())[0]!;
    const summary = (slug: string): string =>
      JSON.stringify({
        ...(JSON.parse(
          text.replaceAll(/"updateId":"[^"]*"/g, () => `"updateId":"${randomUUID()}"`),
        ) as EditionSnapshot),
        ...{ slug, title: 'The summary', isSummary: true },
      });
    const { hash } = await bring(summary('2021-22-q3-summary'));
    const { text: page } = await empty.request('GET', '/editions/2021-22-q3-summary');
    expect(page).toContain('Stakeholder summary: themes, not every commitment');
    expect(page).toContain(hash);
    expect((await empty.request('GET', '/editions/2021-22-q3-summary.pdf')).status).toBe(200);
    expect((await empty.request('GET', '/editions/2021-22-q3.json')).text).toBe(text);
    await expect(bring(summary('another-summary'))).rejects.toMatchObject({
      extra: { issues: [{ field: 'period', code: 'taken' }] },
    });
    await verifyAll();
  });

  it('is found out by verify when a snapshot, a row or a file of it is tampered with', async () => {
    const wrongAfter = async (table: string, edit: string): Promise<string | undefined> => {
      const runner = empty.dataSource.createQueryRunner();
      await runner.startTransaction();
      try {
        await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        await runner.query(edit);
        const { wrong } = await verifyEditions(runner.manager);
        return wrong ?? (await verifyTrail(runner.manager)).wrong;
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
      }
    };
    const hashOf = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
    const forged = `replace(snapshot, 'The right number', 'The wrong number')`;
    expect(
      await wrongAfter(
        'editions',
        `UPDATE editions SET snapshot = ${forged}, snapshot_hash = ${hashOf(forged)} WHERE slug = '2021-22-q4'`,
      ),
    ).toContain('edition 2021-22-q4 version 2: its publication is not in the audit trail');
    const words = `replace(content, 'The right number', 'The wrong number')`;
    expect(
      await wrongAfter(
        'update_revisions',
        `UPDATE update_revisions SET content = ${words}, content_hash = ${hashOf(words)}`,
      ),
    ).toContain('is not the text that was brought in');
    expect(
      await wrongAfter(
        'edition_files',
        `UPDATE edition_files f SET sha256 = o.sha256
         FROM edition_files o, editions e
         WHERE f.form = 'pdf' AND e.id = f.edition_id AND e.slug = '2021-22-q4' AND e.version = 2
           AND o.form = 'pdf' AND o.edition_id <> f.edition_id`,
      ),
    ).toContain('the file of edition 2021-22-q4 version 2, pdf is not the one that was rendered');
    for (const edit of [
      `UPDATE edition_search SET body = replace(body, 'The right number', 'The wrong number')`,
      `DELETE FROM edition_search WHERE body LIKE '%The right number%'`,
      `INSERT INTO edition_search (edition_id, position, title, wording, body)
       SELECT edition_id, 999, 'Smuggled in', '', '' FROM edition_search WHERE body LIKE '%The right number%'`,
    ]) {
      expect(await wrongAfter('edition_search', edit)).toMatch(
        /^edition 2021-22-q4 version 2: the search finds “.+” otherwise than it is printed$/,
      );
    }
    await verifyAll();
  });

  it('is not brought in twice, nor half-way when what is here speaks against it', async () => {
    const { text } = (await snapshots())[0]!;
    const before = await checksums(empty.dataSource);
    await expect(bring(text)).rejects.toMatchObject({
      extra: { issues: [{ field: 'version', code: 'taken' }] },
    });
    // The plan is made before its commitments are found to be another's.
    const ofAnotherPlan = JSON.parse(
      text
        .replaceAll(world.planId, world.roundId)
        .replaceAll('2021-22-q3', '2019-20-q3')
        .replaceAll(/"updateId":"[^"]*"/g, `"updateId":"${world.roundId}"`),
    ) as unknown;
    await expect(bring(JSON.stringify(ofAnotherPlan))).rejects.toMatchObject({
      extra: { issues: [{ field: 'chapters.0.groups.0.rows.0.commitments.0.id' }] },
    });
    expect(await checksums(empty.dataSource)).toEqual(before);
  });
});
