import { londonInstant } from '../../../src/common/dates.js';
import { SaveOrganisation, SetCover } from '../../../src/modules/identity/index.js';
import type { ProvenanceDto } from '../../../src/modules/provenance/dto/provenance.dto.js';
import { PublishRound } from '../../../src/modules/publication/index.js';
import { CreateRound, Round } from '../../../src/modules/rounds/index.js';
import { SignRound } from '../../../src/modules/signoff/index.js';
import { ArrangeListings } from '../../../src/modules/updates/actions/arrange-listings.js';
import {
  Listing,
  OpenRound,
  SubmitUpdate,
  Update,
  UpdateDraft,
} from '../../../src/modules/updates/index.js';
import { changeRegister } from '../../builders/register-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import { approveAll, publish, publishAll, seal, sign } from '../../builders/signed-round.js';
import { arrange, openSummary } from '../../builders/summary.js';
import { addContributor, assign, clear } from '../../builders/update-acts.js';
import {
  addPlan,
  approve,
  aRound,
  buildWorld,
  draft,
  PASSWORD,
  rowIds,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  await test.setClock(londonInstant('2022-05-09T09:00'));
  plan = await addPlan(test, world);
});

const ask = async (editionId: string, words: string, as: WorldPerson = 'auditor') => {
  const { status, body } = await test.request<ProvenanceDto>(
    'POST',
    `/api/editions/${editionId}/provenance`,
    { as: await signedIn.get(as), body: { words } },
  );
  expect(status).toBe(200);
  return body;
};
const told = ({ steps }: ProvenanceDto) =>
  steps.map(({ who, words, row }) => `${who?.name} ${words}${row ? ` in ${row.title}` : ''}`);

describe('words of the register', () => {
  it('are put down to who changed the register, also rounds later', async () => {
    const { people, commitmentIds } = plan;
    const change = { kind: 'reword', commitmentId: commitmentIds[1]! } as const;
    await changeRegister(test, people.secretariat, {
      ...{ ...change, roundId: plan.roundId, title: 'Commitment 2', summary: 'A summary.' },
      wording: 'Patrols in every ward by spring.',
    });
    // From the next round on.
    await changeRegister(test, people.secondSecretariat, {
      ...{ kind: 'renumber', commitmentId: commitmentIds[1]!, reference: '4.7' },
    });
    await publishAll(test, plan);
    const next = await nextRound();
    const [first] = next.updateIds as [string];
    const { version } = await test.manager.findOneByOrFail(Update, { id: first });
    const { chapter } = await test.manager.findOneByOrFail(Listing, { updateId: first });
    await assign(test, first, people.secondSecretariat, {
      version,
      listing: { chapter, wording: 'Wardens in every borough.' },
    });
    const editionId = await publishAll(test, next);
    const found = await ask(editionId, 'Patrols in every ward');
    expect(found).toMatchObject({ where: 'listing' });
    expect(found.answer).toBe(
      'Put into the register by The secretariat, MOPAC (secretariat). Signed by The signatory, MOPAC (signatory).',
    );
    const [reworded] = found.steps.filter(({ act }) => act === 'register');
    expect(reworded).toMatchObject({
      ...{ words: 'reworded the commitment', hasWords: true, reason: 'The plan was revised.' },
      ...{ who: { name: 'The secretariat' }, entry: { hash: expect.any(String) } },
    });
    // What the change did to the row is told once.
    expect(found.steps.filter(({ act }) => act === 'listed')).toEqual([]);
    const laidOut = await ask(editionId, 'Wardens in every borough');
    expect(laidOut.answer).toContain(
      'Put into the edition by its layout, by The secondSecretariat, MOPAC (secretariat).',
    );
    expect(laidOut.steps.filter(({ act }) => act === 'listed')).toMatchObject([
      {
        ...{ words: 'changed how the row is listed', hasWords: true },
        fields: expect.arrayContaining([
          { field: 'wording', from: expect.any(String), to: 'Wardens in every borough.' },
        ]),
        entry: { hash: expect.any(String) },
      },
    ]);
    const number = await ask(editionId, '4.7');
    expect(number.answer).toContain('by The secondSecretariat, MOPAC (secretariat)');
    // Who works on the plan reads the register's changes, and no entry of the trail.
    const lead = await ask(editionId, 'Patrols in every ward', 'lead');
    expect(lead.steps.filter(({ act }) => act === 'register')).toHaveLength(2);
    expect(lead.steps.some(({ entry }) => entry)).toBe(false);
    const listed = await ask(editionId, 'Wardens in every borough', 'lead');
    expect(listed.steps.find(({ act }) => act === 'listed')).toMatchObject({ hasWords: true });
  });
});

