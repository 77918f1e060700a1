import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Principal } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { overtaken, reasonHash, type Act } from '../../audit/index.js';
import { Files } from '../../files/index.js';
import { makeOverride } from '../../overrides/index.js';
import { Round } from '../../rounds/index.js';
import { ASKS_STILL_TRUE, requireStillNoChange, Update } from '../../updates/index.js';
import { makeManifest } from '../make-manifest.js';
import { requireSafeFiles } from '../require-safe-files.js';
import { requirePlace, requireSignoff } from '../require-signoff.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';
import { Manifest } from '../signoff.entities.js';

/** Fixes everything that will be printed in a manifest, ready to be signed. */
@Injectable()
export class SealRound {
  constructor(private readonly files: Files) {}

  /**
   * @param minorBecause why a correction is called minor, which somebody else has to confirm
   * @throws Problem round.not_ready_to_seal naming the updates that are neither approved nor omitted;
   *   round.still_true_missing naming those whose publication has moved unanswered; file.not_ready;
   *   update.no_change_overtaken
   */
  async execute(act: Act, roundId: string, minorBecause?: string): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    const standing = await standingOf(act.manager, round);
    requirePlace(act, 'seal', round.planId);
    await refuseSecondSeal(act, roundId);
    const updates = await lockUpdates(act, roundId, standing.correctionNo);
    refuseWaiting(updates);
    await refuseUnconfirmed(act, roundId, standing.correctionNo);
    const as = await requireSignoff(act, 'seal', standing);

    const isMinor = minorBecause !== undefined;
    if (isMinor && standing.correctionNo === 0) {
      throw new Problem('transition.illegal', { why: 'Only a correction can be called minor.' });
    }
    const manifest = await makeManifest(act.manager, round, standing.correctionNo, isMinor);
    await requireSafeFiles(act, this.files, manifest.body);
    await requireStillNoChange(
      act,
      manifest.body.lines.flatMap(({ revisionId }) => revisionId ?? []),
    );
    const manifestId = randomUUID();
    await act.manager.insert(Manifest, {
      id: manifestId,
      roundId,
      version: manifest.body.version,
      correctionNo: standing.correctionNo,
      body: manifest.text,
      hash: manifest.hash,
      state: 'sealed',
      sealedById: act.actorId,
      sealedAt: act.now,
      voidedAt: null,
      voidReason: null,
    });
    await act.manager.update(Update, { id: In(updates.map(({ id }) => id)) }, { isSealed: true });
    if (round.state === 'open')
      await act.manager.update(Round, { id: roundId }, { state: 'sealed' });

    act.record(
      'round.sealed',
      { kind: 'round', id: roundId, planId: round.planId },
      {
        manifestId,
        manifestHash: manifest.hash,
        ...(isMinor && (await callMinor(act, round, minorBecause, as))),
      },
      as,
    );
    act.emit({ kind: 'round.sealed', payload: { roundId, manifestId } });
  }
}

/** For exactly what is sealed: nobody publishes it before a second person has confirmed that it is minor. */
async function callMinor(
  act: Act,
  { id, planId }: Round,
  reason: string,
  as: Principal,
): Promise<{ overrideId: string; reasonHash: string }> {
  const subject = { kind: 'round', id } as const;
  const overrideId = await makeOverride(act, {
    kind: 'minor_correction',
    ...{ subject, planId, reason, as },
  });
  return { overrideId, reasonHash: reasonHash(reason) };
}

async function refuseSecondSeal(act: Act, roundId: string): Promise<void> {
  const sealed = await act.manager.findOneBy(Manifest, {
    roundId,
    state: In(['sealed', 'signed']),
  });
  if (sealed) throw await overtaken(act, sealed.sealedById, 'sealed the round', sealed.sealedAt);
}

/** In one order for everyone, so that two acts wait for each other instead of blocking each other. */
const lockUpdates = (act: Act, roundId: string, correctionNo: number): Promise<Update[]> =>
  act.manager.find(Update, {
    where: { roundId, correctionNo },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });

/** Names the texts that nobody has confirmed for the date to which publication has moved. */
async function refuseUnconfirmed(act: Act, roundId: string, correctionNo: number): Promise<void> {
  const rows = await act.manager.query<{ title: string }[]>(
    `SELECT u.title FROM updates u JOIN rounds r ON r.id = u.round_id JOIN listings l ON l.update_id = u.id
     WHERE u.round_id = $1 AND u.correction_no = $2 AND ${ASKS_STILL_TRUE} ORDER BY l.position, u.id`,
    [roundId, correctionNo],
  );
  if (rows.length > 0) throw new Problem('round.still_true_missing', named(rows));
}

function refuseWaiting(updates: readonly Update[]): void {
  const waiting = updates.filter(({ state, omissionId }) => state !== 'approved' && !omissionId);
  // A published row stays published: whether there is anything to seal is the policy's to say.
  const unready = waiting.filter(({ state }) => state !== 'published');
  if (unready.length > 0) throw new Problem('round.not_ready_to_seal', named(unready));
}

/** The first of them by title, and how many there are. */
function named(updates: readonly { title: string }[]): { count: string; titles: string } {
  const titles = updates.slice(0, 10).map(({ title }) => title);
  const more = updates.length > titles.length ? ` and ${updates.length - titles.length} more` : '';
  return { count: String(updates.length), titles: `${titles.join('; ')}${more}` };
}
