// npm start: install, build and run, each only as far as needed. The application runs in this
// very process, so that Ctrl-C and SIGTERM reach it.
import './lib/node-version.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
});
await import('../backend/dist/src/main.js');
