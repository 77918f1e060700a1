import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { invalidField } from '../../../common/problems.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { Update } from '../../updates/index.js';
import { requirePlace, requireSignoff } from '../require-signoff.js';
import { requireSeenManifest } from '../require-seen-manifest.js';
import { returnDeclined } from '../return-declined.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';
import { Signature, SignatureObjection, type Manifest } from '../signoff.entities.js';
import { DECLINING_STATEMENT } from '../signing-statement.js';
import { voidManifest } from '../void-manifest.js';

export interface Objection {
  updateId: string;
  reason: string;
}

export interface Declining {
  manifestId: string;
  objections: readonly Objection[];
}

/** A signatory does not sign, and says which updates stand in the way and why. */
@Injectable()
export class DeclineRound {
  /** @throws Problem request.invalid when an objection names no update that this manifest brings */
  async execute(act: Act, roundId: string, input: Declining): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    requirePlace(act, 'decline', round.planId);
    const manifest = await requireSeenManifest(act, roundId, { manifestId: input.manifestId });
    const as = await requireSignoff(act, 'decline', await standingOf(act.manager, round));
    const objections = await checkedObjections(act, manifest, input.objections);

    const signatureId = randomUUID();
    await act.manager.insert(Signature, {
      id: signatureId,
      manifestId: manifest.id,
      manifestHash: manifest.hash,
      decision: 'decline',
      statement: DECLINING_STATEMENT,
      signedById: act.actorId,
      onBehalfOfId: onBehalfOf(act.actor, as),
      signedByRole: 'signatory',
      signedAt: act.now,
    });
    await act.manager.insert(
      SignatureObjection,
      objections.map(({ update, reason }) => ({ signatureId, updateId: update.id, reason })),
    );
    await voidManifest(act, round, manifest, 'A signatory declined to sign it.');
    for (const { update, reason } of objections) await returnDeclined(act, update, reason, as);

    const updateIds = objections.map(({ update }) => update.id);
    const reasonHashes = Object.fromEntries(
      objections.map(({ update, reason }) => [update.id, reasonHash(reason)]),
    );
    act.record(
      'round.declined',
      { kind: 'round', id: roundId, planId: round.planId },
      { manifestId: manifest.id, signatureId, updateIds, reasonHashes },
      as,
    );
    act.emit({ kind: 'round.declined', payload: { roundId, manifestId: manifest.id } });
  }
}

/** Each objection with its update, locked. Only what this manifest brings can be objected to. */
async function checkedObjections(
  act: Act,
  manifest: Manifest,
  given: readonly Objection[],
): Promise<{ update: Update; reason: string }[]> {
  if (given.length === 0) {
    throw invalidField('objections', 'required', 'Name at least one update, and say why.');
  }
  const { roundId, correctionNo } = manifest;
  const updates = await act.manager.find(Update, {
    where: { id: In(given.map(({ updateId }) => updateId)), roundId, correctionNo },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const byId = new Map(updates.map((update) => [update.id, update]));
  return given.map(({ updateId, reason }, index) => {
    const update = byId.get(updateId);
    const field = `objections.${index}`;
    if (!update) {
      throw invalidField(
        `${field}.updateId`,
        'unknown',
        'This update is not in what you were asked to sign, or is named twice.',
      );
    }
    byId.delete(updateId);
    if (reason.trim() === '') throw invalidField(`${field}.reason`, 'required', 'Say why.');
    return { update, reason: reason.trim() };
  });
}
