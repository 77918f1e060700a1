import type { Type } from '@nestjs/common';
import fc from 'fast-check';
import { verifyAll } from '../../../src/app/commands/verify.js';
import type { Actor } from '../../../src/common/actor.js';
import { londonInstant } from '../../../src/common/dates.js';
import { contentHash } from '../../../src/common/content-hash.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { Problem } from '../../../src/common/problems.js';
import { suggestedChanges } from '../../../src/common/suggested-changes.js';
import { isPossible } from '../../../src/common/workflow.js';
import { documentToText } from '../../../src/common/rich-text/index.js';
import { Acts, type Act as AuditedAct } from '../../../src/modules/audit/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { AnswerSuggestion } from '../../../src/modules/updates/actions/answer-suggestion.js';
import {
  AddContributor,
  AssignUpdate,
  RemoveContributor,
} from '../../../src/modules/updates/actions/assign-update.js';
import { ClaimUpdate, ReleaseUpdate } from '../../../src/modules/updates/actions/claim-update.js';
import { EditUpdate } from '../../../src/modules/updates/actions/edit-update.js';
import { IncludeUpdate, OmitUpdate } from '../../../src/modules/updates/actions/omit-update.js';
import { RecallUpdate } from '../../../src/modules/updates/actions/recall-update.js';
import { ReopenUpdate } from '../../../src/modules/updates/actions/reopen-update.js';
import { ReturnUpdate } from '../../../src/modules/updates/actions/return-update.js';
import { SuggestChanges } from '../../../src/modules/updates/actions/suggest-changes.js';
import { UpdateSuggestion } from '../../../src/modules/updates/suggestions/suggestion.entities.js';
import {
  ApproveUpdate,
  SaveDraft,
  SubmitUpdate,
  Update,
  UpdateDraft,
  UpdateRevision,
  updateWorkflow,
  type UpdateAction,
} from '../../../src/modules/updates/index.js';
import { EVERYDAY, aContent, buildWorld, give, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const RUNS = 1000;
/** Each on updates of its own, so that the database has something to do while another waits. */
const LANES = 4;
const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);

/**
 * The owner of all updates; a contributor who also leads; two leads, of whom one covers for the
 * owner; and the secretariat, which leads nothing of its own and covers for the contributor.
 */
const CAST = ['owner', 'contributor', 'lead', 'secondLead', 'secretariat'] as const;
type Player = (typeof CAST)[number];
const DRAFTERS: readonly Player[] = ['owner', 'contributor', 'secondLead'];
const LEADS: readonly Player[] = ['lead', 'secondLead', 'contributor', 'secretariat'];

/** Who acts for whom in these days. */
const COVERS: readonly { absent: Player; by: Player }[] = [
  { absent: 'owner', by: 'secondLead' },
  { absent: 'contributor', by: 'secretariat' },
];

/** Who may mostly do it, and how often it is tried. */
const LIKELY = {
  save: [3, DRAFTERS],
  submit: [5, ['owner', 'secondLead']],
  recall: [1, ['owner', 'secondLead']],
  claim: [8, LEADS],
  'take over': [12, LEADS],
  release: [20, LEADS],
  return: [2, LEADS],
  suggest: [6, LEADS],
  answer: [12, DRAFTERS],
  approve: [6, LEADS],
  edit: [2, LEADS],
  reopen: [3, ['lead', 'secretariat']],
  omit: [1, ['secretariat']],
  include: [4, ['secretariat']],
  'add contributor': [1, ['owner']],
  'remove contributor': [1, ['secretariat']],
  reassign: [1, ['secretariat']],
  'move the date': [1, ['secretariat']],
  'edit listing': [1, ['secretariat']],
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
  suggest: 'suggest',
  answer: 'answer_suggestion',
  approve: 'approve',
  edit: 'edit',
  reopen: 'reopen',
  omit: 'omit',
  include: 'include',
  'add contributor': 'manage_contributors',
  'remove contributor': 'manage_contributors',
  reassign: 'assign',
  'move the date': 'assign',
  'edit listing': 'edit_listing',
};

