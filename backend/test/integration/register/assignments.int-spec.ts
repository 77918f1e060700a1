import { verifyAudit } from '../../../src/modules/audit/index.js';
import { GrantRecord, Organisation, Person } from '../../../src/modules/identity/index.js';
import { Commitment } from '../../../src/modules/plan/index.js';
import { Update } from '../../../src/modules/updates/index.js';
import { omit } from '../../builders/update-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  addPlan,
  approve,
  buildWorld,
  draft,
  give,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { TestApp, type Answer } from '../../support/test-app.js';

interface Effect {
  hash: string;
  changes: {
    what: string;
    id: string;
    title: string;
    from?: { id: string };
    to?: { id: string };
  }[];
  stays: { id: string; why: string }[];
  cannotApprove: { id: string }[];
  unchanged: number;
}

let test: TestApp;
let world: World;
let plan: World;
let people: World['people'];
let sessions: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  sessions = new SignIns(test, world);
  await sessions.now('secretariat', 'secondSecretariat', 'owner', 'lead', 'administrator');
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
});
afterEach(async () => {
  expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
});

const ask = (
  path: string,
  body: object,
  as: WorldPerson = 'secretariat',
): Promise<Answer<Effect & { code?: string }>> =>
  test.request('POST', path, { as: sessions.get(as), body });
const preview = async (body: object, as?: WorldPerson): Promise<Effect> => {
  const answer = await ask('/api/assignments/preview', body, as);
  expect(answer.text && answer.status).toBe(200);
  return answer.body;
};
const assign = async (body: object, as?: WorldPerson) => {
  const { hash } = await preview(body, as);
  return ask('/api/assignments', { ...body, seen: hash }, as);
};
const ownersOf = async (): Promise<(string | null)[]> => {
  const rows = await test.manager.find(Commitment, { where: { planId: plan.planId } });
  return plan.commitmentIds.map((id) => rows.find((row) => row.id === id)!.ownerId);
};
const updateOwners = async (): Promise<(string | null)[]> => {
  const rows = await test.manager.find(Update, { where: { planId: plan.planId } });
  return plan.updateIds.map((id) => rows.find((row) => row.id === id)!.ownerId);
};
const grantsOf = (personId: string, role: GrantRecord['role']): Promise<GrantRecord[]> =>
  test.manager
    .findBy(GrantRecord, { personId, role })
    .then((grants) => grants.filter(({ revokedAt }) => revokedAt === null));
const kindsSince = async (seq: number): Promise<string[]> => {
  const rows = await test.manager.query<{ kind: string }[]>(
    'SELECT kind FROM audit_entries WHERE seq > $1 ORDER BY seq',
    [seq],
  );
  return rows.map(({ kind }) => kind);
};
const lastSeq = async (): Promise<number> => {
  const [row] = await test.manager.query<{ seq: string }[]>(
    'SELECT max(seq) AS seq FROM audit_entries',
  );
  return Number(row!.seq);
};
const owning = (commitmentIds: string[], personId = people.stranger) => ({
  part: 'owner',
  personId,
  commitmentIds,
});

