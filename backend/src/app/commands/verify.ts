import { verifyAudit } from '../../modules/audit/index.js';
import { verifyEditions, verifyTrail } from '../../modules/publication/index.js';
import { verifySignoff } from '../../modules/signoff/index.js';
import { readConfig } from '../../platform/config/config.js';
import { openDatabase } from '../database.js';

/** verify: the chain, approvals, manifests and editions. Names the first thing that is wrong. */
export async function verify(): Promise<number> {
  const database = await openDatabase(readConfig(), 'command');
  try {
    for (const check of [verifyAudit, verifySignoff, verifyEditions, verifyTrail]) {
      const result = await check(database.dataSource);
      if (result.wrong) {
        console.error(`NOT AS IT SHOULD BE: ${result.wrong}`);
        return 1;
      }
      console.log(`ok  ${result.checked}`);
    }
    return 0;
  } finally {
    await database.close();
  }
}
