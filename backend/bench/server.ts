import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../src/main.js');

/** Resident memory now; of the process that renders only while there is one. */
export interface ResidentMegabytes {
  serving: number;
  rendering?: number;
}

export interface Server {
  port: number;
  /** From starting the process to its first ready answer, in milliseconds. */
  readyAfter: number;
  /** Null where the system does not tell. */
  memory(): ResidentMegabytes | null;
  stop(): Promise<void>;
}

/** The application in a process of its own, on a data folder, waited for until it is ready. */
export async function startServer(
  dataFolder: string,
  { isDemonstration }: { isDemonstration: boolean },
): Promise<Server> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: String(port),
      QUARTERDECK_DATA: dataFolder,
      DATABASE_URL: '',
      QUARTERDECK_DEMO: isDemonstration ? '1' : '0',
      // Each reader of the public pages comes from an address of their own, as through a proxy.
      QUARTERDECK_TRUSTED_PROXIES: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(child, port);
  return {
    port,
    readyAfter: Math.round(performance.now() - started),
    memory: () => residentMegabytes(child),
    stop: () =>
      new Promise((settle) => {
        child.once('exit', () => settle());
        child.kill('SIGTERM');
      }),
  };
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (child.exitCode !== null) throw new Error('The application ended before it was ready.');
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((settle) => setTimeout(settle, 50));
  }
  throw new Error('The application is not ready after a minute.');
}

function residentMegabytes({ pid: serving }: ChildProcess): ResidentMegabytes | null {
  const read = (pid: number | string, what: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, 'utf8');
    } catch {
      return ''; // It ended meanwhile, or this system has no such folder.
    }
  };
  const ofProcess = (pid: number | string): number =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1]) / 1024);
  if (!serving || !read(serving, 'status')) return null;
  // Its database is a child too, and measured by nobody here.
  const rendering = readdirSync('/proc').find(
    (pid) =>
      read(pid, 'status').includes(`PPid:\t${serving}\n`) &&
      read(pid, 'cmdline').includes('render-process'),
  );
  return {
    serving: ofProcess(serving),
    ...(rendering && { rendering: ofProcess(rendering) }),
  };
}

export function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => settle(port));
    });
  });
}