interface Act {
  who: Player;
  verb: Verb;
}
const ANYTHING: readonly Act[] = VERBS.flatMap((verb) => CAST.map((who) => ({ who, verb })));

/** What may well succeed as the update stands. */
const candidates = ({ update, suggestion }: View): Act[] =>
  VERBS.filter(
    (verb) =>
      (suggestion || verb !== 'answer') &&
      (update.claimedById || !['take over', 'release'].includes(verb)) &&
      isPossible(updateWorkflow, ACTIONS[verb], update.state) &&
      (verb === 'include') === (update.omissionId !== null),
  ).flatMap((verb) => {
    const [weight, players] = LIKELY[verb];
    return Array.from({ length: weight }, () => players.map((who) => ({ who, verb }))).flat();
  });

/**
 * Mostly something that may well succeed as the update then stands, or little would ever happen; now
 * and then anything by anybody, or by somebody who looked a while ago.
 */
const step = fc.record({
  which: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  isWild: rarely(5),
  isLate: rarely(4),
  pick: fc.noBias(fc.nat(10_000)),
});
function rarely(against: number): fc.Arbitrary<boolean> {
  return fc.oneof(
    { weight: against, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  );
}
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Steps of one batch are sent at the same moment. */
const play = fc.array(fc.array(step, { minLength: 2, maxLength: 4 }), {
  minLength: 5,
  maxLength: 6,
});

let test: TestApp;
let world: World;
let updateIds: string[];
const actors = {} as Record<Player, Actor>;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(
    test,
    Array.from({ length: RUNS * 3 }, () => ['owner', 0] as const),
  );
  updateIds = [...world.updateIds];
  const { people, planId } = world;
  await give(test, people.contributor, { role: 'lead', planId });
  const cover = (absent: Player, by: Player, endsOn: string): Promise<string> =>
    test.as(people[absent], (act) =>
      test.app.get(SetCover).execute(act, {
        absentId: people[absent],
        coverId: people[by],
        startsOn: '2022-05-01',
        endsOn,
        parts: EVERYDAY,
      }),
    );
  // For them the owner could review, had this not ended yesterday.
  await cover('lead', 'owner', '2022-05-09');
  for (const { absent, by } of COVERS) await cover(absent, by, '2022-05-31');
  await test.setClock(londonInstant('2022-05-10T09:00'));
  for (const player of CAST) actors[player] = await test.actor(people[player]);
}, 120_000);
afterAll(() => test.stop());

/** What somebody has before their eyes when they decide to act. */
interface View {
  update: Update;
  draft: { content?: UpdateContent; version: number };
  revision?: UpdateRevision;
  /** What is suggested in the place of that revision. */
  suggestion?: UpdateSuggestion;
}

async function look(updateId: string): Promise<View> {
  const update = await test.manager.findOneByOrFail(Update, { id: updateId });
  const draft = await test.manager.findOneBy(UpdateDraft, { updateId });
  const { latestRevisionId: id } = update;
  if (!id) return { update, draft: draft ?? { version: 0 } };
  const revision = await test.manager.findOneByOrFail(UpdateRevision, { id });
  const suggestion = await test.manager.findOneBy(UpdateSuggestion, { revisionId: id });
  return { update, draft: draft ?? { version: 0 }, revision, ...(suggestion && { suggestion }) };
}

const textOf = (content?: UpdateContent): string =>
  content ? documentToText(content.document) : '';

/** What people were told is done. */
interface Ledger {
  words: string[];
  approvals: { revisionId: string; contentHash: string; byId: string }[];
}

let words = 0;

