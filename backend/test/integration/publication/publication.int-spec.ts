import { createHash } from 'node:crypto';
import { londonInstant } from '../../../src/common/dates.js';
import { ConfirmOverride } from '../../../src/modules/overrides/index.js';
import {
  CloseRound,
  Edition,
  EditionFile,
  FILE_FORMS,
  PublishRound,
  RenderEdition,
  RequestException,
  verifyEditions,
  verifyTrail,
  type PublicationException,
} from '../../../src/modules/publication/index.js';
import { Acts, verifyAudit } from '../../../src/modules/audit/index.js';
import { Round, SetHold } from '../../../src/modules/rounds/index.js';
import { StartCorrection, UnsealRound, verifySignoff } from '../../../src/modules/signoff/index.js';
import { OmitUpdate, Update } from '../../../src/modules/updates/index.js';
import { approveAll, publish, publishAll, seal, sign } from '../../builders/signed-round.js';
import {
  approve,
  buildWorld,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

interface RoundBody {
  state: string;
  correctionNo?: number;
  hold?: { name: string };
  manifest?: { state: string; signedBy?: { name: string } };
  editions: { version: number; isCurrent: boolean; files: { form: string; sha256: string }[] }[];
  progress: { total: number; chapters: { chapter: string; counts: Record<string, number> }[] };
  availableActions: { action: string; isAllowed: boolean; why?: string; whoCan?: string }[];
}

describe('publication', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterEach(() => test.stop());

  const publishAs = (person: WorldPerson) =>
    test.as(world.people[person], (act) => test.app.get(PublishRound).execute(act, world.roundId));
  const request = (kind: PublicationException) =>
    test.as(world.people.secretariat, (act) =>
      test.app
        .get(RequestException)
        .execute(act, world.roundId, { kind, reason: 'The Board asked for it.' }),
    );
  const confirm = (overrideId: string) =>
    test.as(world.people.secondSecretariat, (act) =>
      test.app.get(ConfirmOverride).execute(act, overrideId),
    );
  const hold = (startsOn: string, endsOn: string) =>
    test.as(world.people.secretariat, (act) =>
      test.app.get(SetHold).execute(act, {
        ...{ planId: world.planId, name: 'By-election', reason: 'Nothing new is published.' },
        ...{ startsOn, endsOn },
      }),
    );
  const holdNow = () => hold('2022-05-01', '2022-06-30');
  const render = (editionId: string) =>
    test.app.get(Acts).perform(null, (act) => test.app.get(RenderEdition).execute(act, editionId));
  const verifyAll = async () => {
    for (const check of [verifyAudit, verifySignoff, verifyEditions, verifyTrail]) {
      expect((await check(test.dataSource)).wrong).toBeUndefined();
    }
  };
  const readRound = async (person: WorldPerson): Promise<RoundBody> => {
    const as = await test.signIn(world.emailOf(person), PASSWORD);
    return (await test.request<RoundBody>('GET', `/api/rounds/${world.roundId}`, { as })).body;
  };
  const decline = (body: RoundBody, action: string) =>
    body.availableActions.find((each) => each.action === action);

  it('makes an edition from the signed manifest, on the day, and its files once', async () => {
    await approveAll(test, world);
    await seal(test, world);
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'transition.illegal' });
    const manifest = await sign(test, world);
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'publication.too_early' });
    await expect(publishAs('signatory')).rejects.toMatchObject({ code: 'permission.refused' });
    const editionId = await publish(test, world);

    const edition = await test.manager.findOneByOrFail(Edition, { id: editionId });
    expect(edition).toMatchObject({
      slug: '2021-22-q4',
      version: 1,
      kind: 'full',
      manifestId: manifest.id,
      publishedOn: '2022-06-10',
    });
    const states = (await test.manager.findBy(Update, { roundId: world.roundId })).map(
      ({ state }) => state,
    );
    expect(new Set(states)).toEqual(new Set(['published']));
    await expect(publishAs('secondSecretariat')).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The secretariat', what: 'published it' } },
    });

    await render(editionId);
    const files = await test.manager.findBy(EditionFile, { editionId });
    await render(editionId);
    expect(await test.manager.findBy(EditionFile, { editionId })).toEqual(files);
    expect(files.find(({ form }) => form === 'json')!.sha256).toBe(edition.snapshotHash);
    await verifyAll();
  });

  it('is earlier only after a second person confirmed, and only for what was sealed then', async () => {
    await approveAll(test, world);
    await seal(test, world);
    await sign(test, world);
    const first = await request('early_publication');
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'override.unconfirmed' });
    await expect(request('early_publication')).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    await confirm(first);
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'A figure came in late.'),
    );
    await seal(test, world);
    await sign(test, world);
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'publication.too_early' });
    await confirm(await request('early_publication'));
    await publishAs('secretariat');
    await verifyAll();
  });

  it('is refused in a hold, also for whoever has an exception from the date', async () => {
    await approveAll(test, world);
    await seal(test, world);
    await sign(test, world);
    await confirm(await request('early_publication'));
    await holdNow();
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'publication.in_hold' });
    await expect(request('publication_in_hold')).rejects.toMatchObject({
      code: 'publication.in_hold',
    });
    expect(await test.manager.countBy(Edition, {})).toBe(0);
  });

  it('of a correction makes the next version, pins every other row, and needs a second person in a hold', async () => {
    await publishAll(test, world);
    const [corrected, ...others] = world.updateIds;
    const [copyId] = await test.as(world.people.secretariat, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, world.roundId, { updateIds: [corrected!], reason: 'The number was wrong.' }),
    );
    expect((await readRound('secretariat')).correctionNo).toBe(1);
    await submit(test, copyId!, world.people.owner, 'The right number.');
    await approve(test, copyId!, world.people.lead);
    await seal(test, world);
    await sign(test, world);
    await holdNow();
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'publication.in_hold' });
    await confirm(await request('publication_in_hold'));
    // What was confirmed in one hold does not count in the next.
    await hold('2022-07-11', '2022-07-22');
    await test.setClock(londonInstant('2022-07-12T09:00'));
    await expect(publishAs('secretariat')).rejects.toMatchObject({ code: 'publication.in_hold' });
    await confirm(await request('publication_in_hold'));
    const editionId = await publishAs('secretariat');

    const versions = await test.manager.find(Edition, { order: { version: 'ASC' } });
    expect(versions.map(({ version, correctionNote }) => [version, correctionNote])).toEqual([
      [1, null],
      [2, 'The number was wrong.'],
    ]);
    const rowsOf = (edition: Edition) =>
      (
        JSON.parse(edition.snapshot) as {
          chapters: { groups: { rows: { updateId: string; content: { hash: string } }[] }[] }[];
        }
      ).chapters
        .flatMap(({ groups }) => groups)
        .flatMap(({ rows }) => rows)
        .map(({ updateId, content }) => [updateId, content.hash]);
    const [before, after] = versions.map(rowsOf);
    expect(after!.map(([id]) => id)).toEqual(world.updateIds);
    expect(after!.slice(1)).toEqual(before!.slice(1));
    expect(after![0]).not.toEqual(before![0]);
    expect((await test.manager.findOneByOrFail(Round, { id: world.roundId })).state).toBe(
      'published',
    );
    await render(editionId);
    await verifyAll();
    await test.manager.transaction(async (manager) => {
      await manager.query('ALTER TABLE editions DISABLE TRIGGER USER');
      await manager.query(
        "UPDATE editions SET correction_note = 'Another reason.' WHERE version = 2",
      );
      expect((await verifyEditions(manager)).wrong).toBe(
        'edition 2021-22-q4 version 2: its record says other things than its snapshot',
      );
      await manager.query(
        "UPDATE editions SET correction_note = 'The number was wrong.' WHERE version = 2",
      );
      await manager.query('ALTER TABLE editions ENABLE TRIGGER USER');
    });

    // A second correction of the same row stands on the first; an older version is not corrected.
    const again = (updateId: string) =>
      test.as(world.people.secretariat, (act) =>
        test.app
          .get(StartCorrection)
          .execute(act, world.roundId, { updateIds: [updateId], reason: 'Again.' }),
      );
    await expect(again(corrected!)).rejects.toMatchObject({ code: 'request.invalid' });
    const [nextCopyId] = await again(copyId!);
    const as = await test.signIn(world.emailOf('owner'), PASSWORD);
    const { text } = await test.request('GET', `/api/updates/${nextCopyId}`, { as });
    expect((JSON.parse(text) as { previous: unknown }).previous).toMatchObject({
      content: { document: { content: [{ content: [{ text: 'The right number.' }] }] } },
    });
    await expect(again(others[0]!)).rejects.toMatchObject({ code: 'transition.illegal' });
  });

  it('withdraws a row by a correction that omits it', async () => {
    await publishAll(test, world);
    const [copyId] = await test.as(world.people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, world.roundId, {
        updateIds: [world.updateIds[2]!],
        reason: 'It named a person.',
      }),
    );
    await test.as(world.people.secretariat, (act) =>
      test.app.get(OmitUpdate).execute(act, copyId!, 'Withdrawn.'),
    );
    await seal(test, world);
    await sign(test, world);
    await publishAs('secretariat');
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Withdrawn.');
    expect(page.text).not.toContain('Text of update 3.');
    expect((await test.request('GET', '/editions/2021-22-q4/v1')).text).toContain(
      'Text of update 3.',
    );
    await verifyAll();
  });

  it('refuses when the signed text was changed behind the system’s back', async () => {
    await approveAll(test, world);
    await seal(test, world);
    await sign(test, world);
    await test.dataSource.query(`
      ALTER TABLE update_revisions DISABLE TRIGGER USER;
      ALTER TABLE update_revisions DROP CONSTRAINT ck_update_revisions_hash;`);
    await test.dataSource.query(
      `UPDATE update_revisions SET content = replace(content, 'Text of', 'Words of') WHERE update_id = $1`,
      [world.updateIds[1]],
    );
    await expect(publish(test, world)).rejects.toMatchObject({
      code: 'manifest.hash_differs',
      context: { what: '“Commitment 2”' },
    });
  });

  it('is verified against the audit trail: records taken away or exchanged are named', async () => {
    const editionId = await publishAll(test, world);
    await render(editionId);
    await verifyAll();
    /** Edits behind the system's back in a transaction that is rolled back. */
    const wrongAfter = async (
      table: string,
      edit: string,
      verify = verifyTrail,
    ): Promise<string | undefined> => {
      const runner = test.dataSource.createQueryRunner();
      await runner.startTransaction();
      try {
        await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        await runner.query(edit);
        return (await verify(runner.manager)).wrong;
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
      }
    };
    expect(await wrongAfter('revision_authors', 'DELETE FROM revision_authors')).toMatch(
      /^the authors of revision/u,
    );
    expect(
      await wrongAfter(
        'update_decisions',
        "UPDATE update_decisions SET decided_by_id = (SELECT id FROM people WHERE email = 'auditor@example.org') WHERE kind = 'approve'",
      ),
    ).toMatch(/\(update\.approved\) speaks of a record/u);
    expect(
      await wrongAfter(
        'signatures',
        "UPDATE signatures SET signed_by_id = (SELECT id FROM people WHERE email = 'auditor@example.org')",
      ),
    ).toMatch(/\(round\.signed\) speaks of a record/u);
    expect(
      await wrongAfter('edition_files', "DELETE FROM edition_files WHERE form = 'pdf'"),
    ).toMatch(/\(edition\.file_rendered\) speaks of a record/u);
    const signedBefore = "UPDATE signatures SET signed_at = signed_at - interval '2 days'";
    expect(await wrongAfter('signatures', signedBefore)).toMatch(
      /\(round\.signed\) speaks of a record/u,
    );
    // The check of one edition, which the public can ask for, reads no more than that edition.
    const ofEdition = (table: string, edit: string) =>
      wrongAfter(table, edit, (database) => verifyEditions(database, editionId));
    const named = 'edition 2021-22-q4 version 1';
    expect(await ofEdition('signatures', signedBefore)).toBe(
      `${named}: its signature is not the one that was given`,
    );
    expect(await ofEdition('signatures', "UPDATE signatures SET decision = 'decline'")).toBe(
      `${named}: its signature is not the one that was given`,
    );
    expect(await ofEdition('edition_files', "DELETE FROM edition_files WHERE form = 'pdf'")).toBe(
      `the file of ${named}, pdf is not there any more`,
    );
    expect(
      await ofEdition(
        'editions',
        "UPDATE editions SET published_at = published_at - interval '2 days'",
      ),
    ).toBe(`${named}: its publication is not in the audit trail`);
    // From what is kept of round and rows, the next round goes on.
    expect(await ofEdition('rounds', "UPDATE rounds SET title = 'Another'")).toBe(
      `${named}: its round is called otherwise than it prints`,
    );
    for (const [table, edit] of [
      ['updates', "UPDATE updates SET title = 'Another' WHERE title = 'Commitment 1'"],
      ['listings', "UPDATE listings SET wording = 'Another' WHERE position = 1"],
    ] as const) {
      expect(await ofEdition(table, edit)).toBe(
        `${named}: what is kept of the row “Commitment 1” is not what it prints`,
      );
    }
    for (const sealed of [
      `sealed_by_id = '${world.people.lead}'`,
      "sealed_at = sealed_at - interval '1 day'",
    ]) {
      expect(await wrongAfter('manifests', `UPDATE manifests SET ${sealed}`)).toMatch(
        /\(round\.sealed\) speaks of a record/u,
      );
    }
    // Told as one from before the system, it would need no signature.
    for (const change of [
      "kind = 'historic', manifest_id = NULL",
      "published_by_id = (SELECT id FROM people WHERE email = 'auditor@example.org')",
    ]) {
      expect(await ofEdition('editions', `UPDATE editions SET ${change}`)).toBe(
        `${named}: its publication is not in the audit trail`,
      );
    }
    await verifyAll();
  });

  it('is verified word for word: a row edited behind the system’s back is named', async () => {
    const editionId = await publishAll(test, world);
    await render(editionId);
    await verifyAll();
    await test.dataSource.query(`
      ALTER TABLE editions DISABLE TRIGGER USER; ALTER TABLE editions DROP CONSTRAINT ck_editions_hash;
      ALTER TABLE stored_files DISABLE TRIGGER USER; ALTER TABLE stored_files DROP CONSTRAINT ck_stored_files_sha256;
      ALTER TABLE audit_entries DISABLE TRIGGER USER;`);
    const [{ snapshot }] = await test.dataSource.query<[{ snapshot: string }]>(
      'SELECT snapshot FROM editions',
    );
    const forged = snapshot.replace('Text of update 2', 'Text of someone');
    await test.dataSource.query('UPDATE editions SET snapshot = $1', [forged]);
    expect((await verifyEditions(test.dataSource)).wrong).toBe(
      'edition 2021-22-q4 version 1: its snapshot is not what was hashed',
    );
    await test.dataSource.query('UPDATE editions SET snapshot_hash = $1', [
      createHash('sha256').update(forged).digest('hex'),
    ]);
    expect((await verifyEditions(test.dataSource)).wrong).toMatch(
      /version 1: its publication is not in the audit trail/u,
    );
    // Who rewrites the trail too still has the signed manifest against them.
    const keep = async (text: string): Promise<void> => {
      const hash = createHash('sha256').update(text).digest('hex');
      await test.dataSource.query('UPDATE editions SET snapshot = $1, snapshot_hash = $2', [
        text,
        hash,
      ]);
      await test.dataSource.query(
        `UPDATE audit_entries SET data = jsonb_set(data, '{snapshotHash}', to_jsonb($1::text)) WHERE kind = 'round.published'`,
        [hash],
      );
    };
    for (const [words, said] of [
      ['"publisher":"', 'its publisher is not as it was signed'],
      ['"leadOrganisation":"', 'is not printed as it was signed'],
    ] as const) {
      await keep(snapshot.replace(words, `${words}0`));
      expect((await verifyEditions(test.dataSource)).wrong).toContain(said);
    }
    await keep(snapshot);
    await test.dataSource.query(
      `UPDATE stored_files SET bytes = bytes || '\\x20' , size = size + 1 WHERE media_type = 'application/pdf'`,
    );
    expect((await verifyEditions(test.dataSource)).wrong).toBe(
      'the file of edition 2021-22-q4 version 1, pdf is not the one that was rendered',
    );
    await test.dataSource.query(
      `UPDATE audit_entries SET data = data || '{"updates": 5}' WHERE kind = 'round.opened'`,
    );
    expect((await verifyAudit(test.dataSource)).wrong).toMatch(
      /^audit entry \d+ \(round.opened\) has been changed/u,
    );
    await test.dataSource.query(`DELETE FROM audit_entries WHERE kind = 'round.opened'`);
    expect((await verifyAudit(test.dataSource)).wrong).toMatch(
      /^audit entry \d+ is missing before audit entry/u,
    );
  });

  it('ends with the round closed, unless a correction is under way', async () => {
    await publishAll(test, world);
    await test.as(world.people.secretariat, (act) =>
      test.app.get(CloseRound).execute(act, world.roundId),
    );
    expect((await readRound('boardMember')).state).toBe('closed');
  });

  it('shows rounds with progress, manifest, editions and what each reader may do', async () => {
    await approveAll(test, world, [world.updateIds[3]!]);
    const open = await readRound('secretariat');
    expect(open.progress).toMatchObject({ total: 4 });
    expect(open.progress.chapters.map(({ chapter, counts }) => [chapter, counts])).toEqual([
      ['First chapter', { approved: 2 }],
      ['Second chapter', { approved: 1, not_started: 1 }],
    ]);
    expect(decline(open, 'seal')).toMatchObject({
      isAllowed: false,
      why: 'One update is neither approved nor omitted.',
    });
    expect(decline(open, 'edit')).toMatchObject({ isAllowed: true });
    const asOwner = await readRound('owner');
    expect(asOwner.availableActions.every(({ isAllowed, whoCan }) => !isAllowed && whoCan)).toBe(
      true,
    );

    for (const [person, status] of [
      ['boardMember', 404],
      ['stranger', 404],
      ['administrator', 200],
      ['auditor', 200],
      ['clearer', 200],
    ] as const) {
      const as = await test.signIn(world.emailOf(person), PASSWORD);
      expect([
        person,
        (await test.request('GET', `/api/rounds/${world.roundId}`, { as })).status,
      ]).toEqual([person, status]);
      const list = await test.request<{ total: number }>('GET', '/api/rounds', { as });
      expect([person, list.body.total]).toEqual([person, status === 200 ? 1 : 0]);
    }
  });

  it('is previewed on the page on which it will be read, by those who may read it all', async () => {
    await approveAll(test, world, [world.updateIds[3]!]);
    const preview = async (person: WorldPerson) =>
      test.request('GET', `/api/rounds/${world.roundId}/preview`, {
        as: await test.signIn(world.emailOf(person), PASSWORD),
      });
    const page = await preview('secretariat');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Draft, not published.');
    expect(page.text).toContain('Text of update 1.');
    expect(page.text).toContain('This row has no approved text yet.');
    expect((await preview('owner')).status).toBe(403);
    expect((await preview('signatory')).status).toBe(200);
  });

  it('goes through the API from seal to edition', async () => {
    await approveAll(test, world);
    const post = async (person: WorldPerson, act: string, body: unknown = {}) =>
      test.request<RoundBody>('POST', `/api/rounds/${world.roundId}/${act}`, {
        as: await test.signIn(world.emailOf(person), PASSWORD),
        body,
      });
    const sealed = await post('secretariat', 'seal');
    expect([sealed.status, sealed.body.state]).toEqual([200, 'sealed']);
    const { id, hash } = sealed.body.manifest as unknown as { id: string; hash: string };
    expect((await post('signatory', 'decline', { manifestId: id, objections: [] })).status).toBe(
      400,
    );
    expect(
      (await post('signatory', 'sign', { manifestId: id, manifestHash: hash, password: 'wrong' }))
        .status,
    ).toBe(422);
    const signed = await post('signatory', 'sign', {
      manifestId: id,
      manifestHash: hash,
      password: PASSWORD,
    });
    expect([signed.status, signed.body.state]).toEqual([200, 'signed']);
    expect((await post('secretariat', 'publish')).body).toMatchObject({
      code: 'publication.too_early',
    });
    await test.setClock(londonInstant('2022-06-10T09:30'));
    const published = await post('secretariat', 'publish');
    expect([published.status, published.body.state, published.body.editions.length]).toEqual([
      200,
      'published',
      1,
    ]);
    expect(published.body.manifest).toMatchObject({
      state: 'published',
      signedBy: { name: 'The signatory' },
    });
  });
});

