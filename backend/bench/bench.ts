import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { documentFromMarkdown } from '../src/common/rich-text/index.js';
import { startOrAdoptDatabase } from '../src/platform/database/embedded/index.js';
import { makeDataSource, migrate } from '../src/platform/database/data-source.js';
import { DEMONSTRATION_PASSWORD } from '../src/app/demonstration/load-demonstration.js';
import type { DataSource } from 'typeorm';
import { fillLargeSet } from './large-set.js';
import { Client, measureInTurns, type Repeated, type Timed } from './load.js';
import { renderTimes, type RenderTimes } from './render.js';
import { benchMessages } from './messages.js';
import { plansOfLists } from './plans.js';
import { benchPublic, type PublicReport } from './public-load.js';
import { chooseWork, type Work } from './work.js';
import { freePort, startServer, type ResidentMegabytes, type Server } from './server.js';

const CONNECTIONS = 10;
const BARE = resolve(import.meta.dirname, 'bare.js');

/** What is measured: the routes that people wait for most. */
type What = 'reviewQueue' | 'updateWithHistory' | 'savingADraft' | 'submitting';

interface Compared {
  application: Repeated;
  /** The same statements behind a bare node:http server. */
  bare: Repeated;
  /** The application's requests per second to the bare server's. */
  ratio: number;
}

interface SetReport {
  updates: number;
  startUp: { firstMilliseconds?: number; warmMilliseconds: number };
  results: Record<What, Compared>;
  editionMilliseconds?: RenderTimes;
  publicPages?: PublicReport;
  residentMegabytesAfterLoad: ResidentMegabytes | null;
}

/**
 * bench [--large] [--seconds N] [--data FOLDER] [--plans] [--public] [--messages]: measures the demonstration on this machine,
 * with --large also the set of 240,000 updates, and prints JSON. Beside each figure stands that of a
 * bare server. --data keeps the large set in a folder, where the next run finds it. --plans prints
 * the query plan of every list on the large set instead; --public measures the public pages alone,
 * --messages how fast 10,000 people (or --people N) are written to, and with a worker that is killed.
 */
export async function bench(args: string[]): Promise<number> {
  const optionOf = (name: string): string | undefined =>
    args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  const seconds = Number(optionOf('--seconds')) || 6;
  const onLargeSet = <T>(work: (folder: string) => Promise<T>): Promise<T> => {
    const kept = optionOf('--data');
    return kept ? inLargeSet(resolve(kept), work) : inFolder((folder) => inLargeSet(folder, work));
  };
  if (args.includes('--plans')) {
    console.log(await onLargeSet(largePlans));
    return 0;
  }
  if (args.includes('--public')) {
    const pages = await inFolder((folder) => benchPublicPages(folder, seconds));
    console.log(JSON.stringify(pages, null, 2));
    return 0;
  }
  if (args.includes('--messages')) {
    const people = Number(optionOf('--people')) || 10_000;
    const report = await benchMessages(
      (work) => inFolder((folder) => withDatabase(folder, work)),
      people,
    );
    console.log(JSON.stringify(report, null, 2));
    return 0;
  }
  const demonstration = await inFolder((folder) => benchDemonstration(folder, seconds));
  const large = args.includes('--large')
    ? await onLargeSet((folder) => benchLarge(folder, seconds))
    : undefined;
  const report = {
    machine: { cores: cpus().length, node: process.version },
    connections: CONNECTIONS,
    secondsEach: seconds,
    demonstration,
    large,
  };
  console.log(JSON.stringify(report, null, 2));
  const all = [demonstration, large].flatMap((set) => (set ? Object.values(set.results) : []));
  const pages = Object.values(demonstration.publicPages?.pages ?? {});
  const refused =
    all.reduce((sum, { application, bare }) => sum + application.refused + bare.refused, 0) +
    pages.reduce((sum, page) => sum + page.refused, 0);
  return refused === 0 ? 0 : 1;
}

async function benchDemonstration(folder: string, seconds: number): Promise<SetReport> {
  const first = await startServer(folder, { isDemonstration: true });
  await first.stop();
  const server = await startServer(folder, { isDemonstration: true });
  try {
    const report = await benchSet(server, folder, seconds);
    return {
      ...report,
      startUp: {
        firstMilliseconds: first.readyAfter,
        warmMilliseconds: server.readyAfter,
      },
      editionMilliseconds: await renderTimes(server.port),
      publicPages: await benchPublic(server.port, seconds),
    };
  } finally {
    await server.stop();
  }
}

async function benchPublicPages(folder: string, seconds: number): Promise<PublicReport> {
  const server = await startServer(folder, { isDemonstration: true });
  try {
    return await benchPublic(server.port, seconds);
  } finally {
    await server.stop();
  }
}

async function benchLarge(folder: string, seconds: number): Promise<SetReport> {
  const server = await startServer(folder, { isDemonstration: false });
  try {
    return await benchSet(server, folder, seconds);
  } finally {
    await server.stop();
  }
}

/** Fills the folder's database with the large set, unless it is there already. */
async function inLargeSet<T>(folder: string, work: (folder: string) => Promise<T>): Promise<T> {
  await withDatabase(folder, async (dataSource) => {
    await migrate(dataSource);
    const [{ updates } = { updates: 0 }] = await countUpdates(dataSource);
    if (updates > 0) return;
    progress('Filling the large set (some minutes) …');
    await fillLargeSet(dataSource);
  });
  return work(folder);
}

const largePlans = (folder: string): Promise<string> =>
  withDatabase(folder, async (dataSource, url) =>
    plansOfLists(url, await chooseWork(dataSource, CONNECTIONS)),
  );

