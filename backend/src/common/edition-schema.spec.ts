import Fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { aLongSnapshot, aRow, aSnapshot, aSummarySnapshot } from '../../test/builders/snapshot.js';
import { EDITION_SCHEMA, editionIssues } from './edition-schema.js';
import type { EditionSnapshot } from './edition-snapshot.js';

/** The builders name records for people to read; real ones have UUIDs. */
const withUuids = (snapshot: EditionSnapshot): unknown =>
  JSON.parse(
    JSON.stringify(snapshot).replace(
      /"(?:upd|com|plan)-(\d+)"/g,
      (_, number: string) => `"00000000-0000-4000-8000-${number.padStart(12, '0')}"`,
    ),
  );

const full = (): EditionSnapshot => {
  const row = aRow({ position: 4, isUntitled: true });
  row.content!.noChange = { since: '2021/22 Q2', sinceOn: '2021-09-30' };
  row.content!.evidence = [
    { title: 'The survey', href: 'https://example.org/survey' },
    {
      title: 'The report',
      file: 'a'.repeat(64),
      name: 'r.pdf',
      mediaType: 'application/pdf',
      bytes: 9,
    },
  ];
  const snapshot = aSnapshot({
    dateNote: 'The original gives no day.',
    correction: { note: 'One figure.', publishedOn: '2022-07-01' },
    redactedOn: '2022-07-02',
    redactedTimes: 2,
  });
  snapshot.chapters.push({ title: 'More', groups: [{ rows: [row] }] });
  return snapshot;
};

const EDITIONS: [string, unknown][] = [
  ['a small edition', withUuids(aSnapshot())],
  ['sixty rows', withUuids(aLongSnapshot())],
  ['a summary', withUuids(aSummarySnapshot())],
  ['every field', withUuids(full())],
];

describe('the published schema of an edition', () => {
  let server: FastifyInstance;
  /** What ajv, which knows nothing of our own reader, says by the published schema. */
  const ajvAccepts = async (value: unknown): Promise<boolean> =>
    (await server.inject({ method: 'POST', url: '/', payload: { value } })).statusCode === 200;

  beforeAll(async () => {
    server = Fastify({
      bodyLimit: 10_000_000,
      ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    });
    // As it is served: what JSON cannot say is not in it.
    server.addSchema(JSON.parse(JSON.stringify(EDITION_SCHEMA)));
    const body = {
      type: 'object',
      properties: { value: { $ref: `${EDITION_SCHEMA.$id}#` } },
      required: ['value'],
    };
    server.post('/', { schema: { body } }, () => 'yes');
    await server.ready();
  });
  afterAll(() => server.close());

  it.each(EDITIONS)('allows %s', async (_, edition) => {
    expect(editionIssues(edition)).toEqual([]);
    expect(await ajvAccepts(edition)).toBe(true);
  });

  it('is read by us as ajv reads it, whatever is changed in an edition', async () => {
    const paths = pathsOf(EDITIONS[3]![1]);
    const values = fc.oneof(
      fc.constantFrom(undefined, null, '', 'bold', 'doc', true, false, 0, -1, 1.5, [], {}),
      fc.string(),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), values, async (path, value) => {
        const changed = changedAt(EDITIONS[3]![1], path, value);
        const isRefused = editionIssues(changed).length > 0;
        if (isRefused) refused += 1;
        expect(await ajvAccepts(changed)).toBe(!isRefused);
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it.each<[string, string, string, unknown]>([
    ['a missing title', 'title', 'is missing', undefined],
    ['another schema', 'schema', 'must be "quarterdeck/edition/1"', 'quarterdeck/edition/2'],
    ['a day that is none', 'asAt', 'must be a date as yyyy-mm-dd', '2022-13-01'],
    ['an unknown field', 'chapters.0.colour', 'is not known here', 'red'],
    ['half a row', 'chapters.0.groups.0.rows.1.wording', 'must be text', 7],
    [
      'a delivery that nobody said',
      'chapters.0.groups.0.rows.0.content.delivery',
      'must be one of not_started, in_progress, complete, complete_and_ongoing, paused, reversed, closed_not_delivered, superseded, not_stated',
      'amber',
    ],
    [
      'an unknown block',
      'introduction.content.0',
      'is none of the kinds that may stand here',
      { type: 'table' },
    ],
    ['a text that is empty', 'introduction.content.0.content.0.text', 'must not be empty', ''],
  ])('names %s by its path', (_, path, message, value) => {
    const changed = changedAt(withUuids(aSnapshot()), path.split('.'), value);
    expect(editionIssues(changed)).toEqual([{ path, message }]);
  });

  it('says no more than twenty things at once', () => {
    expect(
      editionIssues({ ...Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz'].entries()) }),
    ).toHaveLength(20);
  });
});

type Path = readonly string[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [...at, key],
    ...pathsOf(member, [...at, key]),
  ]);
}

/** A copy with another value at the path; undefined takes the field away. */
function changedAt(value: unknown, path: Path, to: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1)!;
  if (to !== undefined) at[last] = to;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return copy;
}
