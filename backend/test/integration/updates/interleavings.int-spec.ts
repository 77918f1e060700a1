import fc from 'fast-check';
import { contentHash } from '../../../src/common/content-hash.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { Problem } from '../../../src/common/problems.js';
import { documentToText } from '../../../src/common/rich-text/index.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import {
  SaveDraft,
  SubmitUpdate,
  Update,
  UPDATE_STATES,
  UpdateDraft,
  UpdateRevision,
} from '../../../src/modules/updates/index.js';
import {
  addContributor,
  claim,
  edit,
  include,
  omit,
  recall,
  release,
  removeContributor,
  reopen,
  returnIt,
  takeOver,
} from '../../builders/update-acts.js';
import {
  aContent,
  approve,
  buildWorld,
  give,
  latestRevision,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const RUNS = 150;
const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);

/**
 * The owner of both updates; a contributor who also leads; two leads, of whom one covers for the
 * owner; and the secretariat.
 */
const CAST = ['owner', 'contributor', 'lead', 'secondLead', 'secretariat'] as const;
type Player = (typeof CAST)[number];
const VERBS = [
  'save',
  'submit',
  'recall',
  'claim',
  'take over',
  'release',
  'return',
  'approve',
  'edit',
  'reopen',
  'omit',
  'include',
  'add contributor',
  'remove contributor',
] as const;
type Verb = (typeof VERBS)[number];

interface Step {
  who: Player;
  verb: Verb;
  /** Which of the two updates. */
  which: 0 | 1;
}

/** Whoever is tried at whatever, but each mostly at what is theirs: or little would ever happen. */
const step = fc.record<Step>({
  ...{ who: fc.constantFrom(...CAST), which: fc.constantFrom(0, 1) },
  verb: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Verb>('save', 'submit') },
    { weight: 4, arbitrary: fc.constantFrom<Verb>('approve', 'edit', 'claim', 'return') },
    { weight: 5, arbitrary: fc.constantFrom(...VERBS) },
  ),
});
/** Steps of one batch are sent at the same moment. */
const play = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
  minLength: 8,
  maxLength: 20,
});

let test: TestApp;
let world: World;
let updateIds: string[];

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(
    test,
    Array.from({ length: RUNS * 2 }, () => ['owner', 0] as const),
  );
  updateIds = [...world.updateIds];
  const { people, planId } = world;
  await give(test, people.contributor, { role: 'lead', planId });
  await test.as(people.owner, (act) =>
    test.app.get(SetCover).execute(act, {
      absentId: people.owner,
      coverId: people.secondLead,
      startsOn: '2022-05-01',
      endsOn: '2022-05-31',
    }),
  );
}, 60_000);
afterAll(() => test.stop());

const contentOf = async (updateId: string): Promise<{ content?: UpdateContent; version: number }> =>
  (await test.manager.findOneBy(UpdateDraft, { updateId })) ?? { version: 0 };
const textOf = (content?: UpdateContent): string => (content ? documentToText(content.document) : '');

let words = 0;

/** Does the step as a person would who looks first and then acts. Says which word was written. */
async function perform({ who, verb }: Step, updateId: string): Promise<string | undefined> {
  const person = world.people[who];
  const { contributor } = world.people;
  switch (verb) {
    case 'save': {
      const word = `word${(words += 1)}`;
      const { content, version } = await contentOf(updateId);
      const text = aContent(`${textOf(content)} ${word}`);
      await test.as(person, (act) => test.app.get(SaveDraft).execute(act, updateId, version, text));
      return word;
    }
    case 'edit': {
      const word = `word${(words += 1)}`;
      const { content } = await latestRevision(test, updateId);
      const text = `${textOf(JSON.parse(content) as UpdateContent)} ${word}`;
      await edit(test, updateId, person, aContent(text));
      return word;
    }
    case 'submit': {
      const { version } = await contentOf(updateId);
      await test.as(person, (act) => test.app.get(SubmitUpdate).execute(act, updateId, version));
      return undefined;
    }
    case 'approve':
      return void (await approve(test, updateId, person));
    case 'return':
      return void (await returnIt(test, updateId, person));
    case 'recall':
      return void (await recall(test, updateId, person));
    case 'claim':
      return void (await claim(test, updateId, person));
    case 'take over':
      return void (await takeOver(test, updateId, person));
    case 'release':
      return void (await release(test, updateId, person));
    case 'reopen':
      return void (await reopen(test, updateId, person, 'News came.'));
    case 'omit':
      return void (await omit(test, updateId, person, 'Nothing came.'));
    case 'include':
      return void (await include(test, updateId, person));
    case 'add contributor':
      return void (await addContributor(test, updateId, person, contributor));
    case 'remove contributor':
      return void (await removeContributor(test, updateId, person, contributor));
    default:
      return verb satisfies never;
  }
}

