import { randomUUID } from 'node:crypto';
import { COVER_PARTS } from '../../../src/common/actor.js';
import { Acts, verifyAudit } from '../../../src/modules/audit/index.js';
import {
  CreatePerson,
  GrantRecord,
  Organisation,
  RevokeGrant,
  SetCover,
} from '../../../src/modules/identity/index.js';
import { Commitment } from '../../../src/modules/plan/index.js';
import { verifyTrail } from '../../../src/modules/publication/verify-trail.js';
import { Update, UpdateContributor } from '../../../src/modules/updates/index.js';
import { Reassignment } from '../../../src/modules/updates/leaver/reassignment.entity.js';
import { addContributor, assign, claim } from '../../builders/update-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  addPlan,
  approve,
  buildWorld,
  give,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { TestApp, type Answer } from '../../support/test-app.js';

interface Line {
  what: string;
  id: string;
  title: string;
  outcome: string;
  to?: { id: string };
  why?: string;
  notes: string[];
}
interface Work {
  hash: string;
  lines: Line[];
  code?: string;
}

let test: TestApp;
let world: World;
let plan: World;
let people: World['people'];
/** Who leaves: somebody of their own in each test, with one thing of each kind. */
let leaver: string;
let leaverEmail: string;
let sessions: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  sessions = new SignIns(test, world);
  await sessions.now('secretariat', 'secondSecretariat', 'administrator', 'owner');
}, 60_000);
afterAll(() => test.stop());

beforeEach(async () => {
  plan = await addPlan(test, world);
  const { id: organisationId } = await test.manager.findOneByOrFail(Organisation, {
    shortName: 'CB',
  });
  leaverEmail = `leaver-${randomUUID()}@example.org`;
  leaver = await test.app.get(Acts).perform(
    null,
    (act) =>
      test.app.get(CreatePerson).execute(act, {
        ...{ name: 'The leaver', email: leaverEmail, organisationId, password: PASSWORD },
      }),
    'system',
  );
  const [owned, claimed, contributed] = plan.updateIds as [string, string, string];
  await ask('/api/assignments', { ...owning(leaver), seen: await seenOf(owning(leaver)) });
  await submit(test, owned, leaver, 'What the leaver wrote.');
  await give(test, leaver, { role: 'lead', planId: plan.planId });
  await give(test, leaver, { role: 'clearer', organisationId });
  await submit(test, claimed, people.owner);
  await claim(test, claimed, leaver);
  await addContributor(test, contributed, people.secretariat, leaver);
  await test.as(people.secretariat, (act) =>
    test.app.get(SetCover).execute(act, {
      ...{ absentId: leaver, coverId: people.contributor },
      ...{ startsOn: '2022-05-01', endsOn: '2022-06-30', parts: [...COVER_PARTS] },
    }),
  );
});
afterEach(async () => {
  for (const verified of [await verifyAudit(test.dataSource), await verifyTrail(test.dataSource)])
    expect(verified).not.toHaveProperty('wrong');
});

const owning = (personId: string) => ({
  ...{ part: 'owner', personId, commitmentIds: [plan.commitmentIds[0]] },
});
const ask = (
  path: string,
  body: object,
  as: WorldPerson = 'secretariat',
): Promise<Answer<Work & { detail?: string }>> =>
  test.request('POST', path, { as: sessions.get(as), body });
const seenOf = async (body: object): Promise<string> =>
  (await ask('/api/assignments/preview', body)).body.hash;
const preview = async (body: object = {}, as?: WorldPerson): Promise<Work> => {
  const answer = await ask(`/api/people/${leaver}/reassignments/preview`, body, as);
  expect(answer.text && answer.status).toBe(200);
  return answer.body;
};
const reassign = async (body: object, as?: WorldPerson, seen?: string) =>
  ask(
    `/api/people/${leaver}/reassignments`,
    { ...body, reason: 'They leave in May.', seen: seen ?? (await preview(body, as)).hash },
    as,
  );
const outcomes = ({ lines }: Work): unknown[] =>
  lines.map(({ what, outcome, to }) => [what, outcome, to?.id].filter(Boolean));
