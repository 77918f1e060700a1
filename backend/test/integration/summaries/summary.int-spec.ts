import { documentFromMarkdown } from '../../../src/common/rich-text/index.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { verifyEditions, verifyTrail, Edition } from '../../../src/modules/publication/index.js';
import { ChangeRound } from '../../../src/modules/rounds/actions/change-round.js';
import { PlanSummary, Round } from '../../../src/modules/rounds/index.js';
import { StartCorrection, verifySignoff } from '../../../src/modules/signoff/index.js';
import {
  SaveDraft,
  SubmitUpdate,
  Update,
  UpdateDraft,
} from '../../../src/modules/updates/index.js';
import { ArrangeListings } from '../../../src/modules/updates/actions/arrange-listings.js';
import {
  ArrangeSummary,
  type ParagraphInput,
} from '../../../src/modules/updates/summary/arrange-summary.js';
import { NoteSource } from '../../../src/modules/updates/summary/note-source.js';
import type { EditionSnapshot } from '../../../src/common/edition-snapshot.js';
import { publish, seal, sign, approveAll } from '../../builders/signed-round.js';
import { arrange, openSummary, SUMMARY_DATES } from '../../builders/summary.js';
import { omit, reopen } from '../../builders/update-acts.js';
import {
  approve,
  buildWorld,
  give,
  latestRevision,
  PASSWORD,
  rowIds,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { readHtml } from '../../support/read-html.js';
import { readPdf } from '../../support/read-pdf.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;

beforeEach(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
});
afterEach(() => test.stop());

const paragraph = (theme: string, title: string, rest: object = {}) => ({
  ...{ theme, title, commitmentIds: [] as string[], ownerId: world.people.secondOwner },
  ...rest,
});
const get = async <Body>(person: WorldPerson, url: string) => {
  const as = await test.signIn(world.emailOf(person), PASSWORD);
  return test.request<Body>('GET', url, { as });
};
/** Writes a paragraph, in words alone: a summary states no delivery. */
async function write(updateId: string, text: string, by = world.people.secondOwner) {
  const draft = await test.manager.findOneBy(UpdateDraft, { updateId });
  const content = { document: documentFromMarkdown(text) };
  const { version } = await test.as(by, (act) =>
    test.app.get(SaveDraft).execute(act, updateId, draft?.version ?? 0, content, {
      startedFrom: 'empty',
    }),
  );
  await test.as(by, (act) => test.app.get(SubmitUpdate).execute(act, updateId, version));
}
const plan = (by: WorldPerson, roundId = world.roundId) =>
  test.as(world.people[by], (act) =>
    test.app.get(PlanSummary).execute(act, roundId, { title: 'A summary', ...SUMMARY_DATES }),
  );

