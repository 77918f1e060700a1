import { CreateRound } from '../../../src/modules/rounds/index.js';
import { AddEvidence, Update } from '../../../src/modules/updates/index.js';
import { SuggestionReader } from '../../../src/modules/updates/suggestions/suggestion.reader.js';
import { remindOf, sendAll } from '../../builders/messages.js';
import { arrange, openSummary } from '../../builders/summary.js';
import { assign, omit, suggest } from '../../builders/update-acts.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { BringInHistoricEdition } from '../../../src/modules/publication/index.js';
import { changeRegister } from '../../builders/register-acts.js';
import { approveAll, seal } from '../../builders/signed-round.js';
import {
  aContent,
  addPlan,
  aRound,
  give,
  latestRevision,
  PASSWORD,
  submit,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

export type Json = Record<string, unknown>;

/** What the right requests speak of: one record for each kind of request, in the state that it needs. */
export type Subjects = Awaited<ReturnType<typeof makeSubjects>>;

export async function makeSubjects(test: TestApp, world: World) {
  const { people, planId, updateIds } = world;
  // Somebody whom no permission keeps from the validation behind it.
  const who = people.stranger;
  for (const role of ['secretariat', 'signatory', 'lead'] as const)
    await give(test, who, { role, planId });
  for (const role of ['administrator', 'auditor'] as const) await give(test, who, { role });
  const [organisation] = await test.manager.query<{ id: string }[]>(
    "SELECT id FROM organisations WHERE short_name = 'CB'",
  );
  const organisationId = organisation!.id;
  await give(test, who, { role: 'clearer', organisationId });
  const [drafted, submitted, , uncleared] = updateIds as [string, string, string, string];
  await assign(test, drafted, people.secretariat, { version: 1, ownerId: who });
  await submit(test, drafted, who, 'As it was.');
  await suggest(test, drafted, people.lead, 'As it is.');
  await submit(test, submitted, people.owner);
  await submit(test, uncleared, people.clearingOwner);
  await omit(test, updateIds[2]!, people.secretariat, 'Nothing came.');
  const plannedRound = await test.as(people.secretariat, (act) =>
    test.app
      .get(CreateRound)
      .execute(
        act,
        planId,
        aRound({ slug: 'planned', periodStart: '2022-04-01', periodEnd: '2022-06-30' }),
      ),
  );
  const suggester = await test.actor(people.lead);
  const [suggestion] = await test.app.get(SuggestionReader).list(suggester, drafted);
  const revision = await latestRevision(test, submitted);
  const unclearedRevision = await latestRevision(test, uncleared);

  const evidenceId = await test.as(who, (act) =>
    test.app.get(AddEvidence).execute(act, drafted, {
      ...{ title: 'A report', href: 'https://example.org/' },
      ...{ marking: 'official', isPublished: false },
    }),
  );
  const inboxMessage = await tell(test, world, who, drafted);
  const summary = await openSummary(test, world);
  const told = { theme: 'Trust', title: 'Training begins', commitmentIds: [] };
  const [paragraph] = await arrange(test, summary, [told]);
  const nested = await makeNested(test, world, submitted);
  const sealed = await makeSealed(test, world, who);
  const draftedUpdate = await test.manager.findOneByOrFail(Update, { id: drafted });
  return {
    ...{ organisationId, drafted, submitted, uncleared, plannedRound, draftedUpdate },
    ...{ summaryId: summary.roundId, paragraph: { ...told, updateId: paragraph! } },
    ...{ suggestion: suggestion!, revision, unclearedRevision, evidenceId, nested, inboxMessage },
    sealed,
  };
}

/** Another plan whose round waits to be signed, and a paragraph that begins with its approved words. */
async function makeSealed(test: TestApp, world: World, who: string) {
  const plan = await addPlan(test, world);
  const { planId, roundId, updateIds } = plan;
  for (const role of ['signatory', 'secretariat'] as const) await give(test, who, { role, planId });
  await approveAll(test, plan);
  const [source] = updateIds as [string];
  const summary = await openSummary(test, plan);
  const words = { theme: 'Trust', title: 'Told again', commitmentIds: [], sourceIds: [source] };
  const [paragraph] = await arrange(test, summary, [{ ...words, ownerId: who }]);
  const { id: manifestId, hash: manifestHash } = await seal(test, plan);
  return {
    ...{ roundId, manifestId, manifestHash, updateId: source },
    ...{
      paragraph: paragraph!,
      sourceId: source,
      revisionId: (await latestRevision(test, source)).id,
    },
  };
}

/** What stands under another record, or beside the plan: each made through its own route. */
async function makeNested(test: TestApp, world: World, submitted: string) {
  const { people, planId, commitmentIds } = world;
  const as = await test.signIn(world.emailOf('stranger'), PASSWORD);
  const revisionId = (await latestRevision(test, submitted)).id;
  const post = async (path: string, body: Json): Promise<void> => {
    const { status, text } = await test.request('POST', `/api/${path}`, { as, body });
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };
  const reason = 'A reason.';
  await post(`people/${people.owner}/grants`, { role: 'board_member', planId });
  await post('covers', {
    ...{ absentId: people.lead, coverId: people.boardMember, parts: ['review'] },
    ...{ startsOn: '2022-05-09', endsOn: '2022-05-20' },
  });
  await post(`plans/${planId}/acronyms`, { short: 'ZZZ', expansion: 'Zebra zone' });
  await post('holds', {
    ...{ planId, name: 'Quiet weeks', reason },
    ...{ startsOn: '2022-08-01', endsOn: '2022-08-10' },
  });
  await post(`plans/${planId}/skip-period`, {
    ...{ periodStart: '2022-07-01', periodEnd: '2022-09-30', reason },
  });
  const [skipped] = await test.manager.query<{ id: string }[]>('SELECT id FROM skipped_periods');
  await post(`skipped-periods/${skipped!.id}/undo`, {});
  await post(`updates/${submitted}/threads`, {
    ...{ revisionId, text: 'Is it?', mentionedIds: [], audience: 'reviewers' },
  });
  await post(`updates/${submitted}/expert-links`, {
    ...{ revisionId, name: 'Someone', address: 'someone@example.org', purpose: 'Is it?', days: 7 },
  });
  await post(`updates/${submitted}/redactions`, { words: 'Quiet weeks', reason });
  await changeRegister(test, people.secretariat, {
    ...{ kind: 'renumber', commitmentId: commitmentIds[3]!, reference: '9.9' },
  });
  const historic = { planId, slug: 'historic', title: 'An early edition', asAt: '2020-12-31' };
  await test.app.get(Acts).perform(null, (act) =>
    test.app.get(BringInHistoricEdition).execute(act, {
      ...historic,
      period: { label: '2020/21 Q3', start: '2020-10-01', end: '2020-12-31' },
      publishedOn: '2021-02-10',
      rows: [
        {
          ...{ title: 'Commitment 1', chapter: 'First chapter', position: 1, wording: 'Printed.' },
          commitmentIds: [commitmentIds[0]!],
          content: { document: aContent('Printed long ago.').document, delivery: 'in_progress' },
        },
      ] as never,
    }),
  );
  const [edition] = await test.manager.query<{ id: string; roundId: string }[]>(
    'SELECT id, round_id AS "roundId" FROM editions',
  );
  await post(`editions/${edition!.id}/withdrawals`, {
    ...{ scope: 'edition', reasonType: 'wrong', reason, explanation: 'A figure was wrong.' },
  });
  const idOf = async (table: string, where = 'TRUE'): Promise<string> => {
    const [row] = await test.manager.query<{ id: string }[]>(
      `SELECT id FROM ${table} WHERE ${where} LIMIT 1`,
    );
    return row!.id;
  };
  return {
    grantId: await idOf('grants', `person_id = '${people.owner}'`),
    acronymId: await idOf('acronyms'),
    threadId: await idOf('comment_threads'),
    linkId: await idOf('expert_links'),
    historicRow: await idOf('updates', `round_id = '${edition!.roundId}'`),
    /** By the first part of their path. */
    own: {
      covers: await idOf('covers', `absent_id = '${people.lead}'`),
      holds: await idOf('holds'),
      overrides: await idOf('overrides'),
      redactions: await idOf('redactions'),
      editions: edition!.id,
      withdrawals: await idOf('edition_withdrawals'),
      'skipped-periods': await idOf('skipped_periods'),
      'register/changes': await idOf('commitment_changes'),
    },
  };
}

/** A message in that person's inbox. */
async function tell(
  test: TestApp,
  world: World,
  personId: string,
  updateId: string,
): Promise<string> {
  await remindOf(test, world, 'stranger', { rule: 'chased', updateId });
  await sendAll(test);
  const [message] = await test.manager.query<{ id: string }[]>(
    "SELECT id FROM messages WHERE person_id = $1 AND channel = 'in_app' AND state = 'sent'",
    [personId],
  );
  return message!.id;
}

/** The record that each path with a parameter is asked for. */
export function subjectsByPath(
  world: World,
  {
    organisationId,
    drafted,
    submitted,
    uncleared,
    plannedRound,
    summaryId,
    suggestion,
    evidenceId,
    nested,
    inboxMessage,
    sealed,
  }: Subjects,
): (path: string) => Record<string, string> {
  const { people, planId, commitmentIds } = world;
  const subjects: [RegExp, Record<string, string>][] = [
    ...Object.entries(nested.own).map(([part, id]): [RegExp, Record<string, string>] => [
      new RegExp(`^/api/${part}/`),
      { id },
    ]),
    [/^\/api\/people/, { id: people.owner, grantId: nested.grantId }],
    [/^\/api\/organisations/, { id: organisationId }],
    [/^\/api\/messages/, { id: inboxMessage }],
    [/^\/api\/plans/, { id: planId, acronymId: nested.acronymId }],
    [/^\/api\/(register\/)?commitments/, { id: commitmentIds[0]! }],
    [/clear(ance)?$/, { id: uncleared }],
    [/^\/api\/manifests/, { id: sealed.manifestId }],
    [/sources/, { id: sealed.paragraph, sourceId: sealed.sourceId }],
    [/\/(sign|decline)$/, { id: sealed.roundId }],
    [/themes$/, { id: summaryId }],
    [/threads/, { id: submitted, threadId: nested.threadId }],
    [/expert-links/, { id: submitted, linkId: nested.linkId }],
    [/(return|approve|look|edit|suggest|claim|release|take-over)$/, { id: submitted }],
    [
      /^\/api\/updates/,
      { id: drafted, personId: people.owner, suggestionId: suggestion.id, evidenceId },
    ],
    [
      /(reminders|chase|late-owners|reminded|seal|sign|decline|listings|publish|hold|publication|correction|signing|preview)$/,
      { id: world.roundId },
    ],
    [/^\/api\/rounds/, { id: plannedRound }],
  ];
  return (path) => {
    const found = subjects.find(([pattern]) => pattern.test(path));
    if (!found && path.includes('{'))
      throw new Error(`No record for ${path}: make one in subjects`);
    return found?.[1] ?? {};
  };
}
