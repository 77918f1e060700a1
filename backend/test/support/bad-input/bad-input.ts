import { REGISTER_CHANGE_KINDS } from '../../../src/modules/updates/dto/register.dto.js';
import { buildWorld, PASSWORD, type World } from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { fill, routesOf, type Route } from '../../support/routes.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';
import { samplesOf } from './samples.js';
import { makeSubjects, subjectsByPath, type Json, type Subjects } from './subjects.js';

/** What a route needs in its query before anything else of it is looked at. */
const queriesOf = ({ nested: { historicRow } }: Subjects): Record<string, string> => ({
  'GET /api/commitments/{id}/diff': `?from=${historicRow}&to=${historicRow}`,
});

/** A change of a commitment that there is: without what only a new one is given. */
const withoutNew = (sample: Json): Json => ({
  ...Object.fromEntries(Object.entries(sample).filter(([field]) => !OF_NEW.has(field))),
  endsOriginal: false,
});
const OF_NEW = new Set(['planId', 'leadOrganisationId', 'askerId', 'funderId', 'ownerId']);

export interface Tried {
  name: string;
  answer: Answer;
  /** The only status that will do; otherwise any refusal. */
  status?: number;
}

/** All that the tests of bad input share: a world, somebody with every role, a right request for each route. */
export class BadInput {
  private constructor(
    readonly test: TestApp,
    readonly world: World,
    readonly routes: readonly Route[],
    readonly samples: Record<string, Json>,
    readonly subjectsOf: (path: string) => Record<string, string>,
    private readonly queries: Record<string, string>,
    /** Somebody whom no permission keeps from the validation behind it. */
    readonly everyRole: SignedIn,
  ) {}

  static async start(): Promise<BadInput> {
    const test = await TestApp.start();
    const world = await buildWorld(test);
    const subjects = await makeSubjects(test, world);
    const everyRole = await test.signIn(world.emailOf('stranger'), PASSWORD);
    const samples = samplesOf(world, subjects);
    const subjectsOf = subjectsByPath(world, subjects);
    return new BadInput(
      ...([test, world, routesOf(test), samples, subjectsOf] as const),
      ...([queriesOf(subjects), everyRole] as const),
    );
  }

  stop(): Promise<void> {
    return this.test.stop();
  }

  get withBody(): Route[] {
    return this.routes.filter((route) => route.hasBody);
  }

  /** The right bodies of a route, of each kind where what is looked at depends on a kind. */
  bodiesOf({ name }: Route): Json[] {
    const sample = this.samples[name]!;
    return /register\/(preview|changes)$/u.test(name)
      ? REGISTER_CHANGE_KINDS.map((kind) => ({
          ...(kind === 'add' ? sample : withoutNew(sample)),
          kind,
        }))
      : [sample];
  }

  send(
    { method, path }: Route,
    {
      body,
      query = this.queries[`${method} ${path}`] ?? '',
      headers,
      parameters,
    }: {
      body?: unknown;
      query?: string;
      headers?: Record<string, string>;
      parameters?: Record<string, string>;
    },
  ): Promise<Answer> {
    const own = this.subjectsOf(path);
    const filled = fill(path, { ...own, ...parameters });
    return this.test.request(method, `${filled}${query}`, { as: this.everyRole, body, headers });
  }

  /** Whatever was wrong with any of these answers, and whether anything was changed by them. */
  async refusals(attempts: () => Promise<Tried[]>): Promise<{ tried: number; wrong: string[] }> {
    const before = await checksums(this.test.dataSource);
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
    const after = await checksums(this.test.dataSource);
    for (const table of Object.keys(after)) {
      if (after[table] !== before[table]) wrong.push(`${table} was changed`);
    }
    return { tried: all.length, wrong };
  }
}

/** Several were asked for, and of each it is said that it was refused. */
const isRefusedOneByOne = ({ status, body }: Answer): boolean => {
  const results = body['results'] as { isApproved: boolean }[] | undefined;
  return status === 200 && results !== undefined && results.every((each) => !each.isApproved);
};