describe('planning a stakeholder summary', () => {
  it('makes one round more of the same period, once, which keeps its period and no rows', async () => {
    await expect(plan('lead')).rejects.toMatchObject({ code: 'permission.refused' });
    const both = await Promise.allSettled([plan('secretariat'), plan('secondSecretariat')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const summary = await test.manager.findOneByOrFail(Round, { isSummary: true });
    expect(summary).toMatchObject({
      slug: '2021-22-q4-summary',
      periodLabel: '2021/22 Q4 (January to March 2022)',
      summarisesId: world.roundId,
    });
    await expect(plan('secretariat', summary.id)).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    for (const id of [summary.id, world.roundId]) {
      const { version } = await test.manager.findOneByOrFail(Round, { id });
      const move = test.as(world.people.secretariat, (act) =>
        test.app.get(ChangeRound).execute(act, id, { version, periodEnd: '2022-04-30' }),
      );
      await expect(move).rejects.toMatchObject({
        extra: { issues: [{ field: 'periodEnd', code: 'shared' }] },
      });
    }
    interface Detail {
      isSummary: boolean;
      summary?: { id: string };
      summarises?: { id: string };
      availableActions: { action: string; isAllowed: boolean; why?: string }[];
    }
    const full = (await get<Detail>('secretariat', `/api/rounds/${world.roundId}`)).body;
    expect(full).toMatchObject({ isSummary: false, summary: { id: summary.id } });
    expect(full.availableActions.find(({ action }) => action === 'plan_summary')).toMatchObject({
      isAllowed: false,
      why: 'This period has a stakeholder summary already.',
    });
    const its = (await get<Detail>('secretariat', `/api/rounds/${summary.id}`)).body;
    expect(its).toMatchObject({ isSummary: true, summarises: { id: world.roundId } });
  });

  it('asks for nothing to be sealed before it has a paragraph, and takes no rows of the register', async () => {
    const summary = await openSummary(test, world);
    expect(await test.manager.countBy(Update, { roundId: summary.roundId })).toBe(0);
    const home = await get<{ work: { kind: string }[] }>('secretariat', '/api/home');
    expect(home.body.work.filter(({ kind }) => kind === 'seal')).toEqual([]);
    await expect(seal(test, summary)).rejects.toMatchObject({ code: 'round.no_paragraphs' });
    const rows = test.as(world.people.secretariat, (act) =>
      test.app.get(ArrangeListings).execute(act, summary.roundId, { version: 2, rows: [] }),
    );
    await expect(rows).rejects.toMatchObject({ code: 'transition.illegal' });
    // The next round goes on from the table, on the pattern of its dates.
    const next = await get<{ pattern: string }>(
      'secretariat',
      `/api/plans/${world.planId}/next-round`,
    );
    expect(next.body.pattern).toBe('2021/22 Quarter 4 update');
  });
});

describe('laying a summary out', () => {
  it('names, orders and renames themes, and loses no written word', async () => {
    const summary = await openSummary(test, world);
    await expect(arrange(test, summary, [], world.people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    const [one, two] = await arrange(test, summary, [
      paragraph('Trust', 'First', { commitmentIds: [world.commitmentIds[0]!] }),
      paragraph('Voices', 'Second'),
    ]);
    const home = await get<{ work: { updateId?: string; ask: string }[] }>(
      'secondOwner',
      '/api/home',
    );
    expect(home.body.work.find(({ updateId }) => updateId === one)?.ask).toBe(
      'Write the update, in the stakeholder summary',
    );
    await write(one!, 'Somebody wrote this.');
    const kept = (id: string, theme: string, title: string) => ({
      ...{ updateId: id, theme, title, commitmentIds: [] as string[] },
    });
    await expect(arrange(test, summary, [kept(two!, 'Voices', 'Second')])).rejects.toMatchObject({
      code: 'register.row_in_use',
    });
    // What is under review answers exactly its commitments.
    await expect(
      arrange(test, summary, [kept(one!, 'Trust', 'First'), kept(two!, 'Voices', 'Second')]),
    ).rejects.toMatchObject({ code: 'register.row_in_use' });
    const first = {
      ...kept(one!, 'Confidence', 'First'),
      commitmentIds: [world.commitmentIds[0]!],
    };
    await arrange(test, summary, [
      { ...kept(two!, 'Every voice', 'Heard'), isUntitled: true, chapterId: world.chapterIds[1] },
      first,
    ]);
    const { body } = await get<{ rows: unknown[] }>(
      'secretariat',
      `/api/rounds/${summary.roundId}/themes`,
    );
    expect(body.rows).toMatchObject([
      { id: two, theme: 'Every voice', title: 'Heard', isUntitled: true, state: 'not_started' },
      { id: one, theme: 'Confidence', state: 'submitted', keepsRow: expect.any(String) },
    ]);
    // What nobody wrote in goes.
    expect(await arrange(test, summary, [first])).toEqual([one]);
  });

  it('keeps a theme without a paragraph in its place, and takes no other order', async () => {
    const summary = await openSummary(test, world);
    const { roundId } = summary;
    const themes = async () =>
      (await get<{ themes: string[] }>('secretariat', `/api/rounds/${roundId}/themes`)).body.themes;
    const lay = async (named: string[], rows: ParagraphInput[] = []) => {
      const { version } = await test.manager.findOneByOrFail(Round, { id: roundId });
      await test.as(world.people.secretariat, (act) =>
        test.app.get(ArrangeSummary).execute(act, roundId, { version, themes: named, rows }),
      );
    };
    await lay(['Trust', ' Voices ']);
    expect(await themes()).toEqual(['Trust', 'Voices']);
    await lay(['Voices', 'Trust'], [paragraph('Trust', 'First')]);
    expect(await themes()).toEqual(['Voices', 'Trust']);
    const refused = async (field: string, code: string, ...layout: Parameters<typeof lay>) =>
      expect(lay(...layout)).rejects.toMatchObject({ extra: { issues: [{ field, code }] } });
    const [id] = await rowIds(test, roundId);
    const first = { updateId: id!, theme: 'Trust', title: 'First', commitmentIds: [] };
    await refused('rows.0.theme', 'unknown', ['Voices'], [first]);
    await refused(
      'rows',
      'out_of_order',
      ['Voices', 'Trust'],
      [first, paragraph('Voices', 'Second')],
    );
    await refused('themes.0', 'taken', ['TRUST', 'Trust'], [first]);
    await refused('themes.1', 'taken', ['Trust', 'Trust'], [first]);
    expect(await themes()).toEqual(['Voices', 'Trust']);
  });

  it('begins a paragraph with approved words, whose writers do not approve it', async () => {
    const summary = await openSummary(test, world);
    const [first, , third] = world.updateIds as [string, string, string];
    const { people } = world;
    const asked = paragraph('Trust', 'Told', { sourceIds: [first, third] });
    await expect(arrange(test, summary, [asked])).rejects.toMatchObject({
      extra: { issues: [{ field: 'rows.0.sourceIds', code: 'not_approved' }] },
    });
    await submit(test, first, people.owner, 'What the owner wrote.');
    await approve(test, first, people.lead);
    await submit(test, third, people.secondOwner, 'What another wrote.');
    await approve(test, third, people.secondLead);
    const [id] = await arrange(test, summary, [asked]);
    const draft = await test.manager.findOneByOrFail(UpdateDraft, { updateId: id! });
    expect(draft.content).toEqual({
      document: documentFromMarkdown('What the owner wrote.\n\nWhat another wrote.'),
    });
    expect(await test.manager.findOneBy(Update, { id: id! })).toMatchObject({
      ...{ state: 'drafting', startedFrom: 'approved_words' },
    });

    // Nobody but its writers and readers sees the sources; their words count as their writers'.
    await test.as(people.secondOwner, (act) => test.app.get(SubmitUpdate).execute(act, id!, 1));
    await give(test, people.owner, { role: 'lead', planId: world.planId });
    await expect(approve(test, id!, people.owner)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    const { rows } = {
      rows: await test.manager.query<{ name: string }[]>(
        `SELECT p.name FROM revision_authors a JOIN people p ON p.id = a.person_id
         WHERE a.revision_id = $1 ORDER BY p.name`,
        [(await latestRevision(test, id!)).id],
      ),
    };
    expect(rows.map(({ name }) => name)).toEqual([
      'The owner',
      'The secondOwner',
      'The secretariat',
    ]);
    expect((await get<unknown[]>('stranger', `/api/updates/${id}/sources`)).status).toBe(404);
    await approve(test, id!, people.lead);
    expect((await verifyTrail(test.dataSource)).wrong).toBeUndefined();
  });

  it('says when other words are approved since, until a writer has noted them', async () => {
    const summary = await openSummary(test, world);
    const [source] = world.updateIds as [string];
    const { people } = world;
    await submit(test, source, people.owner, 'It begins in May.');
    await approve(test, source, people.lead);
    const [id] = await arrange(test, summary, [
      paragraph('Trust', 'Told', { sourceIds: [source] }),
    ]);
    interface Source {
      standing: string;
      presentRevisionId?: string;
      change?: { isEqual: boolean };
    }
    const sources = async (person: WorldPerson) =>
      (await get<Source[]>(person, `/api/updates/${id}/sources`)).body;
    expect(await sources('secondOwner')).toMatchObject([{ id: source, standing: 'same' }]);
    // A lead reads it only once it is submitted, with what it began with; the owner of the row does not.
    expect(await sources('owner')).toEqual([]);

    await reopen(test, source, people.secretariat, 'The month is another.');
    expect(await sources('secondOwner')).toMatchObject([{ standing: 'withdrawn' }]);
    const before = await latestRevision(test, source);
    await submit(test, source, people.owner, 'It begins in June.');
    await approve(test, source, people.lead);
    const now = await latestRevision(test, source);
    expect(await sources('secondOwner')).toMatchObject([
      { standing: 'changed', presentRevisionId: now.id, change: { isEqual: false } },
    ]);
    const note = (by: WorldPerson, revisionId: string) =>
      test.as(people[by], (act) => test.app.get(NoteSource).execute(act, id!, source, revisionId));
    await expect(note('owner', now.id)).rejects.toMatchObject({ code: 'permission.refused' });
    await expect(note('secondOwner', before.id)).rejects.toMatchObject({
      code: 'update.text_changed',
    });
    await note('secondOwner', now.id);
    await note('secondOwner', now.id);
    expect(await sources('secondOwner')).toMatchObject([{ standing: 'same' }]);
    // As it began, it can still be taken away; its source keeps the words.
    expect(await arrange(test, summary, [])).toEqual([]);
  });
});

describe('a stakeholder summary', () => {
  it('goes the whole way of a round, from its themes to an edition in every form', async () => {
    const summary = await openSummary(test, world);
    const { people, commitmentIds } = world;
    await approveAll(test, world);
    const ids = await arrange(test, summary, [
      paragraph('Trust', 'Why this matters', { isUntitled: true, chapterId: world.chapterIds[0] }),
      paragraph('Trust', 'Training begins', {
        commitmentIds: commitmentIds.slice(0, 2),
        sourceIds: [world.updateIds[0]!],
      }),
      paragraph('Voices', 'Listening', { commitmentIds: [commitmentIds[2]!] }),
      paragraph('Voices', 'Not this time'),
    ]);
    summary.updateIds = ids;
    await expect(submit(test, ids[0]!, people.secondOwner, 'With a status.')).rejects.toMatchObject(
      {
        extra: { issues: [{ field: 'content.delivery', code: 'not_in_summary' }] },
      },
    );
    await write(ids[0]!, 'Londoners asked for change.');
    await write(ids[1]!, 'Training has begun in two boroughs.');
    await write(ids[2]!, 'Young people were heard.');
    await expect(seal(test, summary)).rejects.toMatchObject({ code: 'round.not_ready_to_seal' });
    await omit(test, ids[3]!, people.secretariat, 'There was nothing to tell.');
    for (const id of ids.slice(0, 3)) await approve(test, id, people.lead);

    const preview = await get<unknown>('secretariat', `/api/rounds/${summary.roundId}/preview`);
    expect(preview.text).toContain('Young people were heard.');
    const manifest = await seal(test, summary);
    expect(JSON.parse(manifest.body)).toMatchObject({
      isSummary: true,
      lines: [{ isUntitled: true }, {}, {}, { omission: { reason: 'There was nothing to tell.' } }],
    });
    await sign(test, summary);
    const editionId = await publish(test, summary);
    const edition = await test.manager.findOneByOrFail(Edition, { id: editionId });
    expect(edition).toMatchObject({ slug: '2021-22-q4-summary', kind: 'full', isSummary: true });
    const snapshot = JSON.parse(edition.snapshot) as EditionSnapshot;
    expect(snapshot).toMatchObject({ isSummary: true, isHistoric: false });
    expect(
      snapshot.chapters.map(({ title, groups }) => [
        title,
        groups.map(({ rows }) => rows.map((row) => [row.title, row.isUntitled ?? false])),
      ]),
    ).toEqual([
      ['Trust', [[['Why this matters', true]], [['Training begins', false]]]],
      ['Voices', [[['Listening', false]]]],
    ]);

    const page = readHtml((await test.request('GET', '/editions/2021-22-q4-summary')).text);
    const headings = page.headings.map(({ text }) => text);
    expect(headings).toEqual(expect.arrayContaining(['Trust', 'Training begins', 'Voices']));
    expect(headings).not.toContain('Why this matters');
    expect(page.text).not.toContain('nothing to tell');
    const file = (form: string) => test.request('GET', `/editions/2021-22-q4-summary.${form}`);
    const csv = (await file('csv')).text;
    for (const words of ['Trust', 'Training has begun in two boroughs.'])
      expect(csv).toContain(words);
    expect((await file('json')).text).toBe(edition.snapshot);
    for (const form of ['pdf', 'docx']) expect((await file(form)).status).toBe(200);
    const [pdf] = await test.manager.query<{ bytes: Buffer }[]>(
      `SELECT s.bytes FROM stored_files s JOIN edition_files f ON f.sha256 = s.sha256
       WHERE f.edition_id = $1 AND f.form = 'pdf'`,
      [editionId],
    );
    const { outline } = await readPdf(new Uint8Array(pdf!.bytes));
    expect(JSON.stringify(outline)).toMatch(/Trust.*Training begins.*Voices.*Listening/);
    for (const check of [verifyAudit, verifySignoff, verifyEditions, verifyTrail]) {
      expect((await check(test.dataSource)).wrong).toBeUndefined();
    }

    // It is corrected like any edition, and stays a summary.
    const [copy] = await test.as(people.secretariat, (act) =>
      test.app
        .get(StartCorrection)
        .execute(act, summary.roundId, { updateIds: [ids[2]!], reason: 'More were heard.' }),
    );
    await write(copy!, 'Young people and their parents were heard.');
    await approve(test, copy!, people.lead);
    await seal(test, summary);
    await sign(test, summary);
    const corrected = await test.manager.findOneByOrFail(Edition, {
      id: await publish(test, summary),
    });
    expect(corrected).toMatchObject({ version: 2, isSummary: true });
    expect(corrected.snapshot).toContain('and their parents');
    expect((await verifyEditions(test.dataSource)).wrong).toBeUndefined();

    // The page of a commitment tells of it; what is worked on now is the row of the table.
    const { body } = await get<{
      history: { isSummary: boolean }[];
      currentUpdate?: { id: string };
    }>('owner', `/api/commitments/${commitmentIds[2]}`);
    expect(body.history.some(({ isSummary }) => isSummary)).toBe(true);
    expect(body.currentUpdate?.id).toBe(world.updateIds[2]);
  }, 60_000);

  it('is cleared by the body whose commitment it tells of, and read by their leads alone', async () => {
    const summary = await openSummary(test, world);
    const [id] = await arrange(test, summary, [
      paragraph('Trust', 'Told', {
        commitmentIds: [world.commitmentIds[0]!, world.commitmentIds[3]!],
      }),
    ]);
    await write(id!, 'What two bodies do.');
    expect(await test.manager.findOneBy(Update, { id: id! })).toMatchObject({
      state: 'in_clearance',
    });
  });
});
