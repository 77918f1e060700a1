import { documentToText } from '../../../src/common/rich-text/index.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import {
  ApproveUpdate,
  SaveDraft,
  SubmitUpdate,
  Update,
  UpdateDraft,
  UpdateReader,
  UpdateRevision,
} from '../../../src/modules/updates/index.js';
import {
  addContributor,
  assign,
  claim,
  clear,
  edit,
  include,
  omit,
  recall,
  refuseClearance,
  release,
  removeContributor,
  reopen,
  returnIt,
  takeOver,
} from '../../builders/update-acts.js';
import {
  EVERYDAY,
  aContent,
  addPlan,
  approve,
  buildWorld,
  draft,
  give,
  latestRevision,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let people: World['people'];
let updateId: string;
let clearedId: string;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
}, 60_000);
afterAll(() => test.stop());

beforeEach(async () => {
  plan = await addPlan(test, world);
  updateId = plan.updateIds[0]!;
  clearedId = plan.updateIds[3]!;
});

const update = (id = updateId): Promise<Update> => test.manager.findOneByOrFail(Update, { id });
const state = async (id = updateId): Promise<string> => (await update(id)).state;
const draftOf = (id = updateId): Promise<UpdateDraft | null> =>
  test.manager.findOneBy(UpdateDraft, { updateId: id });
const words = (content: UpdateContent): string => documentToText(content.document);
const wordsOf = (revision: UpdateRevision): string =>
  words(JSON.parse(revision.content) as UpdateContent);
