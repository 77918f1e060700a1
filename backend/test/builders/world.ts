import { randomUUID } from 'node:crypto';
import { londonInstant } from '../../src/common/dates.js';
import { documentFromMarkdown } from '../../src/common/rich-text/index.js';
import type { Role } from '../../src/common/actor.js';
import { CreatePerson, GiveGrant, SaveOrganisation } from '../../src/modules/identity/index.js';
import { Acts, type Act } from '../../src/modules/audit/index.js';
import { AddCommitment, CreatePlan } from '../../src/modules/plan/index.js';
import { CreateRound } from '../../src/modules/rounds/index.js';
import {
  ApproveUpdate,
  OpenRound,
  SaveDraft,
  SubmitUpdate,
  Update,
  UpdateDraft,
  UpdateRevision,
} from '../../src/modules/updates/index.js';
import type { TestApp } from '../support/test-app.js';

export const PASSWORD = 'a password for tests';

export type WorldPerson =
  | 'owner'
  | 'secondOwner'
  | 'contributor'
  | 'clearingOwner'
  | 'clearer'
  | 'lead'
  | 'secondLead'
  | 'chapterLead'
  | 'secretariat'
  | 'secondSecretariat'
  | 'signatory'
  | 'auditor'
  | 'administrator'
  | 'boardMember'
  | 'stranger';

/** A small installation: one plan, two chapters, four commitments, an open round, everybody's roles. */
export interface World {
  planId: string;
  roundId: string;
  chapterIds: string[];
  commitmentIds: string[];
  /** In order: owner's, owner's, secondOwner's, clearingOwner's (which needs clearance). */
  updateIds: string[];
  people: Record<WorldPerson, string>;
  emailOf(person: WorldPerson): string;
}

export const aContent = (text = 'Work goes on.', delivery = 'in_progress') => ({
  document: documentFromMarkdown(text),
  delivery,
});

const emailOf = (person: WorldPerson): string =>
  `${person.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}@example.org`;

