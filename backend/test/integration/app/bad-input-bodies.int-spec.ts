import { dtoOf, fieldsOf } from '../../support/dto-of.js';
import { BadInput, type Tried } from '../../support/bad-input/bad-input.js';
import { impossible, ofOtherTypes, placesIn, replaced } from '../../support/bad-input/places.js';
import type { Route } from '../../support/routes.js';
import type { Json } from '../../support/bad-input/subjects.js';

let bad: BadInput;

beforeAll(async () => {
  bad = await BadInput.start();
}, 60_000);
afterAll(() => bad.stop());

const short = (value: unknown): string => JSON.stringify(value).slice(0, 40);
const nameOf = (route: Route, body: Json): string =>
  route.path.startsWith('/api/register') ? `${route.name} (${String(body['kind'])})` : route.name;

it('has a sample for every route with a body, with every field of its DTO', () => {
  expect(Object.keys(bad.samples).sort()).toEqual(bad.withBody.map((route) => route.name).sort());
  for (const route of bad.withBody) {
    const fields = fieldsOf(dtoOf(bad.test, route.operationId, 'body')!).map(({ name }) => name);
    // A grant is for one place, and words or a file are redacted; the samples have one.
    const expected = route.path.endsWith('/grants')
      ? ['role', 'planId', 'chapterId']
      : fields.filter((field) => !(field === 'evidenceId' && route.path.endsWith('/redactions')));
    expect([route.name, Object.keys(bad.samples[route.name]!).sort()]).toEqual([
      route.name,
      [...expected].sort(),
    ]);
  }
});

it('refuses fields that it does not know, at every depth of every body', async () => {
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.withBody) {
      const body = bad.samples[route.name]!;
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
          const answer = await bad.send(route, { body: wrong });
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
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.withBody) {
      const body = bad.samples[route.name]!;
      const fields = fieldsOf(dtoOf(bad.test, route.operationId, 'body')!);
      // Nothing is asked of a change in which every field may be absent.
      const nothing = fields.every(({ isOptional }) => isOptional) ? [] : [null, {}];
      for (const wrong of [[], [body], 'text', 7, true, ...nothing]) {
        const answer = await bad.send(route, { body: JSON.stringify(wrong) });
        tried.push({
          name: `${route.name} = ${JSON.stringify(wrong).slice(0, 40)}`,
          answer,
          status: 400,
        });
      }
      for (const { path, value } of placesIn(body)) {
        for (const wrong of ofOtherTypes(value)) {
          const answer = await bad.send(route, { body: replaced(body, path, wrong) });
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
          const answer = await bad.send(route, { body: replaced(body, [name], wrong) });
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
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.withBody) {
      for (const body of bad.bodiesOf(route)) {
        for (const place of placesIn(body)) {
          for (const wrong of impossible(place)) {
            const answer = await bad.send(route, { body: replaced(body, place.path, wrong) });
            tried.push({
              name: `${nameOf(route, body)} ${place.path.join('.')} = ${short(wrong)}`,
              answer,
            });
          }
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
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.withBody) {
      const body = bad.samples[route.name]!;
      tried.push({ name: `${route.name} = huge`, answer: await bad.send(route, { body: huge }) });
      for (const { path, value } of placesIn(body)) {
        if (typeof value !== 'string') continue;
        const answer = await bad.send(route, { body: replaced(body, path, huge) });
        tried.push({ name: `${route.name} ${path.join('.')} = huge`, answer });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(80);
}, 120_000);

// Last, because right bodies do change things.
it('finds nothing wrong with the samples themselves', async () => {
  const wrong: string[] = [];
  // A signature asks for the password that the samples know; changes of the register for a planned round.
  const isLast = ({ path }: Route): boolean => /session\/password$|\{id\}\/skip$/u.test(path);
  const inOrder = [
    ...bad.withBody.filter((route) => !isLast(route)),
    ...bad.withBody.filter(isLast),
  ];
  for (const route of inOrder) {
    for (const body of bad.bodiesOf(route)) {
      const { status, text } = await bad.send(route, { body });
      // Only what is paused is resumed, and so on: the samples’ commitment is not.
      const isOtherwise = route.path.startsWith('/api/register') && text.includes('"field":"kind"');
      if ((status === 400 && !isOtherwise) || status >= 413)
        wrong.push(`${nameOf(route, body)}: ${status} ${text.slice(0, 300)}`);
    }
  }
  expect(wrong).toEqual([]);
});
