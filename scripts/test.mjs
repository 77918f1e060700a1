// npm test: everything, in order. `npm test -- --only unit,integration` runs parts of it.
import './lib/node-version.mjs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { CHECKS, runCheck } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { checkOpenApi } from './lib/openapi.mjs';
import { provideHeadlessChromium, providePoppler } from './lib/programs.mjs';
import { provideRedis, withRedis } from './lib/redis.mjs';
import { main, say, secondsSince, StepError } from './lib/run.mjs';
import { QUEUE_FILES, QUEUE_SMOKE_FILES, runJest, runPlaywright } from './lib/suites.mjs';

const integration = ['--selectProjects', 'integration'];

/**
 * A step answers nothing (it succeeded), a count of tests, or why it was skipped. Steps that follow
 * each other with the same `round` run at the same time.
 */
const STEPS = [
  // Each check uses one core.
  ...CHECKS.map((check) => ({
    group: 'check',
    round: 'checks',
    name: check.name,
    run: async () => {
      if (!(await runCheck(check))) throw new StepError(`${check.name}: see above.`);
    },
  })),
  { group: 'openapi', name: 'OpenAPI drift', run: checkOpenApi },
  {
    group: 'unit',
    name: 'unit tests',
    run: async () => {
      if (!(await providePoppler())) {
        say('poppler (pdfinfo) is not here: what a second reader finds in a PDF is not tested.');
      }
      return runJest(['--selectProjects', 'unit']);
    },
  },
  {
    group: 'integration',
    name: 'integration tests',
    run: () => runJest([...integration, '--testPathIgnorePatterns', QUEUE_FILES, '/dist/']),
  },
  {
    group: 'queue',
    // Both wait more than they work: for jobs to fall due, and for workers that were killed.
    round: 'queues',
    name: 'queue on PostgreSQL',
    run: () =>
      runJest([...integration, '--testPathPatterns', QUEUE_FILES], { QUEUE_BACKEND: 'postgres' }),
  },
  { group: 'redis', round: 'queues', name: 'queue on Redis', run: runRedisSuite },
  {
    group: 'browser',
    name: 'browser tests',
    run: async () => runPlaywright(await provideHeadlessChromium()),
  },
];

async function runRedisSuite() {
  if (await provideRedis()) {
    return withRedis((url) =>
      // One file after the other: they share this Redis, and would take each other's jobs.
      runJest([...integration, '--runInBand', '--testPathPatterns', QUEUE_SMOKE_FILES], {
        QUEUE_BACKEND: 'redis',
        REDIS_URL: url,
      }),
    );
  }
  const reason = 'redis-server is missing and could not be installed';
  if (process.env.CI) throw new StepError(`${reason}; with CI set that is a failure.`);
  say(`\n!!! SKIPPED: the queue was NOT tested on Redis: ${reason}. !!!\n`);
  return { skipped: reason };
}

/** Runs one step; whatever it throws makes it a failed one, and the next still runs. */
async function attempt({ name, run }) {
  const start = performance.now();
  say(`\n== ${name}`);
  const row = await run().then(
    (result) => ({ passed: 0, failed: 0, ...result }),
    (error) => {
      say(error instanceof StepError ? error.message : error.stack);
      return { passed: 0, failed: 1 };
    },
  );
  return { name, seconds: secondsSince(start), ...row };
}

function chooseSteps() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return STEPS;
  const wanted = values.only.split(',').map((group) => group.trim());
  const groups = [...new Set(STEPS.map(({ group }) => group))];
  const unknown = wanted.filter((group) => !groups.includes(group));
  if (unknown.length > 0) {
    throw new StepError(`No such part: ${unknown.join(', ')}. There are ${groups.join(', ')}.`);
  }
  return STEPS.filter(({ group }) => wanted.includes(group));
}

function inRounds(steps) {
  const rounds = [];
  for (const step of steps) {
    const last = rounds.at(-1);
    if (step.round && step.round === last?.[0].round) last.push(step);
    else rounds.push([step]);
  }
  return rounds;
}

function report(rows) {
  say('');
  for (const { name, seconds, passed, failed, skipped } of rows) {
    const word = failed > 0 ? 'FAILED ' : skipped ? 'SKIPPED' : 'ok     ';
    const count = passed + failed > 0 ? `${passed} passed, ${failed} failed` : (skipped ?? '');
    say(`${word} ${name.padEnd(22)} ${seconds.padStart(8)}  ${count}`);
  }
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
}

await main(async () => {
  const steps = chooseSteps();
  const build = {
    name: 'install and build',
    run: () => ensureInstalled().then(() => ensureBuilt()),
  };
  const rows = [await attempt(build)];
  if (rows[0].failed === 0) {
    for (const round of inRounds(steps)) rows.push(...(await Promise.all(round.map(attempt))));
  }
  if (!report(rows)) process.exitCode = 1;
});