/** Does the step on what they saw, and notes what they were told. */
async function perform({ who, verb }: Act, view: View, ledger: Ledger): Promise<void> {
  const { update, draft, revision, suggestion } = view;
  const { contributor, owner } = world.people;
  const doing = <Given extends unknown[]>(
    action: Type<{ execute(act: AuditedAct, updateId: string, ...given: Given): Promise<unknown> }>,
    ...given: Given
  ): Promise<unknown> =>
    test.app
      .get(Acts)
      .perform(actors[who], (act) => test.app.get(action).execute(act, update.id, ...given));
  const change = (what: object): Promise<unknown> =>
    doing(AssignUpdate, { version: update.version, ...what });
  switch (verb) {
    case 'save': {
      const word = `word${(words += 1)}`;
      await doing(SaveDraft, draft.version, aContent(`${textOf(draft.content)} ${word}`), {
        startedFrom: 'empty' as const,
      });
      ledger.words.push(word);
      return;
    }
    case 'edit': {
      const word = `word${(words += 1)}`;
      const seen = textOf(JSON.parse(revision!.content) as UpdateContent);
      await doing(EditUpdate, revision!.id, aContent(`${seen} ${word}`));
      ledger.words.push(word);
      return;
    }
    case 'suggest': {
      const content = JSON.parse(revision!.content) as UpdateContent;
      const proposal = aContent(`word${(words += 1)} ${textOf(content)}`);
      return void (await doing(SuggestChanges, revision!.id, 'See these.', proposal));
    }
    case 'answer': {
      const [base, proposal] = [revision!, suggestion!].map(
        ({ content }) => JSON.parse(content) as UpdateContent,
      ) as [UpdateContent, UpdateContent];
      const { key, added } = suggestedChanges(base, proposal).changes[0]!;
      const answer = (words += 1) % 4 === 0 ? ('refused' as const) : ('accepted' as const);
      const notFitting = await doing(AnswerSuggestion, suggestion!.id, draft.version, [
        { key, answer },
      ]);
      // Nobody writes where the suggested word goes.
      expect(notFitting).toEqual([]);
      const others = ledger.words.filter((word) => word !== added.trim());
      ledger.words = answer === 'accepted' ? [...others, added.trim()] : others;
      return;
    }
    case 'submit':
      return void (await doing(SubmitUpdate, draft.version));
    case 'approve': {
      const { id: revisionId, contentHash } = revision!;
      await doing(ApproveUpdate, { revisionId, contentHash });
      ledger.approvals.push({ revisionId, contentHash, byId: actors[who].personId });
      return;
    }
    case 'return':
      return void (await doing(ReturnUpdate, revision!.id, 'Give the figure.'));
    case 'recall':
      return void (await doing(RecallUpdate));
    case 'claim':
      return void (await doing(ClaimUpdate, 'claim'));
    case 'take over':
      return void (await doing(ClaimUpdate, 'take_over'));
    case 'release':
      return void (await doing(ReleaseUpdate));
    case 'reopen':
      return void (await doing(ReopenUpdate, 'News came.'));
    case 'omit':
      return void (await doing(OmitUpdate, 'Nothing came.'));
    case 'include':
      return void (await doing(IncludeUpdate));
    case 'add contributor':
      return void (await doing(AddContributor, contributor));
    case 'remove contributor':
      return void (await doing(RemoveContributor, contributor));
    case 'reassign':
      return void (await change({ ownerId: update.ownerId === owner ? contributor : owner }));
    case 'move the date':
      return void (await change({ respondBy: '2022-05-20' }));
    case 'edit listing':
      return void (await change({ listing: { chapter: 'First chapter', wording: `${words}` } }));
    default:
      return verb satisfies never;
  }
}

/** How often each verb succeeded, and how often each code refused it: shown, and asked for below. */
const tally = new Map<string, number>();
const counted = (name: string): number => tally.get(name) ?? 0;
const tallyUp = (name: string): void => void tally.set(name, counted(name) + 1);