describe('an owner for many commitments', () => {
  it('takes the commitments and what is still being written on them', async () => {
    await draft(test, plan.updateIds[0]!, people.owner);
    await submit(test, plan.updateIds[1]!, people.owner);
    const before = await lastSeq();
    const answer = await assign(owning(plan.commitmentIds.slice(0, 3)));
    expect(answer.status).toBe(200);
    expect(answer.body.changes.map(({ what, to }) => [what, to!.id])).toEqual([
      ...Array.from({ length: 3 }, () => ['commitment', people.stranger]),
      ...Array.from({ length: 2 }, () => ['update', people.stranger]),
    ]);
    expect(answer.body.stays).toEqual([
      expect.objectContaining({ id: plan.updateIds[1], why: 'Its text was handed in.' }),
    ]);
    const { stranger, owner, clearingOwner } = people;
    expect(await ownersOf()).toEqual([stranger, stranger, stranger, clearingOwner]);
    expect(await updateOwners()).toEqual([stranger, owner, stranger, clearingOwner]);
    expect((await kindsSince(before)).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'commitment.owner_changed'),
      ...Array.from({ length: 2 }, () => 'update.assigned'),
    ]);
  });

  it('changes nothing while it is looked at', async () => {
    const before = await checksums(test.dataSource);
    const effect = await preview(owning(plan.commitmentIds));
    expect(effect.changes).toHaveLength(8);
    expect(await checksums(test.dataSource)).toEqual(before);
  });

  it('counts what is theirs already, and leaves approved texts alone', async () => {
    await submit(test, plan.updateIds[0]!, people.owner);
    await approve(test, plan.updateIds[0]!, people.lead);
    await omit(test, plan.updateIds[2]!, people.secretariat, 'Nothing came.');
    const effect = await preview(owning(plan.commitmentIds.slice(0, 2), people.secondOwner));
    expect(effect.stays.map(({ id }) => id)).toEqual([plan.updateIds[0]]);
    expect((await preview(owning(plan.commitmentIds.slice(0, 2), people.owner))).unchanged).toBe(2);
  });

  it('is made only as it was seen', async () => {
    const body = owning(plan.commitmentIds.slice(0, 2));
    const { hash } = await preview(body);
    await submit(test, plan.updateIds[0]!, people.owner);
    const answer = await ask('/api/assignments', { ...body, seen: hash });
    expect([answer.status, answer.body.code]).toEqual([409, 'record.changed_meanwhile']);
    expect((await ownersOf()).slice(0, 2)).toEqual([people.owner, people.owner]);
  });

  it('of two at once, one is made whole and the other not at all', async () => {
    const [first, second] = [people.stranger, people.contributor].map((personId) =>
      owning(plan.commitmentIds, personId),
    ) as [object, object];
    const seen = [await preview(first), await preview(second, 'secondSecretariat')];
    const answers = await Promise.all([
      ask('/api/assignments', { ...first, seen: seen[0]!.hash }),
      ask('/api/assignments', { ...second, seen: seen[1]!.hash }, 'secondSecretariat'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const owners = [...(await ownersOf()), ...(await updateOwners())];
    expect(new Set(owners).size).toBe(1);
  });
});

describe('a lead and a clearer', () => {
  const leading = (fields: object = {}) => ({
    part: 'lead',
    personId: people.stranger,
    commitmentIds: plan.commitmentIds.slice(0, 2),
    ...fields,
  });

  it('leads these commitments, or their whole chapters', async () => {
    const before = await lastSeq();
    expect((await assign(leading())).body.changes).toHaveLength(2);
    expect(await kindsSince(before)).toEqual(['grant.given', 'grant.given']);
    const whole = await assign(leading({ isWholeChapter: true, personId: people.contributor }));
    expect(whole.body.changes.map(({ id }) => id)).toEqual([plan.chapterIds[0]]);
    const grants = await grantsOf(people.stranger, 'lead');
    expect(grants.map(({ commitmentId }) => commitmentId).sort()).toEqual(
      plan.commitmentIds.slice(0, 2).sort(),
    );
    // Who leads the chapter leads each commitment of it already.
    expect((await preview(leading({ personId: people.contributor }))).unchanged).toBe(2);
  });

  it('in place of whoever had just this role', async () => {
    await assign(leading());
    const before = await lastSeq();
    const answer = await assign(leading({ personId: people.contributor, isReplacing: true }));
    expect(answer.body.changes.filter(({ what }) => what === 'role_taken')).toHaveLength(2);
    expect((await kindsSince(before)).sort()).toEqual([
      ...['grant.given', 'grant.given', 'grant.revoked', 'grant.revoked'],
    ]);
    const left = (await grantsOf(people.stranger, 'lead')).filter(
      ({ planId }) => planId === plan.planId,
    );
    expect(left).toEqual([]);
    // Another scope is another role: the chapter's own lead keeps it.
    const kept = await grantsOf(people.chapterLead, 'lead');
    expect(kept.map(({ planId }) => planId)).toContain(plan.planId);
  });

  it('is warned of a text in review that they wrote a part of', async () => {
    await draft(test, plan.updateIds[0]!, people.owner);
    await submit(test, plan.updateIds[0]!, people.owner);
    const effect = await preview(leading({ personId: people.owner }));
    expect(effect.cannotApprove.map(({ id }) => id)).toEqual([plan.updateIds[0]]);
    expect((await preview(leading())).cannotApprove).toEqual([]);
  });

  it('clears for the organisations that lead the commitments', async () => {
    const answer = await assign({
      part: 'clearer',
      personId: people.stranger,
      commitmentIds: plan.commitmentIds,
    });
    expect(answer.body.changes).toHaveLength(2);
    const organisations = await test.manager.find(Organisation);
    const names = (await grantsOf(people.stranger, 'clearer')).map(
      ({ organisationId }) => organisations.find(({ id }) => id === organisationId)!.shortName,
    );
    expect(names.sort()).toEqual(['CB', 'MPS']);
  });
});

describe('who may', () => {
  const refusedTo = async (as: WorldPerson): Promise<unknown[]> => {
    const body = owning(plan.commitmentIds.slice(0, 1));
    const seen = 'a'.repeat(64);
    const answers = [
      await ask('/api/assignments/preview', body, as),
      await ask('/api/assignments', { ...body, seen }, as),
    ];
    return answers.map(({ status, body: { code } }) => [status, code]);
  };

  it('refuses an owner, a lead, an administrator, and another plan’s secretariat', async () => {
    const no = [403, 'permission.refused'];
    for (const person of ['owner', 'lead', 'administrator'] as const) {
      expect(await refusedTo(person)).toEqual([no, no]);
    }
    const elsewhere = await addPlan(test, world);
    const grantId = await give(test, people.stranger, {
      role: 'secretariat',
      planId: elsewhere.planId,
    });
    expect(await refusedTo('stranger')).toEqual([no, no]);
    await test.manager.update(GrantRecord, { id: grantId }, { revokedAt: test.now });
  });

  it('refuses the whole when one of it is refused', async () => {
    const elsewhere = await addPlan(test, world);
    const mixed = owning([plan.commitmentIds[0]!, elsewhere.commitmentIds[0]!]);
    expect((await ask('/api/assignments/preview', mixed)).status).toBe(400);
    const unknown = owning([plan.commitmentIds[0]!, plan.planId]);
    expect((await ask('/api/assignments/preview', unknown)).status).toBe(404);
    await test.manager.update(Person, { id: people.boardMember }, { isActive: false });
    const closed = owning(plan.commitmentIds, people.boardMember);
    expect((await ask('/api/assignments/preview', closed)).status).toBe(400);
    expect((await ownersOf())[0]).toBe(people.owner);
  });
});

describe('one role, by the secretariat', () => {
  const giving = (body: object, as: WorldPerson = 'stranger') =>
    ask(`/api/people/${people.contributor}/grants`, body, as);
  const idOf = async (shortName: string): Promise<string> =>
    (await test.manager.findOneByOrFail(Organisation, { shortName })).id;

  it('only leads and clearers of its own plans, given and taken', async () => {
    const elsewhere = await addPlan(test, world, [['owner', 0]]);
    const own = await give(test, people.stranger, {
      role: 'secretariat',
      planId: elsewhere.planId,
    });
    const { planId } = elsewhere;
    expect((await giving({ role: 'lead', planId })).status).toBe(201);
    expect((await giving({ role: 'clearer', organisationId: await idOf('MPS') })).status).toBe(201);
    // Its plan has no commitment of this organisation.
    const foreign = { role: 'clearer', organisationId: await idOf('CB') };
    for (const body of [
      { role: 'lead', planId: plan.planId },
      foreign,
      { role: 'secretariat', planId },
      { role: 'signatory', planId },
      { role: 'board_member', planId },
      { role: 'administrator' },
      { role: 'auditor' },
    ]) {
      expect([body, (await giving(body)).status]).toEqual([body, 403]);
    }
    // A chapter of another plan under the name of one's own.
    const crossed = { role: 'lead', planId, chapterId: plan.chapterIds[0] };
    expect((await giving(crossed)).status).toBe(400);

    const taking = async (personId: string, grantId: string): Promise<number> => {
      const answer = await test.request('DELETE', `/api/people/${personId}/grants/${grantId}`, {
        as: sessions.get('stranger'),
      });
      return answer.status;
    };
    const [lead] = (await grantsOf(people.contributor, 'lead')).filter(
      (grant) => grant.planId === planId,
    );
    expect(await taking(people.contributor, lead!.id)).toBe(200);
    const [signatory] = (await grantsOf(people.signatory, 'signatory')).filter(
      (grant) => grant.planId === planId,
    );
    expect(await taking(people.signatory, signatory!.id)).toBe(403);
    await test.manager.update(GrantRecord, { id: own }, { revokedAt: test.now });
  });
});
