import { BadInput, type Tried } from '../../support/bad-input/bad-input.js';
import { placesIn, replaced } from '../../support/bad-input/places.js';
import type { Json } from '../../support/bad-input/subjects.js';

let bad: BadInput;

beforeAll(async () => {
  bad = await BadInput.start();
}, 60_000);
afterAll(() => bad.stop());

it('refuses dates out of order', async () => {
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
    ['POST /api/clock/advance', { to: '2202-06-10T09:00:00Z' }],
  ];
  const result = await bad.refusals(() =>
    Promise.all(
      cases.map(async ([name, change]) => {
        const route = bad.routes.find((each) => each.name === name)!;
        const answer = await bad.send(route, { body: { ...bad.samples[name], ...change } });
        const isBackwards = change['to'] === '2022-05-08T09:00:00Z';
        const status = isBackwards ? 422 : 400;
        return { name: `${name} ${JSON.stringify(change)}`, answer, status };
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
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const route of bad.withBody) {
      const places = placesIn(bad.samples[route.name]!).filter(({ path }) =>
        ['document', 'introduction'].includes(String(path.at(-1))),
      );
      for (const { path } of places) {
        for (const [name, document] of documents) {
          const answer = await bad.send(route, {
            body: replaced(bad.samples[route.name], path, document),
          });
          tried.push({ name: `${route.name}: ${name}`, answer, status: 400 });
          if (answer.body['issues'] === undefined)
            tried.push({ name: `${name} without issues`, answer, status: 0 });
        }
      }
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
  expect(result.tried).toBe(7 * documents.length);
});

it('refuses an act that the state does not allow, and changes nothing', async () => {
  const result = await bad.refusals(async () => {
    const tried: Tried[] = [];
    for (const [name, id] of [
      ['POST /api/updates/{id}/submit', bad.world.updateIds[1]!],
      ['PUT /api/updates/{id}/draft', bad.world.updateIds[1]!],
      ['POST /api/updates/{id}/approve', bad.world.updateIds[0]!],
      ['POST /api/updates/{id}/reopen', bad.world.updateIds[0]!],
      ['POST /api/updates/{id}/include', bad.world.updateIds[0]!],
      ['POST /api/updates/{id}/omit', bad.world.updateIds[2]!],
      ['POST /api/rounds/{id}/open', bad.world.roundId],
      ['POST /api/rounds/{id}/seal', bad.world.roundId],
      ['POST /api/rounds/{id}/publish', bad.world.roundId],
      ['POST /api/rounds/{id}/close', bad.world.roundId],
      ['POST /api/rounds/{id}/unseal', bad.world.roundId],
    ] as const) {
      const route = bad.routes.find((each) => each.name === name)!;
      const answer = await bad.send(route, { body: bad.samples[name], parameters: { id } });
      tried.push({ name, answer, status: 409 });
    }
    return tried;
  });
  expect(result.wrong).toEqual([]);
});
