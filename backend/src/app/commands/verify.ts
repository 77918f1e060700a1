import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  verifyAudit,
  verifyExport,
  type Queries,
  type Verification,
} from '../../modules/audit/index.js';
import { verifyFiles, type FilesToVerify } from '../../modules/files/index.js';
import {
  verifyEditions,
  verifyOverrides,
  verifyTrail,
  verifyWithdrawals,
} from '../../modules/publication/index.js';
import { verifyRedactions } from '../../modules/redactions/index.js';
import { verifySignoff } from '../../modules/signoff/index.js';
import { readConfig } from '../../platform/config/config.js';
import { fileStoreOf } from '../../platform/storage/choose-file-store.js';
import type { Verified } from '../backup/backup-file.js';
import { openDatabase } from '../database.js';

/**
 * verify: the chain, redactions, approvals, manifests, editions, overrides and uploaded files. Names the first thing that is wrong.
 * verify FILE: an exported audit trail by itself, for which it needs no database.
 */
export async function verify([file]: string[]): Promise<number> {
  if (file) {
    const lines = createInterface({ input: createReadStream(file, 'utf8') });
    const { checked, wrong } = await verifyExport(lines);
    return report({ checked: [checked], ...(wrong && { checked: [], wrong }) }, console.log);
  }
  const config = readConfig();
  const database = await openDatabase(config, 'command');
  try {
    return report(await verifyAll(database.dataSource, fileStoreOf(config)), console.log);
  } finally {
    await database.close();
  }
}

/** Everything that can be verified, up to the first thing that is wrong. */
export async function verifyAll(database: Queries, store: FilesToVerify): Promise<Verified> {
  const checked: string[] = [];
  const checks: ((database: Queries) => Promise<Verification>)[] = [
    ...[
      verifyAudit,
      verifyRedactions,
      verifySignoff,
      verifyEditions,
      verifyWithdrawals,
      verifyOverrides,
      verifyTrail,
    ],
    () => verifyFiles(database, store),
  ];
  for (const check of checks) {
    const result = await check(database);
    if (result.wrong) return { checked, wrong: result.wrong };
    checked.push(result.checked);
  }
  return { checked };
}

/** Says what was verified, and answers with the exit code. */
export function report({ checked, wrong }: Verified, say: (line: string) => void): number {
  for (const line of checked) say(`ok  ${line}`);
  if (!wrong) return 0;
  console.error(`NOT AS IT SHOULD BE: ${wrong}`);
  return 1;
}
