import { documentFromMarkdown, documentToText } from '../../../src/common/rich-text/index.js';
import { verifyTrail } from '../../../src/modules/publication/index.js';
import { verifyEditions } from '../../../src/modules/publication/verify-editions.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { GiveGrant } from '../../../src/modules/identity/index.js';
import { Round } from '../../../src/modules/rounds/index.js';
import {
  AbandonCorrection,
  CorrectedWords,
  Manifest,
  SignRound,
  StartCorrection,
  verifySignoff,
  type CorrectionStart,
} from '../../../src/modules/signoff/index.js';
import { AssignUpdate, Listing, Update } from '../../../src/modules/updates/index.js';
import type { EditionSnapshot } from '../../../src/common/edition-snapshot.js';
import { openNextRound, publish, publishAll, seal, sign } from '../../builders/signed-round.js';
import { approve, buildWorld, PASSWORD, submit, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

describe('correcting what an edition says beside its rows', () => {
  let test: TestApp;
  let world: World;
  let chapter: string;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    await publishAll(test, world);
    const listing = await test.manager.findOneByOrFail(Listing, { updateId: world.updateIds[0]! });
    chapter = listing.chapter;
  });
  afterEach(() => test.stop());

  const introduction = documentFromMarkdown('We report on **four** commitments.');
  const start = (input: Omit<CorrectionStart, 'reason'>, as = world.people.secretariat) =>
    test.as(as, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, world.roundId, { ...input, reason: 'The heading was wrong.' }),
    );
  const snapshot = async (address = '/editions/2021-22-q4.json'): Promise<EditionSnapshot> =>
    JSON.parse((await test.request('GET', address)).text) as EditionSnapshot;
  const titles = ({ chapters }: EditionSnapshot) => chapters.map(({ title }) => title);

  it('publishes title, introduction and headings anew, and not one row otherwise', async () => {
    const before = await snapshot();
    const offered = async (heading: string): Promise<boolean> =>
      (await test.request('GET', '/search')).text.includes(`>${heading}</option>`);
    expect([await offered(chapter), await offered('Renamed')]).toEqual([true, false]);
    await start({
      words: { title: 'Another title', introduction, chapters: [{ from: chapter, to: 'Renamed' }] },
    });
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const home = await test.request<{ work: { ask: string }[] }>('GET', '/api/home', { as });
    expect(home.body.work.map(({ ask }) => ask)).toContain('Seal the correction for signature');
    await seal(test, world);
    // The signatory is told what of it is other than before.
    const signing = await test.request('GET', `/api/rounds/${world.roundId}/signing`, {
      as: await test.signIn(world.emailOf('signatory'), PASSWORD),
    });
    expect(signing.body).toMatchObject({
      title: 'Another title',
      correctedWords: {
        titleBefore: before.title,
        introductionBefore: { type: 'doc', content: [] },
        chapters: [{ from: chapter, to: 'Renamed' }],
      },
    });
    await sign(test, world);
    await publish(test, world);

    const after = await snapshot();
    expect(after).toMatchObject({ version: 2, title: 'Another title', introduction });
    expect(titles(after)).toEqual(
      titles(before).map((title) => (title === chapter ? 'Renamed' : title)),
    );
    const rows = ({ chapters }: EditionSnapshot) =>
      chapters.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
    expect(rows(after)).toEqual(rows(before));
    expect(await snapshot('/editions/2021-22-q4/v1.json')).toEqual(before);
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.text).toContain('What changed in the words of the edition itself');
    expect(page.text).toContain('The heading was wrong.');
    // What was remembered for the search is forgotten with what it was read from.
    expect([await offered(chapter), await offered('Renamed')]).toEqual([false, true]);
    for (const check of [verifyAudit, verifySignoff, verifyEditions]) {
      expect((await check(test.dataSource)).wrong).toBeUndefined();
    }
    // Words that are changed afterwards are found out, whichever of the two they are changed in.
    for (const forged of [
      `SET title = 'Forged'`,
      `SET introduction = NULL, chapters = '[{"from":"a","to":"b"}]'`,
      `SET introduction = '{"type":"doc","content":[]}'`,
    ]) {
      const runner = test.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query('ALTER TABLE corrected_words DISABLE TRIGGER USER');
      await runner.query(`UPDATE corrected_words ${forged}`);
      expect((await verifySignoff(runner.manager)).wrong).toContain(
        'it says other words than the correction gave the edition',
      );
      await runner.rollbackTransaction();
      await runner.release();
    }
    // So are who wrote them, that they were written, the words of a signature, and what it is of.
    const tampered = async (table: string, sql: string, check: typeof verifyTrail) => {
      const runner = test.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await runner.query(sql);
      const { wrong } = await check(runner.manager);
      await runner.rollbackTransaction();
      await runner.release();
      return wrong;
    };
    expect((await verifyTrail(test.dataSource)).wrong).toBeUndefined();
    for (const forged of [
      'DELETE FROM corrected_words',
      'UPDATE corrected_words SET title = NULL',
      `UPDATE corrected_words SET written_by_id = '${world.people.lead}'`,
    ])
      expect(await tampered('corrected_words', forged, verifyTrail)).toContain(
        '(round.correction_started) speaks of a record that is not there',
      );
    const reworded = `UPDATE signatures SET statement = 'I sign for something else.'`;
    expect(await tampered('signatures', reworded, verifySignoff)).toContain(
      'its signature says other words than were signed',
    );
    const renumbered = 'UPDATE manifests SET correction_no = 7 WHERE correction_no = 1';
    expect(await tampered('manifests', renumbered, verifySignoff)).toContain(
      'it is kept under another number',
    );
    // What comes next goes on from the corrected words.
    const round = await test.manager.findOneByOrFail(Round, { id: world.roundId });
    expect(round).toMatchObject({ title: 'Another title', state: 'published' });
    expect(documentToText(round.introduction!)).toBe('We report on four commitments.');
    const next = await openNextRound(test, world);
    const listed = await test.manager.findBy(Listing, { roundId: next.roundId });
    expect(listed.map((row) => row.chapter)).toContain('Renamed');
    expect(listed.map((row) => row.chapter)).not.toContain(chapter);
  });

  it('goes with rows that are corrected too, and takes an introduction out', async () => {
    await start({ words: { introduction } });
    await seal(test, world);
    await sign(test, world);
    await publish(test, world);
    const [copyId] = await start({
      updateIds: [world.updateIds[0]!],
      words: { introduction: { type: 'doc', content: [{ type: 'paragraph' }] } },
    });
    await expect(seal(test, world)).rejects.toMatchObject({ code: 'round.not_ready_to_seal' });
    const copy = await test.manager.findOneByOrFail(Update, { id: copyId! });
    const { reference, ...listing } = await test.manager.findOneByOrFail(Listing, {
      updateId: copyId!,
    });
    // How the commitment is printed is corrected with its row.
    await test.as(world.people.secretariat, (act) =>
      test.app.get(AssignUpdate).execute(act, copyId!, {
        version: copy.version,
        listing: {
          ...{ chapter: listing.chapter, wording: 'As it was pledged.' },
          ...(reference && { reference }),
        },
      }),
    );
    await submit(test, copyId!, world.people.owner, 'Another number.');
    await approve(test, copyId!, world.people.lead);
    await seal(test, world);
    await sign(test, world);
    await publish(test, world);
    const after = await snapshot();
    expect(after.introduction).toBeUndefined();
    expect(after.version).toBe(3);
    expect(after.chapters[0]!.groups[0]!.rows[0]).toMatchObject({
      updateId: world.updateIds[0],
      wording: 'As it was pledged.',
    });
    expect((await verifyEditions(test.dataSource)).wrong).toBeUndefined();
  });

  it('is signed by somebody else than who wrote the words', async () => {
    const { secretariat, administrator, signatory } = world.people;
    await test.as(administrator, (act) =>
      test.app
        .get(GiveGrant)
        .execute(act, secretariat, { role: 'signatory', planId: world.planId }),
    );
    await start({ words: { title: 'Another title' } });
    const { id: manifestId, hash: manifestHash } = await seal(test, world);
    const signAs = (personId: string) =>
      test.as(personId, (act) =>
        test.app
          .get(SignRound)
          .execute(act, world.roundId, { manifestId, manifestHash, password: PASSWORD }),
      );
    await expect(signAs(secretariat)).rejects.toMatchObject({ code: 'permission.refused' });
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const { body } = await test.request<{
      availableActions: { action: string; isAllowed: boolean }[];
    }>('GET', `/api/rounds/${world.roundId}`, { as });
    expect(body.availableActions.find(({ action }) => action === 'sign')).toMatchObject({
      isAllowed: false,
    });
    // There is no row that could be named, and the signatory is told what to do.
    const answer = await test.request<typeof body>('GET', `/api/rounds/${world.roundId}`, {
      as: await test.signIn(world.emailOf('signatory'), PASSWORD),
    });
    expect(answer.body.availableActions.find(({ action }) => action === 'decline')).toMatchObject({
      isAllowed: false,
      why: expect.stringContaining('can abandon it'),
    });
    await signAs(signatory);
  });

  it('is given up like any other, and what it said is kept', async () => {
    await start({ words: { title: 'Another title' } });
    const { id } = await seal(test, world);
    await test.as(world.people.secretariat, (act) =>
      test.app.get(AbandonCorrection).execute(act, world.roundId, 'It was right.'),
    );
    expect(await test.manager.findOneByOrFail(Manifest, { id })).toMatchObject({ state: 'voided' });
    expect(await test.manager.find(CorrectedWords)).toMatchObject([
      { title: 'Another title', correctionNo: 1, abandonedById: world.people.secretariat },
    ]);
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const past = await test.request('GET', `/api/rounds/${world.roundId}/signings`, { as });
    expect(past.text).toContain('"outcome":"abandoned"');
    await start({ words: { title: 'A third title' } });
    expect(await test.manager.countBy(CorrectedWords, { correctionNo: 2 })).toBe(1);
    await expect(test.manager.query("UPDATE corrected_words SET title = 'x'")).rejects.toThrow(
      'append-only',
    );
    await expect(test.manager.query('UPDATE corrected_words SET ended_at = NULL')).rejects.toThrow(
      'append-only',
    );
  });

  it('refuses what changes nothing, a heading that is not printed or that is another’s, and no words', async () => {
    const other = titles(await snapshot()).find((title) => title !== chapter)!;
    const { title } = await snapshot();
    const issue = (field: string, code: string) => ({
      code: 'request.invalid',
      extra: { issues: [expect.objectContaining({ field, code })] },
    });
    const refused = async (words: CorrectionStart['words'], field: string, code: string) =>
      expect(start({ words })).rejects.toMatchObject(issue(field, code));
    await refused({}, 'words', 'same');
    await refused({ title }, 'words', 'same');
    await refused({ chapters: [{ from: chapter, to: chapter }] }, 'words', 'same');
    await refused({ title: '  ' }, 'words.title', 'required');
    await refused({ chapters: [{ from: 'Nowhere', to: 'X' }] }, 'words.chapters.0.from', 'unknown');
    await refused({ chapters: [{ from: chapter, to: other }] }, 'words.chapters.0.to', 'taken');
    await expect(start({})).rejects.toMatchObject(issue('updateIds', 'required'));
  });
});
