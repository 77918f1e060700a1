import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../src/main.js');

export interface Server {
  port: number;
  /** From starting the process to its first ready answer, in milliseconds. */
  readyAfter: number;
  /**
   * Resident memory now, in megabytes, with that of the process that renders while there is one; null
   * where the system does not tell.
   */
  memory(): number | null;
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

function residentMegabytes(child: ChildProcess): number | null {
  try {
    const status = (pid: string): string => readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      if (pid === String(child.pid)) return true;
      try {
        // Its database is a child too, and measured by nobody here.
        return (
          status(pid).includes(`PPid:\t${child.pid}\n`) &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('render-process')
        );
      } catch {
        return false; // It ended meanwhile.
      }
    });
    const kilobytes = own.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(status(pid))?.[1]));
    return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
  } catch {
    return null;
  }
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
