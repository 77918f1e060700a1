// npm run check: types, lint, format and architecture. All run, even when one fails.
import './lib/node-version.mjs';
import { CHECKS, runCheck } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main, StepError } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  let failures = 0;
  for (const check of CHECKS) if (!(await runCheck(check))) failures += 1;
  if (failures > 0) throw new StepError(`${failures} of ${CHECKS.length} checks failed.`);
});
