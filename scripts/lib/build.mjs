import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { bin, ROOT, run, say, secondsSince, StepError } from './run.mjs';

const SHARED = ['package-lock.json', 'tsconfig.base.json'];

const PARTS = [
  {
    name: 'backend',
    command: ['nest', 'build'],
    result: 'backend/dist/src/main.js',
    sources: [
      'backend/src',
      'backend/migrations',
      'backend/bench',
      'backend/nest-cli.json',
      'backend/package.json',
      'backend/tsconfig.json',
      'backend/tsconfig.build.json',
    ],
  },
  {
    name: 'frontend',
    command: ['vite', 'build', '--logLevel', 'warn'],
    result: 'frontend/dist/index.html',
    sources: [
      'frontend/src',
      'frontend/public',
      'frontend/index.html',
      'frontend/package.json',
      'frontend/tsconfig.json',
      'frontend/vite.config.ts',
      'backend/src/common',
    ],
  },
];

/** Builds the parts whose sources have changed since their last build; with `force`, all. */
export async function ensureBuilt({ force = false } = {}) {
  const results = await Promise.allSettled(PARTS.map((part) => ensurePart(part, force)));
  const failed = results.filter((result) => result.status === 'rejected');
  if (failed.length > 0) throw new StepError(failed.map(({ reason }) => reason.message).join('\n'));
}

async function ensurePart(part, force) {
  const folder = path.join(ROOT, part.name);
  const stamp = path.join(folder, 'dist', '.quarterdeck-sources');
  const sources = hash([...SHARED, ...part.sources]);
  const isBuilt = existsSync(path.join(ROOT, part.result)) && existsSync(stamp);
  if (!force && isBuilt && readFileSync(stamp, 'utf8') === sources) return;

  const start = performance.now();
  say(`Building ${part.name} …`);
  // Gone first: an interrupted build must not pass for a finished one.
  rmSync(stamp, { force: true });
  const [name, ...args] = part.command;
  const { ok, output } = await run(bin(name), args, { cwd: folder, capture: true });
  if (!ok) throw new StepError(`${output.trim()}\nBuilding ${part.name} failed: see above.`);
  if (!existsSync(path.join(ROOT, part.result))) {
    throw new StepError(`Building ${part.name} made no ${part.result}.\n${output.trim()}`);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
  say(`Built ${part.name} in ${secondsSince(start)}`);
}

function hash(places) {
  const sum = createHash('sha256');
  for (const file of places.flatMap((place) => filesIn(path.join(ROOT, place)))) {
    sum
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return sum.digest('hex');
}

function filesIn(place) {
  const entries = readdirSync(path.dirname(place), { withFileTypes: true });
  const entry = entries.find(({ name }) => name === path.basename(place));
  if (!entry) return [];
  if (!entry.isDirectory()) return /\.(int-)?spec\.tsx?$/.test(place) ? [] : [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}
