import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { ROOT, run, say, secondsSince, StepError } from './run.mjs';

const LOCK = path.join(ROOT, 'package-lock.json');
const STAMP = path.join(ROOT, 'node_modules', '.quarterdeck-lock');
// npm writes this one last: without it an installation was interrupted.
const NPM_RECORD = path.join(ROOT, 'node_modules', '.package-lock.json');

/** Installs the packages when they are missing or the lock file has changed since. */
export async function ensureInstalled() {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (isInstalled(wanted)) return writeStamp(wanted);
  const start = performance.now();
  say('Installing packages (about a minute the first time) …');
  // The build needs the development packages, even where NODE_ENV says production.
  const kinds = ['--include=dev', '--include=optional'];
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...kinds];
  const ticks = setInterval(() => say(`  … ${secondsSince(start)}`), 15_000);
  const npm = process.env.npm_execpath;
  const { ok } = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args);
  clearInterval(ticks);
  if (!ok) {
    throw new StepError(
      'The packages could not be installed: npm says why above. ' +
        'Often the npm registry cannot be reached, or the disk is full. Run the command again when that is put right.',
    );
  }
  writeStamp(wanted);
  say(`Installed packages in ${secondsSince(start)}`);
}

function isInstalled(wanted) {
  if (!existsSync(NPM_RECORD)) return false;
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted;
  // Installed by hand with npm, after the lock file last changed.
  return statSync(NPM_RECORD).mtimeMs >= statSync(LOCK).mtimeMs;
}

function writeStamp(wanted) {
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) writeFileSync(STAMP, wanted);
}
