import { Readable } from 'node:stream';
import { Acts } from '../../../src/modules/audit/index.js';
import { documentFromMarkdown } from '../../../src/common/rich-text/index.js';
import {
  AskToWithdraw,
  BringInHistoricEdition,
  Edition,
} from '../../../src/modules/publication/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { AskForRedaction } from '../../../src/modules/redactions/index.js';
import { RecordAssessment } from '../../../src/modules/plan/index.js';
import { Files } from '../../../src/modules/files/index.js';
import { ReceiveEvidenceFile } from '../../../src/modules/updates/evidence/actions/receive-evidence-file.js';
import { AddEvidence, UpdateCommitment } from '../../../src/modules/updates/index.js';
import { gather, remindOf } from '../../builders/messages.js';
import { arrange, openSummary } from '../../builders/summary.js';
import { clear, omit } from '../../builders/update-acts.js';
import {
  EVERYDAY,
  addPlan,
  approve,
  buildWorld,
  draft,
  PASSWORD,
  submit,
  WORLD_PEOPLE,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { seal } from '../../builders/signed-round.js';
import { aPdf } from '../../builders/zip.js';
import { fill, routesOf, type Route } from '../../support/routes.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';

type Reader = WorldPerson | 'nobody';
const READERS: readonly Reader[] = [...WORLD_PEOPLE, 'nobody'];

/** Unpublished words, and who may meet them anywhere (DOMAIN, rule 7). */
const MARKERS = ['Aardvark', 'Buffalo', 'Capybara', 'Dromedary', 'Elephant'] as const;
type Marker = (typeof MARKERS)[number];

const RUNNERS: Reader[] = ['secretariat', 'secondSecretariat', 'auditor'];
const MAY_READ: Record<'open' | 'sealed', Record<Marker, Reader[]>> = {
  open: {
    // A draft of the owner's; what they submitted; what was approved in the second chapter; what its
    // organisation has not cleared; and what was submitted in a plan of others.
    Aardvark: ['owner'],
    Buffalo: ['owner', 'lead', 'secondLead', 'chapterLead', ...RUNNERS],
    Capybara: ['secondOwner', 'lead', 'secondLead', 'signatory', ...RUNNERS],
    Dromedary: ['clearingOwner', 'clearer'],
    Elephant: ['stranger', 'auditor'],
  },
  // All approved, but for the draft, which was left out as it stood.
  sealed: {
    Aardvark: ['owner'],
    Buffalo: ['owner', 'lead', 'secondLead', 'chapterLead', 'signatory', ...RUNNERS],
    Capybara: ['secondOwner', 'lead', 'secondLead', 'signatory', ...RUNNERS],
    Dromedary: ['clearingOwner', 'clearer', 'lead', 'secondLead', 'signatory', ...RUNNERS],
    Elephant: ['stranger', 'auditor'],
  },
};

let test: TestApp;
let world: World;
let other: World;
let routes: Route[];
let ids: Record<string, string>;
const commitmentOf = new Map<string, string>();
const evidenceOf = new Map<string, string>();
const signedIn = new Map<Reader, SignedIn>();

const everyone = (): readonly Reader[] => WORLD_PEOPLE;
const only =
  (...readers: Reader[]) =>
  (): readonly Reader[] =>
    readers;
const MEMBERS: Reader[] = WORLD_PEOPLE.filter(
  (person) => !['contributor', 'boardMember', 'stranger'].includes(person),
);

interface Expected {
  /** Who gets an answer. */
  seenBy: (subject: string) => readonly Reader[];
  /** What the others get: refused at the door, or not found. */
  otherwise?: 403 | 404;
  /** Asked once for each of these, whose names are keys of `ids`. */
  subjects?: string[];
  isList?: boolean;
  /** Instead of one long page. */
  query?: string | ((subject: string) => string);
  /** The id in the path, where it is not the subject's own. */
  idOf?: (subject: string) => string;
}

const LEADS: Reader[] = ['lead', 'secondLead', 'chapterLead'];
const update: Expected = {
  subjects: ['drafted', 'submitted', 'approved', 'uncleared', 'others’'],
  otherwise: 404,
  seenBy: (subject) => {
    if (subject === 'others’') return ['stranger', 'auditor', 'administrator'];
    return subject === 'uncleared' ? MEMBERS : MEMBERS.filter((person) => person !== 'clearer');
  },
};
const round: Expected = {
  subjects: ['round', 'others’ round'],
  otherwise: 404,
  seenBy: (subject) => (subject === 'round' ? MEMBERS : ['stranger', 'auditor', 'administrator']),
};
/** Who may read a submitted text of it. */
function readersOfText(subject: string): readonly Reader[] {
  return MAY_READ[isSealed ? 'sealed' : 'open'][MARKER_OF[subject]!].filter(
    (reader) => subject !== 'drafted' && reader !== 'nobody',
  );
}
/** A list is everyone's to ask for; what is out of scope is not in it. */
const list: Expected = { seenBy: everyone, isList: true };

/** Every GET route: a new one must be added here, with who may see what. */
const EXPECTED: Record<string, Expected> = {
  'GET /healthz': { seenBy: () => READERS },
  'GET /readyz': { seenBy: () => READERS },
  'GET /api/demonstration': { seenBy: () => READERS },
  'GET /api/session': { seenBy: everyone },
  'GET /api/clock': { seenBy: everyone },
  'GET /api/home': { seenBy: everyone },
  'GET /api/calendar-link': { seenBy: everyone },
  'GET /api/people/choices': { ...list, query: '' },
  'GET /api/organisations': list,
  'GET /api/covers': list,
  'GET /api/plans': { ...list, query: '' },
  'GET /api/plans/{id}': { seenBy: everyone, subjects: ['plan', 'others’ plan'] },
  'GET /api/plans/{id}/acronyms': { seenBy: everyone, subjects: ['plan', 'others’ plan'] },
  'GET /api/plans/{id}/assessment': { seenBy: everyone, subjects: ['plan'] },
  'GET /api/commitments': list,
  'GET /api/commitments/{id}': { seenBy: everyone, subjects: ['commitment', 'others’ commitment'] },
  'GET /api/commitments/{id}/diff': {
    ...update,
    // A row against itself: the text is in the answer, for who may read it.
    idOf: (subject) => commitmentOf.get(subject)!,
    query: (subject) => `from=${ids[subject]}&to=${ids[subject]}`,
    seenBy: readersOfText,
  },
  'GET /api/commitments/{id}/timeline': {
    ...list,
    subjects: update.subjects!,
    idOf: (subject) => commitmentOf.get(subject)!,
  },
  'GET /api/editions': list,
  'GET /api/editions/{id}': { seenBy: everyone, subjects: ['edition'] },
  'GET /api/holds': list,
  'GET /api/skipped-periods': list,
  'GET /api/plans/{id}/next-round': {
    subjects: ['plan'],
    seenBy: only('secretariat', 'secondSecretariat'),
    otherwise: 403,
  },
  'GET /api/rounds': list,
  'GET /api/rounds/{id}': round,
  'GET /api/rounds/{id}/updates': { ...list, subjects: ['round', 'others’ round'] },
  'GET /api/rounds/{id}/updates.csv': { seenBy: everyone, subjects: ['round', 'others’ round'] },
  'GET /api/rounds/{id}/former-introductions': {
    subjects: ['round'],
    seenBy: only('secretariat', 'secondSecretariat'),
    otherwise: 403,
  },
  'GET /api/rounds/{id}/burn-up': round,
  'GET /api/rounds/{id}/reminded': round,
  'GET /api/rounds/{id}/reminders': {
    subjects: ['round'],
    seenBy: only(...RUNNERS),
    otherwise: 403,
  },
  'GET /api/rounds/{id}/late-owners': {
    subjects: ['round'],
    seenBy: only(...RUNNERS),
    otherwise: 403,
  },
  'GET /api/messages': { ...list, seenBy: only('administrator', ...RUNNERS), otherwise: 403 },
  'GET /api/messages/overview': { seenBy: only('administrator', ...RUNNERS), otherwise: 403 },
  'GET /api/messages/{id}': {
    subjects: ['message'],
    seenBy: only('administrator', ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/message-templates': { seenBy: only('administrator', ...RUNNERS), otherwise: 403 },
  'GET /api/inbox': list,
  'GET /api/inbox/unread': { seenBy: everyone },
  'GET /api/inbox/settings': { seenBy: everyone },
  'GET /api/rounds/{id}/preview': {
    subjects: ['round'],
    seenBy: only('signatory', ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/rounds/{id}/signing': {
    subjects: ['round'],
    // Nobody, before there is something to sign.
    seenBy: () => (isSealed ? ['signatory', ...RUNNERS] : []),
    otherwise: 403,
  },
  'GET /api/rounds/{id}/signings': {
    subjects: ['round'],
    seenBy: only('signatory', ...RUNNERS),
    otherwise: 403,
  },
  // Nothing is signed here; who may read one is shown with the certificate itself.
  'GET /api/manifests/{id}/certificate': { subjects: ['round'], seenBy: () => [], otherwise: 403 },
  'GET /api/rounds/{id}/layout': {
    subjects: ['round'],
    seenBy: only(...RUNNERS),
    otherwise: 403,
  },
  'GET /api/rounds/{id}/themes': {
    subjects: ['summary'],
    seenBy: only(...RUNNERS),
    otherwise: 403,
  },
  'GET /api/register/changes': list,
  'GET /api/register/commitments/{id}': {
    subjects: ['commitment'],
    seenBy: only('secretariat', 'secondSecretariat'),
    otherwise: 403,
  },
  'GET /api/updates': list,
  'GET /api/updates/{id}': update,
  'GET /api/updates/{id}/revisions': update,
  'GET /api/updates/{id}/expert-links': {
    ...update,
    // Refused at the door to whoever leads and runs nothing.
    otherwise: 403,
    seenBy: (subject) => [
      ...(subject === 'others’' ? [] : (['lead', 'secondLead'] as const)),
      ...(subject === 'others’' ? [] : (['secretariat', 'secondSecretariat'] as const)),
      ...(['drafted', 'submitted'].includes(subject) ? (['chapterLead'] as const) : []),
    ],
  },
  // Who may read a text of it once there is one; until then they are told that nothing was said.
  'GET /api/updates/{id}/threads': {
    ...update,
    seenBy: (subject) => [
      ...MAY_READ[isSealed ? 'sealed' : 'open'][MARKER_OF[subject]!],
      ...(subject === 'drafted' ? [...LEADS, ...RUNNERS] : []),
      ...(subject === 'uncleared' ? (['lead', 'secondLead', ...RUNNERS] as const) : []),
    ],
  },
  // Empty for those who may not read the text of the paragraph.
  'GET /api/updates/{id}/sources': { ...update, subjects: ['drafted', 'paragraph', 'others’'] },
  // Empty for those who may not read the text.
  'GET /api/updates/{id}/suggestions': update,
  'GET /api/updates/{id}/diff': {
    ...update,
    // Without a revision that the reader may see, there is nothing to compare.
    seenBy: readersOfText,
  },
  'GET /api/updates/{id}/evidence': update,
  'GET /api/updates/{id}/evidence/{evidenceId}/file': {
    ...update,
    seenBy: (subject) => [...new Set([DRAFTER_OF[subject]!, ...readersOfText(subject)])],
  },
  'GET /api/updates/{id}/draft': {
    ...update,
    seenBy: (subject) => [DRAFTER_OF[subject]!],
  },
  'GET /api/updates/{id}/lengths': update,
  'GET /api/updates/{id}/reminded': update,
  'GET /api/updates/{id}/published-figures': update,
  'GET /api/updates/{id}/presence': {
    ...update,
    seenBy: (subject) =>
      ({
        drafted: ['owner'],
        submitted: ['owner'],
        approved: ['secondOwner'],
        uncleared: ['clearingOwner'],
        'others’': ['stranger'],
      })[subject] as Reader[],
  },
  'GET /api/updates/{id}/set-aside': {
    ...update,
    seenBy: (subject) => [DRAFTER_OF[subject]!],
  },
  'GET /api/overrides': {
    ...list,
    seenBy: only('signatory', ...LEADS, ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/overrides/{id}': {
    subjects: ['override'],
    seenBy: only('signatory', ...LEADS, ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/redactions': {
    ...list,
    seenBy: only('secretariat', 'secondSecretariat', 'signatory', ...LEADS),
    otherwise: 403,
  },
  'GET /api/redactions/{id}': {
    subjects: ['redaction'],
    seenBy: only('secretariat', 'secondSecretariat', 'signatory', ...LEADS),
    otherwise: 403,
  },
  'GET /api/withdrawals': {
    ...list,
    seenBy: only('signatory', ...LEADS, ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/withdrawals/{id}': {
    subjects: ['withdrawal'],
    seenBy: only('signatory', ...LEADS, ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/people': { ...list, seenBy: only('administrator', ...RUNNERS), otherwise: 403 },
  'GET /api/people/{id}': {
    subjects: ['person'],
    seenBy: only('administrator', ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/people/{id}/reassignments': {
    subjects: ['person'],
    seenBy: only('administrator', ...RUNNERS),
    otherwise: 403,
  },
  'GET /api/edition-search': { ...list, query: 'q=Commitment' },
  'GET /api/audit-entries': { ...list, seenBy: only(...RUNNERS), otherwise: 403 },
  'GET /api/audit-entries.csv': { seenBy: only(...RUNNERS), otherwise: 403 },
  'GET /api/audit-entries.jsonl': { seenBy: only(...RUNNERS), otherwise: 403 },
  'GET /api/audit-kinds': { seenBy: only(...RUNNERS), otherwise: 403 },
};
const DRAFTER_OF: Record<string, WorldPerson> = {
  drafted: 'owner',
  submitted: 'owner',
  approved: 'secondOwner',
  uncleared: 'clearingOwner',
  'others’': 'stranger',
};
const MARKER_OF: Record<string, Marker> = {
  drafted: 'Aardvark',
  submitted: 'Buffalo',
  approved: 'Capybara',
  uncleared: 'Dromedary',
  'others’': 'Elephant',
};
let isSealed = false;

/** The lists that look for words. */
const SEARCHES = [
  ...['/api/edition-search', '/api/updates', '/api/commitments', '/api/rounds', '/api/editions'],
  ...['/api/overrides', '/api/people', '/api/people/choices', '/api/organisations'],
];

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  const { people, planId } = world;
  await bringIn(planId);
  // Another plan, in which of all these people only the stranger has a part.
  other = await addPlan(test, world, [['stranger', 0]]);
  await test.manager.query('UPDATE grants SET revoked_at = now() WHERE plan_id = $1', [
    other.planId,
  ]);
  const [drafted, submitted, approved, uncleared] = world.updateIds as [
    string,
    string,
    string,
    string,
  ];
  const updateOf = { drafted, submitted, approved, uncleared, 'others’': other.updateIds[0]! };
  for (const [subject, updateId] of Object.entries(updateOf)) {
    evidenceOf.set(
      subject,
      await addMarkedFile(updateId, DRAFTER_OF[subject]!, MARKER_OF[subject]!),
    );
  }
  await draft(test, drafted, people.owner, 'Aardvark');
  await submit(test, submitted, people.owner, 'Buffalo');
  await submit(test, approved, people.secondOwner, 'Capybara');
  await approve(test, approved, people.lead);
  await submit(test, uncleared, people.clearingOwner, 'Dromedary');
  await submit(test, other.updateIds[0]!, people.stranger, 'Elephant');
  await omit(test, drafted, people.secretariat, 'Nothing came.');
  const asked = { words: 'Nothing came', reason: 'Somebody’s name.' };
  await test.as(people.secretariat, (act) =>
    test.app.get(AskForRedaction).execute(act, drafted, asked),
  );
  const [edition] = await test.manager.find(Edition);
  const withdrawal = await test.as(people.secretariat, (act) =>
    test.app.get(AskToWithdraw).execute(act, edition!.id, {
      ...{
        scope: 'edition',
        reasonType: 'wrong',
        reason: 'It is wrong.',
        explanation: 'It was wrong.',
      },
    }),
  );
  await test.as(people.owner, (act) =>
    test.app.get(SetCover).execute(act, {
      ...{ absentId: people.owner, coverId: people.contributor },
      ...{ startsOn: '2022-08-01', endsOn: '2022-08-31', parts: EVERYDAY },
    }),
  );
  const idIn = async (table: string): Promise<string> => {
    const [row] = await test.manager.query<{ id: string }[]>(`SELECT id FROM ${table} LIMIT 1`);
    return row!.id;
  };
  // A paragraph of the summary, which begins with what was approved in the second chapter.
  const summary = await openSummary(test, world);
  const [paragraph] = await arrange(test, summary, [
    {
      ...{ theme: 'Trust', title: 'Told', commitmentIds: [], ownerId: people.secondOwner },
      ...{ chapterId: world.chapterIds[1], sourceIds: [approved] },
    },
  ]);
  await remindOf(test, world, 'owner');
  await gather(test);
  ids = {
    ...{ summary: summary.roundId, paragraph: paragraph! },
    ...{ drafted, submitted, approved, uncleared, 'others’': other.updateIds[0]! },
    ...{ round: world.roundId, 'others’ round': other.roundId },
    ...{ plan: planId, 'others’ plan': other.planId, person: people.owner },
    commitment: world.commitmentIds[0]!,
    'others’ commitment': other.commitmentIds[0]!,
    ...{ edition: await idIn('editions'), override: await idIn('overrides') },
    redaction: await idIn('redactions'),
    message: await idIn('messages'),
    withdrawal,
  };
  for (const subject of ['drafted', 'submitted', 'approved', 'uncleared', 'others’']) {
    const link = await test.manager.findOneByOrFail(UpdateCommitment, { updateId: ids[subject] });
    commitmentOf.set(subject, link.commitmentId);
  }
  await test.app.get(Acts).perform(null, (act) =>
    test.app.get(RecordAssessment).execute(act, {
      ...{ planId, title: 'Assessment', publishedOn: '2020-11-13', printingErrors: [] },
      sections: [
        { title: 'One', actions: [{ letter: 'a', commitmentIds: [world.commitmentIds[0]!] }] },
      ],
      characteristics: [
        {
          ...{ characteristic: 'age', remark: 'All.', bearsOnAll: false },
          names: [{ section: 1, letters: ['a'] }],
        },
      ],
    }),
  );
  for (const person of WORLD_PEOPLE) {
    signedIn.set(person, await test.signIn(world.emailOf(person), PASSWORD));
  }
  routes = routesOf(test).filter((route) => route.method === 'GET');
}, 60_000);
afterAll(() => test.stop());

/** A file of evidence that has the marker in its title and in its bytes. */
async function addMarkedFile(updateId: string, by: WorldPerson, marker: Marker): Promise<string> {
  const { app } = test;
  const person = world.people[by];
  const input = { title: marker, name: 'a.pdf', marking: 'official', isPublished: true } as const;
  const id = await test.as(person, (act) => app.get(AddEvidence).execute(act, updateId, input));
  const bytes = Readable.from([aPdf(marker)]);
  const file = await app.get(Files).take(await test.actor(person), bytes);
  await test.as(person, (act) => app.get(ReceiveEvidenceFile).execute(act, updateId, id, file));
  return id;
}

/** So that there is something published, which everyone may read. */
async function bringIn(planId: string): Promise<void> {
  await test.app.get(Acts).perform(null, (act) =>
    test.app.get(BringInHistoricEdition).execute(act, {
      ...{ planId, slug: '2021-22-q3', title: 'The last edition', asAt: '2021-12-31' },
      period: { label: '2021/22 Q3', start: '2021-10-01', end: '2021-12-31' },
      publishedOn: '2022-02-10',
      rows: [
        {
          ...{ title: 'Commitment 1', chapter: 'First chapter', position: 1, wording: 'Printed.' },
          commitmentIds: [world.commitmentIds[0]!],
          content: { document: documentFromMarkdown('Published.'), delivery: 'in_progress' },
        },
      ] as never,
    }),
  );
}

const get = (reader: Reader, path: string): Promise<Answer> =>
  test.request('GET', path, { as: signedIn.get(reader) });

interface Asked {
  reader: Reader;
  route: Route;
  subject: string;
  path: string;
}

/** Every reader at every route, for every subject of it. */
const everything = (): Asked[] =>
  routes.flatMap((route) =>
    (EXPECTED[route.name]?.subjects ?? ['']).flatMap((subject) =>
      READERS.map((reader) => {
        const { isList, idOf, query = isList ? 'perPage=200' : '' } = EXPECTED[route.name] ?? list;
        const path = fill(route.path, {
          id: idOf?.(subject) ?? ids[subject] ?? '',
          evidenceId: evidenceOf.get(subject) ?? '',
        });
        const asked = typeof query === 'string' ? query : query(subject);
        return { reader, route, subject, path: `${path}?${asked}` };
      }),
    ),
  );

/** 401 for nobody; otherwise the outcome of the table. */
function expectedStatus({ reader, route, subject }: Asked): number[] {
  const { seenBy, otherwise = 404 } = EXPECTED[route.name]!;
  if (seenBy(subject).includes(reader)) return [200];
  if (reader === 'nobody') return [401];
  // Refused at the door, or not found behind it: either way nothing is said.
  return otherwise === 403 ? [403, 404] : [404];
}

async function sweep(phase: 'open' | 'sealed'): Promise<void> {
  const wrong: string[] = [];
  const met = new Map<Marker, Set<Reader>>(MARKERS.map((marker) => [marker, new Set()]));
  for (const asked of everything()) {
    const { reader, route, subject, path } = asked;
    const answer = await get(reader, path);
    const name = `${reader} ${route.name} ${subject}`;
    if (!expectedStatus(asked).includes(answer.status)) {
      wrong.push(`${name}: ${answer.status}, not ${expectedStatus(asked).join(' or ')}`);
    }
    for (const marker of MARKERS) {
      if (!answer.text.includes(marker)) continue;
      met.get(marker)!.add(reader);
      if (!MAY_READ[phase][marker].includes(reader)) wrong.push(`${name}: reads ${marker}`);
    }
    if (EXPECTED[route.name]!.isList && answer.status === 200) {
      const { data, total } = answer.body as unknown as { data: unknown[]; total: number };
      if (data.length !== total)
        wrong.push(`${name}: ${data.length} rows, but a total of ${total}`);
    }
    const isForeign = subject === '' && answer.text.includes(other.updateIds[0]!);
    if (isForeign && !['stranger', 'auditor', 'administrator'].includes(reader)) {
      wrong.push(`${name}: names an update of a plan in which they have no part`);
    }
  }
  expect(wrong).toEqual([]);
  // Those who may read do: the markers are really there.
  expect(
    Object.fromEntries([...met].map(([marker, readers]) => [marker, [...readers].sort()])),
  ).toEqual(
    Object.fromEntries(MARKERS.map((marker) => [marker, [...MAY_READ[phase][marker]].sort()])),
  );
}

it('knows every GET route of the OpenAPI file, and no other', () => {
  expect(routes.length).toBeGreaterThan(25);
  expect(Object.keys(EXPECTED).sort()).toEqual(routes.map((route) => route.name).sort());
});

it(
  'shows each reader what is theirs to see, on every route, while the round is open',
  () => sweep('open'),
  120_000,
);

it('counts in an export exactly the rows of the list', async () => {
  for (const reader of WORLD_PEOPLE) {
    for (const roundId of [ids['round'], ids['others’ round']]) {
      const { body } = await get(reader, `/api/rounds/${roundId}/updates`);
      const csv = await get(reader, `/api/rounds/${roundId}/updates.csv`);
      expect([reader, csv.text.trim().split('\r\n').length - 1]).toEqual([reader, body['total']]);
    }
  }
});

it('finds no unpublished word through any search', async () => {
  let answers = 0;
  for (const path of SEARCHES) {
    expect(routes.map((route) => route.path)).toContain(path);
    for (const reader of WORLD_PEOPLE) {
      for (const marker of MARKERS) {
        const { status, body } = await get(reader, `${path}?q=${marker}`);
        if (status !== 200) continue;
        expect([reader, path, marker, body['total']]).toEqual([reader, path, marker, 0]);
        answers += 1;
      }
    }
  }
  expect(answers).toBeGreaterThan(400);
}, 120_000);

it('shows no unpublished word on any public page', async () => {
  for (const path of [
    ...[
      '/',
      '/editions',
      '/editions/2021-22-q3',
      '/editions/2021-22-q3.json',
      '/editions/2021-22-q4',
    ],
    ...world.commitmentIds.map((id) => `/commitments/${id}`),
    ...['/app', '/api/openapi.json'],
  ]) {
    const { text } = await get('nobody', path);
    for (const marker of MARKERS) expect([path, text.includes(marker)]).toEqual([path, false]);
  }
});

it('shows each reader what is theirs to see, on every route, when the round is sealed', async () => {
  const { people } = world;
  await clear(test, ids['uncleared']!, people.clearer);
  for (const name of ['submitted', 'uncleared']) await approve(test, ids[name]!, people.lead);
  await seal(test, world);
  isSealed = true;
  await sweep('sealed');
}, 120_000);
