import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { KeepWhatHasNoHeading1650000000084 } from '../../../migrations/1650000000084-KeepWhatHasNoHeading.js';
import { importEdition } from '../../../src/app/commands/import-edition.js';
import { londonInstant } from '../../../src/common/dates.js';
import type { EditionSnapshot } from '../../../src/common/edition-snapshot.js';
import { Acts, verifyAudit } from '../../../src/modules/audit/index.js';
import {
  AskToWithdraw,
  DecideWithdrawal,
  ImportEdition,
  verifyEditions,
  verifyTrail,
} from '../../../src/modules/publication/index.js';
import { CreatePerson, GiveGrant } from '../../../src/modules/identity/index.js';
import { Hold, Round } from '../../../src/modules/rounds/index.js';
import { Clock } from '../../../src/platform/database/clock.js';
import { verifySignoff } from '../../../src/modules/signoff/index.js';
import { buildArchive, formsOf, PUBLIC_URL, snapshotsOf } from '../../builders/archive.js';
import { PASSWORD, type World } from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { readHtml } from '../../support/read-html.js';
import { TestApp } from '../../support/test-app.js';

/** The installation that published, whose editions are brought in. */
let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start({ publicUrl: PUBLIC_URL });
  world = await buildArchive(test);
}, 60_000);
afterAll(() => test.stop());