/** Everybody looks, then everybody acts at once; anything but a Problem is a failure of the system. */
async function playOut(batches: Step[][], ids: string[]): Promise<Ledger[]> {
  const ledgers = ids.map((): Ledger => ({ words: [], approvals: [] }));
  let before: View[] | undefined;
  for (const batch of batches) {
    const views = await Promise.all(ids.map(look));
    await Promise.all(
      batch.map(async ({ which, isWild, isLate, pick }) => {
        const view = (isLate && before ? before : views)[which]!;
        const acts = isWild ? ANYTHING : candidates(view);
        const act = acts[pick % acts.length]!;
        if (['approve', 'return', 'edit', 'suggest'].includes(act.verb) && !view.revision) return;
        if (act.verb === 'answer' && !view.suggestion) return;
        try {
          await perform(act, view, ledgers[which]!);
          tallyUp(act.verb);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          tallyUp(`${act.verb}: ${error.code}`);
        }
      }),
    );
    before = views;
  }
  return ledgers;
}

const OWN_APPROVALS = `
  SELECT d.id FROM update_decisions d
  JOIN update_revisions approved ON approved.id = d.revision_id
  JOIN update_revisions r ON r.update_id = d.update_id AND r.number <= approved.number
  LEFT JOIN revision_authors a ON a.revision_id = r.id
  WHERE d.kind = 'approve' AND d.update_id = $1
    AND ARRAY[r.made_by_id, r.on_behalf_of_id, a.person_id, a.on_behalf_of_id]
      && ARRAY[d.decided_by_id, coalesce(d.on_behalf_of_id, d.decided_by_id)]`;

async function checkInvariants(updateId: string, ledger: Ledger): Promise<void> {
  const update = await test.manager.findOneByOrFail(Update, { id: updateId });
  const revisions = await test.manager.find(UpdateRevision, {
    where: { updateId },
    order: { number: 'ASC' },
  });
  expect(update.latestRevisionId).toBe(revisions.at(-1)?.id ?? null);
  expect(revisions.map((revision) => revision.number)).toEqual(
    revisions.map((_, index) => index + 1),
  );
  expect(await test.manager.query(OWN_APPROVALS, [updateId])).toEqual([]);
  for (const revision of revisions) {
    expect(contentHash(JSON.parse(revision.content) as UpdateContent)).toBe(revision.contentHash);
  }

  // Approvals: those that somebody was told of, each of the words that they had before them.
  const approvals = await test.manager.query<Ledger['approvals']>(
    `SELECT d.revision_id AS "revisionId", d.content_hash AS "contentHash", d.decided_by_id AS "byId"
     FROM update_decisions d JOIN update_revisions r ON r.id = d.revision_id AND r.content_hash = d.content_hash
     WHERE d.update_id = $1 AND d.kind = 'approve' ORDER BY d.seq`,
    [updateId],
  );
  expect(approvals).toEqual(ledger.approvals);
  expect(update.approvedRevisionId !== null).toBe(update.state === 'approved');
  if (update.approvedRevisionId) {
    expect(update.approvedRevisionId).toBe(update.latestRevisionId);
    expect(approvals.at(-1)!.revisionId).toBe(update.approvedRevisionId);
  }
  if (update.state !== 'submitted') expect(update.claimedById).toBeNull();
  await checkHistory(update);

  // Every writer put their word behind what they saw, so all words stand in the present text.
  const isBeingWritten = ['not_started', 'drafting', 'returned'].includes(update.state);
  const present = isBeingWritten
    ? (await look(updateId)).draft.content
    : (JSON.parse(revisions.at(-1)!.content) as UpdateContent);
  const kept = textOf(present).split(/\s+/);
  expect(kept.filter((word) => word !== '').sort()).toEqual([...ledger.words].sort());
}

/** What each entry of the trail did by the table; the others change no state. */
const MOVES: Record<string, UpdateAction> = {
  'update.started': 'save_draft',
  'update.submitted': 'submit',
  'update.recalled': 'recall',
  'update.claimed': 'claim',
  'update.released': 'release',
  'update.returned': 'return',
  'update.approved': 'approve',
  'update.edited': 'edit',
  'update.reopened': 'reopen',
};

