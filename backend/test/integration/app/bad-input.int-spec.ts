import { randomUUID } from 'node:crypto';
import { CreateRound } from '../../../src/modules/rounds/index.js';
import { AddEvidence, Update } from '../../../src/modules/updates/index.js';
import { SuggestionReader } from '../../../src/modules/updates/suggestions/suggestion.reader.js';
import { arrange, openSummary, SUMMARY_DATES } from '../../builders/summary.js';
import { assign, omit, suggest } from '../../builders/update-acts.js';
import {
  aContent,
  aRound,
  buildWorld,
  give,
  latestRevision,
  PASSWORD,
  submit,
  type World,
} from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { dtoOf, fieldsOf } from '../../support/dto-of.js';
import { fill, routesOf, type Route } from '../../support/routes.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';

type Json = Record<string, unknown>;

let test: TestApp;
let world: World;
let routes: Route[];
let everyRole: SignedIn;
let samples: Record<string, Json>;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  const { people, planId, chapterIds, commitmentIds, updateIds } = world;
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
  const summary = await openSummary(test, world);
  const paragraph = {
    ...{ theme: 'Trust', title: 'Training begins', isUntitled: true },
    ...{ commitmentIds: [commitmentIds[0]!], chapterId: chapterIds[0]!, ownerId: people.owner },
  };
  const [paragraphId] = await arrange(test, summary, [paragraph]);
  const draftedUpdate = await test.manager.findOneByOrFail(Update, { id: drafted });
  const suggester = await test.actor(people.lead);
  const [suggestion] = await test.app.get(SuggestionReader).list(suggester, drafted);
  const revision = await latestRevision(test, submitted);
  const unclearedRevision = await latestRevision(test, uncleared);
  everyRole = await test.signIn(world.emailOf('stranger'), PASSWORD);

  const evidenceId = await test.as(who, (act) =>
    test.app.get(AddEvidence).execute(act, drafted, {
      ...{ title: 'A report', href: 'https://example.org/' },
      ...{ marking: 'official', isPublished: false },
    }),
  );

  /** Which record each path with a parameter is asked for. */
  const subjects: [RegExp, Record<string, string>][] = [
    [/^\/api\/people/, { id: people.owner, grantId: randomUUID() }],
    [/^\/api\/organisations/, { id: organisationId }],
    [/^\/api\/plans/, { id: planId }],
    [/^\/api\/commitments/, { id: commitmentIds[0]! }],
    [/clear(ance)?$/, { id: uncleared }],
    [/sources/, { id: drafted, sourceId: randomUUID() }],
    [/themes$/, { id: summary.roundId }],
    [/threads/, { id: submitted, threadId: randomUUID() }],
    [/expert-links/, { id: submitted, linkId: randomUUID() }],
    [/(return|approve|look|edit|suggest|claim|release|take-over)$/, { id: submitted }],
    [
      /^\/api\/updates/,
      { id: drafted, personId: people.owner, suggestionId: suggestion!.id, evidenceId },
    ],
    [
      /(seal|sign|decline|listings|publish|hold|publication|correction|signing|preview)$/,
      { id: world.roundId },
    ],
    [/^\/api\/rounds/, { id: plannedRound }],
  ];
  subjectsOf = (path) =>
    subjects.find(([pattern]) => pattern.test(path))?.[1] ?? { id: randomUUID() };

  const round = aRound({
    slug: 'another',
    periodStart: '2022-07-01',
    periodEnd: '2022-09-30',
  }) as Json;
  const reason = 'There is a reason.';
  const hash = 'a'.repeat(64);
  const document = aContent('An introduction.').document;
  const listings = updateIds.map((updateId, index) => ({
    ...{ updateId, chapter: 'A chapter', reference: `1.${index}`, wording: 'As printed.' },
    commitmentIds: [commitmentIds[index]],
  }));
  const addition = {
    ...{ kind: 'add', planId, commitmentId: commitmentIds[0], roundId: plannedRound },
    ...{ title: 'A pledge', summary: 'What it promises.', wording: 'As printed.', reference: '9' },
    ...{ chapterId: chapterIds[0], beforeId: commitmentIds[1], intoId: commitmentIds[1] },
    ...{ leadOrganisationId: organisationId, askerId: organisationId, funderId: organisationId },
    ...{ ownerId: people.owner, endsOriginal: true },
    parts: [
      {
        ...{ title: 'A part', summary: 'Its promise.', wording: 'Printed.', reference: '9a' },
        chapterId: chapterIds[0],
      },
    ],
  };
  const assignment = {
    ...{ part: 'lead', personId: people.secondOwner, commitmentIds: [commitmentIds[0]] },
    ...{ isWholeChapter: true, isReplacing: false },
  };
  const reassignment = {
    ...{ successorId: people.secondOwner, isAccountClosed: false },
    choices: [{ what: 'update', id: submitted, successorId: people.contributor }],
  };
  /** A right body for every route that takes one: each wrong one below is this with one thing wrong. */
  samples = {
    'POST /api/session': { email: 'someone@example.org', password: 'some password' },
    'POST /api/session/password': { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` },
    'POST /api/clock/advance': { to: '2022-05-10T09:00:00.000Z' },
    'POST /api/people': {
      name: 'Someone',
      email: 'new@example.org',
      organisationId,
      password: PASSWORD,
    },
    'PATCH /api/people/{id}': {
      name: 'Other name',
      email: 'other@example.org',
      organisationId,
      isActive: true,
    },
    'POST /api/people/{id}/password': { password: PASSWORD },
    'POST /api/people/{id}/grants': { role: 'lead', planId, chapterId: chapterIds[0] },
    'POST /api/covers': {
      ...{ absentId: people.owner, coverId: people.secondOwner },
      ...{ startsOn: '2022-06-01', endsOn: '2022-06-10', parts: ['drafting'] },
    },
    'POST /api/organisations': {
      name: 'A new body',
      shortName: 'ANB',
      isClearanceRequired: true,
      renamedOn: '2022-04-01',
    },
    'PATCH /api/organisations/{id}': {
      name: 'Renamed',
      shortName: 'RN',
      isClearanceRequired: true,
      renamedOn: '2022-04-01',
    },
    'POST /api/rounds': { ...round, planId, introduction: document },
    'PATCH /api/rounds/{id}': {
      ...aRound({ slug: 'planned', periodStart: '2022-04-01', periodEnd: '2022-06-30' }),
      version: 1,
      introduction: document,
      reason,
    },
    'POST /api/editions/{id}/provenance': { words: 'some words', updateId: randomUUID() },
    'POST /api/editions/{id}/case-file': { words: 'some words', updateId: randomUUID() },
    'POST /api/holds': {
      planId,
      name: 'A hold',
      reason,
      startsOn: '2022-06-01',
      endsOn: '2022-06-10',
    },
    'POST /api/holds/{id}/ask-to-end': { reason, planId },
    'POST /api/plans': {
      ...{ title: 'Another plan', slug: 'another-plan', publisherId: organisationId },
      ...{ publishedOn: '2022-05-01', chapterTitles: ['One chapter', 'Another chapter'] },
    },
    'PATCH /api/plans/{id}': {
      ...{ version: 1, title: 'A plan', publishedOn: '2020-11-13' },
      chapters: [
        { id: chapterIds[0], title: 'First chapter' },
        { id: chapterIds[1], title: 'Second chapter' },
      ],
    },
    'POST /api/plans/{id}/skip-period': {
      ...{ periodStart: '2022-10-01', periodEnd: '2022-12-31' },
      reason,
    },
    'PATCH /api/updates/{id}': {
      ...{ version: draftedUpdate.version, ownerId: people.owner, respondBy: '2022-05-20' },
      listing: { chapter: 'A chapter', reference: '1.1', wording: 'As printed.' },
    },
    'PUT /api/updates/{id}/draft': {
      startedFrom: 'empty',
      version: 1,
      content: { ...aContent('New.'), nextMilestone: 'In June.' },
    },
    'POST /api/updates/{id}/submit': { draftVersion: 1, evidenceIds: [randomUUID()] },
    'POST /api/updates/{id}/evidence/links': {
      ...{ title: 'A report', href: 'https://example.org/', marking: 'official' },
      isPublished: true,
    },
    'POST /api/updates/{id}/evidence/files': {
      ...{ title: 'A report', name: 'a.pdf', marking: 'official', isPublished: true },
    },
    'PATCH /api/updates/{id}/evidence/{evidenceId}': {
      ...{ title: 'Another', marking: 'official', isPublished: true },
    },
    'POST /api/updates/{id}/contributors': { personId: people.contributor },
    'POST /api/updates/{id}/clear': { revisionId: unclearedRevision.id },
    'POST /api/updates/{id}/refuse-clearance': { revisionId: unclearedRevision.id, reason },
    'POST /api/updates/{id}/return': { revisionId: revision.id, reason },
    'POST /api/updates/{id}/approve': {
      ...{ revisionId: revision.id, contentHash: revision.contentHash },
      openThreads: 0,
    },
    'POST /api/updates/{id}/look': { from: 'last_edition', to: 'latest' },
    'POST /api/updates/approve-several': {
      updates: [{ updateId: submitted, revisionId: revision.id }],
    },
    'POST /api/updates/{id}/expert-links': {
      ...{ revisionId: revision.id, name: 'An expert', address: 'expert@example.org' },
      ...{ purpose: 'Is the figure right?', days: 7 },
    },
    'POST /api/updates/{id}/threads': {
      ...{ revisionId: revision.id, text: 'Is this so?', mentionedIds: [people.lead] },
      words: { from: 0, to: 4, quote: 'Text' },
    },
    'POST /api/updates/{id}/threads/{threadId}/comments': {
      ...{ text: 'It is.', mentionedIds: [people.lead] },
    },
    'POST /api/updates/{id}/edit': {
      revisionId: revision.id,
      content: { ...aContent('New.'), nextMilestone: 'In June.' },
    },
    'POST /api/updates/{id}/declare-no-change': {
      draftVersion: 1,
      reason,
      delivery: 'in_progress',
    },
    'POST /api/updates/{id}/suggest': {
      ...{ revisionId: revision.id, reason },
      content: { ...aContent('New.'), nextMilestone: 'In June.' },
    },
    'POST /api/updates/{id}/suggestions/{suggestionId}/answers': {
      draftVersion: 1,
      answers: [{ key: suggestion!.changes[0]!.key, answer: 'accepted' }],
    },
    'POST /api/updates/{id}/reopen': { reason },
    'POST /api/updates/{id}/omit': { reason },
    'POST /api/updates/{id}/confirm-still-true': {
      ...{ revisionId: revision.id, contentHash: revision.contentHash },
      publicationOn: '2022-06-10',
    },
    'POST /api/updates/{id}/vouch-still-true': {
      ...{ revisionId: revision.id, contentHash: revision.contentHash },
      ...{ publicationOn: '2022-06-10', reason },
    },
    // Found in the drafts; whether it is confirmed by the effect seen is another test's.
    'POST /api/updates/{id}/redactions': { words: 'As it was', reason },
    'POST /api/redactions/{id}/confirm': { effectHash: hash },
    'PUT /api/rounds/{id}/listings': { version: 2, rows: listings },
    'POST /api/rounds/{id}/summary': { title: 'A summary', slug: 'a-summary', ...SUMMARY_DATES },
    'PUT /api/rounds/{id}/themes': {
      version: 3,
      rows: [
        { ...{ theme: 'Trust', title: 'Training begins' }, commitmentIds: [], updateId: paragraphId },
        { ...paragraph, sourceIds: [submitted] },
      ],
    },
    'POST /api/updates/{id}/sources/{sourceId}/note': { revisionId: revision.id },
    'POST /api/register/preview': addition,
    'POST /api/register/changes': { ...addition, reason, seen: hash, version: 1 },
    'POST /api/register/changes/{id}/undo': { reason, seen: hash, version: 1 },
    'POST /api/people/{id}/reassignments/preview': reassignment,
    'POST /api/people/{id}/reassignments': { ...reassignment, reason, seen: hash },
    'POST /api/assignments/preview': assignment,
    'POST /api/assignments': { ...assignment, seen: hash },
    'POST /api/rounds/{id}/request-early-publication': { reason },
    'POST /api/rounds/{id}/request-publication-in-hold': { reason },
    'POST /api/rounds/{id}/unseal': { reason },
    'POST /api/rounds/{id}/sign': {
      manifestId: randomUUID(),
      manifestHash: hash,
      password: PASSWORD,
    },
    'POST /api/rounds/{id}/decline': {
      manifestId: randomUUID(),
      objections: [{ updateId: submitted, reason }],
    },
    'POST /api/rounds/{id}/start-correction': { updateIds: [submitted], reason },
    'POST /api/rounds/{id}/abandon-correction': { reason },
  };
  routes = routesOf(test);
}, 60_000);
afterAll(() => test.stop());

let subjectsOf: (path: string) => Record<string, string>;

/** What a route needs in its query before anything else of it is looked at. */
const QUERIES: Record<string, string> = {
  'GET /api/commitments/{id}/diff': `?from=${randomUUID()}&to=${randomUUID()}`,
};

const send = (
  { method, path }: Route,
  {
    body,
    query = QUERIES[`${method} ${path}`] ?? '',
    headers,
    parameters,
  }: {
    body?: unknown;
    query?: string;
    headers?: Record<string, string>;
    parameters?: Record<string, string>;
  },
): Promise<Answer> => {
  const own = subjectsOf(path);
  const filled = fill(path, { ...own, ...parameters });
  return test.request(method, `${filled}${query}`, { as: everyRole, body, headers });
};

interface Tried {
  name: string;
  answer: Answer;
  /** The only status that will do; otherwise any refusal. */
  status?: number;
}

/** Whatever was wrong with any of these answers, and whether anything was changed by them. */
async function refusals(
  attempts: () => Promise<Tried[]>,
): Promise<{ tried: number; wrong: string[] }> {
  const before = await checksums(test.dataSource);
  const all = await attempts();
  const wrong: string[] = [];
  for (const { name, answer, status } of all) {
    const { status: given, headers, body, text } = answer;
    if (status === undefined && isRefusedOneByOne(answer)) continue;
    const isRefusal = status === undefined ? given >= 400 && given < 500 : given === status;
    if (!isRefusal) wrong.push(`${name}: ${given} ${text.slice(0, 200)}`);
    else if (!String(headers['content-type']).startsWith('application/problem+json'))
      wrong.push(`${name}: ${String(headers['content-type'])}`);
    else if (typeof body['code'] !== 'string' || body['status'] !== given || !body['detail'])
      wrong.push(`${name}: ${text.slice(0, 200)}`);
  }
  const after = await checksums(test.dataSource);
  for (const table of Object.keys(after)) {
    if (after[table] !== before[table]) wrong.push(`${table} was changed`);
  }
  return { tried: all.length, wrong };
}

/** Several were asked for, and of each it is said that it was refused. */
const isRefusedOneByOne = ({ status, body }: Answer): boolean => {
  const results = body['results'] as { isApproved: boolean }[] | undefined;
  return status === 200 && results !== undefined && results.every((each) => !each.isApproved);
};

const withBody = (): Route[] => routes.filter((route) => route.hasBody);

/** The body with the value at the path replaced, or left out. */
function replaced(body: unknown, path: (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(body) ? [...body] : { ...(body as Json) }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0 && value === undefined) delete copy[key];
  else copy[key] = replaced(copy[key], rest, value);
  return copy;
}

interface Place {
  path: (string | number)[];
  value: unknown;
}

/** Every value in a body, but for the inside of documents: those have their own test. */
const placesIn = (value: unknown, path: (string | number)[] = []): Place[] => {
  const own = path.length > 0 ? [{ path, value }] : [];
  if (
    typeof value !== 'object' ||
    value === null ||
    path.at(-1) === 'document' ||
    path.at(-1) === 'introduction'
  )
    return own;
  const entries = Array.isArray(value) ? [...value.slice(0, 1).entries()] : Object.entries(value);
  return [...own, ...entries.flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
};

const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isUuid = (value: string): boolean => /^[0-9a-f-]{36}$/.test(value);

/** Values of another type than this one. */
function ofOtherTypes(value: unknown): unknown[] {
  if (typeof value === 'string') return [42, true, {}, [], ['a', 'b']];
  if (typeof value === 'number') return ['one', 1.5, {}, [], true];
  if (typeof value === 'boolean') return ['maybe', 7, {}, []];
  if (Array.isArray(value)) return ['text', 7, {}, [7], [null], [[]]];
  return ['text', 7, [], true];
}

/** No version, count or size: beyond what PostgreSQL, or a double, can tell from its neighbour. */
const EDGES = [-1, -0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e308, Number.MIN_VALUE];

/** Values of the right type that cannot be right. */
function impossible({ path, value }: Place): unknown[] {
  if (typeof value !== 'string') return typeof value === 'number' ? EDGES : [];
  const isPassword = /password/i.test(String(path.at(-1)));
  return [
    'x'.repeat(100_001),
    ...(isPassword ? [] : ['\u0000', `${value}\u0000`]),
    '\ud800',
    `${value}\udc00`,
    ...(isDate(value) ? ['2022-02-30', '2022-13-01', '2022-6-1', '0000-00-00', 'soon', ''] : []),
    ...(isUuid(value) ? ['not-a-uuid', '-'.repeat(36), randomUUID(), "' OR true --"] : []),
    ...(path.at(-1) === 'to' ? ['2022-02-30T09:00:00Z', '2022-W23-1', 'soon', '1999-01-01'] : []),
    ...(path.at(-1) === 'role' ? ['wizard', 'Administrator'] : []),
    ...(path.at(-1) === 'email' ? ['nobody', 'a@b', 'x y@example.org'] : []),
    ...(path.at(-1) === 'slug' ? ['Upper', 'a--b', '../etc', 'ä'] : []),
    ...(path.at(-1) === 'delivery' ? ['not_stated', 'green', ''] : []),
  ];
}

it('has a sample for every route with a body, with every field of its DTO', () => {
  expect(Object.keys(samples).sort()).toEqual(
    withBody()
      .map((route) => route.name)
      .sort(),
  );
  for (const route of withBody()) {
    const fields = fieldsOf(dtoOf(test, route.operationId, 'body')!).map(({ name }) => name);
    // A grant is for one place; the sample has one.
    const expected = route.path.endsWith('/grants') ? ['role', 'planId', 'chapterId'] : fields;
    expect([route.name, Object.keys(samples[route.name]!).sort()]).toEqual([
      route.name,
      [...expected].sort(),
    ]);
  }
});

it('refuses fields that it does not know, at every depth of every body', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of withBody()) {
      const body = samples[route.name]!;
      const objects = [{ path: [], value: body }, ...placesIn(body)].filter(
        ({ value }) => typeof value === 'object' && !Array.isArray(value),
      );
      for (const { path, value } of objects) {
        for (const extra of [
          'nonsense',
          'isAdministrator',
          'toString',
          'é',
          ' ',
          '0',
          'x'.repeat(300),
        ]) {
          const wrong = replaced(body, path, { ...(value as Json), [extra]: 1 });
          const answer = await send(route, { body: wrong });
          tried.push({ name: `${route.name} ${[...path, extra].join('.')}`, answer, status: 400 });
        }
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(75);
}, 120_000);

it('refuses wrong types and missing fields in every body', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of withBody()) {
      const body = samples[route.name]!;
      const fields = fieldsOf(dtoOf(test, route.operationId, 'body')!);
      // Nothing is asked of a change in which every field may be absent.
      const nothing = fields.every(({ isOptional }) => isOptional) ? [] : [null, {}];
      for (const wrong of [[], [body], 'text', 7, true, ...nothing]) {
        const answer = await send(route, { body: JSON.stringify(wrong) });
        tried.push({
          name: `${route.name} = ${JSON.stringify(wrong).slice(0, 40)}`,
          answer,
          status: 400,
        });
      }
      for (const { path, value } of placesIn(body)) {
        for (const wrong of ofOtherTypes(value)) {
          const answer = await send(route, { body: replaced(body, path, wrong) });
          tried.push({
            name: `${route.name} ${path.join('.')} = ${JSON.stringify(wrong)}`,
            answer,
            status: 400,
          });
        }
      }
      for (const { name, isOptional } of fields) {
        if (isOptional) continue;
        for (const wrong of [undefined, null]) {
          const answer = await send(route, { body: replaced(body, [name], wrong) });
          tried.push({ name: `${route.name} ${name} = ${String(wrong)}`, answer, status: 400 });
        }
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(400);
}, 120_000);

it('refuses values that cannot be: no dates, no ids, NUL, far too long, out of range', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of withBody()) {
      const body = samples[route.name]!;
      for (const place of placesIn(body)) {
        for (const wrong of impossible(place)) {
          const answer = await send(route, { body: replaced(body, place.path, wrong) });
          tried.push({
            name: `${route.name} ${place.path.join('.')} = ${JSON.stringify(wrong).slice(0, 40)}`,
            answer,
          });
        }
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(300);
}, 120_000);

it('refuses a body that is one huge text, or a huge text in any field', async () => {
  const huge = 'ü'.repeat(500_000);
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of withBody()) {
      const body = samples[route.name]!;
      tried.push({ name: `${route.name} = huge`, answer: await send(route, { body: huge }) });
      for (const { path, value } of placesIn(body)) {
        if (typeof value !== 'string') continue;
        const answer = await send(route, { body: replaced(body, path, huge) });
        tried.push({ name: `${route.name} ${path.join('.')} = huge`, answer });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(80);
}, 120_000);

it('refuses every query on the routes that take none', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of routes.filter(({ path }) => path.startsWith('/api/'))) {
      if (dtoOf(test, route.operationId, 'query')) continue;
      for (const query of ['?nonsense=1', '?fields=id', '?page=1', '?=', '?%00=%00', '?a[b]=c']) {
        const answer = await send(route, { body: samples[route.name], query });
        tried.push({ name: `${route.name}${query}`, answer, status: 400 });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(200);
}, 120_000);

it('refuses a change whose headers are not those of a page of ours', async () => {
  const headers: Record<string, string>[] = [
    { 'x-csrf-token': '' },
    { 'x-csrf-token': 'x'.repeat(10_000) },
    { 'x-csrf-token': 'ünïcode %00' },
    { cookie: '' },
    { cookie: 'a=b; ;; =; %zz=%00' },
    { cookie: `${everyRole.cookie.split('=')[0]}=${'x'.repeat(8_000)}` },
    { cookie: `${everyRole.cookie.split('=')[0]}=%E0%A4%A` },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': '' },
    { 'content-type': '/' },
  ];
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of withBody().filter(({ path }) => path !== '/api/session')) {
      for (const own of headers) {
        const isType = 'content-type' in own;
        const answer = await send(route, {
          body: isType ? '{' : samples[route.name],
          headers: own,
        });
        tried.push({ name: `${route.name} ${JSON.stringify(own).slice(0, 60)}`, answer });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
}, 120_000);

it('answers reading with any headers at all, and never with a fault of ours', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    for (const [name, value] of [
      ['if-none-match', '"'.repeat(50)],
      ['if-modified-since', 'soon'],
      ['range', 'bytes=9-1'],
      ['accept', 'nothing/at-all;q=7'],
      ['accept-language', 'ü'],
      ['x-forwarded-for', "' OR true --"],
      ['host', 'evil.example'],
      ['x-http-method-override', 'DELETE'],
    ] as const) {
      const { status } = await send(route, { headers: { [name]: value } });
      if (status >= 500) wrong.push(`${route.name} ${name}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

it('refuses dates out of order', async () => {
  // What was tried before may have changed the update.
  const { version } = await test.manager.findOneByOrFail(Update, {
    id: subjectsOf('/api/updates')['id']!,
  });
  samples['PATCH /api/updates/{id}']!['version'] = version;
  const cases: [string, Json][] = [
    ['POST /api/rounds', { draftsDueOn: '2022-04-01' }],
    ['POST /api/rounds', { publicationOn: '2022-05-01' }],
    ['POST /api/rounds', { periodEnd: '2022-06-30' }],
    ['PATCH /api/rounds/{id}', { opensOn: '2022-12-01' }],
    ['POST /api/holds', { endsOn: '2022-05-31' }],
    ['POST /api/covers', { endsOn: '2022-05-31' }],
    ['POST /api/covers', { startsOn: '2022-01-01', endsOn: '2022-01-31' }],
    ['PATCH /api/updates/{id}', { respondBy: '2022-06-11' }],
    ['POST /api/clock/advance', { to: '2022-05-08T09:00:00Z' }],
  ];
  const result = await refusals(() =>
    Promise.all(
      cases.map(async ([name, change]) => {
        const route = routes.find((each) => each.name === name)!;
        const answer = await send(route, { body: { ...samples[name], ...change } });
        const isClock = name.endsWith('advance');
        return { name: `${name} ${JSON.stringify(change)}`, answer, status: isClock ? 422 : 400 };
      }),
    ),
  );
  expect(result.wrong).toEqual([]);
});

it('refuses documents outside the house schema, wherever a document is taken', async () => {
  const doc = (...content: unknown[]): Json => ({ type: 'doc', content });
  const paragraph = (...content: unknown[]): Json => ({ type: 'paragraph', content });
  const text = (words: string, ...marks: unknown[]): Json => ({
    ...{ type: 'text', text: words },
    ...(marks.length > 0 && { marks }),
  });
  const link = (href: unknown): Json =>
    doc(paragraph(text('Here', { type: 'link', attrs: { href } })));
  let nested: Json = paragraph(text('deep'));
  const deeper = (inner: Json): Json => ({
    type: 'bulletList',
    content: [{ type: 'listItem', content: [inner] }],
  });
  for (let depth = 0; depth < 20; depth++) nested = deeper(nested);
  let bottomless: Json = nested;
  for (let depth = 0; depth < 400; depth++) bottomless = deeper(bottomless);
  const documents: [string, unknown][] = [
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      '/app',
      '//x',
      7,
    ].map((href): [string, unknown] => [`link ${String(href)}`, link(href)]),
    ['unknown node', doc({ type: 'heading', attrs: { level: 1 }, content: [text('Big')] })],
    ['bottomless', doc(bottomless)],
    ['image', doc({ type: 'image', attrs: { src: 'https://example.org/x.png' } })],
    ['html', doc({ type: 'html', html: '<script>' })],
    ['unknown mark', doc(paragraph(text('Under', { type: 'underline' })))],
    ['unknown attribute', doc({ type: 'paragraph', attrs: { style: 'x' }, content: [text('x')] })],
    ['unknown key', { ...doc(paragraph(text('x'))), onload: 'x' }],
    ['NUL', doc(paragraph(text('x\u0000y')))],
    ['half a surrogate pair', doc(paragraph(text('x\ud800y')))],
    ['direction override', doc(paragraph(text('x\u202ey')))],
    ['too long', doc(paragraph(text('x'.repeat(60_001))))],
    ['too deep', doc(nested)],
    ['text at the top', doc(text('x'))],
    ['no document', paragraph(text('x'))],
    ['nothing', {}],
    ['inherited name', doc({ type: 'constructor' })],
  ];
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of withBody()) {
      const places = placesIn(samples[route.name]!).filter(({ path }) =>
        ['document', 'introduction'].includes(String(path.at(-1))),
      );
      for (const { path } of places) {
        for (const [name, document] of documents) {
          const answer = await send(route, { body: replaced(samples[route.name], path, document) });
          tried.push({ name: `${route.name}: ${name}`, answer, status: 400 });
          if (answer.body['issues'] === undefined)
            tried.push({ name: `${name} without issues`, answer, status: 0 });
        }
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBe(5 * documents.length);
});

it('refuses bodies that are not JSON, of another type, or over 1 MB, on every route that changes something', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of routes.filter(({ method }) => !['GET', 'DELETE'].includes(method))) {
      const attempts: [string, string, string, number][] = [
        ['cut off', '{"reason":', 'application/json', 400],
        ['not JSON', 'reason=x', 'application/json', 400],
        ['a poisoned prototype', '{"__proto__":{"isAdministrator":true}}', 'application/json', 400],
        ['a form', 'reason=x', 'application/x-www-form-urlencoded', 415],
        ['XML', '<reason/>', 'application/xml', 415],
        ['plain text', '{"reason":"x"}', 'text/plain', 415],
        ['over 1 MB', JSON.stringify({ reason: 'x'.repeat(1024 * 1024) }), 'application/json', 413],
      ];
      for (const [name, body, type, status] of attempts) {
        const answer = await send(route, { body, headers: { 'content-type': type } });
        tried.push({ name: `${route.name}: ${name}`, answer, status });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(250);
}, 120_000);

it('refuses ids that are none, and says of others that there is no such record', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of routes.filter(({ parameters }) => parameters.length > 0)) {
      for (const parameter of route.parameters) {
        const body = samples[route.name];
        for (const id of [
          'not-a-uuid',
          '\u0000',
          "' OR true --",
          '-'.repeat(36),
          'x'.repeat(5000),
          '\u202e',
          '🐘',
          '..%2f..%2fetc',
          '0',
          '-1',
          randomUUID().slice(0, -1),
          `${randomUUID()} `,
        ]) {
          const answer = await send(route, { body, parameters: { [parameter]: id } });
          tried.push({ name: `${route.name} ${parameter} = ${id.slice(0, 20)}`, answer });
        }
        // An empty answer about nothing is right for the rows of a round that is not there.
        if (/\/updates(\.csv)?$/.test(route.path)) continue;
        const answer = await send(route, { body, parameters: { [parameter]: randomUUID() } });
        tried.push({ name: `${route.name} ${parameter} unknown`, answer, status: 404 });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(250);
}, 120_000);

it('refuses unknown filters, sorts, orders and pages on every list', async () => {
  let lists = 0;
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const dto = dtoOf(test, route.operationId, 'query');
      if (!dto) continue;
      lists += 1;
      const fields = fieldsOf(dto);
      const queries = ['nonsense=1', 'filter[state]=x'];
      for (const { name, isFreeText } of fields) {
        queries.push(`${name}=a&${name}=b`);
        if (isFreeText) queries.push(`${name}=${'x'.repeat(500)}`);
        else queries.push(`${name}=no%20such%20value`, `${name}=%00`, `${name}=2022-02-30`);
      }
      if (fields.some(({ name }) => name === 'page')) {
        queries.push(
          'page=0',
          'page=-1',
          'page=1.5',
          'page=1e9',
          'perPage=0',
          'perPage=201',
          'perPage=NaN',
        );
        queries.push(
          'order=sideways',
          'sort=password_hash',
          'sort=id;DROP TABLE people',
          'sort=constructor',
        );
      }
      for (const query of queries) {
        const answer = await send(route, { query: `?${query}` });
        tried.push({ name: `${route.name}?${query.slice(0, 50)}`, answer, status: 400 });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(lists).toBeGreaterThan(10);
}, 120_000);

it('answers an address that cannot be read with a problem too', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const path of ['/api/updates/%zz', '/api/updates/%E0%A4%A', '/%', '/api/nowhere']) {
      for (const method of ['GET', 'POST', 'DELETE'] as const) {
        tried.push({
          name: `${method} ${path}`,
          answer: await test.request(method, path, { as: everyRole }),
        });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
});

it('survives a NUL and LIKE’s own characters in what is looked for', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    const dto = dtoOf(test, route.operationId, 'query');
    for (const { name } of (dto ? fieldsOf(dto) : []).filter((field) => field.isFreeText)) {
      for (const value of ['%00', '%25', '_', '%5C', '%27%3B--', '%ED%A0%80', '%F0%9F%90%98']) {
        const { status } = await send(route, { query: `?${name}=${value}` });
        if (status >= 500) wrong.push(`${route.name}?${name}=${value}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('refuses an act that the state does not allow, and changes nothing', async () => {
  const result = await refusals(async () => {
    const tried: Tried[] = [];
    for (const [name, id] of [
      ['POST /api/updates/{id}/submit', world.updateIds[1]!],
      ['PUT /api/updates/{id}/draft', world.updateIds[1]!],
      ['POST /api/updates/{id}/approve', world.updateIds[0]!],
      ['POST /api/updates/{id}/reopen', world.updateIds[0]!],
      ['POST /api/updates/{id}/include', world.updateIds[0]!],
      ['POST /api/updates/{id}/omit', world.updateIds[2]!],
      ['POST /api/rounds/{id}/open', world.roundId],
      ['POST /api/rounds/{id}/seal', world.roundId],
      ['POST /api/rounds/{id}/publish', world.roundId],
      ['POST /api/rounds/{id}/close', world.roundId],
      ['POST /api/rounds/{id}/unseal', world.roundId],
    ] as const) {
      const route = routes.find((each) => each.name === name)!;
      const answer = await send(route, { body: samples[name], parameters: { id } });
      tried.push({ name, answer, status: 409 });
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
});

// Last, because right bodies do change things.
it('finds nothing wrong with the samples themselves', async () => {
  const wrong: string[] = [];
  for (const route of withBody()) {
    const { status, text } = await send(route, { body: samples[route.name] });
    if (status === 400 || status >= 413)
      wrong.push(`${route.name}: ${status} ${text.slice(0, 300)}`);
  }
  expect(wrong).toEqual([]);
});