/** How often each verb succeeded, and how often each code refused it: shown, and asked for below. */
const tally = new Map<string, number>();
const counted = (name: string): number => tally.get(name) ?? 0;
const tallyUp = (name: string): void => void tally.set(name, counted(name) + 1);

/** @returns what was written, by update; anything but a Problem is a failure of the system */
async function playOut(batches: Step[][], pair: [string, string]): Promise<Map<string, string[]>> {
  const written = new Map<string, string[]>(pair.map((id) => [id, []]));
  for (const batch of batches) {
    await Promise.all(
      batch.map(async (each) => {
        const updateId = pair[each.which];
        const { latestRevisionId } = await test.manager.findOneByOrFail(Update, { id: updateId });
        const needsRevision = ['approve', 'return', 'edit'].includes(each.verb);
        if (needsRevision && !latestRevisionId) return;
        try {
          const word = await perform(each, updateId);
          if (word) written.get(updateId)!.push(word);
          tallyUp(each.verb);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          tallyUp(`${each.verb}: ${error.code}`);
        }
      }),
    );
  }
  return written;
}

const OWN_APPROVALS = `
  SELECT d.id FROM update_decisions d
  JOIN update_revisions approved ON approved.id = d.revision_id
  JOIN update_revisions r ON r.update_id = d.update_id AND r.number <= approved.number
  LEFT JOIN revision_authors a ON a.revision_id = r.id
  WHERE d.kind = 'approve' AND d.update_id = $1
    AND ARRAY[r.made_by_id, r.on_behalf_of_id, a.person_id, a.on_behalf_of_id]
      && ARRAY[d.decided_by_id, coalesce(d.on_behalf_of_id, d.decided_by_id)]`;

async function checkInvariants(updateId: string, written: readonly string[]): Promise<void> {
  const update = await test.manager.findOneByOrFail(Update, { id: updateId });
  const revisions = await test.manager.find(UpdateRevision, {
    where: { updateId },
    order: { number: 'ASC' },
  });
  expect(UPDATE_STATES.slice(0, 6)).toContain(update.state);
  expect(update.latestRevisionId).toBe(revisions.at(-1)?.id ?? null);
  expect(revisions.map((revision) => revision.number)).toEqual(revisions.map((_, index) => index + 1));

  expect(await test.manager.query(OWN_APPROVALS, [updateId])).toEqual([]);

  for (const revision of revisions) {
    expect(contentHash(JSON.parse(revision.content) as UpdateContent)).toBe(revision.contentHash);
  }
  expect(update.approvedRevisionId !== null).toBe(update.state === 'approved');
  if (update.approvedRevisionId) {
    expect(update.approvedRevisionId).toBe(update.latestRevisionId);
    const approvals = await test.manager.query<{ revision_id: string; content_hash: string }[]>(
      `SELECT revision_id, content_hash FROM update_decisions
       WHERE update_id = $1 AND kind IN ('approve', 'reopen') ORDER BY seq DESC LIMIT 1`,
      [updateId],
    );
    expect(approvals).toEqual([
      { revision_id: update.approvedRevisionId, content_hash: revisions.at(-1)!.contentHash },
    ]);
  }

  // Every writer put their word behind what they saw, so all words stand in the present text.
  const isBeingWritten = ['not_started', 'drafting', 'returned'].includes(update.state);
  const present = isBeingWritten
    ? (await contentOf(updateId)).content
    : (JSON.parse(revisions.at(-1)!.content) as UpdateContent);
  const kept = textOf(present).split(/\s+/);
  expect(kept.filter((word) => word !== '').sort()).toEqual([...written].sort());
}

it(`keeps every rule under ${RUNS} random interleavings of five people on two updates (FC_SEED=${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(play, async (batches) => {
      const pair = updateIds.splice(0, 2) as [string, string];
      const written = await playOut(batches, pair);
      for (const updateId of pair) await checkInvariants(updateId, written.get(updateId)!);
      expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );

  // The plays went deep enough to mean something.
  for (const verb of VERBS) expect([verb, counted(verb)]).not.toEqual([verb, 0]);
  for (const refusal of [
    'save: update.draft_conflict',
    'approve: permission.refused',
    'approve: transition.illegal',
  ]) {
    expect([refusal, counted(refusal)]).not.toEqual([refusal, 0]);
  }
  if (process.env['FC_TALLY']) console.log(Object.fromEntries([...tally].sort()));
}, 300_000);
