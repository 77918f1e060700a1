import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UpdateContent } from '../../../common/content.js';
import { londonDate } from '../../../common/dates.js';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { endOverridesOf } from '../../overrides/index.js';
import { Round } from '../../rounds/index.js';
import {
  firstDifference,
  keptRevisions,
  lockVisibleRound,
  Manifest,
  overtaken,
  readManifest,
} from '../../signoff/index.js';
import { Update } from '../../updates/index.js';
import { Edition } from '../publication.entities.js';
import { requirePublication, requirePublisher } from '../require-publication.js';
import { buildSnapshot, sealSnapshot } from '../snapshot.js';

/** Makes an edition from a signed manifest, and from nothing else (DOMAIN, rule 4). */
@Injectable()
export class PublishRound {
  /**
   * @returns the edition's id
   * @throws Problem publication.too_early, publication.in_hold, override.unconfirmed, manifest.hash_differs
   */
  async execute(act: Act, roundId: string): Promise<string> {
    const { manager } = act;
    const round = await lockVisibleRound(act, roundId);
    requirePublisher(act, round.planId);
    await refuseSecondPublication(act, round);
    const { as } = await requirePublication(act, 'publish', round);
    const manifest = await manager.findOneOrFail(Manifest, {
      where: { roundId, state: 'signed' },
      lock: { mode: 'pessimistic_write' },
    });
    const snapshot = await this.snapshotOf(act, manifest);
    const { text, hash } = sealSnapshot(snapshot);

    const editionId = randomUUID();
    await manager.insert(Edition, {
      id: editionId,
      planId: round.planId,
      roundId,
      slug: snapshot.slug,
      version: snapshot.version,
      kind: 'full',
      title: snapshot.title,
      asAt: snapshot.asAt,
      publishedOn: snapshot.publishedOn,
      publishedAt: act.now,
      publishedById: act.actorId,
      manifestId: manifest.id,
      correctionNote: snapshot.correction?.note ?? null,
      snapshot: text,
      snapshotHash: hash,
    });
    await manager.update(Manifest, { id: manifest.id }, { state: 'published' });
    await manager.update(
      Update,
      { roundId, correctionNo: manifest.correctionNo },
      { state: 'published', stateChangedAt: act.now },
    );
    await manager.update(Round, { id: roundId }, { state: 'published' });
    // They were for this publication alone.
    await endOverridesOf(act, { kind: 'round', id: roundId }, ['early_publication', 'publication_in_hold']);

    act.record(
      'round.published',
      { kind: 'round', id: roundId, planId: round.planId },
      { editionId, manifestHash: manifest.hash, snapshotHash: hash },
      as,
    );
    act.emit({ kind: 'edition.published', payload: { editionId } });
    return editionId;
  }

  private async snapshotOf({ manager, now }: Act, manifest: Manifest) {
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
    return buildSnapshot(body, contents, {
      version: (last ?? 0) + 1,
      publishedOn: londonDate(now),
      isHistoric: false,
      signature: await signatureOf(manager, manifest),
    });
  }
}

async function signatureOf(manager: EntityManager, manifest: Manifest) {
  const [row] = await manager.query<{ name: string; covered: string | null; hash: string; at: Date }[]>(
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

/** Tells the second of two people who publish at once who was first. */
async function refuseSecondPublication(act: Act, round: Round): Promise<void> {
  if (round.state !== 'published') return;
  const waits = await act.manager.existsBy(Manifest, [
    { roundId: round.id, state: 'sealed' },
    { roundId: round.id, state: 'signed' },
  ]);
  if (waits) return;
  const last = await act.manager.findOne(Edition, {
    where: { roundId: round.id },
    order: { version: 'DESC' },
  });
  if (!last?.publishedById) return;
  throw await overtaken(act, last.publishedById, 'published it', last.publishedAt);
}
