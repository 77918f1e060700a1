import fc from 'fast-check';
import { contentHash } from '../../../src/common/content-hash.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { Problem } from '../../../src/common/problems.js';
import { isPossible } from '../../../src/common/workflow.js';
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
  updateWorkflow,
  type UpdateAction,
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
const DRAFTERS: readonly Player[] = ['owner', 'contributor', 'secondLead'];
const LEADS: readonly Player[] = ['lead', 'secondLead', 'contributor'];

/** Who may mostly do it, and how often it is tried. */
const LIKELY = {
  save: [3, DRAFTERS],
  submit: [5, ['owner', 'secondLead']],
  recall: [1, ['owner', 'secondLead']],
  claim: [3, LEADS],
  'take over': [2, LEADS],
  release: [1, LEADS],
  return: [2, LEADS],
  approve: [5, LEADS],
  edit: [2, LEADS],
  reopen: [3, ['lead', 'secretariat']],
  omit: [1, ['secretariat']],
  include: [4, ['secretariat']],
  'add contributor': [1, ['owner', 'secretariat']],
  'remove contributor': [1, ['owner', 'secretariat']],
} as const satisfies Record<string, readonly [number, readonly Player[]]>;
type Verb = keyof typeof LIKELY;
const VERBS = Object.keys(LIKELY) as Verb[];
const ACTIONS: Record<Verb, UpdateAction> = {
  save: 'save_draft',
  submit: 'submit',
  recall: 'recall',
  claim: 'claim',
  'take over': 'take_over',
  release: 'release',
  return: 'return',
  approve: 'approve',
  edit: 'edit',
  reopen: 'reopen',
  omit: 'omit',
  include: 'include',
  'add contributor': 'manage_contributors',
  'remove contributor': 'manage_contributors',
};

interface Act {
  who: Player;
  verb: Verb;
}
const ANYTHING: readonly Act[] = VERBS.flatMap((verb) => CAST.map((who) => ({ who, verb })));

/** What may well succeed as the update stands. */
const candidates = ({ state, omissionId }: Update): Act[] =>
  VERBS.filter(
    (verb) =>
      isPossible(updateWorkflow, ACTIONS[verb], state) &&
      (verb === 'include') === (omissionId !== null),
  ).flatMap((verb) => {
    const [weight, players] = LIKELY[verb];
    return Array.from({ length: weight }, () => players.map((who) => ({ who, verb }))).flat();
  });

/**
 * Mostly something that may well succeed as the update then stands, or little would ever happen; now
 * and then anything by anybody.
 */
const step = fc.record({
  which: fc.constantFrom<0 | 1>(0, 1),
  isWild: fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  pick: fc.noBias(fc.nat(10_000)),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const chosen = ({ isWild, pick }: Step, update: Update): Act => {
  const acts = isWild ? ANYTHING : candidates(update);
  return acts[pick % acts.length]!;
};

/** Steps of one batch are sent at the same moment. */
const play = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
  minLength: 10,
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
const textOf = (content?: UpdateContent): string =>
  content ? documentToText(content.document) : '';

let words = 0;

/** Does the step as a person would who looks first and then acts. Says which word was written. */
async function perform({ who, verb }: Act, updateId: string): Promise<string | undefined> {
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
    const updates = new Map<string, Update>();
    for (const id of pair) updates.set(id, await test.manager.findOneByOrFail(Update, { id }));
    await Promise.all(
      batch.map(async (each) => {
        const update = updates.get(pair[each.which])!;
        const act = chosen(each, update);
        const isOnRevision = ['approve', 'return', 'edit'].includes(act.verb);
        if (isOnRevision && !update.latestRevisionId) return;
        try {
          const word = await perform(act, update.id);
          if (word) written.get(update.id)!.push(word);
          tallyUp(act.verb);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          tallyUp(`${act.verb}: ${error.code}`);
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
  expect(revisions.map((revision) => revision.number)).toEqual(
    revisions.map((_, index) => index + 1),
  );

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

  if (process.env['FC_TALLY']) console.log(Object.fromEntries([...tally].sort()));
  // The plays went deep enough to mean something.
  for (const verb of VERBS) expect([verb, counted(verb)]).not.toEqual([verb, 0]);
  for (const refusal of [
    'save: update.draft_conflict',
    'approve: permission.refused',
    'approve: transition.illegal',
  ]) {
    expect([refusal, counted(refusal)]).not.toEqual([refusal, 0]);
  }
}, 300_000);
