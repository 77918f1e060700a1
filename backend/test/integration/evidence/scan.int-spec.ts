import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScanFile } from '../../../src/modules/files/index.js';
import { Outbox } from '../../../src/platform/queue/outbox.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { addPlan, buildWorld, draft, PASSWORD, type World } from '../../builders/world.js';
import { aPdf } from '../../builders/zip.js';
import { EICAR, TinyClamd } from '../../support/clamd.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';

interface Item {
  id: string;
  file: { sha256: string; scanState: string; isSafe: boolean };
}

let clamd: TinyClamd;
let test: TestApp;
let world: World;
let updateId: string;
let owner: SignedIn;
/** Lets the scanner answer, of the files that came since and of those that come. */
let letAnswer: () => void;

beforeAll(async () => {
  clamd = await TinyClamd.start();
  test = await TestApp.start({ clamd: clamd.address, areUnscannedAllowed: true });
  world = await buildWorld(test);
  owner = await test.signIn(world.emailOf('owner'), PASSWORD);
  await test.app.get(Outbox).start();
}, 60_000);
afterAll(async () => {
  await test.stop();
  await clamd.stop();
});
beforeEach(async () => {
  world = await addPlan(test, world);
  updateId = world.updateIds[0]!;
  const asked: [Socket, Buffer][] = [];
  clamd.answerTo = (socket, file) => asked.push([socket, file]);
  letAnswer = () => {
    clamd.answerTo = TinyClamd.honest;
    for (const [socket, file] of asked) TinyClamd.honest(socket, file);
  };
});

const path = (): string => `/api/updates/${updateId}/evidence`;

async function addFile(words: string): Promise<string> {
  const given = { title: 'Figures', name: 'f.pdf', marking: 'official', isPublished: true };
  const place = await test.request<Item>('POST', `${path()}/files`, { as: owner, body: given });
  const { id } = place.body;
  // Other bytes in each test: the same ones would have been scanned before.
  const body = aPdf(`${words} ${updateId}`);
  const sent = await test.request('PUT', `${path()}/${id}/file`, { as: owner, body });
  expect(sent.status).toBe(204);
  return id;
}

async function theFile(): Promise<Item['file']> {
  const { body } = await test.request<{ data: Item[] }>('GET', path(), { as: owner });
  return body.data[0]!.file;
}

async function untilScanned(): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { scanState } = await theFile();
    if (scanState !== 'waiting') return scanState;
    await sleep(50);
  }
  throw new Error('Not scanned within ten seconds');
}

const open = (id: string): Promise<Answer> =>
  test.request('GET', `${path()}/${id}/file`, { as: owner });

async function submit(): Promise<Answer> {
  const draftVersion = await draft(test, updateId, world.people.owner);
  const body = { draftVersion };
  return test.request('POST', `/api/updates/${updateId}/submit`, { as: owner, body });
}

const outcome = ({ status, body }: Answer): unknown => [status, body.code];
const NOT_READY = [409, 'file.not_ready'];

describe('a file that was added', () => {
  it('is locked until the scanner has answered, and then read and submitted', async () => {
    const id = await addFile('A report.');
    expect(await theFile()).toMatchObject({ scanState: 'waiting', isSafe: false });
    expect(outcome(await open(id))).toEqual(NOT_READY);
    expect(outcome(await submit())).toEqual(NOT_READY);
    letAnswer();
    expect(await untilScanned()).toBe('clean');
    expect((await open(id)).status).toBe(200);
    expect((await submit()).status).toBe(200);
  });

  it('stays locked when something is found in it, until it is removed', async () => {
    const id = await addFile(EICAR);
    letAnswer();
    expect(await untilScanned()).toBe('infected');
    expect(outcome(await open(id))).toEqual(NOT_READY);
    const refused = await submit();
    expect(outcome(refused)).toEqual(NOT_READY);
    expect(refused.body.detail).toContain('“Figures” is to be published. The malware scanner');
    expect((await test.request('DELETE', `${path()}/${id}`, { as: owner })).status).toBe(204);
    expect((await submit()).status).toBe(200);
    const [entry] = await test.manager.query<{ data: object }[]>(
      "SELECT data FROM audit_entries WHERE kind = 'file.scanned' ORDER BY seq DESC LIMIT 1",
    );
    expect(entry!.data).toEqual({ state: 'infected' });
  });
});

describe('a file from before there was a scanner', () => {
  /** Submitted, approved and with the round where `bring` takes it; only then it is scanned. */
  async function scannedAfter(bring: () => Promise<unknown>): Promise<void> {
    letAnswer();
    await addFile(EICAR);
    await untilScanned();
    const { sha256 } = await theFile();
    await test.manager.query(
      "UPDATE uploaded_files SET scan_state = 'not_scanned', scanned_at = NULL WHERE sha256 = $1",
      [sha256],
    );
    await bring();
    await test.app.get(ScanFile).sweep();
    expect((await theFile()).scanState).toBe('infected');
  }
  const refusal = {
    code: 'file.not_ready',
    message: expect.stringContaining('“Figures” is to be published with “') as string,
  };

  it('does not let its round be sealed when something is found in it', async () => {
    await scannedAfter(() => approveAll(test, world));
    await expect(seal(test, world)).rejects.toMatchObject(refusal);
  });

  it('does not let its round be published, even when that is signed', async () => {
    await scannedAfter(async () => {
      await approveAll(test, world);
      await seal(test, world);
      await sign(test, world);
    });
    await expect(publish(test, world)).rejects.toMatchObject(refusal);
    const editions = await test.manager.query('SELECT 1 FROM editions WHERE round_id = $1', [
      world.roundId,
    ]);
    expect(editions).toEqual([]);
  });
});
