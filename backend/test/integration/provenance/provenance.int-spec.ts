import { createHash } from 'node:crypto';
import type { EditionSnapshot } from '../../../src/common/edition-snapshot.js';
import { documentFromMarkdown } from '../../../src/common/rich-text/index.js';
import { londonInstant } from '../../../src/common/dates.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { ChangePerson } from '../../../src/modules/identity/actions/save-person.js';
import type { ProvenanceDto } from '../../../src/modules/provenance/dto/provenance.dto.js';
import { BringInHistoricEdition } from '../../../src/modules/publication/index.js';
import { AnswerSuggestion } from '../../../src/modules/updates/actions/answer-suggestion.js';
import { AddContributor, UpdateDraft } from '../../../src/modules/updates/index.js';
import { SuggestionReader } from '../../../src/modules/updates/suggestions/suggestion.reader.js';
import { StartCorrection } from '../../../src/modules/signoff/index.js';
import { returnIt, suggest } from '../../builders/update-acts.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  EVERYDAY,
  addPlan,
  approve,
  buildWorld,
  draft,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { countTags, readPdf } from '../../support/read-pdf.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let editionId: string;
let signedIn: SignIns;

const WORDS = 'Forty officers were trained in May.';

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  const { people, updateIds } = world;
  const [first] = updateIds as [string];
  await test.as(people.owner, (act) =>
    test.app.get(AddContributor).execute(act, first, people.contributor),
  );
  await submit(test, first, people.owner, 'Some officers were trained.');
  await returnIt(test, first, people.lead, 'How many?');
  await test.setClock(londonInstant('2022-05-10T09:00'));
  await draft(test, first, people.contributor, `Work began. ${WORDS}`);
  await submit(test, first, people.owner, `Work began.\n\n- ${WORDS}\n- **More** is planned.`);
  await test.setClock(londonInstant('2022-05-11T09:00'));
  await approve(test, first, people.chapterLead);
  await approveAll(test, world, [first]);
  await seal(test, world);
  await sign(test, world);
  editionId = await publish(test, world);
  // What was so then stays so, whatever becomes of people later.
  await test.as(people.administrator, (act) =>
    test.app.get(ChangePerson).execute(act, people.chapterLead, { name: 'Someone renamed' }),
  );
  signedIn = new SignIns(test, world);
}, 120_000);
afterAll(() => test.stop());

const cover = (absentId: string, coverId: string, endsOn = '2022-05-20') =>
  test.as(absentId, (act) =>
    test.app.get(SetCover).execute(act, {
      ...{ absentId, coverId, startsOn: '2022-05-10', endsOn, parts: EVERYDAY },
    }),
  );

const ask = (words: string, as: WorldPerson = 'auditor', updateId?: string, edition = editionId) =>
  test.request<ProvenanceDto & { code: string }>('POST', `/api/editions/${edition}/provenance`, {
    as: signedIn.get(as),
    body: { words, ...(updateId && { updateId }) },
  });
const acts = ({ steps }: ProvenanceDto) =>
  steps.map(({ act, who, onBehalfOf }) =>
    [act, who?.name, onBehalfOf && `for ${onBehalfOf.name}`].filter(Boolean).join(' '),
  );

