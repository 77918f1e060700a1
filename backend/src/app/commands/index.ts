import { bench } from '../../../bench/bench.js';
import { account } from './account.js';
import { backup } from './backup.js';
import { exportSite } from './export-site.js';
import { importEdition } from './import-edition.js';
import { openapi } from './openapi.js';
import { restore } from './restore.js';
import { verify } from './verify.js';

/** Each takes its arguments and answers with the exit code. */
export const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  account,
  backup,
  bench,
  'export-site': exportSite,
  'import-edition': importEdition,
  openapi,
  restore,
  verify,
};