const heldBy = async (personId: string): Promise<unknown[]> => {
  const { manager } = test;
  const roles = await manager.findBy(GrantRecord, { personId });
  return [
    (await manager.findBy(Commitment, { ownerId: personId })).map(({ id }) => id),
    (await manager.findBy(Update, { ownerId: personId })).map(({ id }) => id),
    (await manager.findBy(UpdateContributor, { personId })).map(({ updateId }) => updateId),
    roles.filter(({ revokedAt }) => revokedAt === null).map(({ role }) => role),
  ];
};
const kindsSince = async (seq: number): Promise<string[]> => {
  const rows = await test.manager.query<{ kind: string }[]>(
    "SELECT kind FROM audit_entries WHERE seq > $1 AND kind NOT LIKE 'session.%' ORDER BY kind",
    [seq],
  );
  return rows.map(({ kind }) => kind);
};
const takeSecretariat = async (personId: string, planId: string): Promise<void> => {
  const given = { planId, role: 'secretariat', personId } as const;
  const grant = await test.manager.findOneByOrFail(GrantRecord, given);
  await test.as(people.administrator, (act) =>
    test.app.get(RevokeGrant).execute(act, personId, grant.id),
  );
};
const lastSeq = async (): Promise<number> => {
  const [row] = await test.manager.query<{ seq: string }[]>(
    'SELECT max(seq) AS seq FROM audit_entries',
  );
  return Number(row!.seq);
};
const NOBODY = [[], [], [], []];

describe('the work of somebody who leaves', () => {
  it('is shown whole, each thing with where it stands, and nothing is changed by looking', async () => {
    const before = await checksums(test.dataSource);
    const work = await preview();
    expect(work.lines.map(({ what, title }) => [what, title])).toEqual([
      ['commitment', 'Commitment 1'],
      ['lead', 'A plan'],
      ['clearer', 'Clearing body'],
      ['update', 'Commitment 1'],
      ['contribution', 'Commitment 3'],
      ['claim', 'Commitment 2'],
      ['cover', 'The contributor for The leaver'],
    ]);
    // Nobody is chosen yet: only what needs nobody ends.
    expect(work.lines.filter(({ outcome }) => outcome !== 'stays')).toHaveLength(2);
    await preview({ successorId: people.stranger, isAccountClosed: true }, 'administrator');
    expect(await checksums(test.dataSource)).toEqual(before);
  });

  it('goes to one successor in one act, with an entry for each thing', async () => {
    const before = await lastSeq();
    const answer = await reassign({ successorId: people.stranger });
    expect(answer.status).toBe(200);
    expect(outcomes(answer.body)).toEqual([
      ...['commitment', 'lead', 'clearer', 'update', 'contribution'].map((what) => [
        ...[what, 'handed_on', people.stranger],
      ]),
      ['claim', 'ended'],
      ['cover', 'ended'],
    ]);
    expect(await heldBy(leaver)).toEqual(NOBODY);
    expect(await heldBy(people.stranger)).toEqual([
      ...[[plan.commitmentIds[0]], [plan.updateIds[0]], [plan.updateIds[2]]],
      expect.arrayContaining(['lead', 'clearer']),
    ]);
    expect(await kindsSince(before)).toEqual([
      'commitment.owner_changed',
      'cover.ended',
      ...['grant.given', 'grant.given', 'grant.revoked', 'grant.revoked'],
      'person.work_reassigned',
      ...['update.assigned', 'update.contributor_added', 'update.contributor_removed'],
      'update.released',
    ]);
    const list = await test.request<{ data: { reason: string; lines: number }[] }>(
      'GET',
      `/api/people/${leaver}/reassignments`,
      { as: sessions.get('secondSecretariat') },
    );
    expect(list.body.data).toEqual([
      expect.objectContaining({ reason: 'They leave in May.', lines: 7, isAccountClosed: false }),
    ]);
  });

  it('keeps texts in review as they are, and who wrote them', async () => {
    await reassign({ successorId: people.secondLead });
    const update = await test.manager.findOneByOrFail(Update, { id: plan.updateIds[0] });
    expect([update.state, update.ownerId]).toEqual(['submitted', people.secondLead]);
    const mine = await test.as(people.lead, async (act) =>
      act.query<{ person_id: string }>(
        'SELECT person_id FROM revision_authors WHERE revision_id = $1',
        [update.latestRevisionId],
      ),
    );
    expect(mine).toEqual([{ person_id: leaver }]);
    // Their words still count as theirs, whatever role they are given again.
    await give(test, leaver, { role: 'lead', planId: plan.planId });
    await expect(approve(test, plan.updateIds[0]!, leaver)).rejects.toThrow(/part of this text/);
    await approve(test, plan.updateIds[0]!, people.secondLead);
  });

  it('goes to others where the one successor does not fit, by kind and by line', async () => {
    const { stranger, contributor, secondLead } = people;
    const answer = await reassign({
      successorId: stranger,
      choices: [
        { what: 'update', successorId: contributor },
        { what: 'update', id: plan.updateIds[0], successorId: secondLead },
        { what: 'clearer' },
        { what: 'cover' },
      ],
    });
    expect(outcomes(answer.body)).toEqual([
      ['commitment', 'handed_on', stranger],
      ['lead', 'handed_on', stranger],
      ['clearer', 'stays'],
      ['update', 'handed_on', secondLead],
      ['contribution', 'handed_on', stranger],
      ['claim', 'ended'],
      ['cover', 'stays'],
    ]);
    expect((await heldBy(leaver))[3]).toEqual(['clearer']);
  });

  it('says where a lead wrote what they would review, or would write what they lead', async () => {
    await assign(test, plan.updateIds[3]!, people.secretariat, { version: 1, ownerId: leaver });
    const notesOf = async (successorId: string, what: string): Promise<string[]> =>
      (await preview({ successorId })).lines.find((line) => line.what === what)!.notes;
    expect(await notesOf(people.owner, 'lead')).toEqual([
      'The owner wrote a part of what is in review, so somebody else must approve it: “Commitment 2”.',
    ]);
    const { lines } = await preview({ successorId: people.secondLead });
    expect(lines.filter(({ notes }) => notes.length > 0).map(({ title }) => title)).toEqual([
      'Commitment 4',
    ]);
    expect(await notesOf(people.secondOwner, 'contribution')).toEqual([
      'The secondOwner drafts it already.',
    ]);
  });
});

