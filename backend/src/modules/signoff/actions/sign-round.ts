import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem, wrongPassword } from '../../../common/problems.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { passwordMatches } from '../../identity/index.js';
import { Round } from '../../rounds/index.js';
import { Update } from '../../updates/index.js';
import { firstDifference, readManifest } from '../manifest.js';
import { keptRevisions } from '../manifest-lines.js';
import { requirePlace, requireSignoff } from '../require-signoff.js';
import { requireSeenManifest } from '../require-seen-manifest.js';
import { lockVisibleRound } from '../round-scope.js';
import { standingOf } from '../round-standing.js';
import { Manifest, Signature } from '../signoff.entities.js';
import { signingStatement } from '../signing-statement.js';

export interface Signing {
  manifestId: string;
  manifestHash: string;
  /** Typed again, so that nobody signs at a desk that was left unlocked. */
  password: string;
}

/** A signatory puts their name to exactly what they saw. */
@Injectable()
export class SignRound {
  /** @throws Problem manifest.changed, manifest.hash_differs, session.wrong_password */
  async execute(act: Act, roundId: string, input: Signing): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    requirePlace(act, 'sign', round.planId);
    const manifest = await requireSeenManifest(act, roundId, input);
    const as = await requireSignoff(act, 'sign', await standingOf(act.manager, round));
    await requirePassword(act, input.password);
    const body = readManifest(manifest.body);
    const difference = firstDifference(manifest, await keptRevisions(act.manager, body));
    if (difference) throw new Problem('manifest.hash_differs', { what: difference });

    const signatureId = randomUUID();
    await act.manager.insert(Signature, {
      id: signatureId,
      manifestId: manifest.id,
      manifestHash: manifest.hash,
      decision: 'sign',
      statement: signingStatement(body, manifest.hash),
      signedById: act.actorId,
      onBehalfOfId: onBehalfOf(act.actor, as),
      signedByRole: 'signatory',
      signedAt: act.now,
    });
    await act.manager.update(Manifest, { id: manifest.id }, { state: 'signed' });
    // An omitted update keeps its own state, so that it stands where it stood if this is unsealed.
    await act.manager.update(
      Update,
      { roundId, correctionNo: manifest.correctionNo, state: 'approved' },
      { state: 'signed', stateChangedAt: act.now },
    );
    if (round.state === 'sealed')
      await act.manager.update(Round, { id: roundId }, { state: 'signed' });

    act.record(
      'round.signed',
      { kind: 'round', id: roundId, planId: round.planId },
      { manifestId: manifest.id, manifestHash: manifest.hash, signatureId },
      as,
    );
    act.emit({ kind: 'round.signed', payload: { roundId, manifestId: manifest.id } });
  }
}

async function requirePassword(act: Act, password: string): Promise<void> {
  const [person] = await act.manager.query<{ password_hash: string | null }[]>(
    'SELECT password_hash FROM people WHERE id = $1',
    [act.actorId],
  );
  if (!(await passwordMatches(person?.password_hash ?? null, password))) {
    throw wrongPassword('password');
  }
}
