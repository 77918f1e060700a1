import { canonicalContent, contentHash } from '../../../src/common/content-hash.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import {
  AskToWithdraw,
  DecideWithdrawal,
  verifyTrail,
} from '../../../src/modules/publication/index.js';
import { signingLines, type LineFacts } from '../../../src/modules/signoff/signing-lines.js';
import type {
  KeptRevision,
  ManifestBody,
  ManifestLine,
} from '../../../src/modules/signoff/manifest.js';
import {
  AddEvidence,
  DeclareNoChange,
  SaveDraft,
  Update,
  UpdateDraft,
  type StartedFrom,
} from '../../../src/modules/updates/index.js';
import { RemoveEvidence } from '../../../src/modules/updates/evidence/actions/remove-evidence.js';
import { AnswerSuggestion } from '../../../src/modules/updates/actions/answer-suggestion.js';
import { SuggestionReader } from '../../../src/modules/updates/suggestions/suggestion.reader.js';
import { openNextRound, publishAll } from '../../builders/signed-round.js';
import { edit, recall, returnIt, suggest } from '../../builders/update-acts.js';
import {
  aContent,
  addPlan,
  approve,
  buildWorld,
  draft,
  latestRevision,
  PASSWORD,
  submit,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let people: World['people'];
/** The owner's two rows of the round after the published one. */
let first: string;
let editionId: string;
let second: string;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  await addReport(world.updateIds[2]!, people.secondOwner);
  editionId = await publishAll(test, world);
  world = await openNextRound(test, world);
  [first, second] = world.updateIds as [string, string];
}, 60_000);
afterAll(() => test.stop());

const addReport = (updateId: string, personId: string): Promise<string> =>
  test.as(personId, (act) =>
    test.app.get(AddEvidence).execute(act, updateId, {
      ...{ title: 'A report', isPublished: true, marking: 'official' as const },
      href: 'https://example.org/report',
    }),
  );
const declare = (updateId: string, said: object = {}, who = people.owner): Promise<void> =>
  test.as(who, (act) =>
    test.app.get(DeclareNoChange).execute(act, updateId, {
      reason: 'The review is still under way.',
      draftVersion: 0,
      ...said,
    }),
  );
const aText = (number: number) => aContent(`Text of update ${number}.`) as UpdateContent;
const update = (id: string): Promise<Update> => test.manager.findOneByOrFail(Update, { id });
const latest = async (id: string): Promise<UpdateContent> =>
  JSON.parse((await latestRevision(test, id)).content) as UpdateContent;
const verifies = async (): Promise<void> => {
  expect((await verifyAudit(test.dataSource)).wrong).toBeUndefined();
  expect((await verifyTrail(test.dataSource)).wrong).toBeUndefined();
};