describe('words of combined rows', () => {
  it('are followed into the row that no other continues', async () => {
    const { people } = plan;
    await approveAll(test, plan, [plan.updateIds[2]!]);
    await submit(
      test,
      plan.updateIds[2]!,
      people.secondOwner,
      'Ninety wardens were hired in March.',
    );
    await approve(test, plan.updateIds[2]!, people.secondLead);
    await seal(test, plan);
    await sign(test, plan);
    await publish(test, plan);
    const next = await nextRound();
    const listings = await test.manager.find(Listing, {
      where: { roundId: next.roundId },
      order: { position: 'ASC' },
    });
    const { version } = await test.manager.findOneByOrFail(Round, { id: next.roundId });
    const [first, second, , fourth] = listings.map(({ updateId, chapter, reference, wording }) => ({
      ...{ updateId, chapter, wording, ...(reference && { reference }) },
    }));
    const commitmentIds = [plan.commitmentIds[0]!, plan.commitmentIds[2]!];
    await test.as(people.secretariat, (act) =>
      test.app.get(ArrangeListings).execute(act, next.roundId, {
        ...{ version, rows: [{ ...first!, commitmentIds }, second!, fourth!] },
      }),
    );
    const ids = await rowIds(test, next.roundId);
    const combined = { ...next, updateIds: [ids[0]!, ids[1]!] };
    await submit(test, ids[0]!, people.owner, 'Ours. Ninety wardens were hired in March.');
    await approve(test, ids[0]!, people.lead);
    await approveAll(test, combined, [ids[0]!]);
    await submit(test, ids[2]!, people.clearingOwner, 'Cleared.');
    await clearAndApprove(ids[2]!);
    await seal(test, next);
    await sign(test, next);
    await test.setClock(londonInstant('2022-06-14T09:30'));
    const editionId = await test.as(people.secretariat, (act) =>
      test.app.get(PublishRound).execute(act, next.roundId),
    );
    const found = await ask(editionId, 'Ninety wardens were hired');
    expect(told(found)).toEqual([
      'The secondOwner submitted revision 1 in Commitment 3',
      'The secondLead approved revision 1 in Commitment 3',
      'The secretariat sealed it, with everything that the round prints in Commitment 3',
      'The signatory signed it in Commitment 3',
      'The secretariat published the edition in Commitment 3',
      'The owner submitted revision 1',
      'The lead approved revision 1',
      'The secretariat sealed it, with everything that the round prints',
      'The signatory signed it',
      'The secretariat published the edition',
    ]);
    expect(found.answer).toMatch(
      /^First in “Commitment 3”, approved there by The secondLead, MOPAC \(lead\)\. Approved by The lead/,
    );
    const own = await ask(found.edition.id, 'Ours.');
    expect(own.steps.some(({ row }) => row)).toBe(false);
    const cleared = await ask(found.edition.id, 'Cleared.');
    expect(cleared.steps.find(({ act }) => act === 'clear')).toMatchObject({
      ...{ words: 'cleared revision 1', role: 'Clearer', who: { name: 'The clearer' } },
      entry: { hash: expect.any(String) },
    });
  });
});

