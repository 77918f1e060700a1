import { randomUUID } from 'node:crypto';
import { dtoOf, fieldsOf } from '../../support/dto-of.js';
import { BadInput, type Tried } from '../../support/bad-input/bad-input.js';

let bad: BadInput;

beforeAll(async () => {
  bad = await BadInput.start();
}, 60_000);
afterAll(() => bad.stop());

it('refuses every query on the routes that take none', async () => {
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.routes.filter(({ path }) => path.startsWith('/api/'))) {
      if (dtoOf(bad.test, route.operationId, 'query')) continue;
      for (const query of ['?nonsense=1', '?fields=id', '?page=1', '?=', '?%00=%00', '?a[b]=c']) {
        const answer = await bad.send(route, { body: bad.samples[route.name], query });
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
    { cookie: `${bad.everyRole.cookie.split('=')[0]}=${'x'.repeat(8_000)}` },
    { cookie: `${bad.everyRole.cookie.split('=')[0]}=%E0%A4%A` },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': '' },
    { 'content-type': '/' },
  ];
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.withBody.filter(({ path }) => path !== '/api/session')) {
      for (const own of headers) {
        const isType = 'content-type' in own;
        const answer = await bad.send(route, {
          body: isType ? '{' : bad.samples[route.name],
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
  for (const route of bad.routes.filter(({ method }) => method === 'GET')) {
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
      const { status } = await bad.send(route, { headers: { [name]: value } });
      if (status >= 500) wrong.push(`${route.name} ${name}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

it('refuses bodies that are not JSON, of another type, or over 1 MB, on every route that changes something', async () => {
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.routes.filter(({ method }) => !['GET', 'DELETE'].includes(method))) {
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
        const answer = await bad.send(route, { body, headers: { 'content-type': type } });
        tried.push({ name: `${route.name}: ${name}`, answer, status });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBeGreaterThan(250);
}, 120_000);

it('refuses ids that are none, and says of others that there is no such record', async () => {
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.routes.filter(({ parameters }) => parameters.length > 0)) {
      for (const parameter of route.parameters) {
        const body = bad.samples[route.name];
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
          const answer = await bad.send(route, { body, parameters: { [parameter]: id } });
          tried.push({ name: `${route.name} ${parameter} = ${id.slice(0, 20)}`, answer });
        }
        // An empty answer about nothing is right for the rows of a round that is not there.
        if (/\/updates(\.csv)?$/.test(route.path)) continue;
        const answer = await bad.send(route, { body, parameters: { [parameter]: randomUUID() } });
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
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.routes.filter(({ method }) => method === 'GET')) {
      const dto = dtoOf(bad.test, route.operationId, 'query');
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
        const answer = await bad.send(route, { query: `?${query}` });
        tried.push({ name: `${route.name}?${query.slice(0, 50)}`, answer, status: 400 });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(lists).toBeGreaterThan(10);
}, 120_000);

it('answers an address that cannot be read with a problem too', async () => {
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const path of ['/api/updates/%zz', '/api/updates/%E0%A4%A', '/api/%', '/api/nowhere']) {
      for (const method of ['GET', 'POST', 'DELETE'] as const) {
        tried.push({
          name: `${method} ${path}`,
          answer: await bad.test.request(method, path, { as: bad.everyRole }),
        });
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
});

it('survives a NUL and LIKE’s own characters in what is looked for', async () => {
  const wrong: string[] = [];
  for (const route of bad.routes.filter(({ method }) => method === 'GET')) {
    const dto = dtoOf(bad.test, route.operationId, 'query');
    for (const { name } of (dto ? fieldsOf(dto) : []).filter((field) => field.isFreeText)) {
      for (const value of ['%00', '%25', '_', '%5C', '%27%3B--', '%ED%A0%80', '%F0%9F%90%98']) {
        const { status } = await bad.send(route, { query: `?${name}=${value}` });
        if (status >= 500) wrong.push(`${route.name}?${name}=${value}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
