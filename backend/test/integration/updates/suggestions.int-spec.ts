import { verifyAll } from '../../../src/app/commands/verify.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { documentFromMarkdown, documentToText } from '../../../src/common/rich-text/index.js';
import { describeChange } from '../../../src/common/suggested-changes.js';
import { AnswerSuggestion } from '../../../src/modules/updates/actions/answer-suggestion.js';
import type { SuggestionDto } from '../../../src/modules/updates/dto/suggestion.dto.js';
import {
  SaveDraft,
  SubmitUpdate,
  Update,
  UpdateDraft,
} from '../../../src/modules/updates/index.js';
import type { SuggestionAnswerKind } from '../../../src/modules/updates/suggestions/suggestion.entities.js';
import { SuggestionReader } from '../../../src/modules/updates/suggestions/suggestion.reader.js';
import { claim, edit, returnIt, suggest } from '../../builders/update-acts.js';
import {
  aContent,
  addPlan,
  approve,
  buildWorld,
  latestRevision,
  submit,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const BASE = 'The report is due by May 2022. The Board meets in June. Training goes on.';
const PROPOSED = 'The report is due by July 2022. The Board met in June. All training goes on.';

let test: TestApp;
let world: World;
let people: World['people'];
let updateId: string;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
}, 60_000);
afterAll(() => test.stop());

beforeEach(async () => {
  const plan = await addPlan(test, world);
  updateId = plan.updateIds[0]!;
  await submit(test, updateId, people.owner, BASE);
});

const refused = (work: Promise<unknown>, code: string): Promise<void> =>
  expect(work).rejects.toMatchObject({ code });
const draftOf = (): Promise<UpdateDraft> => test.manager.findOneByOrFail(UpdateDraft, { updateId });
const wordsOf = async (): Promise<string> => documentToText((await draftOf()).content.document);

async function suggestions(personId: string): Promise<SuggestionDto[]> {
  return test.app.get(SuggestionReader).list(await test.actor(personId), updateId);
}

/** Answers changes by their place in the text. */
async function answer(
  personId: string,
  answers: Record<number, SuggestionAnswerKind>,
  version?: number,
): Promise<string[]> {
  const [suggestion] = await suggestions(people.lead);
  const given = Object.entries(answers).map(([place, kind]) => ({
    key: suggestion!.changes[Number(place)]!.key,
    answer: kind,
  }));
  const draftVersion = version ?? (await draftOf()).version;
  return test.as(personId, (act) =>
    test.app.get(AnswerSuggestion).execute(act, updateId, suggestion!.id, draftVersion, given),
  );
}

async function submitDraft(): Promise<void> {
  const { version } = await draftOf();
  await test.as(people.owner, (act) => test.app.get(SubmitUpdate).execute(act, updateId, version));
}

async function save(personId: string, words: string): Promise<void> {
  const { version } = await draftOf();
  const content: UpdateContent = {
    document: documentFromMarkdown(words),
    delivery: 'in_progress',
  };
  await test.as(personId, (act) =>
    test.app.get(SaveDraft).execute(act, updateId, version, content),
  );
}

describe('a suggestion', () => {
  it('sends the text back, makes no revision and no author, and keeps the claim rules', async () => {
    await claim(test, updateId, people.secondLead);
    await refused(suggest(test, updateId, people.lead, PROPOSED), 'transition.illegal');
    await refused(suggest(test, updateId, people.owner, PROPOSED), 'permission.refused');
    await suggest(test, updateId, people.secondLead, PROPOSED, 'Three things.');
    const update = await test.manager.findOneByOrFail(Update, { id: updateId });
    expect(update).toMatchObject({ state: 'returned', claimedById: null });
    expect((await latestRevision(test, updateId)).number).toBe(1);
    expect(await wordsOf()).toBe(BASE);
    const [suggestion] = await suggestions(people.owner);
    expect(suggestion).toMatchObject({ message: 'Three things.', isOpen: true, revisionNumber: 1 });
    expect(suggestion!.by).toMatchObject({ id: people.secondLead });
    expect(suggestion!.changes.map(describeChange)).toEqual([
      'replace “May” with “July”',
      'replace “meets” with “met”',
      'replace “Training” with “All training”',
    ]);
  });

  it('of nothing, or without a delivery status, is refused', async () => {
    await refused(suggest(test, updateId, people.lead, BASE), 'request.invalid');
    await refused(suggest(test, updateId, people.lead, ' '), 'request.invalid');
  });

  it('is seen by those who draft and review, and by nobody else', async () => {
    await suggest(test, updateId, people.lead, PROPOSED);
    for (const who of ['owner', 'lead', 'secretariat', 'auditor'] as const) {
      expect(await suggestions(people[who])).toHaveLength(1);
    }
    for (const who of ['stranger', 'signatory', 'administrator', 'secondOwner'] as const) {
      await suggestions(people[who]).then(
        (seen) => expect(seen).toEqual([]),
        (error) => expect(error).toMatchObject({ code: 'record.not_found' }),
      );
    }
  });
});

