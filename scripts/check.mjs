// npm run check: types, lint, format and architecture. All run, even when one fails.
import './lib/node-version.mjs';
import { CHECKS, runCheck } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main, StepError } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  const results = await Promise.all(CHECKS.map(runCheck));
  const failures = results.filter((isOk) => !isOk).length;
  if (failures > 0) throw new StepError(`${failures} of ${CHECKS.length} checks failed.`);
});