/** Builds the world through the actions people use, at 9 May 2022, with the round open since April. */
export async function buildWorld(test: TestApp): Promise<World> {
  await test.setClock(londonInstant('2022-04-04T09:00'));
  const { app } = test;
  const system = <T>(work: (act: Act) => Promise<T>): Promise<T> =>
    app.get(Acts).perform(null, work, 'system');
  const mps = await system((act) =>
    app.get(SaveOrganisation).execute(act, { name: 'Police service', shortName: 'MPS' }),
  );
  const mopac = await system((act) =>
    app.get(SaveOrganisation).execute(act, { name: 'Policing office', shortName: 'MOPAC' }),
  );
  const clearingBody = await system((act) =>
    app
      .get(SaveOrganisation)
      .execute(act, { name: 'Clearing body', shortName: 'CB', isClearanceRequired: true }),
  );
  const organisationOf: Partial<Record<WorldPerson, string>> = {
    owner: mps,
    secondOwner: mps,
    contributor: mps,
    clearingOwner: clearingBody,
    clearer: clearingBody,
  };
  const names: WorldPerson[] = [
    'owner',
    'secondOwner',
    'contributor',
    'clearingOwner',
    'clearer',
    'lead',
    'secondLead',
    'chapterLead',
    'secretariat',
    'secondSecretariat',
    'signatory',
    'auditor',
    'administrator',
    'boardMember',
    'stranger',
  ];
  const people = {} as Record<WorldPerson, string>;
  for (const name of names) {
    people[name] = await system((act) =>
      app.get(CreatePerson).execute(act, {
        name: `The ${name}`,
        email: emailOf(name),
        organisationId: organisationOf[name] ?? mopac,
        password: PASSWORD,
      }),
    );
  }
  const { planId, chapterIds } = await system((act) =>
    app.get(CreatePlan).execute(act, {
      slug: 'plan',
      title: 'A plan',
      publisherId: mopac,
      chapterTitles: ['First chapter', 'Second chapter'],
    }),
  );
  const owners: [WorldPerson, string, number][] = [
    ['owner', mps, 0],
    ['owner', mps, 0],
    ['secondOwner', mps, 1],
    ['clearingOwner', clearingBody, 1],
  ];
  const commitmentIds: string[] = [];
  for (const [index, [owner, leadOrganisationId, chapter]] of owners.entries()) {
    commitmentIds.push(
      await system((act) =>
        app.get(AddCommitment).execute(act, {
          planId,
          chapterId: chapterIds[chapter]!,
          slug: `commitment-${index + 1}`,
          title: `Commitment ${index + 1}`,
          summary: `What commitment ${index + 1} promises.`,
          leadOrganisationId,
          ownerId: people[owner],
        }),
      ),
    );
  }
  const give = (
    person: WorldPerson,
    role: Role,
    scope: Record<string, string> = {},
  ): Promise<string> =>
    system((act) => app.get(GiveGrant).execute(act, people[person], { role, ...scope }));
  await give('lead', 'lead', { planId });
  await give('secondLead', 'lead', { planId });
  await give('chapterLead', 'lead', { planId, chapterId: chapterIds[0]! });
  await give('secretariat', 'secretariat', { planId });
  await give('secondSecretariat', 'secretariat', { planId });
  await give('signatory', 'signatory', { planId });
  await give('boardMember', 'board_member', { planId });
  await give('auditor', 'auditor');
  await give('administrator', 'administrator');
  await give('clearer', 'clearer', { organisationId: clearingBody });

  const roundId = await test.as(people.secretariat, async (act) => {
    const id = await app.get(CreateRound).execute(act, planId, {
      title: '2021/22 Quarter 4 update',
      slug: '2021-22-q4',
      periodLabel: '2021/22 Q4 (January to March 2022)',
      periodStart: '2022-01-01',
      periodEnd: '2022-03-31',
      asAt: '2022-03-31',
      opensOn: '2022-04-04',
      draftsDueOn: '2022-04-29',
      reviewDueOn: '2022-05-16',
      signOffDueOn: '2022-05-30',
      publicationOn: '2022-06-10',
    });
    await app.get(OpenRound).execute(act, id);
    return id;
  });
  const updates = await test.manager.query<{ id: string }[]>(
    'SELECT u.id FROM updates u JOIN listings l ON l.update_id = u.id WHERE u.round_id = $1 ORDER BY l.position',
    [roundId],
  );
  await test.setClock(londonInstant('2022-05-09T09:00'));
  return {
    planId,
    roundId,
    chapterIds,
    commitmentIds,
    updateIds: updates.map((update) => update.id),
    people,
    emailOf,
  };
}

/** Saves a draft as that person, on top of whatever is there. */
export async function draft(
  test: TestApp,
  updateId: string,
  personId: string,
  text?: string,
): Promise<number> {
  const present = await test.manager.findOneBy(UpdateDraft, { updateId });
  const saved = await test.as(personId, (act) =>
    test.app
      .get(SaveDraft)
      .execute(act, updateId, present?.version ?? 0, aContent(text ?? `Text ${randomUUID()}.`)),
  );
  return saved.version;
}

export async function submit(
  test: TestApp,
  updateId: string,
  personId: string,
  text?: string,
): Promise<UpdateRevision> {
  const version = await draft(test, updateId, personId, text);
  await test.as(personId, (act) => test.app.get(SubmitUpdate).execute(act, updateId, version));
  return latestRevision(test, updateId);
}

export async function latestRevision(test: TestApp, updateId: string): Promise<UpdateRevision> {
  const update = await test.manager.findOneByOrFail(Update, { id: updateId });
  return test.manager.findOneByOrFail(UpdateRevision, { id: update.latestRevisionId! });
}

export async function approve(test: TestApp, updateId: string, personId: string): Promise<void> {
  const revision = await latestRevision(test, updateId);
  await test.as(personId, (act) =>
    test.app
      .get(ApproveUpdate)
      .execute(act, updateId, { revisionId: revision.id, contentHash: revision.contentHash }),
  );
}
