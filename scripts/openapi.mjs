// npm run openapi: write backend/openapi.json and the frontend's types; --check: fail on drift.
import './lib/node-version.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { checkOpenApi, writeOpenApi } from './lib/openapi.mjs';
import { main } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  await (process.argv.includes('--check') ? checkOpenApi() : writeOpenApi());
});