describe('who approved this sentence', () => {
  it('is told from the first revision with the words to the edition, people as they were then', async () => {
    const { status, body } = await ask('officers were trained in May.\nMore is');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ where: 'text', isWhole: true, publishedTextOnly: [], alsoIn: [] },
      row: { updateId: world.updateIds[0], chapter: 'First chapter' },
      spells: [{ since: { number: 2 } }],
      answer:
        'Approved by The chapterLead, MOPAC (lead). Signed by The signatory, MOPAC (signatory).',
    });
    expect(acts(body)).toEqual([
      'submission The owner',
      'approve The chapterLead',
      'sealed The secretariat',
      'signed The signatory',
      'published The secretariat',
    ]);
    const [submitted] = body.steps;
    expect(submitted!.writers!.map(({ who, role }) => [who.name, role]).sort()).toEqual([
      ['The contributor', 'Contributor'],
      ['The owner', 'Owner'],
    ]);
    expect(submitted!.hasWords).toBe(true);
    for (const step of body.steps) expect(step.entry!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('goes back to the text before for words that were there before', async () => {
    const { body } = await ask('officers were trained');
    expect(acts(body).slice(0, 2)).toEqual(['submission The owner', 'return The lead']);
    expect(body.steps[1]).toMatchObject({ reason: 'How many?', role: 'Lead' });
  });

  it('says that only a part was found, or nothing', async () => {
    const part = await ask('Forty officers were trained in June.', 'auditor', world.updateIds[0]);
    expect(part.body).toMatchObject({ isWhole: false, words: 'Forty officers were trained in' });
    expect(part.body.answer).toContain('only these are in the row');
    expect((await ask('No such words anywhere')).status).toBe(404);
    const nowhere = await ask('zebra', 'auditor', world.updateIds[0]);
    expect(nowhere.body).toMatchObject({ where: 'nowhere', spells: [] });
  });

  it('follows the wording of a row to who sealed and signed it', async () => {
    const { body } = await ask('What commitment 2 promises', 'auditor', world.updateIds[1]);
    if (body.where === 'nowhere') throw new Error('the wording is not the one expected');
    expect(body).toMatchObject({ where: 'listing' });
    expect(acts(body)).toEqual(
      expect.arrayContaining(['sealed The secretariat', 'signed The signatory']),
    );
    expect(body.answer).toMatch(
      /Nobody approves how a row is listed by itself: the signature covers it\. Signed by The signatory, MOPAC \(signatory\)\.$/,
    );
  });

  it('tells who wrote words of the edition as a whole, which the signature alone covers', async () => {
    const { status, body } = await ask('Quarter 4 update');
    expect(status).toBe(200);
    expect(body).toMatchObject({ where: 'edition', isWhole: true });
    expect(body.row).toBeUndefined();
    expect(body.answer).toBe(
      'These words are of the edition’s title. Last written by The secretariat, MOPAC (secretariat). ' +
        'Nobody approves them by themselves: the signature covers everything that the edition prints. ' +
        'Signed by The signatory, MOPAC (signatory).',
    );
    expect(acts(body)).toEqual([
      'worded The secretariat',
      'sealed The secretariat',
      'signed The signatory',
      'published The secretariat',
    ]);
    for (const step of body.steps) expect(step.entry!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await ask('Quarter 4 update', 'lead')).body.steps[0]!.entry).toBeUndefined();
    expect((await ask('Quarter 4 update', 'owner')).status).toBe(403);
    const file = await test.request('POST', `/api/editions/${editionId}/case-file`, {
      as: signedIn.get('auditor'),
      body: { words: 'Quarter 4 update' },
    });
    expect(file.status).toBe(200);
  });

  it('finds the whole heading of a row, and its lead organisation', async () => {
    const { chapters } = (
      await test.request<{ snapshot: EditionSnapshot }>('GET', `/api/editions/${editionId}`, {
        as: signedIn.get('auditor'),
      })
    ).body.snapshot;
    const { reference, rows } = chapters[0]!.groups[0]!;
    const heading = await ask(`${reference ?? ''} ${rows[0]!.title}`);
    expect(heading.body).toMatchObject({ where: 'listing', isWhole: true });
    const lead = await ask(rows[0]!.leadOrganisation!);
    expect(lead.body).toMatchObject({ where: 'listing', isWhole: true });
    expect(lead.body.answer).toContain('Signed by The signatory');
  });

  it('finds the sentence of an approval on cover, B for A, after a correction', async () => {
    const { people } = world;
    await test.setClock(londonInstant('2022-05-12T09:00'));
    const copies = await test.as(people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, world.roundId, {
        updateIds: [world.updateIds[0]!],
        reason: 'A figure was wrong.',
      }),
    );
    const copy = copies[0]!;
    await submit(test, copy, people.owner, `Work began.\n\n- ${WORDS}\n- Fifty are planned.`);
    await cover(people.lead, people.stranger);
    await approve(test, copy, people.stranger);
    await seal(test, world);
    await sign(test, world);
    const corrected = await publish(test, world);
    const carried = (await ask(WORDS, 'auditor', undefined, corrected)).body;
    expect(acts(carried)[0]).toBe('submission The owner');
    expect(acts(carried).filter((act) => act.startsWith('published'))).toHaveLength(2);
    expect(acts(carried).filter((act) => act.startsWith('approve'))).toEqual([
      'approve The chapterLead',
      'approve The stranger for The lead',
    ]);
    const fresh = (await ask('Fifty are planned', 'auditor', undefined, corrected)).body;
    expect(fresh.spells).toMatchObject([{ since: { number: 1 } }]);
    expect(acts(fresh)).toEqual([
      'submission The owner',
      'approve The stranger for The lead',
      'sealed The secretariat',
      'signed The signatory',
      'published The secretariat',
    ]);
  });
});