const count = async (sql: string, ...values: unknown[]): Promise<number> => {
  const [row] = await test.manager.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM ${sql}`,
    values,
  );
  return row!.count;
};
const entries = async (): Promise<string[]> => {
  const rows = await test.manager.query<{ kind: string }[]>(
    "SELECT kind FROM audit_entries WHERE subject_kind = 'update' AND subject_id = $1 ORDER BY seq",
    [updateId],
  );
  return rows.map((row) => row.kind);
};
const authorsOf = async (revisionId: string): Promise<string[]> => {
  const rows = await test.manager.query<{ person_id: string }[]>(
    'SELECT person_id FROM revision_authors WHERE revision_id = $1',
    [revisionId],
  );
  return rows.map((row) => row.person_id).sort();
};
const refused = (work: Promise<unknown>, code: string, more: object = {}): Promise<void> =>
  expect(work).rejects.toMatchObject({ code, ...more });
const setCover = (absentId: string, coverId: string): Promise<string> =>
  test.as(people.secretariat, (act) =>
    test.app.get(SetCover).execute(act, {
      absentId,
      coverId,
      startsOn: '2022-05-01',
      endsOn: '2022-05-31',
      parts: EVERYDAY,
    }),
  );

describe('drafting and submitting', () => {
  it('takes an update from nothing to approved, with an entry for each step', async () => {
    expect(await state()).toBe('not_started');
    const version = await draft(test, updateId, people.owner, 'The report is out.');
    expect(await state()).toBe('drafting');
    await test.as(people.owner, (act) =>
      test.app.get(SubmitUpdate).execute(act, updateId, version),
    );
    const revision = await latestRevision(test, updateId);
    expect(await update()).toMatchObject({ state: 'submitted', approvedRevisionId: null });
    expect(revision).toMatchObject({ number: 1, kind: 'submission', madeById: people.owner });
    expect(wordsOf(revision)).toBe('The report is out.');
    await claim(test, updateId, people.lead);
    await approve(test, updateId, people.lead);
    expect(await update()).toMatchObject({
      state: 'approved',
      approvedRevisionId: revision.id,
      claimedById: null,
    });
    expect(await entries()).toEqual([
      'update.started',
      'update.submitted',
      'update.claimed',
      'update.approved',
    ]);
  });

  it('refuses an empty text and a text without a delivery status, and submits nothing', async () => {
    await refused(
      test.as(people.owner, (act) => test.app.get(SubmitUpdate).execute(act, updateId, 1)),
      'transition.illegal',
    );
    await draft(test, updateId, people.owner, ' ');
    await refused(
      test.as(people.owner, (act) => test.app.get(SubmitUpdate).execute(act, updateId, 1)),
      'update.nothing_to_submit',
      { extra: { issues: [expect.objectContaining({ field: 'content.document' })] } },
    );
    const { document } = aContent('No status.');
    await test.as(people.owner, (act) =>
      test.app.get(SaveDraft).execute(act, updateId, 1, { document }),
    );
    await refused(
      test.as(people.owner, (act) => test.app.get(SubmitUpdate).execute(act, updateId, 2)),
      'update.nothing_to_submit',
      { extra: { issues: [expect.objectContaining({ field: 'content.delivery' })] } },
    );
    expect(await count('update_revisions WHERE update_id = $1', updateId)).toBe(0);
  });

  it('lets nobody draft but the owner and contributors, and nobody submit but the owner', async () => {
    await refused(draft(test, updateId, people.secondOwner), 'permission.refused');
    await refused(draft(test, updateId, people.lead), 'permission.refused');
    await addContributor(test, updateId, people.owner, people.contributor);
    await draft(test, updateId, people.contributor, 'Ours.');
    await refused(submit(test, updateId, people.contributor), 'permission.refused');
    expect(await state()).toBe('drafting');
  });

  it('hides an update from somebody without any part in the plan', async () => {
    await refused(draft(test, updateId, people.stranger), 'record.not_found');
    await refused(draft(test, updateId, people.boardMember), 'record.not_found');
  });

  it('makes no version, no author and no entry of a save that changes nothing', async () => {
    await addContributor(test, updateId, people.owner, people.contributor);
    const version = await draft(test, updateId, people.owner, 'The same words.');
    const [before, entriesBefore] = [await draftOf(), await entries()];
    expect(await draft(test, updateId, people.contributor, 'The  same words. ')).toBe(version);
    expect(await draftOf()).toEqual(before);
    expect(await entries()).toEqual(entriesBefore);
    const revision = await submit(test, updateId, people.owner, 'The same words.');
    expect(await authorsOf(revision.id)).toEqual([people.owner]);
  });

  it('writes no entries for autosaves, and makes no revision of any', async () => {
    await draft(test, updateId, people.owner, 'One.');
    const before = await count('audit_entries');
    for (const text of ['One two.', 'One two three.', 'One two three four.']) {
      await draft(test, updateId, people.owner, text);
    }
    expect((await draftOf())!.version).toBe(4);
    expect(await count('audit_entries')).toBe(before);
    expect(await test.manager.countBy(UpdateRevision, { updateId })).toBe(0);
  });

  it('names in the revision everyone whose saves changed the text', async () => {
    await addContributor(test, updateId, people.owner, people.contributor);
    await draft(test, updateId, people.contributor, 'By the contributor.');
    const first = await submit(test, updateId, people.owner, 'By both.');
    expect(await authorsOf(first.id)).toEqual([people.owner, people.contributor].sort());
    await returnIt(test, updateId, people.lead);
    const second = await submit(test, updateId, people.owner, 'By the owner alone.');
    expect(await authorsOf(second.id)).toEqual([people.owner]);
  });

  it('refuses a draft that is not based on the present version, and shows the other text', async () => {
    await addContributor(test, updateId, people.owner, people.contributor);
    await draft(test, updateId, people.contributor, 'Theirs.');
    await refused(
      test.as(people.owner, (act) =>
        test.app.get(SaveDraft).execute(act, updateId, 0, aContent('Mine.')),
      ),
      'update.draft_conflict',
      {
        extra: {
          conflict: { who: 'The contributor', what: 'saved this text', at: expect.any(Date) },
          theirs: { content: aContent('Theirs.'), version: 1 },
        },
      },
    );
    expect(words((await draftOf())!.content)).toBe('Theirs.');
  });
});

describe('contributors', () => {
  it('are named by the owner or the secretariat, and lose the pen when they are removed', async () => {
    await refused(
      addContributor(test, updateId, people.lead, people.contributor),
      'permission.refused',
    );
    await addContributor(test, updateId, people.secretariat, people.contributor);
    await draft(test, updateId, people.contributor, 'Written while I could.');
    await removeContributor(test, updateId, people.owner, people.contributor);
    await refused(draft(test, updateId, people.contributor), 'record.not_found');
    const revision = await submit(test, updateId, people.owner, 'Finished.');
    expect(await authorsOf(revision.id)).toContain(people.contributor);
  });

  it('are added once, and removing a stranger is refused', async () => {
    await addContributor(test, updateId, people.owner, people.contributor);
    await addContributor(test, updateId, people.owner, people.contributor);
    expect(await count('update_contributors WHERE update_id = $1', updateId)).toBe(1);
    await refused(
      removeContributor(test, updateId, people.owner, people.stranger),
      'record.not_found',
    );
  });
});

describe('reviewing', () => {
  beforeEach(async () => {
    await submit(test, updateId, people.owner, 'Ready to be read.');
  });

  it('returns with a reason, and drafting goes on from the same words', async () => {
    await claim(test, updateId, people.lead);
    await returnIt(test, updateId, people.lead, 'Name the month.');
    expect(await update()).toMatchObject({ state: 'returned', claimedById: null });
    expect(words((await draftOf())!.content)).toBe('Ready to be read.');
    const [decision] = await test.manager.query<object[]>(
      "SELECT reason, decided_by_id FROM update_decisions WHERE update_id = $1 AND kind = 'return'",
      [updateId],
    );
    expect(decision).toEqual({ reason: 'Name the month.', decided_by_id: people.lead });
    await draft(test, updateId, people.owner, 'In May.');
    expect(await state()).toBe('drafting');
  });

  it('lets one lead review at a time: a claim is released or taken over', async () => {
    await claim(test, updateId, people.lead);
    const byTheLead = {
      extra: { conflict: { who: 'The lead', what: 'claimed it', at: expect.any(Date) } },
    };
    await refused(claim(test, updateId, people.secondLead), 'transition.illegal', byTheLead);
    await refused(approve(test, updateId, people.secondLead), 'transition.illegal', byTheLead);
    await refused(returnIt(test, updateId, people.secondLead), 'transition.illegal', byTheLead);
    await takeOver(test, updateId, people.secondLead);
    await refused(approve(test, updateId, people.lead), 'transition.illegal');
    await release(test, updateId, people.secondLead);
    await approve(test, updateId, people.lead);
    expect(await state()).toBe('approved');
  });

  it('blames nobody for a claim of what was never started', async () => {
    const untouched = plan.updateIds[1]!;
    await expect(claim(test, untouched, people.lead)).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: 'It is not started yet.' },
      extra: {},
    });
    await expect(claim(test, untouched, people.lead)).rejects.not.toHaveProperty('extra.conflict');
  });

  it('is for the leads of this plan and chapter only', async () => {
    await refused(approve(test, updateId, people.secretariat), 'permission.refused');
    await refused(approve(test, updateId, people.owner), 'permission.refused');
    const inOtherChapter = plan.updateIds[2]!;
    await submit(test, inOtherChapter, people.secondOwner);
    await refused(approve(test, inOtherChapter, people.chapterLead), 'permission.refused');
    await approve(test, updateId, people.chapterLead);
  });

  it('recalls only what nobody has claimed, and goes on from the latest revision', async () => {
    await claim(test, updateId, people.lead);
    await refused(recall(test, updateId, people.owner), 'transition.illegal', {
      extra: { conflict: expect.objectContaining({ who: 'The lead', what: 'claimed it' }) },
    });
    await release(test, updateId, people.lead);
    await refused(recall(test, updateId, people.secondOwner), 'permission.refused');
    await edit(test, updateId, people.lead, aContent('Ready, said the lead.'));
    await recall(test, updateId, people.owner);
    expect(await state()).toBe('drafting');
    expect(words((await draftOf())!.content)).toBe('Ready, said the lead.');
    expect((await draftOf())!.version).toBe(2);
  });

  it('returns from the latest revision too, a lead’s edit included', async () => {
    await edit(test, updateId, people.lead, aContent('The lead’s words.'));
    await returnIt(test, updateId, people.lead);
    expect(words((await draftOf())!.content)).toBe('The lead’s words.');
  });

  it('reopens with a reason, withdraws the approval and keeps the decision', async () => {
    await approve(test, updateId, people.lead);
    await refused(draft(test, updateId, people.owner, 'News!'), 'transition.illegal');
    await refused(reopen(test, updateId, people.owner, 'News.'), 'permission.refused');
    await reopen(test, updateId, people.secretariat, 'The figure was wrong.');
    expect(await update()).toMatchObject({ state: 'drafting', approvedRevisionId: null });
    expect(words((await draftOf())!.content)).toBe('Ready to be read.');
    const kinds = await test.manager.query<{ kind: string }[]>(
      'SELECT kind FROM update_decisions WHERE update_id = $1 ORDER BY seq',
      [updateId],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['approve', 'reopen']);
  });

  it('passes the approval on when a lead changes the words', async () => {
    await claim(test, updateId, people.lead);
    await edit(test, updateId, people.lead, aContent('The lead’s words.'));
    const revision = await latestRevision(test, updateId);
    expect(revision).toMatchObject({ number: 2, kind: 'lead_edit', madeById: people.lead });
    expect(await update()).toMatchObject({ state: 'submitted', claimedById: null });
    await refused(approve(test, updateId, people.lead), 'permission.refused', {
      context: { whoCan: expect.stringContaining('The secondLead') },
    });
    await approve(test, updateId, people.secondLead);
    expect(await update()).toMatchObject({ state: 'approved', approvedRevisionId: revision.id });
  });

  it('makes no revision of an edit that changes nothing', async () => {
    await edit(test, updateId, people.lead, aContent('Ready to be  read.'));
    expect(await count('update_revisions WHERE update_id = $1', updateId)).toBe(1);
    await approve(test, updateId, people.lead);
  });

  it('refuses to approve words that are no longer the present ones', async () => {
    const seen = await latestRevision(test, updateId);
    const approveSeen = (revisionId: string, contentHash: string): Promise<void> =>
      test.as(people.secondLead, (act) =>
        test.app.get(ApproveUpdate).execute(act, updateId, { revisionId, contentHash }),
      );
    await refused(approveSeen(seen.id, '0'.repeat(64)), 'update.text_changed');
    await edit(test, updateId, people.lead, aContent('Other words.'));
    await refused(approveSeen(seen.id, seen.contentHash), 'update.text_changed', {
      context: { number: '2' },
      extra: { conflict: { who: 'The lead', what: 'edited it', at: expect.any(Date) } },
    });
    expect(await state()).toBe('submitted');
  });
});

describe('nobody approves their own words', () => {
  /** Past every action and policy: only the trigger stands in the way. */
  const insertApproval = async (deciderId: string, onBehalfOfId: string | null = null) => {
    const revision = await latestRevision(test, updateId);
    return test.manager.query(
      `INSERT INTO update_decisions (id, update_id, revision_id, content_hash, kind, decided_by_id, on_behalf_of_id, decided_at, publication_on)
       VALUES (gen_random_uuid(), $1, $2, $3, 'approve', $4, $5, now(), '2022-06-10')`,
      [updateId, revision.id, revision.contentHash, deciderId, onBehalfOfId],
    );
  };
  const refusedByTrigger = (deciderId: string, onBehalfOfId?: string): Promise<void> =>
    expect(insertApproval(deciderId, onBehalfOfId)).rejects.toMatchObject({
      driverError: { constraint: 'ck_update_decisions_not_own_text' },
    });
  const makeLead = (personId: string): Promise<string> =>
    give(test, personId, { role: 'lead', planId: plan.planId });

  it('refuses a contributor who leads, in the policy and in the database', async () => {
    await addContributor(test, updateId, people.secretariat, people.lead);
    await draft(test, updateId, people.lead, 'A sentence of the lead’s.');
    await submit(test, updateId, people.owner, 'Quite other words.');
    await refused(approve(test, updateId, people.lead), 'permission.refused');
    await refusedByTrigger(people.lead);
    await insertApproval(people.secondLead);
  });

  it('refuses the owner who leads, also for a text that others wrote', async () => {
    await makeLead(people.owner);
    await addContributor(test, updateId, people.owner, people.contributor);
    const version = await draft(test, updateId, people.contributor, 'Not the owner’s words.');
    await test.as(people.owner, (act) =>
      test.app.get(SubmitUpdate).execute(act, updateId, version),
    );
    await refused(approve(test, updateId, people.owner), 'permission.refused');
    await refusedByTrigger(people.owner);
  });

  it('refuses whoever wrote an earlier revision, though none of it is left', async () => {
    await submit(test, updateId, people.owner);
    await edit(test, updateId, people.lead, aContent('The lead’s words.'));
    await returnIt(test, updateId, people.lead);
    await submit(test, updateId, people.owner, 'Every word is new.');
    await refused(approve(test, updateId, people.lead), 'permission.refused');
    await refusedByTrigger(people.lead);
    await approve(test, updateId, people.secondLead);
  });

  it('refuses who covers for an author, and who wrote while on cover', async () => {
    await makeLead(people.contributor);
    await addContributor(test, updateId, people.owner, people.contributor);
    await draft(test, updateId, people.contributor, 'By the contributor.');
    await setCover(people.contributor, people.signatory);
    await setCover(people.owner, people.chapterLead);
    const submitted = await submit(test, updateId, people.chapterLead, 'By the owner’s cover.');
    expect(submitted).toMatchObject({ madeById: people.chapterLead, onBehalfOfId: people.owner });
    await refused(approve(test, updateId, people.signatory), 'permission.refused');
    await refusedByTrigger(people.signatory, people.contributor);
    await refused(approve(test, updateId, people.chapterLead), 'permission.refused');
    await refusedByTrigger(people.chapterLead);
    await test.manager.query('UPDATE covers SET ended_at = now()');
    await approve(test, updateId, people.lead);
  });

  it('keeps who wrote a text that the organisation refused to clear', async () => {
    await makeLead(people.clearingOwner);
    await submit(test, clearedId, people.clearingOwner);
    await refuseClearance(test, clearedId, people.clearer);
    await assign(test, clearedId, people.secretariat, {
      version: (await update(clearedId)).version,
      ownerId: people.owner,
    });
    await submit(test, clearedId, people.owner);
    await clear(test, clearedId, people.clearer);
    await refused(approve(test, clearedId, people.clearingOwner), 'permission.refused');
  });
});

describe('clearance', () => {
  it('stands between drafting and review where the organisation asks for it', async () => {
    await submit(test, clearedId, people.clearingOwner, 'First words.');
    expect(await state(clearedId)).toBe('in_clearance');
    await refused(approve(test, clearedId, people.lead), 'transition.illegal');
    await refused(clear(test, clearedId, people.lead), 'permission.refused');
    await refuseClearance(test, clearedId, people.clearer, 'Ask the press office.');
    expect(await state(clearedId)).toBe('returned');
    expect(words((await draftOf(clearedId))!.content)).toBe('First words.');
    // That it was refused is seen by those who wait for it; why is said to those who write it.
    const told = async (person: WorldPerson) => {
      const actor = await test.actor(people[person]);
      const { decisions } = await test.app.get(UpdateReader).read(actor, clearedId);
      return decisions.map(({ kind, reason }) => [kind, reason ?? '']);
    };
    for (const person of ['clearingOwner', 'clearer'] as const) {
      expect(await told(person)).toEqual([['refuse_clearance', 'Ask the press office.']]);
    }
    for (const person of ['lead', 'secretariat', 'auditor'] as const) {
      expect(await told(person)).toEqual([['refuse_clearance', '']]);
    }
    await submit(test, clearedId, people.clearingOwner, 'Second words.');
    await clear(test, clearedId, people.clearer);
    expect(await state(clearedId)).toBe('submitted');
    await approve(test, clearedId, people.lead);
    expect(await state(clearedId)).toBe('approved');
  });

  it('is not asked of the other organisations', async () => {
    await submit(test, updateId, people.owner);
    expect(await state()).toBe('submitted');
    await refused(clear(test, updateId, people.clearer), 'record.not_found');
  });

  it('can be forestalled by a recall', async () => {
    await submit(test, clearedId, people.clearingOwner);
    await recall(test, clearedId, people.clearingOwner);
    await refused(clear(test, clearedId, people.clearer), 'transition.illegal', {
      extra: {
        conflict: { who: 'The clearingOwner', what: 'recalled it', at: expect.any(Date) },
      },
    });
  });
});

describe('leaving out', () => {
  it('omits with a reason as an override, and includes again where it stood', async () => {
    await submit(test, updateId, people.owner);
    await refused(omit(test, updateId, people.lead, 'Late.'), 'permission.refused');
    await omit(test, updateId, people.secretariat, 'Nothing came.');
    const { omissionId } = await update();
    const [override] = await test.manager.query<object[]>(
      'SELECT kind, reason, made_by_id, confirmed_at, ended_at FROM overrides WHERE id = $1',
      [omissionId],
    );
    expect(override).toEqual({
      kind: 'omission',
      reason: 'Nothing came.',
      made_by_id: people.secretariat,
      confirmed_at: null,
      ended_at: null,
    });
    await refused(approve(test, updateId, people.lead), 'transition.illegal', {
      extra: { conflict: { who: 'The secretariat', what: 'left it out', at: expect.any(Date) } },
    });
    await include(test, updateId, people.secondSecretariat);
    expect(await update()).toMatchObject({ state: 'submitted', omissionId: null });
    expect(await count('overrides WHERE id = $1 AND ended_at IS NOT NULL', omissionId)).toBe(1);
    await approve(test, updateId, people.lead);
  });

  it('refuses to omit twice and to include what is in', async () => {
    await refused(include(test, updateId, people.secretariat), 'transition.illegal');
    await omit(test, updateId, people.secretariat, 'Nothing came.');
    await refused(omit(test, updateId, people.secondSecretariat, 'Me too.'), 'transition.illegal', {
      extra: { conflict: expect.objectContaining({ who: 'The secretariat', what: 'left it out' }) },
    });
    expect(await count('overrides WHERE subject_id = $1', updateId)).toBe(1);
  });
});

describe('assigning', () => {
  it('changes owner, date and listing, once per version seen', async () => {
    const { version } = await update();
    await assign(test, updateId, people.secretariat, {
      version,
      ownerId: people.secondOwner,
      respondBy: '2022-05-20',
    });
    expect(await update()).toMatchObject({
      ownerId: people.secondOwner,
      respondBy: '2022-05-20',
      version: version + 1,
    });
    await refused(
      assign(test, updateId, people.secondSecretariat, { version, ownerId: people.owner }),
      'record.changed_meanwhile',
      {
        extra: {
          conflict: expect.objectContaining({
            who: 'The secretariat',
            what: 'changed this update',
          }),
        },
      },
    );
    await refused(draft(test, updateId, people.owner), 'permission.refused');
    await draft(test, updateId, people.secondOwner);
  });

  it('refuses a date after sign-off, one that is no date, and an owner who is not there', async () => {
    const { version } = await update();
    for (const change of [
      { respondBy: '2022-05-31' },
      { respondBy: '2022-02-30' },
      { ownerId: updateId },
    ]) {
      await refused(
        assign(test, updateId, people.secretariat, { version, ...change }),
        'request.invalid',
        { extra: { issues: [expect.objectContaining({ field: Object.keys(change)[0] })] } },
      );
    }
    expect((await update()).version).toBe(version);
  });
});

describe('what was written and decided', () => {
  it.each(['update_revisions', 'revision_authors', 'update_decisions'])(
    'stays as it is in %s, whoever asks the database',
    async (table) => {
      await submit(test, updateId, people.owner);
      await approve(test, updateId, people.lead);
      const before = await count(table);
      expect(before).toBeGreaterThan(0);
      const restrict = { driverError: { code: '23001' } };
      const column = table === 'revision_authors' ? 'on_behalf_of_id' : 'id';
      await expect(
        test.manager.query(`UPDATE ${table} SET ${column} = ${column}`),
      ).rejects.toMatchObject(restrict);
      await expect(test.manager.query(`DELETE FROM ${table}`)).rejects.toMatchObject(restrict);
      expect(await count(table)).toBe(before);
    },
  );

  it('keeps with each revision exactly what was hashed', async () => {
    await submit(test, updateId, people.owner);
    await expect(
      test.manager.query(
        `INSERT INTO update_revisions (id, update_id, number, kind, content, content_hash, made_at)
         VALUES (gen_random_uuid(), $1, 2, 'submission', '{}', repeat('0', 64), now())`,
        [updateId],
      ),
    ).rejects.toMatchObject({ driverError: { constraint: 'ck_update_revisions_hash' } });
  });
});