describe('words of a stakeholder summary', () => {
  it('are followed to the text that the paragraph began with, and to who wrote it', async () => {
    const { people } = plan;
    const [source] = plan.updateIds as [string];
    await addContributor(test, source, people.secretariat, people.contributor);
    await draft(test, source, people.contributor, 'Sixty schools take part.');
    await submit(test, source, people.owner, 'Sixty schools take part. More will come.');
    await approve(test, source, people.lead);
    const summary = await openSummary(test, plan);
    const [paragraph] = await arrange(test, summary, [
      {
        ...{ theme: 'Trust', title: 'Schools', commitmentIds: [] },
        ...{ ownerId: people.secondOwner, sourceIds: [source] },
      },
    ]);
    await test.as(people.secondOwner, (act) =>
      test.app.get(SubmitUpdate).execute(act, paragraph!, 1),
    );
    await approve(test, paragraph!, people.secondLead);
    await seal(test, summary);
    await sign(test, summary);
    const editionId = await publish(test, summary);
    const found = await ask(editionId, 'Sixty schools take part');
    expect(told(found)).toEqual([
      'The owner submitted revision 1 in Commitment 1',
      'The lead approved revision 1 in Commitment 1',
      'The secretariat began the paragraph with revision 1 of “Commitment 1”, which has these words',
      'The secondOwner submitted revision 1',
      'The secondLead approved revision 1',
      'The secretariat sealed it, with everything that the round prints',
      'The signatory signed it',
      'The secretariat published the edition',
    ]);
    for (const { entry } of found.steps) expect(entry?.hash).toMatch(/^[0-9a-f]{64}$/);
    const roles = (index: number) =>
      Object.fromEntries(found.steps[index]!.writers!.map(({ who, role }) => [who.name, role]));
    expect(roles(0)).toEqual({ 'The owner': 'Owner', 'The contributor': 'Contributor' });
    expect(roles(3)).toEqual({
      'The owner': 'Of the words taken over',
      'The contributor': 'Of the words taken over',
      'The secretariat': 'Secretariat',
    });
    // An owner of the paragraph learns where its words are from, and no more of a text not yet published.
    const owner = await ask(editionId, 'Sixty schools take part', 'secondOwner');
    expect(told(owner)[0]).toMatch(/^The secretariat began the paragraph/);
  });
});

describe('people as they were then', () => {
  it('keep their part, their organisation and whom they signed for', async () => {
    const { people } = plan;
    const [first] = plan.updateIds as [string];
    await draft(test, first, people.owner, 'Half of it is done.');
    const { version } = await test.manager.findOneByOrFail(Update, { id: first });
    await assign(test, first, people.secretariat, { version, ownerId: people.secondOwner });
    const { version: drafted } = await test.manager.findOneByOrFail(UpdateDraft, {
      updateId: first,
    });
    expect(drafted).toBe(1);
    await submit(test, first, people.secondOwner, 'Half of it is done. The rest follows.');
    await approve(test, first, people.lead);
    await approveAll(test, plan, [first]);
    const manifest = await seal(test, plan);
    await test.as(people.signatory, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.signatory, coverId: people.boardMember, parts: ['signing'] },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-20' },
      }),
    );
    await test.as(people.boardMember, (act) =>
      test.app.get(SignRound).execute(act, plan.roundId, {
        ...{ manifestId: manifest.id, manifestHash: manifest.hash, password: PASSWORD },
      }),
    );
    const editionId = await publish(test, plan);
    await renameOffice();
    const found = await ask(editionId, 'Half of it is done');
    expect(found.answer).toBe(
      'Approved by The lead, MOPAC (lead). Signed by The boardMember, MOPAC, for The signatory, MOPAC (signatory).',
    );
    const writers = found.steps[0]!.writers!.map(({ who, role }) => [who.name, role]);
    expect(writers.sort()).toEqual([
      ['The owner', 'Owner'],
      ['The secondOwner', 'Owner'],
    ]);
    expect(found.steps.find(({ act }) => act === 'signed')).toMatchObject({
      who: { organisation: 'MOPAC', organisationName: 'Policing office', isAssumed: false },
      onBehalfOf: { name: 'The signatory', organisation: 'MOPAC' },
    });
  });
});

/** The body of the leads has another name from now on. */
const renameOffice = async () => {
  const [office] = await test.manager.query<{ id: string }[]>(
    "SELECT id FROM organisations WHERE short_name = 'MOPAC'",
  );
  await test.as(world.people.administrator, (act) =>
    test.app
      .get(SaveOrganisation)
      .execute(act, { name: 'Office renamed', shortName: 'ORN' }, office!.id),
  );
};

async function clearAndApprove(updateId: string): Promise<void> {
  await clear(test, updateId, world.people.clearer);
  await approve(test, updateId, world.people.lead);
}

/** The round after the published one, open. */
async function nextRound(): Promise<World> {
  await test.setClock(londonInstant('2022-06-13T09:30'));
  const roundId = await test.as(plan.people.secretariat, async (act) => {
    const id = await test.app.get(CreateRound).execute(
      act,
      plan.planId,
      aRound({
        ...{ slug: `next-of-${plan.planId.slice(0, 8)}`, title: 'The next round' },
        ...{ periodStart: '2022-04-01', periodEnd: '2022-06-30' },
      }),
    );
    await test.app.get(OpenRound).execute(act, id);
    return id;
  });
  return { ...plan, roundId, updateIds: await rowIds(test, roundId) };
}