describe('an edition brought into an empty installation', () => {
  let empty: TestApp;
  const bring = (file: string) =>
    empty.app.get(Acts).perform(null, (act) => empty.app.get(ImportEdition).execute(act, file));
  const verifyAll = async () => {
    for (const check of [verifyAudit, verifySignoff, verifyEditions, verifyTrail]) {
      expect((await check(empty.dataSource)).wrong).toBeUndefined();
    }
  };

  /** @returns the exit code of the command, and what it said */
  const commanded = async (text: string): Promise<[number, string]> => {
    const folder = await mkdtemp(join(tmpdir(), 'import-edition-'));
    const said = jest.spyOn(console, 'error').mockReturnValue();
    const before = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: empty.url, QUARTERDECK_DATA: folder });
    try {
      await writeFile(join(folder, 'v1.json'), text);
      const code = await importEdition([join(folder, 'v1.json')]);
      return [code, said.mock.calls.flat().join('\n')];
    } finally {
      process.env = before;
      said.mockRestore();
      await rm(folder, { recursive: true });
    }
  };

  beforeAll(async () => {
    // At the same address, so that its files name the same one.
    empty = await TestApp.start({ publicUrl: PUBLIC_URL });
  }, 60_000);
  afterAll(() => empty.stop());

  it('is refused whole with every path that is wrong, and leaves nothing', async () => {
    const before = await checksums(empty.dataSource);
    const { text } = (await snapshotsOf(test))[2]!;
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
    await refused(
      changed((snapshot) => {
        const skipped = { ...snapshot.period, reason: 'Nobody was there.' };
        snapshot.alsoCovers = [{ ...skipped, end: '2021-02-31' }];
        rowOf(snapshot).content!.noChange = { since: '2021/22 Q3', sinceOn: '2021-02-31' };
        rowOf(snapshot).content!.evidence = [{ title: 'A trap', href: 'javascript:alert(1)' }];
      }),
      ['alsoCovers.0.end', 'no day'],
      ['alsoCovers.0.end', 'before the start'],
      [`${row}.content.noChange.sinceOn`, 'no day'],
      [`${row}.content.evidence.0.href`, 'no address'],
    );
    await refused(
      changed((snapshot) => void (snapshot.redactedTimes = 1)),
      ['redactedOn', 'redacted'],
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
    const { text } = (await snapshotsOf(test))[0]!;
    await empty.setClock(londonInstant('2022-06-10T09:00'));
    const dates = { startsOn: '2022-06-01', endsOn: '2022-06-30' };
    const hold = { name: 'By-election', reason: 'Nothing new is published.', ...dates };
    const subject = { kind: 'hold', id: world.roundId } as const;
    await empty.app.get(Acts).perform(null, async (act) => {
      await act.manager.insert(Hold, { id: subject.id, planId: null, ...hold, setAt: act.now });
      act.record('hold.set', subject, dates);
    });
    await expect(bring(text)).rejects.toMatchObject({ code: 'publication.in_hold' });
    // As a person types it: by the installation's clock, not by that of the machine.
    expect(await commanded(text)).toEqual([1, expect.stringContaining('By-election')]);
    await empty.app.get(Acts).perform(null, async (act) => {
      await act.manager.update(Hold, { id: subject.id }, { endedAt: act.now });
      act.record('hold.ended', subject, {});
    });
    await empty.manager.query('UPDATE clock_settings SET offset_ms = 0, is_demonstration = false');
    await empty.app.get(Clock).refresh();
  });

  it('is published under the same hash, and every form of it has the same bytes there', async () => {
    for (const { slug, version, text, hash } of await snapshotsOf(test)) {
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
    const [, first, corrected] = await snapshotsOf(test);
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

  it('may have its title and a heading corrected in a later version, and is verified so', async () => {
    const last = (await snapshotsOf(test)).at(-1)!;
    const { chapters, signature, ...rest } = JSON.parse(last.text) as EditionSnapshot;
    const [first, ...others] = chapters;
    await bring(
      JSON.stringify({
        ...{ ...rest, version: rest.version + 1, title: `${rest.title}, corrected` },
        chapters: [{ ...first, title: 'A heading put right' }, ...others],
        signature: { ...signature, manifestHash: 'f'.repeat(64) },
      }),
    );
    // The next round goes on from what the corrected version says.
    const round = await empty.manager.findOneByOrFail(Round, { slug: rest.slug });
    expect(round.title).toBe(`${rest.title}, corrected`);
    await verifyAll();
  });

  it('stands as a summary beside the table of its period, which has one', async () => {
    const { text } = (await snapshotsOf(test))[0]!;
    const summary = (slug: string): string =>
      JSON.stringify({
        ...(JSON.parse(
          text
            .replaceAll(/"updateId":"[^"]*"/g, () => `"updateId":"${randomUUID()}"`)
            // A paragraph without a heading of its own.
            .replace('"position":1,', '"isUntitled":true,"position":1,'),
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

    // As earlier versions kept it, until the schema was brought up to date.
    await empty.manager.query('UPDATE listings SET is_untitled = false');
    expect(await verifyEditions(empty.manager)).toHaveProperty('wrong');
    const runner = empty.dataSource.createQueryRunner();
    await new KeepWhatHasNoHeading1650000000084().up(runner).finally(() => runner.release());
    expect(
      await empty.manager.query('SELECT 1 AS one FROM listings WHERE is_untitled'),
    ).toHaveLength(1);
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
    const { text } = (await snapshotsOf(test))[0]!;
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

  it('can be withdrawn like any other: one of its versions, or all of them', async () => {
    const editions = await empty.manager.query<{ id: string; version: number }[]>(
      "SELECT id, version FROM editions WHERE slug = '2021-22-q4' ORDER BY version",
    );
    const [{ organisationId } = { organisationId: '' }] = await empty.manager.query<
      { organisationId: string }[]
    >('SELECT publisher_id AS "organisationId" FROM plans WHERE id = $1', [world.planId]);
    const secretariat = (name: string): Promise<string> =>
      empty.app.get(Acts).perform(
        null,
        async (act) => {
          const id = await empty.app.get(CreatePerson).execute(act, {
            name,
            email: `${name}@example.org`,
            organisationId,
            password: PASSWORD,
          });
          await empty.app
            .get(GiveGrant)
            .execute(act, id, { role: 'secretariat', planId: world.planId });
          return id;
        },
        'system',
      );
    const [first, second] = [await secretariat('first'), await secretariat('second')];
    const withdraw = async (version: number, scope: 'version' | 'edition'): Promise<void> => {
      const { id } = editions.find((each) => each.version === version)!;
      const asked = await empty.as(first, (act) =>
        empty.app.get(AskToWithdraw).execute(act, id, {
          ...{ scope, reasonType: 'wrong', reason: 'It counts twice.' },
          explanation: `Version ${version} counted twice.`,
        }),
      );
      await empty.as(second, (act) =>
        empty.app.get(DecideWithdrawal).execute(act, asked, 'confirm'),
      );
    };
    const statuses = async () =>
      Promise.all(
        ['', '.pdf', '/v1', '/v1.json', '/v2', '/v2.docx'].map(
          async (name) => (await empty.request('GET', `/editions/2021-22-q4${name}`)).status,
        ),
      );

    await withdraw(1, 'version');
    expect(await statuses()).toEqual([200, 200, 410, 410, 200, 200]);
    const current = await empty.request('GET', '/editions/2021-22-q4');
    expect(current.text).toContain('The right number.');
    const gone = await empty.request('GET', '/editions/2021-22-q4/v1');
    expect(gone.text).toContain('Version 1 counted twice.');
    expect(gone.text).not.toContain('Text of update');
    // What the withdrawn version said is not told by the difference either.
    expect(current.text).not.toContain('Text of update 3');
    await verifyAll();

    await withdraw(2, 'edition');
    expect(await statuses()).toEqual([410, 410, 410, 410, 410, 410]);
    expect((await empty.request('GET', '/search?q=number')).text).not.toContain('The right number');
    expect((await empty.request('GET', '/editions/2021-22-q3')).status).toBe(200);
    await verifyAll();
  });
});
