import { Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import type { Files, ScanState } from '../files/index.js';
import { UNSAFE_WORDS } from '../updates/index.js';
import type { ManifestBody } from './manifest.js';

/**
 * The files that revisions $1 print, but for those that the scanner passed, which stay passed. Held
 * until the act ends, so that the scanner speaks before it or after it.
 */
const UNPASSED = `SELECT u.title AS "updateTitle", item->>'title' AS title, f.scan_state AS "scanState"
  FROM update_revisions v JOIN updates u ON u.id = v.update_id
  CROSS JOIN LATERAL jsonb_array_elements(v.content::jsonb->'evidence') item
  JOIN uploaded_files f ON f.sha256 = item->>'file'
  WHERE v.id = ANY($1::uuid[]) AND f.scan_state <> 'clean' ORDER BY f.sha256 FOR SHARE OF f`;

const WORDS: Record<ScanState, string> = {
  ...UNSAFE_WORDS,
  redacted: 'It was redacted. Reopen that update, so that the owner can remove it.',
  infected:
    'The malware scanner found something in it. Reopen that update, so that the owner can remove it; if the round is sealed, unseal it first.',
};

/**
 * Asked again when a round is sealed and published: a file may have been submitted before there was a
 * scanner.
 * @throws Problem file.not_ready naming the first file that may not be published
 */
export async function requireSafeFiles(
  act: Act,
  files: Files,
  { lines }: Pick<ManifestBody, 'lines'>,
): Promise<void> {
  const unpassed = await act.query<{ updateTitle: string; title: string; scanState: ScanState }>(
    UNPASSED,
    [lines.flatMap(({ revisionId }) => revisionId ?? [])],
  );
  const unsafe = unpassed.find(({ scanState }) => !files.isSafe(scanState));
  if (!unsafe) return;
  const detail = `“${unsafe.title}” is to be published with “${unsafe.updateTitle}”. ${WORDS[unsafe.scanState]}`;
  throw new Problem('file.not_ready', { detail });
}
