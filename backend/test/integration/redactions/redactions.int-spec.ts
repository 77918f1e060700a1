import { verifyAll } from '../../../src/app/commands/verify.js';
import { Acts } from '../../../src/modules/audit/index.js';
import {
  EditionFile,
  FILE_FORMS,
  PublishRound,
  RenderEdition,
  RenderEditionListener,
} from '../../../src/modules/publication/index.js';
import {
  AskForRedaction,
  ConfirmRedaction,
  RedactionReader,
  RefuseRedaction,
} from '../../../src/modules/redactions/index.js';
import { StartCorrection } from '../../../src/modules/signoff/index.js';
import {
  ReopenUpdate,
  ReturnUpdate,
  Update,
  UpdateDraft,
} from '../../../src/modules/updates/index.js';
import { SaveAcronym } from '../../../src/modules/acronyms/actions/acronyms.js';
import { Outbox } from '../../../src/platform/queue/outbox.js';
import { ChaseOwners } from '../../../src/modules/reminders/index.js';
import { sendAll } from '../../builders/messages.js';
import { changeRegister } from '../../builders/register-acts.js';
import { aPdf } from '../../builders/zip.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { suggest } from '../../builders/update-acts.js';
import {
  approve,
  buildWorld,
  draft,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { wordsOfPdf } from '../../support/read-pdf.js';
import { TestApp } from '../../support/test-app.js';

/** A made-up name; on the screen its halves can differ in bold and case. */
const NAME = 'Zyzzyva Quellworth';
const REASON = 'The name of somebody who was harmed.';

describe('redactions', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  }, 30_000);
  afterEach(() => test.stop());

  const ask = (words = NAME, person: WorldPerson = 'secretariat', reason = REASON) =>
    test.as(world.people[person], (act) =>
      test.app.get(AskForRedaction).execute(act, world.updateIds[0]!, { words, reason }),
    );
  const read = async (id: string, person: WorldPerson = 'secondSecretariat') =>
    test.app.get(RedactionReader).read(await test.actor(world.people[person]), id);
  const confirm = async (id: string, person: WorldPerson = 'secondSecretariat', seen?: string) => {
    const effectHash = seen ?? (await read(id)).effect!.hash;
    await test.as(world.people[person], (act) =>
      test.app.get(ConfirmRedaction).execute(act, id, effectHash),
    );
  };
  const redact = async (): Promise<string> => {
    const id = await ask();
    await confirm(id);
    return id;
  };
  const render = (editionId: string) =>
    test.app.get(Acts).perform(null, (act) => test.app.get(RenderEdition).execute(act, editionId));
  const update = (index: number) =>
    test.manager.findOneByOrFail(Update, { id: world.updateIds[index]! });
  const expectVerified = async () => {
    const { wrong, checked } = await verifyAll(test.dataSource, test.files);
    expect(wrong).toBeUndefined();
    return checked.join('\n');
  };
  const submitOwn = (index: number, text: string) =>
    submit(test, world.updateIds[index]!, world.people.owner, text);

  /** Every row of every table as text, files decoded: what somebody with the database reads. */
  const everything = async (): Promise<string> => {
    const tables = await test.dataSource.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    let text = '';
    for (const { name } of tables) {
      const rows = await test.dataSource.query<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t`,
      );
      text += rows.map(({ row }) => row).join('\n');
    }
    const files = await test.dataSource.query<{ bytes: Buffer }[]>(
      'SELECT bytes FROM stored_files',
    );
    return text + files.map(({ bytes }) => bytes.toString('latin1')).join('\n');
  };

  it('take the words out of everything that is kept, and everything still verifies', async () => {
    const first = world.updateIds[0]!;
    const { people } = world;
    const revision = await submitOwn(0, `We met Zyzzyva **quellworth** in May.`);
    await test.as(people.lead, (act) =>
      test.app.get(ReturnUpdate).execute(act, first, revision.id, `Who is ${NAME}?`),
    );
    await test.as(people.secretariat, (act) =>
      test.app
        .get(ChaseOwners)
        .execute(act, world.roundId, { updateIds: [first], words: `Ask about ${NAME}.` }),
    );
    await sendAll(test);
    await submitOwn(0, `We met ${NAME} and others.`);
    await approve(test, first, people.lead);
    await test.manager.query('UPDATE listings SET wording = $1 WHERE update_id = $2', [
      `Meet ${NAME}`,
      world.updateIds[1],
    ]);
    await approveAll(test, world, [first]);
    await seal(test, world);
    await sign(test, world);
    const editionId = await publish(test, world);
    await render(editionId);
    await test.as(people.secretariat, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, world.roundId, { updateIds: [first], reason: `${NAME} was named.` }),
    );
    const before = await everything();
    expect(before.split(NAME).length).toBeGreaterThan(8);
    await expectVerified();

    const id = await ask();
    const { effect, words } = await read(id);
    expect(words).toBe(NAME);
    expect(Object.fromEntries(effect!.texts.map(({ what, count }) => [what, count]))).toEqual({
      message: 2,
      'request to owners': 1,
      'submitted text': 2,
      draft: 2,
      'reason of a decision': 1,
      'wording as listed': 1,
      'reason of a correction': 1,
      manifest: 1,
      'edition, with its files': 1,
    });
    await confirm(id, 'signatory');

    expect(await everything()).not.toMatch(/zyzzyva|quellworth/iu);
    const shown = await read(id);
    expect(shown).toMatchObject({ state: 'confirmed', changed: 18 });
    expect(shown.words).toBeUndefined();
    expect(await expectVerified()).toContain('18 texts are redacted, by two people each');

    const hear = { id: '1', kind: 'edition.redacted', origin: 'person', happenedAt: new Date() };
    await test.dataSource.transaction((manager) =>
      test.app
        .get(RenderEditionListener)
        .hear({ ...hear, origin: 'person', payload: { editionId } }, manager),
    );
    const files = await test.dataSource.query<{ redacted: boolean }[]>(
      'SELECT redaction_id IS NOT NULL AS redacted FROM edition_files ORDER BY form, redacted',
    );
    // It reports no figures, and so has no file of them.
    const forms = FILE_FORMS.filter((form) => form !== 'figures.csv');
    expect(files.map(({ redacted }) => redacted)).toEqual(forms.flatMap(() => [false, true]));
    expect(await test.manager.countBy(EditionFile, { redactionId: id })).toBe(forms.length);
    await expectVerified();

    const search = await test.request('GET', '/search?q=quellworth');
    expect(search.text).toContain('Nothing found');
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.text).toContain('We met [redacted] and others.');
    expect(page.text).toContain('words redacted on 10 June 2022');
    for (const form of ['pdf', 'json']) {
      const file = await test.request('GET', `/editions/2021-22-q4.${form}`);
      expect([file.status, file.text.length > 500]).toEqual([200, true]);
    }
    expect(await everything()).not.toMatch(/zyzzyva|quellworth/iu);

    const second = await ask('others');
    await confirm(second);
    await expectVerified();
    const pdf = await test.request('GET', '/editions/2021-22-q4.pdf');
    const [file] = await test.dataSource.query<{ bytes: Buffer }[]>(
      'SELECT bytes FROM stored_files WHERE sha256 = $1',
      [String(pdf.headers.etag).replaceAll('"', '')],
    );
    const printed = (await wordsOfPdf(new Uint8Array(file!.bytes))).join(' ');
    expect(printed).toContain('We met [redacted] and [redacted]');
    expect(printed).toContain('words redacted 2 times, last on 10 June 2022');
    await expectVerified();
  }, 30_000);

  it('reach suggested texts, and all that is kept of an outside expert and what was asked', async () => {
    const [updateId] = world.updateIds;
    const { id: revisionId } = await submitOwn(0, 'We met a witness.');
    const asked = await test.request('POST', `/api/updates/${updateId}/expert-links`, {
      as: await test.signIn(world.emailOf('lead'), PASSWORD),
      body: {
        ...{ revisionId, days: 7, name: `Dr ${NAME}`, address: 'dr.quellworth@example.org' },
        purpose: 'Is this what the Quellworth family said?',
      },
    });
    expect(asked.status).toBe(200);
    const said = await test.request(
      'POST',
      `${new URL(String(asked.body['url'])).pathname}/comments`,
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ text: 'Quellworth is misspelt.' }).toString(),
      },
    );
    expect(said.text).toContain('Thank you');
    await suggest(test, updateId!, world.people.lead, `We met ${NAME}.`);
    await expectVerified();

    const id = await ask('Quellworth');
    const { effect } = await read(id);
    expect(Object.fromEntries(effect!.texts.map(({ what, count }) => [what, count]))).toEqual({
      'suggested text': 1,
      comment: 1,
      // Of the link, and of the comment made by it.
      'name of an outside expert': 2,
      'address of an outside expert': 1,
      'question to an outside expert': 1,
    });
    await confirm(id);
    expect(await everything()).not.toMatch(/quellworth/iu);
    const [link] = await test.dataSource.query<object[]>(
      'SELECT expert_name AS name, expert_address AS address, purpose FROM expert_links',
    );
    expect(link).toEqual({
      name: 'Dr Zyzzyva [redacted]',
      address: 'dr.[redacted]@example.org',
      purpose: 'Is this what the [redacted] family said?',
    });
    await expectVerified();
  });

  it('take a file out of the store by two people, and keep its hash', async () => {
    const { people, updateIds } = world;
    const [first] = updateIds as [string];
    const owner = await test.signIn(world.emailOf('owner'), PASSWORD);
    const path = `/api/updates/${first}/evidence`;
    const upload = async (updateId = first) => {
      const files = `/api/updates/${updateId}/evidence/files`;
      const body = { title: 'Figures', name: 'f.pdf', marking: 'official', isPublished: true };
      const { id } = (await test.request<{ id: string }>('POST', files, { as: owner, body })).body;
      const place = `/api/updates/${updateId}/evidence/${id}/file`;
      return { id, answer: await test.request('PUT', place, { as: owner, body: aPdf() }) };
    };
    const { id: evidenceId } = await upload();
    const [{ sha256 }] = await test.manager.query<[{ sha256: string }]>(
      'SELECT sha256 FROM uploaded_files',
    );
    await approveAll(test, world);
    await seal(test, world);
    await sign(test, world);
    await publish(test, world);
    const address = `/editions/2021-22-q4/evidence/${sha256}/f.pdf`;
    expect((await test.request('GET', address)).status).toBe(200);

    const askFor = (input: { words?: string; evidenceId?: string }) =>
      test.as(people.secretariat, (act) =>
        test.app.get(AskForRedaction).execute(act, first, { reason: REASON, ...input }),
      );
    for (const wrong of [{}, { words: NAME, evidenceId }, { evidenceId: updateIds[1]! }]) {
      await expect(askFor(wrong)).rejects.toMatchObject({ code: 'request.invalid' });
    }
    const id = await askFor({ evidenceId });
    await expect(askFor({ evidenceId })).rejects.toMatchObject({ code: 'record.already_exists' });
    expect((await read(id)).effect!.texts).toEqual([
      { what: 'file of evidence', count: 1, titles: ['Commitment 1: Figures'] },
    ]);
    await expect(confirm(id, 'secretariat')).rejects.toMatchObject({ code: 'permission.refused' });
    await expect(
      test.manager.query("UPDATE uploaded_files SET scan_state = 'redacted', redaction_id = $1", [
        id,
      ]),
    ).rejects.toThrow('redacted by two people');
    await confirm(id);

    // From here on nobody is given it; then the outbox takes its bytes away.
    expect((await test.request('GET', address)).status).toBe(410);
    const file = await test.request('GET', `${path}/${evidenceId}/file`, { as: owner });
    expect(file.status).toBe(409);
    const { wrong } = await verifyAll(test.dataSource, test.files);
    expect(wrong).toBe(
      `uploaded file ${sha256} was redacted, and its bytes are still in the store`,
    );
    await test.app.get(Outbox).start();
    while (await test.files.has(sha256)) await new Promise((soon) => setTimeout(soon, 20));
    expect(await expectVerified()).toContain(
      '1 uploaded files, 1 of them redacted: their hashes are kept',
    );
    const again = await upload(await correctionOf(updateIds[1]!));
    expect([again.answer.status, await test.files.has(sha256)]).toEqual([410, false]);
    await expect(
      test.manager.query("UPDATE uploaded_files SET scan_state = 'clean', redaction_id = NULL"),
    ).rejects.toThrow();
    await expectVerified();
  }, 30_000);

  const correctionOf = async (updateId: string): Promise<string> => {
    const input = { updateIds: [updateId], reason: 'A figure.' };
    const [copy] = await test.as(world.people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, world.roundId, input),
    );
    return copy!;
  };

  it('reach acronyms, references, an assessment’s errors and the address of a commitment', async () => {
    const { people, planId, chapterIds } = world;
    const [office] = await test.manager.query<{ id: string }[]>('SELECT id FROM organisations');
    const { commitmentId } = await changeRegister(test, people.secretariat, {
      ...{ kind: 'add', planId, title: `Support for ${NAME}`, summary: 'Support.' },
      ...{ reference: NAME, roundId: world.roundId },
      ...{ chapterId: chapterIds[0]!, leadOrganisationId: office!.id },
    });
    await test.as(people.secretariat, (act) =>
      test.app.get(SaveAcronym).execute(act, planId, { short: 'ZQ', expansion: `${NAME} case` }),
    );
    await test.manager.query(
      `INSERT INTO impact_assessments (id, plan_id, title, published_on, printing_errors)
       VALUES (gen_random_uuid(), $1, 'The assessment', '2021-01-01', ARRAY['Letter b twice.', $2])`,
      [planId, `${NAME}, misspelt`],
    );
    expect((await everything()).match(/zyzzyva.quellworth/giu)!.length).toBeGreaterThan(8);
    const id = await ask();
    await confirm(id);
    expect(await everything()).not.toMatch(/zyzzyva|quellworth/iu);
    const [commitment] = await test.manager.query<{ slug: string }[]>(
      'SELECT slug FROM commitments WHERE id = $1',
      [commitmentId],
    );
    expect(commitment!.slug).toMatch(/^support-for-redacted-[0-9a-f]{6}$/);
    await expectVerified();
  });

  it('leave a correction of what was redacted possible: it is sealed, signed and published', async () => {
    const { people } = world;
    await approveAll(test, world, [world.updateIds[0]!]);
    await submitOwn(0, `We met ${NAME}.`);
    await approve(test, world.updateIds[0]!, people.lead);
    await seal(test, world);
    await sign(test, world);
    await render(await publish(test, world));
    await redact();
    // The correction is of another row: the redacted one is carried over under its own hash.
    const [copy] = await test.as(people.secretariat, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, world.roundId, { updateIds: [world.updateIds[1]!], reason: 'A figure.' }),
    );
    await submit(test, copy!, people.owner, 'Another figure.');
    await approve(test, copy!, people.lead);
    await seal(test, world);
    await sign(test, world);
    const editionId = await test.as(people.secretariat, (act) =>
      test.app.get(PublishRound).execute(act, world.roundId),
    );
    await render(editionId);
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.text).toContain('We met [redacted].');
    await expectVerified();
  });

  it('send texts that are submitted or approved back, and void what was sealed with them', async () => {
    const { people } = world;
    await approveAll(test, world, [world.updateIds[0]!]);
    await submitOwn(0, `We met ${NAME}.`);
    await approve(test, world.updateIds[0]!, people.lead);
    await seal(test, world);
    await sign(test, world);
    await redact();
    expect(await update(0)).toMatchObject({ state: 'drafting', approvedRevisionId: null });
    expect(await update(1)).toMatchObject({ state: 'approved', isSealed: false });
    const [manifest] = await test.dataSource.query<{ state: string }[]>(
      'SELECT state FROM manifests',
    );
    expect(manifest).toEqual({ state: 'voided' });
    const kept = await test.manager.findOneByOrFail(UpdateDraft, { updateId: world.updateIds[0]! });
    expect(JSON.stringify(kept.content)).toContain('[redacted]');
    await expectVerified();

    await submitOwn(0, 'We met a witness.');
    await approve(test, world.updateIds[0]!, people.lead);
    await test.as(people.lead, (act) =>
      test.app.get(ReopenUpdate).execute(act, world.updateIds[1]!, 'A word.'),
    );
    await submitOwn(1, `Also ${NAME}.`);
    await redact();
    expect(await update(0)).toMatchObject({ state: 'approved' });
    expect(await update(1)).toMatchObject({ state: 'returned' });
    await expectVerified();
  });

  it('need two people, and the second decides on what was shown', async () => {
    await submitOwn(0, `We met ${NAME}.`);
    await expect(ask(NAME, 'lead')).rejects.toMatchObject({ code: 'permission.refused' });
    await expect(ask('ab')).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(ask('Nowhere At All')).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(ask(NAME, 'secretariat', `It names ${NAME}.`)).rejects.toMatchObject({
      code: 'request.invalid',
    });
    const id = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'record.already_exists' });
    await expect(confirm(id, 'secretariat')).rejects.toMatchObject({ code: 'permission.refused' });
    for (const person of ['owner', 'auditor', 'administrator', 'stranger'] as const) {
      await expect(confirm(id, person)).rejects.toMatchObject({ code: 'record.not_found' });
      await expect(read(id, person)).rejects.toMatchObject({ code: 'record.not_found' });
    }
    const seen = (await read(id)).effect!.hash;
    await draft(test, world.updateIds[1]!, world.people.owner, `${NAME} again.`);
    await expect(confirm(id, 'lead', seen)).rejects.toMatchObject({
      code: 'redaction.effect_changed',
    });
    await test.as(world.people.lead, (act) => test.app.get(RefuseRedaction).execute(act, id));
    await expect(confirm(id, 'secondSecretariat', seen)).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
    });
    const [row] = await test.dataSource.query<{ words: string | null }[]>(
      'SELECT words FROM redactions',
    );
    expect(row!.words).toBeNull();
    expect(await everything()).toContain(NAME);
    expect(await expectVerified()).toContain('no text is redacted');
  });

  it('are guarded by the database: nothing changes alone, or outside of the confirming transaction', async () => {
    await submitOwn(0, `We met ${NAME}.`);
    const id = await ask();
    const refused = (sql: string, parameters: unknown[] = []) =>
      expect(test.dataSource.query(sql, parameters)).rejects.toThrow();
    const byAsker = `UPDATE redactions SET state = 'confirmed', words = NULL, decided_by_id = asked_by_id, decided_at = now() WHERE id = $1`;
    await refused(byAsker, [id]);
    await refused(
      `INSERT INTO redaction_texts (redaction_id, place, record_id, before_hash, after_hash) VALUES ($1, 'x', 'y', 'a', 'b')`,
      [id],
    );
    await refused(`UPDATE redactions SET words = 'We' WHERE id = $1`, [id]);
    await refused('DELETE FROM redactions');
    await confirm(id);
    await refused(`UPDATE update_revisions SET content = '{}'`);
    await refused(`UPDATE update_revisions SET redaction_id = NULL`);
    await refused('DELETE FROM update_revisions');
    await refused(
      `INSERT INTO redaction_texts (redaction_id, place, record_id, before_hash, after_hash)
       SELECT $1, 'update_revisions.content', id::text, text_hash(content), text_hash('{}') FROM update_revisions`,
      [id],
    );
    await refused(
      `UPDATE redactions SET state = 'asked', words = 'We', decided_by_id = NULL WHERE id = $1`,
      [id],
    );
    await refused('DELETE FROM redaction_texts');

    await test.dataSource.query('ALTER TABLE update_revisions DISABLE TRIGGER USER');
    await test.dataSource.query(
      `UPDATE update_revisions SET content = replace(content, '[redacted]', 'a witness')`,
    );
    expect((await verifyAll(test.dataSource, test.files)).wrong).toMatch(
      /^the redacted submitted text .* is not the text that was left$/u,
    );
    await test.dataSource.query('ALTER TABLE redaction_texts DISABLE TRIGGER USER');
    await test.dataSource.query(
      `UPDATE redaction_texts SET after_hash = (SELECT text_hash(content) FROM update_revisions WHERE id::text = record_id)
       WHERE place = 'update_revisions.content'`,
    );
    expect((await verifyAll(test.dataSource, test.files)).wrong).toMatch(
      /^redaction .* is not as the audit trail tells it$/u,
    );
  });

  it('are asked for, shown and decided through the API', async () => {
    await submitOwn(0, `We met ${NAME}.`);
    const secretariat = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const lead = await test.signIn(world.emailOf('lead'), PASSWORD);
    const asked = await test.request('POST', `/api/updates/${world.updateIds[0]}/redactions`, {
      as: secretariat,
      body: { words: NAME, reason: REASON },
    });
    expect(asked.status).toBe(201);
    const list = await test.request<{ total: number }>('GET', '/api/redactions?state=asked', {
      as: lead,
    });
    expect([list.status, list.body.total, list.text.includes(NAME)]).toEqual([200, 1, false]);
    const url = `/api/redactions/${String(asked.body.id)}`;
    const { body } = await test.request<{ effect: { hash: string } }>('GET', url, { as: lead });
    const effectHash = body.effect.hash;
    const own = await test.request('POST', `${url}/confirm`, {
      as: secretariat,
      body: { effectHash },
    });
    expect(own.status).toBe(403);
    const confirmed = await test.request('POST', `${url}/confirm`, {
      as: lead,
      body: { effectHash },
    });
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'confirmed']);
    const again = await test.request('POST', `${url}/refuse`, { as: secretariat, body: {} });
    expect(again.status).toBe(409);
  });
});