describe('answering', () => {
  beforeEach(() => suggest(test, updateId, people.lead, PROPOSED));

  it('takes accepted words into the draft as the owner’s, and the same lead approves them', async () => {
    expect(await answer(people.owner, { 0: 'accepted', 1: 'refused' })).toEqual([]);
    await save(people.owner, `${await wordsOf()} The owner adds this.`);
    expect(await answer(people.owner, { 2: 'accepted' })).toEqual([]);
    expect(await wordsOf()).toBe(
      'The report is due by July 2022. The Board meets in June. All training goes on. The owner adds this.',
    );
    await submitDraft();
    const authors = await test.manager.query<{ person_id: string }[]>(
      'SELECT person_id FROM revision_authors WHERE revision_id = $1',
      [(await latestRevision(test, updateId)).id],
    );
    expect(authors.map(({ person_id: id }) => id)).toEqual([people.owner]);
    const [suggestion] = await suggestions(people.lead);
    expect(suggestion!.isOpen).toBe(false);
    expect(suggestion!.changes.map((change) => change.answer)).toEqual([
      'accepted',
      'refused',
      'accepted',
    ]);
    await approve(test, updateId, people.lead);
    expect(await test.manager.findOneByOrFail(Update, { id: updateId })).toMatchObject({
      state: 'approved',
    });
    expect(await verifyAll(test.manager, test.files)).not.toHaveProperty('wrong');
  });

  it('changes no text when all is refused', async () => {
    const before = await draftOf();
    await answer(people.owner, { 0: 'refused', 1: 'refused', 2: 'refused' });
    expect(await draftOf()).toEqual(before);
  });

  it('takes an answer back, and the words with it', async () => {
    await answer(people.owner, { 0: 'accepted', 1: 'accepted', 2: 'accepted' });
    expect(await wordsOf()).toBe(PROPOSED);
    await answer(people.owner, { 1: 'withdrawn' });
    expect(await wordsOf()).toBe(PROPOSED.replace('met', 'meets'));
    const [suggestion] = await suggestions(people.owner);
    expect(suggestion!.changes.map((change) => change.answer)).toEqual([
      'accepted',
      undefined,
      'accepted',
    ]);
  });

  it('leaves a change open whose words are others now, and takes the rest', async () => {
    await save(people.owner, BASE.replace('May', 'autumn'));
    const [suggestion] = await suggestions(people.owner);
    const notFitting = await answer(people.owner, { 0: 'accepted', 1: 'accepted', 2: 'accepted' });
    expect(notFitting).toEqual([suggestion!.changes[0]!.key]);
    expect(await wordsOf()).toBe(PROPOSED.replace('July', 'autumn'));
  });

  it('is for the owner’s side alone, and for changes that are there', async () => {
    await refused(answer(people.lead, { 0: 'accepted' }), 'permission.refused');
    await refused(answer(people.stranger, { 0: 'accepted' }), 'record.not_found');
    const [{ id }] = (await suggestions(people.owner)) as [SuggestionDto];
    const unknown = [{ key: '0'.repeat(16), answer: 'accepted' as const }];
    await refused(
      test.as(people.owner, (act) =>
        test.app.get(AnswerSuggestion).execute(act, updateId, id, 1, unknown),
      ),
      'request.invalid',
    );
  });

  it('lets one of two who accept at once do it, and tells the other', async () => {
    const { version } = await draftOf();
    const both = await Promise.allSettled([
      answer(people.owner, { 0: 'accepted' }, version),
      answer(people.owner, { 1: 'accepted' }, version),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'update.draft_conflict' },
    });
    expect([PROPOSED.replace('met', 'meets'), PROPOSED.replace('July', 'May')]).toContain(
      (await wordsOf()).replace('Training', 'All training'),
    );
  });

  it('is over when the text has been submitted since', async () => {
    await submitDraft();
    await refused(answer(people.owner, { 0: 'accepted' }), 'transition.illegal');
    await returnIt(test, updateId, people.lead);
    // Nothing is suggested for the revision that came back.
    await refused(answer(people.owner, { 0: 'accepted' }), 'transition.illegal');
    await submitDraft();
    await suggest(test, updateId, people.lead, PROPOSED);
    const [, old] = (await suggestions(people.owner)) as [SuggestionDto, SuggestionDto];
    const { version } = await draftOf();
    const answers = [{ key: old.changes[0]!.key, answer: 'accepted' as const }];
    await refused(
      test.as(people.owner, (act) =>
        test.app.get(AnswerSuggestion).execute(act, updateId, old.id, version, answers),
      ),
      'suggestion.superseded',
    );
  });
});

it('keeps a lead who edited from approving, as before', async () => {
  await edit(test, updateId, people.lead, aContent('Edited by the lead.'));
  await refused(approve(test, updateId, people.lead), 'permission.refused');
});

it('keeps suggestions and answers as they are in the database itself', async () => {
  await suggest(test, updateId, people.lead, PROPOSED);
  await answer(people.owner, { 0: 'accepted' });
  for (const sql of [
    "UPDATE update_suggestions SET content = '{}'",
    'DELETE FROM update_suggestions',
    "UPDATE suggestion_answers SET answer = 'refused'",
    'DELETE FROM suggestion_answers',
  ]) {
    await expect(test.manager.query(sql)).rejects.toThrow(/append-only/);
  }
});
