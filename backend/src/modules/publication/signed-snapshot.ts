import type { EntityManager } from 'typeorm';
import type { UpdateContent } from '../../common/content.js';
import { londonDate } from '../../common/dates.js';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { firstDifference, keptRevisions, readManifest, type Manifest } from '../signoff/index.js';
import { Edition } from './publication.entities.js';
import { buildSnapshot, printedOf } from './snapshot.js';

/**
 * What a signed manifest publishes, after every hash was computed again.
 * @throws Problem manifest.hash_differs naming what is no longer as it was signed
 */
export async function signedSnapshot(
  { manager, now }: Act,
  manifest: Manifest,
): Promise<EditionSnapshot> {
  const body = readManifest(manifest.body);
  const revisions = await keptRevisions(manager, body);
  const difference = firstDifference(manifest, revisions);
  if (difference) throw new Problem('manifest.hash_differs', { what: difference });
  const contents = new Map(
    [...revisions.values()].map(
      ({ contentHash, content }) => [contentHash, JSON.parse(content) as UpdateContent] as const,
    ),
  );
  const last = await manager.maximum(Edition, 'version', { roundId: manifest.roundId });
  return buildSnapshot(printedOf(body), contents, {
    version: (last ?? 0) + 1,
    publishedOn: londonDate(now),
    isHistoric: false,
    signature: await signatureOf(manager, manifest),
  });
}

/**
 * Who signed the manifest, and when.
 * @throws Problem manifest.hash_differs when nobody signed just this
 */
export async function signatureOf(manager: EntityManager, manifest: Pick<Manifest, 'id' | 'hash'>) {
  const [row] = await manager.query<
    { name: string; covered: string | null; hash: string; at: Date }[]
  >(
    `SELECT p.name, b.name AS covered, s.manifest_hash AS hash, s.signed_at AS at FROM signatures s
     JOIN people p ON p.id = s.signed_by_id LEFT JOIN people b ON b.id = s.on_behalf_of_id
     WHERE s.manifest_id = $1 AND s.decision = 'sign'`,
    [manifest.id],
  );
  if (!row || row.hash !== manifest.hash) {
    throw new Problem('manifest.hash_differs', { what: 'the signature' });
  }
  const signedBy = row.covered ? `${row.name}, for ${row.covered}` : row.name;
  return { manifestHash: manifest.hash, signedBy, signedAt: londonDate(row.at) };
}