/** Everything that was done for somebody, and every approval. */
const FOR_OTHERS = `
  SELECT actor_id AS "byId", on_behalf_of_id AS "forId", kind = 'update.approved' AS "isApproval"
    FROM audit_entries
    WHERE subject_kind = 'update' AND (on_behalf_of_id IS NOT NULL OR kind = 'update.approved')
  UNION ALL SELECT person_id, on_behalf_of_id, false FROM revision_authors
    WHERE on_behalf_of_id IS NOT NULL
  UNION ALL SELECT decided_by_id, on_behalf_of_id, kind = 'approve' FROM update_decisions
    WHERE on_behalf_of_id IS NOT NULL OR kind = 'approve'`;

/** Whoever acts for somebody covers for them in these days. @returns the approvals among it */
async function checkCovers(): Promise<number> {
  const { people } = world;
  const acts =
    await test.manager.query<{ byId: string; forId: string | null; isApproval: boolean }[]>(
      FOR_OTHERS,
    );
  const playerOf = (id: string | null) => CAST.find((player) => people[player] === id);
  const all = acts.map(({ byId, forId, isApproval }) => ({
    by: playerOf(byId),
    absent: playerOf(forId),
    isApproval,
  }));
  const isCovered = ({ by, absent }: (typeof all)[number]): boolean =>
    COVERS.some((cover) => cover.by === by && cover.absent === absent);
  expect(all.filter((act) => act.absent && !isCovered(act))).toEqual([]);
  // Who leads nothing approves for somebody or not at all.
  const approvals = all.filter(({ isApproval }) => isApproval);
  const leadsNothing = (player?: Player) => player === 'secretariat' || player === 'owner';
  expect(approvals.filter(({ by, absent }) => leadsNothing(absent ?? by))).toEqual([]);
  return approvals.filter(({ absent }) => absent).length;
}

/** The state is where the trail leads by the table, step by legal step. */
async function checkHistory({ id, state }: Update): Promise<void> {
  const trail = await test.manager.query<{ kind: string }[]>(
    'SELECT kind FROM audit_entries WHERE subject_id = $1 ORDER BY seq',
    [id],
  );
  let reached: string = updateWorkflow.initial;
  for (const { kind } of trail) {
    const move = MOVES[kind];
    if (!move) continue;
    const { from, to } = updateWorkflow.transitions[move] as { from: string[]; to?: unknown };
    expect([kind, from.includes(reached)]).toEqual([kind, true]);
    if (to) reached = move === 'submit' ? 'submitted' : String(to);
  }
  // Writing on after a return is a save, which the trail does not note.
  expect([reached, reached === 'returned' ? 'drafting' : reached]).toContain(state);
}

it(`keeps every rule under ${RUNS} random interleavings of five people on three updates (FC_SEED=${SEED})`, async () => {
  const plays = [...fc.sample(play, { numRuns: RUNS, seed: SEED }).entries()];
  const lane = async (): Promise<void> => {
    for (let next = plays.shift(); next; next = plays.shift()) {
      const [run, batches] = next;
      const ids = updateIds.slice(run * 3, run * 3 + 3);
      try {
        const ledgers = await playOut(batches, ids);
        for (const [index, id] of ids.entries()) await checkInvariants(id, ledgers[index]!);
      } catch (error) {
        plays.length = 0;
        throw new Error(`run ${run} of FC_SEED=${SEED}, updates ${ids.join(', ')}`, {
          cause: error,
        });
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  expect(await verifyAll(test.manager, test.files)).not.toHaveProperty('wrong');
  const onCover = await checkCovers();

  if (process.env['FC_TALLY']) console.log(onCover, Object.fromEntries([...tally].sort()));
  // The plays went deep enough to mean something.
  for (const verb of VERBS) expect([verb, counted(verb)]).not.toEqual([verb, 0]);
  for (const refusal of [
    'save: update.draft_conflict',
    'approve: permission.refused',
    'approve: transition.illegal',
    'reassign: record.changed_meanwhile',
  ]) {
    expect([refusal, counted(refusal)]).not.toEqual([refusal, 0]);
  }
  expect(onCover).toBeGreaterThan(0);
}, 600_000);