describe('it is made only as it was seen', () => {
  it('and refused when something changed hands meanwhile', async () => {
    const { hash } = await preview({ successorId: people.stranger });
    await assign(test, plan.updateIds[3]!, people.secretariat, { version: 1, ownerId: leaver });
    const before = await checksums(test.dataSource);
    const answer = await reassign({ successorId: people.stranger }, 'secretariat', hash);
    expect([answer.status, answer.body.code]).toEqual([409, 'record.changed_meanwhile']);
    expect(answer.body.detail).toMatch(/changed what would be reassigned/);
    expect(await checksums(test.dataSource)).toEqual(before);
  });

  it('of two at once, one is made whole and the other not at all', async () => {
    const [first, second] = [
      { successorId: people.stranger },
      { successorId: people.contributor, choices: [{ what: 'cover' }] },
    ] as const;
    const seen = [
      (await preview(first)).hash,
      (await preview(second, 'secondSecretariat')).hash,
    ] as const;
    const answers = await Promise.all([
      reassign(first, 'secretariat', seen[0]),
      reassign(second, 'secondSecretariat', seen[1]),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await heldBy(leaver)).toEqual(NOBODY);
  });

  it('and undone whole when one thing of it is refused', async () => {
    const before = await checksums(test.dataSource);
    const refused = async (body: object, as?: WorldPerson): Promise<unknown[]> => {
      const answer = await reassign(body, as, 'a'.repeat(64));
      expect(await checksums(test.dataSource)).toEqual(before);
      return [answer.status, answer.body.code];
    };
    const { stranger } = people;
    // The last of them goes to nobody who is there; and nothing goes back to who leaves.
    for (const successorId of [randomUUID(), leaver]) {
      const choices = [{ what: 'contribution', successorId }];
      expect(await refused({ successorId: stranger, choices })).toEqual([400, 'request.invalid']);
    }
    const covered = { successorId: stranger, choices: [{ what: 'cover' }], isAccountClosed: true };
    expect(await refused(covered, 'administrator')).toEqual([400, 'request.invalid']);
  });

  it('with a reason, and something to do', async () => {
    const nothing = { choices: [{ what: 'claim' }, { what: 'cover' }] };
    expect((await reassign(nothing)).status).toBe(400);
    const { hash: seen } = await preview({ successorId: people.stranger });
    const path = `/api/people/${leaver}/reassignments`;
    for (const reason of ['', '   ']) {
      expect((await ask(path, { successorId: people.stranger, reason, seen })).status).toBe(400);
    }
  });
});

describe('who may', () => {
  it('the secretariat of a plan only there, and closes no account', async () => {
    const elsewhere = await addPlan(test, world);
    const { updateIds, planId } = elsewhere;
    await takeSecretariat(people.secretariat, planId);
    await assign(test, updateIds[0]!, people.secondSecretariat, { version: 1, ownerId: leaver });
    await give(test, leaver, { role: 'lead', planId });
    // Named by its id, it is still nothing that one could give away.
    const choices = [{ what: 'update', id: updateIds[0], successorId: people.stranger }];
    const named = { successorId: people.contributor, choices };
    const unseen = await ask(`/api/people/${leaver}/reassignments/preview`, named);
    expect([unseen.status, unseen.body.code]).toEqual([404, 'record.not_found']);
    const body = { successorId: people.contributor };
    expect((await preview(body)).lines.map(({ id }) => id)).not.toContain(updateIds[0]);
    expect((await reassign(body)).status).toBe(200);
    expect(await heldBy(leaver)).toEqual([[], [updateIds[0]], [], ['lead']]);
    const closing = { ...body, isAccountClosed: true };
    const answer = await ask(`/api/people/${leaver}/reassignments/preview`, closing);
    expect([answer.status, answer.body.code]).toEqual([403, 'permission.refused']);
    const rest = await preview({ successorId: people.stranger }, 'administrator');
    // Their cover counts in the other plan too: it is not one plan's to end.
    expect(rest.lines.map(({ what }) => what)).toEqual(['lead', 'update', 'cover']);
  });

  it('nobody else; and nobody who is not there has work', async () => {
    const path = `/api/people/${leaver}/reassignments/preview`;
    expect((await ask(path, {}, 'owner')).status).toBe(403);
    const unknown = `/api/people/${randomUUID()}/reassignments/preview`;
    expect((await ask(unknown, {})).status).toBe(404);
  });

  it('on cover for the secretariat, and is recorded so', async () => {
    await test.as(people.secondSecretariat, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.secondSecretariat, coverId: people.owner },
        ...{ startsOn: '2022-05-01', endsOn: '2022-06-30', parts: [...COVER_PARTS] },
      }),
    );
    const before = await lastSeq();
    expect((await reassign({ successorId: people.stranger }, 'owner')).status).toBe(200);
    const entries = await test.manager.query<{ on_behalf_of_id: string }[]>(
      "SELECT on_behalf_of_id FROM audit_entries WHERE seq > $1 AND kind NOT LIKE 'session.%'",
      [before],
    );
    expect(new Set(entries.map(({ on_behalf_of_id: id }) => id))).toEqual(
      new Set([people.secondSecretariat]),
    );
  });

  it('on cover for the secretariats of two plans, and each is named where they count', async () => {
    const elsewhere = await addPlan(test, world);
    const { planId } = elsewhere;
    await give(test, leaver, { role: 'lead', planId });
    await give(test, people.stranger, { role: 'secretariat', planId });
    // Of the two secretariats whom they cover, each has one of the two plans.
    await takeSecretariat(people.secondSecretariat, planId);
    for (const absentId of [people.secondSecretariat, people.stranger]) {
      await test.as(absentId, (act) =>
        test.app.get(SetCover).execute(act, {
          ...{ absentId, coverId: people.secondOwner, parts: ['secretariat'] },
          ...{ startsOn: '2022-05-01', endsOn: '2022-06-30' },
        }),
      );
    }
    const body = { successorId: people.signatory, choices: [{ what: 'cover' }] };
    expect((await reassign(body, 'secondOwner')).status).toBe(200);
    const made = await test.manager.findBy(Reassignment, { personId: leaver });
    const behalf = (id: string) => made.find(({ onBehalfOfId }) => onBehalfOfId === id);
    expect(made).toHaveLength(2);
    expect(behalf(people.stranger)?.planIds).toEqual([planId]);
    expect(behalf(people.secondSecretariat)?.planIds).toEqual([plan.planId]);
    const told = await test.manager.query<{ on_behalf_of_id: string; plan_id: string }[]>(
      `SELECT on_behalf_of_id, plan_id FROM audit_entries
       WHERE kind = 'person.work_reassigned' AND subject_id = $1`,
      [leaver],
    );
    expect(new Map(told.map((each) => [each.plan_id, each.on_behalf_of_id]))).toEqual(
      new Map([
        [planId, people.stranger],
        [plan.planId, people.secondSecretariat],
      ]),
    );
  });

  it('the administrator over all, and closes the account with it: they are out at once', async () => {
    const session = await test.signIn(leaverEmail, PASSWORD);
    const answer = await reassign(
      { successorId: people.stranger, isAccountClosed: true },
      'administrator',
    );
    expect(answer.status).toBe(200);
    expect((await test.request('GET', '/api/home', { as: session })).status).toBe(401);
    const again = { email: leaverEmail, password: PASSWORD };
    expect((await test.request('POST', '/api/session', { body: again })).status).toBe(401);
    const [{ count }] = await test.manager.query<[{ count: number }]>(
      'SELECT count(*)::int AS count FROM sessions WHERE person_id = $1',
      [leaver],
    );
    expect(count).toBe(0);
  });

  it('closes no account of one’s own', async () => {
    const body = { successorId: people.stranger, isAccountClosed: true };
    const path = `/api/people/${people.administrator}/reassignments/preview`;
    expect((await ask(path, body, 'administrator')).status).toBe(400);
  });
});