describe('words that came from a suggestion', () => {
  const asked = (words: string, as?: WorldPerson) => ask(words, as, undefined, suggestedId);
  let suggestedId: string;

  beforeAll(async () => {
    const { people } = world;
    await test.setClock(londonInstant('2022-05-12T10:00'));
    const plan = await addPlan(test, world);
    const [updateId] = plan.updateIds as [string];
    await submit(test, updateId, people.owner, 'The report is due by May. Training goes on.');
    await suggest(
      ...([test, updateId, people.lead] as const),
      'The report is due by late July. All training goes on. A third thing.',
    );
    const [suggestion] = await test.app
      .get(SuggestionReader)
      .list(await test.actor(people.owner), updateId);
    const answers = suggestion!.changes.map(({ key, added }) => ({
      ...{ key, answer: added.includes('third') ? ('refused' as const) : ('accepted' as const) },
    }));
    const { version } = await test.manager.findOneByOrFail(UpdateDraft, { updateId });
    await test.setClock(londonInstant('2022-05-12T11:00'));
    await test.as(people.owner, (act) =>
      test.app.get(AnswerSuggestion).execute(act, updateId, suggestion!.id, version, answers),
    );
    await submit(
      ...([test, updateId, people.owner] as const),
      'The first report is due by late July. All training goes on. Our own third thing.',
    );
    await approve(test, updateId, people.lead);
    await approveAll(test, plan, [updateId]);
    await seal(test, plan);
    await sign(test, plan);
    suggestedId = await publish(test, plan);
  }, 60_000);

  it('are told as suggested by one and accepted by the other, then approved', async () => {
    const { body } = await asked('All training goes on');
    expect(acts(body).slice(0, 4)).toEqual([
      'suggested The lead',
      'accepted The owner',
      'submission The owner',
      'approve The lead',
    ]);
    expect(body.answer).toBe(
      'Suggested by The lead, MOPAC (lead), accepted by The owner, MPS (owner). ' +
        'Approved by The lead, MOPAC (lead). Signed by The signatory, MOPAC (signatory).',
    );
    for (const step of body.steps.slice(0, 2)) expect(step.entry!.hash).toMatch(/^[0-9a-f]{64}$/);
    const entries = await test.manager.query<{ text: string }[]>(
      "SELECT e::text AS text FROM audit_entries e WHERE kind LIKE 'update.suggest%'",
    );
    for (const { text } of entries) expect(text).not.toContain('training');
  });

  it('are told as a part where the owner wrote the rest, and not at all where all is the owner’s', async () => {
    const part = (await asked('The first report is due by late July.')).body;
    expect(part.answer).toContain('A part of them suggested by The lead, MOPAC (lead)');
    const own = (await asked('Our own third thing')).body;
    expect(own.answer).toMatch(/^Approved by/);
    expect(acts(own)[0]).toBe('submission The owner');
  });

  it('are told to the signatory too, without a word of the texts before approval', async () => {
    const { body, text } = await asked('All training goes on', 'signatory');
    expect(body.answer).toMatch(/^Suggested by The lead, MOPAC \(lead\), accepted by The owner/);
    expect(text).not.toContain('due by May');
  });
});

describe('who may ask', () => {
  it('is whoever may read the text before publication: an owner of their own rows only', async () => {
    expect((await ask(WORDS, 'owner')).status).toBe(200);
    expect((await ask(WORDS, 'signatory')).status).toBe(200);
    for (const other of ['secondOwner', 'boardMember', 'stranger'] as const) {
      const answer = await ask(WORDS, other);
      expect([other, answer.status, answer.body.code]).toEqual([other, 403, 'permission.refused']);
      expect(answer.text).not.toContain('How many?');
    }
  });

  it('gives audit entries to readers of the trail alone, and a signatory no text before approval', async () => {
    const owner = (await ask('officers were trained', 'owner')).body;
    expect(owner.steps.some(({ entry }) => entry)).toBe(false);
    const signatory = await ask('officers were trained', 'signatory');
    expect(signatory.body.steps.filter(({ act }) => act === 'submission')).toHaveLength(1);
    expect(signatory.text).not.toContain('Some officers');
  });
});

