import { cpus, tmpdir } from 'node:os';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EditionSnapshot } from '../src/common/edition-snapshot.js';
import { documentFromMarkdown } from '../src/common/rich-text/index.js';
import { renderEditionPdf } from '../src/platform/documents/index.js';
import { DEMONSTRATION_PASSWORD } from '../src/app/demonstration/load-demonstration.js';
import { Client, measure, round, type Measured, type Timed } from './load.js';
import { startServer } from './server.js';

const CONNECTIONS = 10;

interface Row {
  id: string;
  state: string;
  owner?: { id: string };
}

/** bench [--seconds N]: measures the demonstration on this machine and prints JSON. */
export async function bench(args: string[]): Promise<number> {
  const seconds = Number(args[args.indexOf('--seconds') + 1]) || 8;
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  chmodSync(folder, 0o755);
  try {
    const first = await startServer(folder);
    const firstStart = first.readyAfter;
    await first.stop();
    const server = await startServer(folder);
    const results: Record<string, Measured> = {};
    try {
      const clients = await signIn(server.port);
      const { roundId, rows } = await openRound(clients.readers[0]!);
      const history = rows.find((row) => row.state === 'approved')!;
      results.reviewQueue = await measure(
        everyConnection(clients, `/api/rounds/${roundId}/updates?perPage=50&sort=position`),
        seconds,
      );
      results.updateWithHistory = await measure(
        everyConnection(clients, `/api/updates/${history.id}`),
        seconds,
      );
      results.savingADraft = await measure(await drafting(clients, rows, 'save'), seconds);
      results.submitting = await measure(await drafting(clients, rows, 'submit'), seconds);
      const pdf = await pdfTimes(server.port);
      const report = {
        machine: { cores: cpus().length, node: process.version },
        connections: CONNECTIONS,
        secondsEach: seconds,
        startUp: { firstMilliseconds: firstStart, warmMilliseconds: server.readyAfter },
        ...results,
        editionPdfMilliseconds: pdf,
        residentMegabytesAfterLoad: server.memory(),
      };
      console.log(JSON.stringify(report, null, 2));
      clients.close();
    } finally {
      await server.stop();
    }
    return Object.values(results).every((result) => result.refused === 0) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Clients {
  /** The secretariat, once per connection. */
  readers: Client[];
  owners: Map<string, Client[]>;
  close(): void;
}

async function signIn(port: number): Promise<Clients> {
  const administrator = new Client(port);
  await administrator.signIn('administrator@example.org', DEMONSTRATION_PASSWORD);
  const { data } = await administrator.json<{
    data: { id: string; email: string; roles: string[] }[];
  }>('GET', '/api/people?perPage=200');
  const readers = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => signedIn(port, 'secretariat.manager@example.org')),
  );
  const owners = new Map<string, Client[]>();
  for (const person of data) {
    if (person.roles.length > 0) continue;
    owners.set(
      person.id,
      await Promise.all(Array.from({ length: CONNECTIONS }, () => signedIn(port, person.email))),
    );
  }
  const all = [administrator, ...readers, ...[...owners.values()].flat()];
  return { readers, owners, close: () => all.forEach((client) => client.close()) };
}

async function signedIn(port: number, email: string): Promise<Client> {
  const client = new Client(port);
  await client.signIn(email, DEMONSTRATION_PASSWORD);
  return client;
}

async function openRound(client: Client): Promise<{ roundId: string; rows: Row[] }> {
  const rounds = await client.json<{ data: { id: string }[] }>('GET', '/api/rounds?state=open');
  const roundId = rounds.data[0]!.id;
  const { data } = await client.json<{ data: Row[] }>(
    'GET',
    `/api/rounds/${roundId}/updates?perPage=200`,
  );
  return { roundId, rows: data };
}

/** The same request on every connection. */
const everyConnection = (clients: Clients, path: string): (() => Promise<Timed>)[] =>
  clients.readers.map((client) => () => client.send('GET', path));

/** On each connection its own update, written by its owner. */
async function drafting(
  clients: Clients,
  rows: Row[],
  what: 'save' | 'submit',
): Promise<(() => Promise<Timed>)[]> {
  const free = rows.filter(
    (row) => row.state === 'not_started' && row.owner && clients.owners.has(row.owner.id),
  );
  return Promise.all(
    free.slice(0, CONNECTIONS).map(async (row, index) => {
      const client = clients.owners.get(row.owner!.id)![index]!;
      const { version: known } = await client.json<{ version: number }>(
        'GET',
        `/api/updates/${row.id}/draft`,
      );
      let version = known;
      let count = 0;
      const save = async (): Promise<Timed> => {
        const content = {
          document: documentFromMarkdown(
            `Work goes on: step ${(count += 1)} of the plan is under way, and figures follow.`,
          ),
          delivery: 'in_progress',
        };
        const answer = await client.send('PUT', `/api/updates/${row.id}/draft`, {
          version,
          content,
        });
        if (answer.status === 200)
          version = (JSON.parse(answer.body) as { version: number }).version;
        return answer;
      };
      if (what === 'save') return save;
      return async () => {
        await save();
        const answer = await client.send('POST', `/api/updates/${row.id}/submit`, {
          draftVersion: version,
        });
        await client.send('POST', `/api/updates/${row.id}/recall`);
        return answer;
      };
    }),
  );
}

/** The real edition's PDF, in this process: the first, and the median of the next ten. */
async function pdfTimes(port: number): Promise<{ first: number; warm: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}/editions/2021-22-q3.json`);
  const snapshot = (await answer.json()) as EditionSnapshot;
  const times: number[] = [];
  for (let run = 0; run <= 10; run++) {
    const started = performance.now();
    await renderEditionPdf(
      { ...snapshot, title: `${snapshot.title} ${run}` },
      { snapshotHash: '0'.repeat(64), address: 'http://localhost' },
    );
    times.push(performance.now() - started);
  }
  const warm = times.slice(1).sort((one, other) => one - other)[5]!;
  return { first: round(times[0]!), warm: round(warm) };
}