async function withDatabase<T>(
  folder: string,
  work: (dataSource: DataSource, url: string) => Promise<T>,
): Promise<T> {
  const database = await startOrAdoptDatabase(folder);
  const dataSource = await makeDataSource(database.url, [], {
    statementTimeoutMs: 0,
  }).initialize();
  try {
    return await work(dataSource, database.url);
  } finally {
    await dataSource.destroy();
    await database.stopUnlessInUse();
  }
}

const countUpdates = (dataSource: DataSource): Promise<{ updates: number }[]> =>
  dataSource.query('SELECT count(*)::int AS updates FROM updates');

/** The four routes, each on the application and on the bare server in turns, on the same database. */
async function benchSet(server: Server, folder: string, seconds: number): Promise<SetReport> {
  const { work, updates, url } = await withDatabase(folder, async (dataSource, url) => ({
    work: await chooseWork(dataSource, CONNECTIONS),
    updates: (await countUpdates(dataSource))[0]!.updates,
    url,
  }));
  const bare = await startBare(url);
  try {
    const application = await applicationSteps(server.port, work);
    const plain = bareSteps(bare.port, work);
    const results = {} as Record<What, Compared>;
    for (const what of Object.keys(plain) as What[]) {
      const [own, other] = await measureInTurns(application[what], plain[what], 2 * seconds);
      const ratio = Math.round((own.requestsPerSecond / other.requestsPerSecond) * 100) / 100;
      results[what] = { application: own, bare: other, ratio };
      progress(`${what}: ${own.requestsPerSecond} of ${other.requestsPerSecond} (${ratio})`);
    }
    return {
      updates,
      startUp: { warmMilliseconds: server.readyAfter },
      results,
      residentMegabytesAfterLoad: server.memory(),
    };
  } finally {
    bare.process.kill();
  }
}

type Steps = Record<What, (() => Promise<Timed>)[]>;

const queuePath = (work: Work, index: number): string =>
  work.queues[index % work.queues.length]!.roundId;

/** On each connection a signed-in person at the work that is theirs. */
async function applicationSteps(port: number, work: Work): Promise<Steps> {
  const signedIn = async (email: string): Promise<Client> => {
    const client = new Client(port);
    await client.signIn(email, DEMONSTRATION_PASSWORD);
    return client;
  };
  const readers = await Promise.all(work.queues.map(async ({ reader }) => signedIn(reader.email)));
  const owners = await Promise.all(work.drafts.map(({ owner }) => signedIn(owner.email)));
  const save = work.drafts.map((draft, index) => {
    const client = owners[index]!;
    return saving(draft, (body) =>
      client.send('PUT', `/api/updates/${draft.updateId}/draft`, body),
    );
  });
  return {
    reviewQueue: readers.map(
      (client, index) => () =>
        client.send(
          'GET',
          `/api/rounds/${queuePath(work, index)}/updates?perPage=50&sort=position`,
        ),
    ),
    updateWithHistory: readers.map(
      (client, index) => () => client.send('GET', `/api/updates/${work.queues[index]!.updateId}`),
    ),
    savingADraft: save,
    submitting: work.drafts.map((draft, index) => async () => {
      await save[index]!();
      const client = owners[index]!;
      const path = `/api/updates/${draft.updateId}`;
      const answer = await client.send('POST', `${path}/submit`, { draftVersion: draft.version });
      await client.send('POST', `${path}/recall`);
      return answer;
    }),
  };
}

function bareSteps(port: number, work: Work): Steps {
  const clients = work.bareDrafts.map(() => new Client(port));
  const save = work.bareDrafts.map((draft, index) =>
    saving(draft, (body) =>
      clients[index]!.send('PUT', `/draft/${draft.updateId}?actor=${draft.owner.id}`, body),
    ),
  );
  return {
    reviewQueue: work.queues.map(
      ({ reader, roundId }, index) =>
        () =>
          clients[index]!.send('GET', `/queue?round=${roundId}&actor=${reader.id}`),
    ),
    updateWithHistory: work.queues.map(
      ({ reader, updateId }, index) =>
        () =>
          clients[index]!.send('GET', `/update/${updateId}?actor=${reader.id}`),
    ),
    savingADraft: save,
    submitting: work.bareDrafts.map((draft, index) => async () => {
      await save[index]!();
      const client = clients[index]!;
      const path = `/submit/${draft.updateId}?actor=${draft.owner.id}`;
      const answer = await client.send('POST', path, { draftVersion: draft.version });
      await client.send('POST', `/recall/${draft.updateId}`);
      return answer;
    }),
  };
}

/** Saves a text that is new each time, and follows the draft's version. */
function saving(
  draft: { version: number },
  send: (body: { version: number; content: unknown; startedFrom?: 'empty' }) => Promise<Timed>,
): () => Promise<Timed> {
  let count = 0;
  return async () => {
    const words = `Work goes on: step ${(count += 1)} at ${Date.now()} is under way, and figures follow.`;
    const content = { document: documentFromMarkdown(words), delivery: 'in_progress' };
    const isFirst = draft.version === 0;
    const answer = await send({
      ...{ version: draft.version, content, ...(isFirst && { startedFrom: 'empty' }) },
    });
    if (answer.status === 200)
      draft.version = (JSON.parse(answer.body) as { version: number }).version;
    return answer;
  };
}

async function startBare(url: string): Promise<{ port: number; process: ChildProcess }> {
  const port = await freePort();
  const child = fork(BARE, [url, String(port)]);
  await new Promise<void>((settle, fail) => {
    child.once('message', () => settle());
    child.once('exit', () => fail(new Error('The bare server did not start.')));
  });
  return { port, process: child };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  chmodSync(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const progress = (line: string): void => console.error(line);