describe('across editions', () => {
  it('goes back to an edition from before the system, and says that its sign-off is not recorded', async () => {
    const plan = await buildHistoric();
    const { body } = await ask('Printed long ago', 'auditor', undefined, plan.historicId);
    expect(body.answer).toContain('not recorded here');
    expect(acts(body)).toEqual(['historic', 'published']);
    expect(body.steps.map(({ isDayOnly }) => isDayOnly)).toEqual([true, true]);
  });
});

/** Another plan with an edition from before the system. */
async function buildHistoric(): Promise<{ historicId: string }> {
  const brought = await test.app.get(Acts).perform(null, (act) =>
    test.app.get(BringInHistoricEdition).execute(act, {
      ...{ planId: world.planId, slug: 'historic', title: 'An early edition', asAt: '2020-12-31' },
      period: { label: '2020/21 Q3', start: '2020-10-01', end: '2020-12-31' },
      publishedOn: '2021-02-10',
      rows: [
        {
          ...{ title: 'Commitment 1', chapter: 'First chapter', position: 1, wording: 'Printed.' },
          commitmentIds: [world.commitmentIds[0]!],
          content: { document: documentFromMarkdown('Printed long ago.'), delivery: 'in_progress' },
        },
      ] as never,
    }),
  );
  return { historicId: brought.editionId };
}

describe('the case file', () => {
  it('is a tagged PDF with the whole chain, made while the reader waits and noted by its hash', async () => {
    const started = performance.now();
    const response = await test.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method: 'POST',
        url: `/api/editions/${editionId}/case-file`,
        headers: {
          cookie: (await signedIn.get('auditor')).cookie,
          'x-csrf-token': (await signedIn.get('auditor')).csrf,
          'content-type': 'application/json',
        },
        payload: JSON.stringify({ words: 'officers were trained' }),
      });
    const took = performance.now() - started;
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/pdf');
    const pdf = await readPdf(response.rawPayload);
    expect(pdf).toMatchObject({ isMarked: true, language: 'en-GB' });
    expect(pdf.title).toBe('Case file: who approved these words');
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const tags = countTags(pdf.tags);
    expect(tags.get('H1')).toBe(3);
    expect(tags.get('H2')).toBe(7);
    expect(tags.get('TH')).toBe(3);
    const words = pdf.texts.join(' ').replace(/\s+/g, ' ');
    expect(pdf.texts.join('')).not.toContain('\u200b');
    const { body } = await ask('officers were trained', 'auditor');
    for (const { contentHash, manifestHash, entry } of body.steps) {
      for (const hash of [contentHash, manifestHash, entry?.hash]) {
        if (hash) expect(words).toContain(hash);
      }
    }
    expect(words).toContain(body.edition.snapshotHash);
    expect(words).toContain('[inserted: ');
    expect(words).toContain('[deleted: ');
    expect(words).toContain('How many?');
    expect(words).toContain('Approved by The chapterLead, MOPAC (lead)');
    expect(took).toBeLessThan(3000);

    const [entry] = await test.manager.query<{ data: Record<string, string>; text: string }[]>(
      "SELECT data, e::text AS text FROM audit_entries e WHERE kind = 'edition.case_file_made' ORDER BY seq DESC LIMIT 1",
    );
    expect(entry!.data['sha256']).toBe(
      createHash('sha256').update(response.rawPayload).digest('hex'),
    );
    expect(entry!.text).not.toContain('officers');
  });

  it('is recorded for whoever is covered when the right to read it comes through them', async () => {
    const take = async (as: WorldPerson) => {
      const body = { words: 'officers were trained', updateId: world.updateIds[0] };
      const path = `/api/editions/${editionId}/case-file`;
      const { status } = await test.request('POST', path, { as: await signedIn.get(as), body });
      const [entry] = await test.manager.query<{ who: string; behalf: string | null }[]>(
        `SELECT actor_id AS who, on_behalf_of_id AS behalf FROM audit_entries
         WHERE kind = 'edition.case_file_made' ORDER BY seq DESC LIMIT 1`,
      );
      return { status, ...entry };
    };
    const { boardMember, auditor, lead } = world.people;
    expect((await take('boardMember')).status).toBe(403);
    await cover(lead, boardMember, '2023-12-31');
    await cover(lead, auditor, '2023-12-31');
    expect(await take('boardMember')).toEqual({
      ...{ status: 200, who: boardMember, behalf: lead },
    });
    // Who may read it by themselves does so for nobody.
    expect(await take('auditor')).toEqual({ status: 200, who: auditor, behalf: null });
  });
});