describe('saying that nothing has changed', () => {
  it('hands in last time’s words with since when and why, to review like any text', async () => {
    await declare(first);
    expect(await update(first)).toMatchObject({ state: 'submitted' });
    expect(await latest(first)).toEqual({
      ...aText(1),
      noChange: { since: '2021/22 Q4', sinceOn: '2022-03-31' },
    });
    const [said] = await test.manager.query<object[]>(
      `SELECT kind, reason, revision_id FROM update_decisions WHERE update_id = $1`,
      [first],
    );
    expect(said).toMatchObject({
      kind: 'declare_no_change',
      reason: 'The review is still under way.',
    });
    await verifies();
  });

  it('is nobody’s to approve who said it, and a lead’s to approve who did not', async () => {
    await approve(test, first, people.lead);
    expect(await update(first)).toMatchObject({ state: 'approved' });
  });

  it('is refused to contributors, of a row that is new, and on a draft that was not seen', async () => {
    await expect(declare(second, {}, people.secondOwner)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    const version = await draft(test, second, people.owner, 'Half a thought');
    await expect(declare(second, { draftVersion: version - 1 })).rejects.toMatchObject({
      code: 'update.draft_conflict',
    });
    await expect(
      declare(second, { draftVersion: version, delivery: 'paused' }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
  });

  const setAsideOf = (updateId: string) =>
    test.manager.query<object[]>(
      `SELECT content, written_by_id AS "writtenById", set_aside_by_id AS "setAsideById"
       FROM set_aside_texts WHERE update_id = $1`,
      [updateId],
    );

  it('keeps the draft, and drafting goes on from it', async () => {
    const { version } = await test.manager.findOneByOrFail(UpdateDraft, { updateId: second });
    await declare(second, { draftVersion: version });
    await recall(test, second, people.owner);
    const kept = await test.manager.findOneByOrFail(UpdateDraft, { updateId: second });
    expect(kept).toMatchObject({ version, content: aContent('Half a thought') });
    await submit(test, second, people.owner, 'A whole thought.');
    expect((await latest(second)).noChange).toBeUndefined();
  });

  it('is over when a lead edits the words, and not when the edit changes nothing', async () => {
    await recall(test, second, people.owner);
    const { version } = await test.manager.findOneByOrFail(UpdateDraft, { updateId: second });
    await declare(second, { draftVersion: version });
    await edit(test, second, people.lead, aContent('Text of update 2.'));
    expect((await latest(second)).noChange).toBeDefined();
    await edit(test, second, people.lead, aContent('Text of update two.'));
    expect((await latest(second)).noChange).toBeUndefined();
    await returnIt(test, second, people.lead);
    expect(await setAsideOf(second)).toEqual([]);
    await verifies();
  });

  it('loses no words of a draft that was left for it when a lead’s edit comes back instead', async () => {
    const version = await draft(test, second, people.owner, 'Never handed in.');
    await declare(second, { draftVersion: version });
    await edit(test, second, people.lead, aContent('In place of last time’s.'));
    await returnIt(test, second, people.lead);
    const { content } = await test.manager.findOneByOrFail(UpdateDraft, { updateId: second });
    expect(content).toEqual(aContent('In place of last time’s.'));
    expect(await setAsideOf(second)).toEqual([
      {
        content: canonicalContent(aContent('Never handed in.') as UpdateContent),
        writtenById: people.owner,
        setAsideById: people.lead,
      },
    ]);
    await verifies();
  });

  it('gives the owner the very words to which a lead suggests changes, and sets the draft aside', async () => {
    const half = await draft(test, second, people.owner, 'Half of another.');
    await declare(second, { draftVersion: half });
    await suggest(test, second, people.lead, 'Text of update two.');
    const draftNow = () => test.manager.findOneByOrFail(UpdateDraft, { updateId: second });
    const { content, version } = await draftNow();
    expect(content).toEqual(aText(2));
    expect(await setAsideOf(second)).toContainEqual({
      content: canonicalContent(aContent('Half of another.') as UpdateContent),
      writtenById: people.owner,
      setAsideById: people.lead,
    });
    const [suggestion] = await test.app
      .get(SuggestionReader)
      .list(await test.actor(people.owner), second);
    const answers = suggestion!.changes.map(({ key }) => ({ key, answer: 'accepted' as const }));
    const notFitting = await test.as(people.owner, (act) =>
      test.app.get(AnswerSuggestion).execute(act, second, suggestion!.id, version, answers),
    );
    expect(notFitting).toEqual([]);
    expect((await draftNow()).content).toEqual(aContent('Text of update two.'));
    await verifies();
  });

  it('asks for clearance where the organisation does', async () => {
    const cleared = world.updateIds[3]!;
    await declare(cleared, {}, people.clearingOwner);
    expect(await update(cleared)).toMatchObject({ state: 'in_clearance' });
  });

  it('counts as unchanged for the signatory, and the preview prints since when', async () => {
    const as = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const preview = await test.request('GET', `/api/rounds/${world.roundId}/preview`, { as });
    expect(preview.text).toContain('No change since 2021/22 Q4');
    const content = await latest(first);
    const line = { updateId: first, contentHash: contentHash(content) } as ManifestLine;
    const [signed] = signingLines(
      { lines: [{ ...line, revisionId: 'r', listing: {} }] } as unknown as ManifestBody,
      new Map([['r', { content: JSON.stringify(content) } as KeptRevision]]),
      new Map([[first, { publishedHash: contentHash(aText(1)) } as LineFacts]]),
      null,
    );
    expect(signed).toMatchObject({ changedSinceLastEdition: 'unchanged', content });
  });
});

describe('what a writer begins with', () => {
  it('is recorded with the first save alone, and the reviewer reads it', async () => {
    const third = world.updateIds[2]!;
    const save = (version: number, words: string, from?: StartedFrom) =>
      test.as(people.secondOwner, (act) =>
        test.app
          .get(SaveDraft)
          .execute(act, third, version, aContent(words), { startedFrom: from }),
      );
    await save(0, 'Text of update 3.', 'last_edition');
    await save(1, 'Text of update 3, a little later.', 'empty');
    expect(await update(third)).toMatchObject({ startedFrom: 'last_edition' });
    const [entry] = await test.manager.query<{ data: object }[]>(
      "SELECT data FROM audit_entries WHERE kind = 'update.started' AND subject_id = $1",
      [third],
    );
    expect(entry).toEqual({ data: { from: 'last_edition' } });
  });

  it('is asked for with the first words, also after evidence, and has to be there', async () => {
    const [id] = (await addPlan(test, world)).updateIds as [string];
    const save = (startedFrom?: StartedFrom) =>
      test.as(people.owner, (act) =>
        test.app.get(SaveDraft).execute(act, id, 0, aContent('First words.'), { startedFrom }),
      );
    const refused = (code: string) => ({
      ...{ code: 'request.invalid', extra: { issues: [{ field: 'startedFrom', code }] } },
    });
    await expect(save()).rejects.toMatchObject(refused('required'));
    await expect(save('last_edition')).rejects.toMatchObject(refused('no_last_edition'));
    await test.as(people.owner, (act) =>
      test.app.get(AddEvidence).execute(act, id, {
        ...{ title: 'A report', marking: 'official' as const, isPublished: false },
        href: 'https://example.org/report',
      }),
    );
    expect(await update(id)).toMatchObject({ state: 'drafting', startedFrom: null });
    await expect(save()).rejects.toMatchObject(refused('required'));
    await save('empty');
    expect(await update(id)).toMatchObject({ startedFrom: 'empty' });
    const entries = await test.manager.query<{ data: object }[]>(
      "SELECT data FROM audit_entries WHERE kind = 'update.started' AND subject_id = $1 ORDER BY seq",
      [id],
    );
    expect(entries.map(({ data }) => data)).toEqual([{}, { from: 'empty' }]);
  });
});

describe('the evidence that is handed in with no change', () => {
  const addLink = (personId: string, title: string, isPublished: boolean): Promise<string> =>
    test.as(personId, (act) =>
      test.app.get(AddEvidence).execute(act, world.updateIds[2]!, {
        ...{ title, isPublished, marking: 'official' as const },
        href: `https://example.org/${encodeURIComponent(title)}`,
      }),
    );

  it('is what was seen, and names who wrote it, who does not approve it', async () => {
    const third = world.updateIds[2]!;
    await test.manager.insert('update_contributors', {
      ...{ updateId: third, personId: people.lead, addedById: people.secondOwner },
      addedAt: test.now,
    });
    const seen = await addLink(people.secondOwner, 'Minutes', false);
    const added = await addReport(third, people.lead);
    const say = (evidenceIds: string[]) =>
      declare(third, { draftVersion: 2, evidenceIds }, people.secondOwner);
    await expect(say([seen])).rejects.toMatchObject({ code: 'update.evidence_changed' });
    await expect(say([added, seen])).rejects.toMatchObject({ code: 'update.evidence_changed' });
    expect(await update(third)).toMatchObject({ state: 'drafting' });

    const news = await addLink(people.secondOwner, 'A new report', true);
    await expect(say([seen, added, news])).rejects.toMatchObject({
      code: 'request.invalid',
      extra: { issues: [{ field: 'evidence', code: 'new' }] },
    });
    await test.as(people.secondOwner, (act) =>
      test.app.get(RemoveEvidence).execute(act, third, news),
    );
    await say([seen, added]);
    const { evidence, document } = await latest(third);
    expect(evidence).toEqual([{ title: 'A report', href: 'https://example.org/report' }]);
    expect(document).toEqual(aText(3).document);
    const [entry] = await test.manager.query<{ data: { authorIds: string[] } }[]>(
      "SELECT data FROM audit_entries WHERE kind = 'update.submitted' AND subject_id = $1",
      [third],
    );
    expect(entry!.data.authorIds.sort()).toEqual([people.lead, people.secondOwner].sort());
    await expect(approve(test, third, people.lead)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    await approve(test, third, people.secondLead);
    await verifies();
  });
});

describe('the length of what was printed', () => {
  it('is that of the row and of its chapter', async () => {
    const as = await test.signIn(world.emailOf('owner'), PASSWORD);
    const { body } = await test.request('GET', `/api/updates/${first}/lengths`, { as });
    expect(body).toEqual({ own: [4], chapter: [4, 4] });
  });
});

describe('words that were withdrawn', () => {
  it('are not handed in again as no change', async () => {
    const id = await test.as(people.secretariat, (act) =>
      test.app.get(AskToWithdraw).execute(act, editionId, {
        ...{ scope: 'edition', reasonType: 'wrong' },
        ...{ reason: 'It counts twice.', explanation: 'A figure in it was wrong.' },
      }),
    );
    await test.as(people.secondSecretariat, (act) =>
      test.app.get(DecideWithdrawal).execute(act, id, 'confirm'),
    );
    const { version } = await test.manager.findOneByOrFail(UpdateDraft, { updateId: second });
    await expect(declare(second, { draftVersion: version })).rejects.toMatchObject({
      code: 'transition.illegal',
    });
  });
});
