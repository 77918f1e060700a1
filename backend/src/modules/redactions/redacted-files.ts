import type { EntityManager } from 'typeorm';
import { canonicalJson, sha256Hex } from '../../common/canonical-json.js';
import type { Act, Queries } from '../audit/index.js';
import type { RedactionEffectDto } from './dto/redaction.dto.js';

/** What the register of redacted texts calls the bytes of an uploaded file. */
export const FILE_PLACE = 'uploaded_files.bytes';

/** What redacting a file would change: every record of evidence that names it, of any plan. */
export async function fileEffect(
  database: Queries,
  planId: string,
  sha256: string,
): Promise<RedactionEffectDto> {
  const found = await database.query<{ id: string; title: string; isOther: boolean }[]>(
    `SELECT e.id, u.title || ': ' || e.title AS title, u.plan_id <> $1 AS "isOther"
     FROM update_evidence e JOIN updates u ON u.id = e.update_id WHERE e.file_sha256 = $2 ORDER BY e.id`,
    [planId, sha256],
  );
  // A plan's texts are not for the people of another, so of those only their number is told.
  const [own, others] = [false, true].map((isOther) =>
    found.filter((each) => each.isOther === isOther),
  ) as [typeof found, typeof found];
  const kinds = [
    { what: 'file of evidence', count: own.length, titles: own.map(({ title }) => title) },
    { what: 'the same file, of another plan', count: others.length, titles: [] },
  ];
  return {
    hash: sha256Hex(canonicalJson([FILE_PLACE, sha256, found.map(({ id }) => id)])),
    texts: kinds.filter(({ count }) => count > 0),
  };
}

/** The file that a record of evidence of this update names. */
export async function fileOfEvidence(
  manager: EntityManager,
  updateId: string,
  evidenceId: string,
): Promise<{ sha256: string; isRedacted: boolean } | undefined> {
  const [file] = await manager.query<{ sha256: string; isRedacted: boolean }[]>(
    `SELECT f.sha256, f.scan_state = 'redacted' AS "isRedacted" FROM update_evidence e
     JOIN uploaded_files f ON f.sha256 = e.file_sha256 WHERE e.id = $1 AND e.update_id = $2`,
    [evidenceId, updateId],
  );
  return file;
}

/** Nobody is given the file's bytes from now on; they leave the store once this is committed. */
export async function redactFile(act: Act, redactionId: string, sha256: string): Promise<void> {
  await act.manager.query(
    `INSERT INTO redaction_texts (redaction_id, place, record_id, before_hash, after_hash)
     VALUES ($1, $2, $3, $3, text_hash(''))`,
    [redactionId, FILE_PLACE, sha256],
  );
  await act.manager.query(
    "UPDATE uploaded_files SET scan_state = 'redacted', redaction_id = $1 WHERE sha256 = $2",
    [redactionId, sha256],
  );
  act.emit({ kind: 'file.redacted', payload: { sha256 } });
}
