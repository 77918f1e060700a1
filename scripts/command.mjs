// npm run verify, account, …: `node scripts/command.mjs NAME ARGS…` runs one command of the
// application, which finds NAME and ARGS in process.argv from the third place on.
import './lib/node-version.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
});
await import('../backend/dist/src/commands.js');
