import { randomUUID } from 'node:crypto';
import { CreateRound } from '../../../src/modules/rounds/index.js';
import { AddEvidence, Update } from '../../../src/modules/updates/index.js';
import { SuggestionReader } from '../../../src/modules/updates/suggestions/suggestion.reader.js';
import { arrange, openSummary } from '../../builders/summary.js';
import { assign, omit, suggest } from '../../builders/update-acts.js';
import { aRound, give, latestRevision, submit, type World } from '../../builders/world.js';
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
  const summary = await openSummary(test, world);
  const told = { theme: 'Trust', title: 'Training begins', commitmentIds: [] };
  const [paragraph] = await arrange(test, summary, [told]);
  const draftedUpdate = await test.manager.findOneByOrFail(Update, { id: drafted });
  return {
    ...{ organisationId, drafted, submitted, uncleared, plannedRound, draftedUpdate },
    ...{ summaryId: summary.roundId, paragraph: { ...told, updateId: paragraph! } },
    ...{ suggestion: suggestion!, revision, unclearedRevision, evidenceId },
  };
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
  }: Subjects,
): (path: string) => Record<string, string> {
  const { people, planId, commitmentIds } = world;
  const subjects: [RegExp, Record<string, string>][] = [
    [/^\/api\/people/, { id: people.owner, grantId: randomUUID() }],
    [/^\/api\/organisations/, { id: organisationId }],
    [/^\/api\/plans/, { id: planId, acronymId: randomUUID() }],
    [/^\/api\/commitments/, { id: commitmentIds[0]! }],
    [/clear(ance)?$/, { id: uncleared }],
    [/sources/, { id: drafted, sourceId: randomUUID() }],
    [/themes$/, { id: summaryId }],
    [/threads/, { id: submitted, threadId: randomUUID() }],
    [/expert-links/, { id: submitted, linkId: randomUUID() }],
    [/(return|approve|look|edit|suggest|claim|release|take-over)$/, { id: submitted }],
    [
      /^\/api\/updates/,
      { id: drafted, personId: people.owner, suggestionId: suggestion.id, evidenceId },
    ],
    [
      /(seal|sign|decline|listings|publish|hold|publication|correction|signing|preview)$/,
      { id: world.roundId },
    ],
    [/^\/api\/rounds/, { id: plannedRound }],
  ];
  return (path) => subjects.find(([pattern]) => pattern.test(path))?.[1] ?? { id: randomUUID() };
}
