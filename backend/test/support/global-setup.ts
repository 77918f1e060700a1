import { readdir, rm } from 'node:fs/promises';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EmbeddedDatabase } from '../../src/platform/database/embedded/index.js';

const PREFIX = 'quarterdeck-test-';

/** What the teardown needs; Jest loads it separately, so that only the global object is common. */
export interface TestServer {
  stopTestServer?: () => Promise<void>;
}

/** Starts the one PostgreSQL server that all integration tests of this run share. */
export default async function globalSetup(): Promise<void> {
  resolveTypeScript();
  const { startOrAdoptDatabase } = await import('../../src/platform/database/embedded/index.js');
  await sweepAbandonedRuns(startOrAdoptDatabase);
  const folder = path.join(tmpdir(), `${PREFIX}${process.pid}`);
  const database = await startOrAdoptDatabase(folder, { volatile: true });
  (globalThis as TestServer).stopTestServer = () => stopAndRemove(database, folder);
  process.env['TEST_DATABASE_URL'] = database.url.replace(/\/quarterdeck$/, '/postgres');
}

/**
 * Jest loads this file as CommonJS, outside the module mapper that gives the tests their `.js`
 * suffixes, so they are taught to the loader here.
 */
function resolveTypeScript(): void {
  const loader = Module as unknown as {
    _resolveFilename(request: string, parent: NodeModule, ...rest: unknown[]): string;
  };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, ...rest) {
    const isOurs = /^\.{1,2}\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts');
    const target = isOurs ? request.replace(/\.js$/, '.ts') : request;
    return resolve.call(this, target, parent, ...rest);
  };
}

/** A run that was interrupted with Ctrl-C leaves its server and folder behind. */
async function sweepAbandonedRuns(
  start: (folder: string, options: { volatile: true }) => Promise<EmbeddedDatabase>,
): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (!name.startsWith(PREFIX) || !Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = path.join(tmpdir(), name);
    const abandoned = await start(folder, { volatile: true }).catch(() => undefined);
    await stopAndRemove(abandoned, folder);
  }
}

async function stopAndRemove(server: EmbeddedDatabase | undefined, folder: string): Promise<void> {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
