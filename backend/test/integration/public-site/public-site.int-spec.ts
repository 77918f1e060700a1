import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { Acts } from '../../../src/modules/audit/index.js';
import {
  BringInHistoricEdition,
  Edition,
  RenderEdition,
  SearchReader,
} from '../../../src/modules/publication/index.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { aDocument } from '../../builders/snapshot.js';
import { approve, buildWorld, PASSWORD, submit, type World } from '../../builders/world.js';
import { invalidIn } from '../../support/valid-html.js';
import { readHtml } from '../../support/read-html.js';
import { TestApp } from '../../support/test-app.js';

interface Answer {
  data: { href: string; title: { text: string; isFound: boolean }[] }[];
  total: number;
}

const LAST = '/editions/2021-22-q3';
const NOW = '/editions/2021-22-q4';

describe('the public site', () => {
  let test: TestApp;
  let world: World;
  let editionId: string;
  let foundBefore: number;
  let preview: string;

  beforeAll(async () => {
    // A proxy says who calls: so that each test can be a reader of its own.
    test = await TestApp.start({ trustedProxies: 1 });
    world = await buildWorld(test);
    await broughtIn();
    // The round was opened before the historic edition was there: as an import would, it says what it continues.
    await test.dataSource.query(
      `UPDATE updates u SET previous_update_id = (
         SELECT h.id FROM updates h JOIN update_commitments c ON c.update_id = h.id JOIN rounds r ON r.id = h.round_id JOIN listings l ON l.update_id = h.id
         WHERE r.slug = '2021-22-q3' AND c.commitment_id = (
           SELECT m.commitment_id FROM update_commitments m WHERE m.update_id = u.id ORDER BY m.position LIMIT 1)
         ORDER BY l.position LIMIT 1)
       WHERE u.round_id = $1`,
      [world.roundId],
    );
    const { people, updateIds } = world;
    await submit(
      test,
      updateIds[0]!,
      people.owner,
      'The **hand**cuffing review ends in summer, not May.',
    );
    await approve(test, updateIds[0]!, people.lead);
    await approveAll(test, world, [updateIds[0]!]);
    await seal(test, world);
    await sign(test, world);
    foundBefore = await found('summer');
    preview = await previewOf(`changed=yes&show=changes`);
    editionId = await publish(test, world);
    await test.app
      .get(Acts)
      .perform(null, (act) => test.app.get(RenderEdition).execute(act, editionId));
  }, 60_000);
  afterAll(() => test.stop());

  const found = async (words: string): Promise<number> =>
    (await test.app.get(SearchReader).search({ words, page: 1 })).total;
  const broughtIn = () =>
    test.app.get(Acts).perform(
      null,
      (act) =>
        test.app.get(BringInHistoricEdition).execute(act, {
          ...{ planId: world.planId, slug: '2021-22-q3', title: '2021/22 Quarter 3 update' },
          period: { label: '2021/22 Q3', start: '2021-10-01', end: '2021-12-31' },
          ...{ asAt: '2021-12-31', publishedOn: '2022-01-14' },
          rows: [
            {
              ...aPrintedRow('The handcuffing review ends in May.', world.commitmentIds[0]!),
              reference: '7',
            },
            { ...aPrintedRow('Left out <later> & gone.', world.commitmentIds[0]!), reference: '9' },
          ],
        }),
      'seed',
    );
  const aPrintedRow = (text: string, commitmentId: string) => ({
    ...{
      title: `About ${text.split(' ')[1]}`,
      chapter: 'An earlier chapter',
      wording: 'As it was.',
    },
    commitmentIds: [commitmentId],
    content: { document: aDocument(text), delivery: 'not_stated' as const },
  });
  const previewOf = async (query: string): Promise<string> =>
    (
      await test.request('GET', `/api/rounds/${world.roundId}/preview?${query}`, {
        as: test.signIn(world.emailOf('secretariat'), PASSWORD),
      })
    ).text;
  const get = (url: string, headers: Record<string, string> = {}) =>
    test.request('GET', url, { headers });
  const textAt = async (url: string): Promise<string> =>
    readHtml((await get(url)).text).text.replace(/\s+/gu, ' ');

  describe('an edition', () => {
    it('is filtered, says by what, counts, and keeps views out of search engines', async () => {
      const all = await get(NOW);
      expect(all.text).not.toContain('noindex');
      const [chapter] = /<h2 id="chapter-1">([^<]+)</u.exec(all.text)!.slice(1);
      const page = await get(`${NOW}?chapter=${encodeURIComponent(chapter!)}&delivery=in_progress`);
      const read = readHtml(page.text);
      expect(read.title).toContain(`${chapter}, delivery In progress`);
      expect(page.text).toContain('<meta name="robots" content="noindex" />');
      expect(page.text).toContain(`<link rel="canonical" href="http://localhost${NOW}" />`);
      expect(read.text).toMatch(/\d of 4 updates/u);
      expect(await textAt(`${NOW}?delivery=paused`)).toContain('No update is shown');
    });

    it('shows what changed since the last one, word by word, and what is gone', async () => {
      expect((await get(NOW)).text).toContain('See what changed since 2021/22 Q3');
      const text = await textAt(`${NOW}?changed=yes&show=changes`);
      expect(text).toContain('ends in inserted: summer, not end inserted May.');
      expect(text).toContain('Reference: deleted: 7 end deleted');
      expect(text).toContain('Not in the edition for 2021/22 Q3.');
      expect(text).toMatch(/No longer in this edition .* 9 About out/u);
      // So did its preview, filter and all; it had no files and nothing to check yet.
      const main = (page: string): string =>
        readHtml(page.slice(page.indexOf('<main'), page.indexOf('</main>')))
          .text.replace(
            /(Other forms, for spreadsheets and programs|Download .+? of [^)]*\)|Check this edition now)/gu,
            '',
          )
          .replace(/\s+/gu, ' ');
      expect(main(preview)).toBe(main((await get(`${NOW}?changed=yes&show=changes`)).text));
      expect(preview).toContain(`action="/api/rounds/${world.roundId}/preview"`);
      // The first of all has none before it.
      expect((await get(LAST)).text).not.toContain('name="changed"');
    });
  });

  it('guards an address that cannot be read, or is very long, as any other', async () => {
    const of = async (path: string) => {
      const { status, text, headers } = await test.request('GET', path);
      return { status, text, names: Object.keys(headers).sort() };
    };
    const expected = await of('/editions/none');
    expect(expected.names).toContain('content-security-policy');
    for (const path of [
      '/editions/%E0%A4%A',
      '/%',
      '/editions/%zz.pdf',
      `/${'x/'.repeat(50)}%ff`,
    ]) {
      expect({ path, ...(await of(path)) }).toEqual({ path, ...expected });
    }
    expect(await of(`/editions/${'x'.repeat(2_000)}`)).toEqual(expected);
  });

  it('tells the life of a commitment, and compares any two of its texts', async () => {
    const href = `/commitments/${world.commitmentIds[0]}`;
    const text = await textAt(href);
    for (const words of [
      'reference 7',
      'An earlier chapter',
      'As it was.',
      'ends in May',
      'ends in summer',
    ])
      expect(text).toContain(words);
    const [compare] = /compare\?[^"]+/u.exec((await get(href)).text)!;
    expect(await textAt(`${href}/${compare.replaceAll('&amp;', '&')}`)).toContain(
      'ends in inserted: summer, not end inserted May.',
    );
    expect(await textAt(`${href}/compare?from=x&to=y`)).toContain('Choose two published texts');
    expect((await get('/commitments/x/compare')).status).toBe(404);
  });

  it('lists what stands at each delivery in the latest edition, each in a place of its own', async () => {
    expect(await textAt('/delivery')).toMatch(/In progress 4 updates/u);
    const standing = await textAt('/delivery/in-progress');
    expect(standing).toContain('4 updates:');
    expect(standing).not.toContain('About handcuffing');
    expect(await textAt('/delivery/reversed')).toContain('No commitment stands here');
    expect((await get('/delivery/in_progress')).status).toBe(404);
  });

  describe('search', () => {
    const titles = async (query: string): Promise<string> => textAt(`/search?${query}`);

    it('finds any form of a word in every edition, with markup inside words, and marks it', async () => {
      const page = await get('/search?q=handcuffed');
      expect(readHtml(page.text).text).toContain('2 results for “handcuffed”');
      expect(page.text).toContain('<mark>handcuffing</mark>');
      expect(page.text).not.toContain('<later>');
      expect((await get('/search?q=gone')).text).toContain(
        'Left out &lt; later&gt; &amp; <mark>gone</mark>',
      );
    });

    it('takes a misspelt word for the one that was meant, and says so', async () => {
      const text = await titles('q=hadncuffing+reviwe');
      expect(text).toContain(
        'No edition has “hadncuffing reviwe”. These results are for handcuffing review.',
      );
      expect(text).toContain('2 results for “handcuffing review”');
      expect(await titles('q=zyzzyva')).toContain('Nothing found');
    });

    it('finds words that the reader joins by a hyphen and the editions do not', async () => {
      for (const query of ['handcuffing-review', 'hadncuffing\u2011reviwe']) {
        expect(await titles(`q=${encodeURIComponent(query)}`)).toContain(
          `No edition has “${query}”. These results are for handcuffing review.`,
        );
      }
      // One before a word leaves it out.
      expect(await titles('q=handcuffing+-review')).toContain('Nothing found');
    });

    it('takes the quotation marks of a phone, and a dash for none of its signs', async () => {
      expect(await titles('q=handcuffing+review')).not.toContain('Nothing found');
      expect(await titles(`q=${encodeURIComponent('“review handcuffing”')}`)).toContain(
        'Nothing found',
      );
      expect(await titles('q=handcuffing+-+review')).not.toContain('Nothing found');
    });

    it('searches one edition or chapter alone, and page by page', async () => {
      expect(await titles('q=handcuffing&edition=2021-22-q3')).toContain('1 result');
      expect(await titles('q=handcuffing&chapter=An+earlier+chapter')).toContain('1 result');
      expect(await titles('q=handcuffing&edition=none')).toContain(
        'Search all editions and chapters',
      );
      expect(await titles('q=handcuffing&page=7')).toContain('There is no page 7');
    });

    it('finds nothing that is not published', async () => {
      expect([foundBefore, await found('summer')]).toEqual([0, 1]);
    });

    it('answers inside as it does outside, with the place of each row', async () => {
      const as = await test.signIn(world.emailOf('boardMember'), PASSWORD);
      const ask = async (query: string) =>
        (await test.request('GET', `/api/edition-search?${query}`, { as })).body as never as Answer;
      const rows = await ask('q=handcuffed&perPage=1');
      expect([rows.total, rows.data.length]).toEqual([2, 1]);
      const [{ href, title }] = rows.data as [Answer['data'][number]];
      expect(title).toContainEqual({ text: 'handcuffing', isFound: true });
      const [page, anchor] = href.split('#') as [string, string];
      expect((await get(page)).text).toContain(`id="${anchor}"`);
      expect(await ask('q=hadncuffing')).toMatchObject({ total: 2, searchedFor: 'handcuffing' });
      expect(await ask('q=handcuffed&page=9')).toEqual({ data: [], total: 2 });
    });

    it('survives anything that is typed', async () => {
      for (const q of [
        '"',
        "'",
        '&|!():*',
        '\\',
        '-',
        '-'.repeat(200),
        '-.'.repeat(100),
        '%00',
        '%C2%A0',
        'a'.repeat(5000),
        '%F0%9F%98%80',
        'OR OR',
      ])
        expect((await get(`/search?q=${q}&page=-1&edition[]=a`)).status).toBe(200);
    });

    it('is refused for a while to who asks too much', async () => {
      const headers = { 'x-forwarded-for': '203.0.113.9' };
      const answers: number[] = [];
      for (let time = 0; time < 80 && answers.at(-1) !== 429; time++)
        answers.push((await get('/search?q=x', headers)).status);
      const refused = await get('/search?q=x', headers);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(readHtml(refused.text).text).toContain('Too many requests');
      // The form itself is no search.
      expect((await get('/search', headers)).status).toBe(200);
    });
  });

  it('has one address for each page: with a slash at the end it leads there', async () => {
    for (const url of [`${NOW}`, `${NOW}/v1`, '/delivery/in-progress', '/how-to-check']) {
      const { status, headers } = await get(`${url}/?x=1`);
      expect([status, headers.location]).toEqual([308, `${url}?x=1`]);
    }
    expect((await get('/editions//')).headers.location).toBe('/editions');
    expect((await get('//evil.example/')).status).toBe(404);
  });

  it('names every form of an edition on its page, with its kind and size', async () => {
    const text = await textAt(NOW);
    for (const what of [
      ...['PDF', 'Word', 'CSV', 'CSV of commitments', 'CSV description \\(CSVW\\)', 'JSON'],
    ]) {
      expect(text).toMatch(
        new RegExp(`Download ${what} of 2021/22 Quarter 4 update \\(\\d+ (kB|bytes)\\)`, 'u'),
      );
    }
  });

  describe('what is kept by others', () => {
    it('is tagged, told apart by coding, and not sent again unchanged', async () => {
      for (const url of [
        '/',
        NOW,
        `${NOW}?show=changes`,
        '/delivery',
        '/editions.atom',
        '/sitemap.xml',
        '/search?edition=x',
      ]) {
        const plain = await get(url);
        const packed = await test.app
          .getHttpAdapter()
          .getInstance()
          .inject({ url, headers: { 'accept-encoding': 'br;q=1, gzip;q=0.5' } });
        expect([plain.headers.vary, plain.headers['cache-control']]).toEqual([
          'Accept-Encoding',
          'public, no-cache',
        ]);
        expect(packed.headers['content-encoding']).toBe('gzip');
        expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.text);
        expect(packed.headers.etag).not.toBe(plain.headers.etag);
        expect((await get(url, { 'if-none-match': String(plain.headers.etag) })).status).toBe(304);
        expect(
          (await get(url, { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding'],
        ).toBeUndefined();
      }
    });

    it('is kept for ever at an address that names its bytes, and asked for again elsewhere', async () => {
      const [href] = /\/editions\/2021-22-q4\/v1\.csv\?sha256=[0-9a-f]{64}/u.exec(
        (await get(NOW)).text,
      )!;
      const file = await get(href);
      expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(createHash('sha256').update(file.text).digest('hex')).toBe(href.slice(-64));
      for (const other of [`${NOW}/v1.csv`, `${NOW}/v1.csv?sha256=${'0'.repeat(64)}`])
        expect((await get(other)).headers['cache-control']).toBe('public, no-cache');
    });
  });

  it('gives a feed in which the edition keeps its id', async () => {
    const answer = await get('/editions.atom');
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const { roundId } = await test.manager.findOneByOrFail(Edition, { id: editionId });
    expect(answer.text).toContain(`<id>urn:uuid:${roundId}</id>`);
    expect(answer.text.match(/<entry>/gu)).toHaveLength(2);
    expect((await get('/')).text).toContain('type="application/atom+xml"');
  });

  it('has no page that is not valid HTML, and every one names the licence', async () => {
    const commitment = `/commitments/${world.commitmentIds[0]}`;
    const pages = [
      '/',
      NOW,
      `${NOW}/v1`,
      `${NOW}?show=changes`,
      LAST,
      commitment,
      `${commitment}/compare`,
    ];
    pages.push(
      '/delivery',
      '/delivery/in-progress',
      '/search',
      '/search?q=handcuffing',
      '/how-to-check',
    );
    pages.push('/contact', '/accessibility', `${NOW}/v1/check`, '/nowhere');
    for (const url of pages) {
      const { text } = await get(url);
      expect([url, await invalidIn(text)]).toEqual([url, []]);
      expect(text).toContain('Open Government Licence v3.0');
    }
  });

  describe('checking', () => {
    const check = (url = `${NOW}/v1/check`) =>
      test.request('POST', url, {
        body: '',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': '203.0.113.1',
        },
      });
    const upload = (bytes: string | Buffer) =>
      test.request('POST', '/how-to-check', {
        body: Buffer.concat([
          Buffer.from('--b\r\nContent-Disposition: form-data; name="copy"; filename="x"\r\n\r\n'),
          Buffer.from(bytes),
          Buffer.from('\r\n--b--\r\n'),
        ]),
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });

    it('says of a form that it is as it was published, and of one with a letter changed that it is not', async () => {
      const { text } = await get(`${NOW}/v1.json`);
      const right = readHtml((await upload(text)).text).text;
      expect(right).toContain('Yes: it is as it was published');
      expect(right).toContain('The JSON form of');
      const wrong = readHtml((await upload(text.replace('summer', 'Summer'))).text).text;
      expect(wrong).toContain('No: nothing that was published here has this hash');
      expect((await upload('')).status).toBe(422);
    });

    it('takes a hash as people paste it, and refuses what is none', async () => {
      const { snapshotHash } = await test.manager.findOneByOrFail(Edition, { id: editionId });
      for (const pasted of [
        ` ${snapshotHash.toUpperCase().slice(0, 32)} ${snapshotHash.slice(32)}`,
        `sha256:${snapshotHash}`,
        `${snapshotHash}  editions/2021-22-q4/v1.json`,
      ])
        expect(await textAt(`/how-to-check?hash=${encodeURIComponent(pasted)}`)).toContain(
          'Yes: it is',
        );
      expect((await get(`/how-to-check?hash=a${snapshotHash}`)).status).toBe(422);
      const refused = await get('/how-to-check?hash=abc');
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('href="#hash"');
      expect(await invalidIn(refused.text)).toEqual([]);
    });

    it('works an edition out anew, and says when snapshot, text or file was tampered with', async () => {
      expect(readHtml((await check()).text).text).toContain('It is as it was published');
      expect((await check('/editions/2021-22-q3/v1/check')).text).toContain(
        'It is as it was published',
      );
      const summer = (column: string) => `${column} = replace(${column}, 'summer', 'winter')`;
      const tampered: [table: string, change: string, said: string][] = [
        ['editions', summer('snapshot'), 'its snapshot is not what was hashed'],
        ['update_revisions', summer('content'), 'was made from was changed'],
        ['stored_files', `bytes = bytes || '\\x00'`, 'is not the one that was rendered'],
      ];
      for (const [table, change, said] of tampered) {
        // Whoever has full rights on the database can do all of this.
        await test.dataSource.query(`ALTER TABLE ${table} DISABLE TRIGGER USER,
          DROP CONSTRAINT IF EXISTS ck_${table}_hash, DROP CONSTRAINT IF EXISTS ck_${table}_sha256,
          DROP CONSTRAINT IF EXISTS ck_${table}_size`);
        const key = table === 'stored_files' ? 'sha256' : 'id';
        const [column] = change.split(' ');
        await test.dataSource.query(`CREATE TABLE kept AS SELECT ${key}, ${column} FROM ${table}`);
        await test.dataSource.query(`UPDATE ${table} SET ${change}`);
        const page = readHtml((await check()).text).text;
        expect([table, page]).toEqual([
          table,
          expect.stringContaining('It is not as it was published'),
        ]);
        expect(page).toContain(said);
        await test.dataSource.query(
          `UPDATE ${table} t SET ${column} = k.${column} FROM kept k WHERE k.${key} = t.${key}`,
        );
        await test.dataSource.query(`DROP TABLE kept`);
      }
      expect(readHtml((await check()).text).text).toContain('It is as it was published');
    });

    it('is for readers, not for programs that hammer it, and not from other sites', async () => {
      const foreign = await test.request('POST', `${NOW}/v1/check`, {
        body: '',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://evil.example',
        },
      });
      expect(foreign.status).toBe(403);
      let last = 200;
      for (let time = 0; time < 25 && last !== 429; time++) last = (await check()).status;
      expect(last).toBe(429);
    });
  });
});
