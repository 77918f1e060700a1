import { randomUUID } from 'node:crypto';
import { londonInstant } from '../../src/common/dates.js';
import { documentFromMarkdown } from '../../src/common/rich-text/index.js';
import type { CoverPart, Grant } from '../../src/common/actor.js';
import {
  CreatePerson,
  GiveGrant,
  Organisation,
  SaveOrganisation,
} from '../../src/modules/identity/index.js';
import { Acts, type Act } from '../../src/modules/audit/index.js';
import { AddCommitment, CreatePlan } from '../../src/modules/plan/index.js';
import { CreateRound, type RoundInput } from '../../src/modules/rounds/index.js';
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

/** What a cover takes over in the tests: all but signing. */
export const EVERYDAY: CoverPart[] = ['drafting', 'review', 'clearance', 'secretariat'];

export const PASSWORD = 'a password for tests';

export const WORLD_PEOPLE = [
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
] as const;
export type WorldPerson = (typeof WORLD_PEOPLE)[number];

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

/** Whose updates a round of the world has, in order, and in which of the two chapters they stand. */
const ROWS: readonly [owner: WorldPerson, chapter: 0 | 1][] = [
  ['owner', 0],
  ['owner', 0],
  ['secondOwner', 1],
  ['clearingOwner', 1],
];

/** Builds the world through the actions people use, at 9 May 2022, with the round open since April. */
export async function buildWorld(test: TestApp, rows = ROWS): Promise<World> {
  await test.setClock(londonInstant('2022-04-04T09:00'));
  const organisations = await makeOrganisations(test);
  const people = await makePeople(test, organisations);
  await giveEverywhere(test, people, organisations);
  const plan = await makePlan(test, people, organisations, 'plan', '2021-22-q4', rows);
  await test.setClock(londonInstant('2022-05-09T09:00'));
  return { ...plan, people, emailOf };
}

let plans = 1;

/** Another plan with its own open round for the same people in the same roles: untouched ground. */
export async function addPlan(test: TestApp, world: World, rows = ROWS): Promise<World> {
  const found = await test.manager.find(Organisation);
  const idOf = (shortName: string): string =>
    found.find((organisation) => organisation.shortName === shortName)!.id;
  const organisations = { mps: idOf('MPS'), mopac: idOf('MOPAC'), clearing: idOf('CB') };
  plans += 1;
  const slugs = [`plan-${plans}`, `edition-${plans}`] as const;
  return { ...world, ...(await makePlan(test, world.people, organisations, ...slugs, rows)) };
}

type Organisations = Record<'mps' | 'mopac' | 'clearing', string>;

const bySystem = <T>({ app }: TestApp, work: (act: Act) => Promise<T>): Promise<T> =>
  app.get(Acts).perform(null, work, 'system');

async function makeOrganisations(test: TestApp): Promise<Organisations> {
  const make = (input: {
    name: string;
    shortName: string;
    isClearanceRequired?: boolean;
  }): Promise<string> =>
    bySystem(test, (act) => test.app.get(SaveOrganisation).execute(act, input));
  return {
    mps: await make({ name: 'Police service', shortName: 'MPS' }),
    mopac: await make({ name: 'Policing office', shortName: 'MOPAC' }),
    clearing: await make({
      name: 'Clearing body',
      shortName: 'CB',
      isClearanceRequired: true,
    }),
  };
}

async function makePeople(
  test: TestApp,
  { mps, mopac, clearing }: Organisations,
): Promise<World['people']> {
  const organisationOf: Partial<Record<WorldPerson, string>> = {
    owner: mps,
    secondOwner: mps,
    contributor: mps,
    clearingOwner: clearing,
    clearer: clearing,
  };
  const people = {} as World['people'];
  for (const name of WORLD_PEOPLE) {
    people[name] = await bySystem(test, (act) =>
      test.app.get(CreatePerson).execute(act, {
        name: `The ${name}`,
        email: emailOf(name),
        organisationId: organisationOf[name] ?? mopac,
        password: PASSWORD,
      }),
    );
  }
  return people;
}

/** Gives someone of the world a role. */
export async function give(test: TestApp, personId: string, grant: Grant): Promise<string> {
  return bySystem(test, (act) => test.app.get(GiveGrant).execute(act, personId, grant));
}

async function giveEverywhere(
  test: TestApp,
  people: World['people'],
  { clearing }: Organisations,
): Promise<void> {
  await give(test, people.auditor, { role: 'auditor' });
  await give(test, people.administrator, { role: 'administrator' });
  await give(test, people.clearer, { role: 'clearer', organisationId: clearing });
}

/** A plan with two chapters and a commitment for each row, its roles given, its round open. */
async function makePlan(
  test: TestApp,
  people: World['people'],
  { mps, mopac, clearing }: Organisations,
  slug: string,
  editionSlug: string,
  rows: typeof ROWS,
): Promise<Omit<World, 'people' | 'emailOf'>> {
  const { app } = test;
  const { planId, chapterIds } = await bySystem(test, (act) =>
    app.get(CreatePlan).execute(act, {
      slug,
      title: 'A plan',
      publisherId: mopac,
      chapterTitles: ['First chapter', 'Second chapter'],
    }),
  );
  const commitmentIds: string[] = [];
  await bySystem(test, async (act) => {
    for (const [index, [owner, chapter]] of rows.entries()) {
      commitmentIds.push(
        await app.get(AddCommitment).execute(act, {
          planId,
          chapterId: chapterIds[chapter]!,
          slug: `commitment-${index + 1}`,
          title: `Commitment ${index + 1}`,
          summary: `What commitment ${index + 1} promises.`,
          leadOrganisationId: owner === 'clearingOwner' ? clearing : mps,
          ownerId: people[owner],
        }),
      );
    }
  });
  await give(test, people.lead, { role: 'lead', planId });
  await give(test, people.secondLead, { role: 'lead', planId });
  await give(test, people.chapterLead, { role: 'lead', planId, chapterId: chapterIds[0]! });
  await give(test, people.secretariat, { role: 'secretariat', planId });
  await give(test, people.secondSecretariat, { role: 'secretariat', planId });
  await give(test, people.signatory, { role: 'signatory', planId });
  await give(test, people.boardMember, { role: 'board_member', planId });

  const roundId = await test.as(people.secretariat, async (act) => {
    const id = await app.get(CreateRound).execute(act, planId, aRound({ slug: editionSlug }));
    await app.get(OpenRound).execute(act, id);
    return id;
  });
  return { planId, roundId, chapterIds, commitmentIds, updateIds: await rowIds(test, roundId) };
}

/** The fields of a round for January to March 2022, as a form sends them. */
export const aRound = (fields: RoundInput = {}): RoundInput => ({
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
  ...fields,
});

/** The ids of a round's updates in the order of print. */
export async function rowIds(test: TestApp, roundId: string): Promise<string[]> {
  const rows = await test.manager.query<{ id: string }[]>(
    'SELECT u.id FROM updates u JOIN listings l ON l.update_id = u.id WHERE u.round_id = $1 ORDER BY l.position',
    [roundId],
  );
  return rows.map((row) => row.id);
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
      .execute(act, updateId, present?.version ?? 0, aContent(text ?? `Text ${randomUUID()}.`), {
        startedFrom: 'empty',
      }),
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