describe('the public pages', () => {
  let test: TestApp;
  let world: World;

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    await publishAll(test, world);
  });
  afterAll(() => test.stop());

  it('lead whoever opens a preview without a session to sign in, and refuse a program in its own form', async () => {
    const opened = (accept: string) =>
      test.request('GET', `/api/rounds/${world.roundId}/preview`, { headers: { accept } });
    const page = await opened('text/html,application/xhtml+xml,*/*;q=0.8');
    expect([page.status, page.headers.location]).toEqual([303, '/app']);
    expect(await opened('*/*')).toMatchObject({ status: 401, body: { code: 'session.required' } });
  });

  it('serve the edition as a page, a PDF and its very snapshot, each with its tag', async () => {
    const { slug, snapshotHash } = await test.manager.findOneByOrFail(Edition, { version: 1 });
    const page = await test.request('GET', `/editions/${slug}`);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain(snapshotHash);
    const again = await test.request('GET', `/editions/${slug}`, {
      headers: { 'if-none-match': String(page.headers.etag) },
    });
    expect([again.status, again.text]).toEqual([304, '']);

    const pdf = await test.request('GET', `/editions/${slug}.pdf`);
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const fixed = await test.request('GET', `/editions/${slug}/v1.pdf`);
    expect(fixed.headers.etag).toBe(pdf.headers.etag);
    // Not for ever: a redaction takes words out of every version.
    expect(fixed.headers['cache-control']).toBe('public, no-cache');
    const json = await test.request('GET', `/editions/${slug}.json`);
    expect(createHash('sha256').update(json.text).digest('hex')).toBe(snapshotHash);
    // It reports no figures: of these there is no file.
    expect(await test.manager.count(EditionFile)).toBe(FILE_FORMS.length - 1);
  });

  it('list editions, tell a commitment’s history, and explain themselves', async () => {
    for (const url of ['/', '/editions']) {
      expect((await test.request('GET', url)).text).toContain('2021/22 Quarter 4 update');
    }
    const commitment = await test.request('GET', `/commitments/${world.commitmentIds[0]}`);
    expect(commitment.text).toContain('Text of update 1.');
    for (const url of ['/how-to-check', '/accessibility', '/assets/public.css']) {
      expect([url, (await test.request('GET', url)).status]).toEqual([url, 200]);
    }
  });

  it.each([
    '/editions/none',
    '/editions/2021-22-q4/v2',
    '/editions/2021-22-q4.exe',
    '/editions/2021-22-q4/v1/more',
    '/commitments/not-an-id',
    '/commitments/00000000-0000-4000-8000-000000000000',
    '/nowhere',
  ])('answer %s with a page that says that it is not there', async (url) => {
    const answer = await test.request('GET', url);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    expect(answer.text).toContain('Page not found');
  });

  it('leave unknown addresses of the API to the API', async () => {
    const answer = await test.request('GET', '/api/nowhere');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'record.not_found' });
  });
});
