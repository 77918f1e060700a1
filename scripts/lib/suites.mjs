import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bin, ROOT, run } from './run.mjs';

/** Files of the queue's suite; those named smoke run on Redis as well. */
export const QUEUE_FILES = 'test/integration/queue/.*\\.int-spec\\.ts$';
export const QUEUE_SMOKE_FILES = 'test/integration/queue/.*smoke.*\\.int-spec\\.ts$';

/** Settings of the person's own installation: a test must never reach its database. */
const PRIVATE = ['DATABASE_URL', 'REDIS_URL', 'QUARTERDECK_DATA', 'QUARTERDECK_DEMO', 'PORT'];

/** A count of tests; `failed` is at least one whenever the suite did not succeed. */
const counted = (ok, passed, failed) => ({ passed, failed: ok ? failed : Math.max(1, failed) });

/** Runs Jest and counts its tests. A file that could not be loaded counts as one failed test. */
export async function runJest(args, env = {}) {
  return withReport(async (report) => {
    const options = [process.env.NODE_OPTIONS, '--experimental-vm-modules'];
    const { ok } = await run(bin('jest'), [...args, '--json', `--outputFile=${report}`], {
      cwd: path.join(ROOT, 'backend'),
      env: { ...testEnvironment(), NODE_OPTIONS: options.filter(Boolean).join(' '), ...env },
    });
    const found = readReport(report);
    return counted(
      ok,
      found?.numPassedTests ?? 0,
      (found?.numFailedTests ?? 0) + (found?.numRuntimeErrorTestSuites ?? 0),
    );
  });
}

/** Runs the browser tests and counts them. */
export async function runPlaywright(chromium) {
  return withReport(async (report) => {
    const { ok } = await run(bin('playwright'), ['test', '--reporter=list,json'], {
      cwd: path.join(ROOT, 'e2e'),
      env: {
        ...testEnvironment(),
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    });
    const { expected = 0, flaky = 0, unexpected = 0 } = readReport(report)?.stats ?? {};
    return counted(ok, expected + flaky, unexpected);
  });
}

function testEnvironment() {
  const env = { ...process.env };
  for (const name of PRIVATE) delete env[name];
  return env;
}

async function withReport(task) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-report-'));
  try {
    return await task(path.join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
