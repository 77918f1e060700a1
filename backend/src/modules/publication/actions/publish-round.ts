import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { overtaken, type Act } from '../../audit/index.js';
import { Files } from '../../files/index.js';
import { endOverridesOf } from '../../overrides/index.js';
import { Round } from '../../rounds/index.js';
import {
  endCorrectedWords,
  lockVisibleRound,
  Manifest,
  readManifest,
  requireSafeFiles,
} from '../../signoff/index.js';
import { requireStillNoChange, Update } from '../../updates/index.js';
import { Edition } from '../publication.entities.js';
import { requirePublication, requirePublisher } from '../require-publication.js';
import { endSchedule } from '../schedules.js';
import { signedSnapshot } from '../signed-snapshot.js';
import { sealSnapshot } from '../snapshot.js';

/** Makes an edition from a signed manifest, and from nothing else (DOMAIN, rule 4). */
@Injectable()
export class PublishRound {
  constructor(private readonly files: Files) {}

  /**
   * @returns the edition's id
   * @throws Problem publication.too_early, publication.in_hold, override.unconfirmed, manifest.hash_differs,
   *   file.not_ready, update.no_change_overtaken
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
    const snapshot = await signedSnapshot(act, manifest);
    const body = readManifest(manifest.body);
    await requireSafeFiles(act, this.files, body);
    await requireStillNoChange(
      act,
      body.lines.flatMap(({ revisionId }) => revisionId ?? []),
    );
    const { text, hash } = sealSnapshot(snapshot);

    const editionId = randomUUID();
    await manager.insert(Edition, {
      id: editionId,
      planId: round.planId,
      roundId,
      slug: snapshot.slug,
      version: snapshot.version,
      kind: 'full',
      isSummary: snapshot.isSummary ?? false,
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
    await endCorrectedWords(act, roundId, manifest.correctionNo);
    await endSchedule(act, manifest.id, { state: 'published', editionId });
    // They were for this publication alone.
    await endOverridesOf(act, { kind: 'round', id: roundId }, [
      'early_publication',
      'publication_in_hold',
      'minor_correction',
    ]);

    act.record(
      'round.published',
      { kind: 'round', id: roundId, planId: round.planId },
      { editionId, manifestHash: manifest.hash, snapshotHash: hash },
      as,
    );
    act.emit({ kind: 'edition.published', payload: { editionId } });
    return editionId;
  }
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
