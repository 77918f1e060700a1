import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { endOverridesOf, makeOverride } from '../../overrides/index.js';
import { UpdateRevision, type Update } from '../update.entities.js';
import { takeUpdate } from '../update-facts.js';
import { appendDecision } from '../update-texts.js';
import { keepPublicationDate, refuseOtherDate } from '../still-true.js';

/** Exactly what is still true: the approved words, and the date for which they are. */
export interface StillTrue {
  revisionId: string;
  contentHash: string;
  publicationOn: string;
}

@Injectable()
export class ConfirmStillTrue {
  /**
   * The owner says that the approved words will still be true when they are published on the new
   * date (DOMAIN, rule 4).
   * @throws Problem round.publication_moved, update.text_changed
   */
  async execute(act: Act, updateId: string, seen: StillTrue): Promise<void> {
    const publicationOn = await keepPublicationDate(act, updateId);
    const { update, as } = await takeUpdate(act, updateId, 'confirm_still_true');
    refuseOtherDate(publicationOn, seen.publicationOn);
    // The owner could be reached after all.
    await endOverridesOf(act, { kind: 'update', id: updateId }, ['still_true']);
    await confirm(act, update, seen, as);
  }
}

@Injectable()
export class VouchStillTrue {
  /**
   * The secretariat says so for an owner who cannot be reached: an override, which counts once a
   * second person has confirmed it.
   * @returns the override's id
   */
  async execute(
    act: Act,
    updateId: string,
    { reason, ...seen }: StillTrue & { reason: string },
  ): Promise<string> {
    const publicationOn = await keepPublicationDate(act, updateId);
    const { update, as } = await takeUpdate(act, updateId, 'vouch_still_true');
    refuseOtherDate(publicationOn, seen.publicationOn);
    const subject = { kind: 'update' as const, id: updateId };
    await endOverridesOf(act, subject, ['still_true']);
    const overrideId = await makeOverride(act, {
      kind: 'still_true',
      subject,
      planId: update.planId,
      reason,
      as,
    });
    await confirm(act, update, { ...seen, overrideId, reason }, as);
    return overrideId;
  }
}

async function confirm(
  act: Act,
  update: Update,
  { overrideId, reason, ...said }: StillTrue & { overrideId?: string; reason?: string },
  as: Principal,
): Promise<void> {
  const revision = await act.manager.findOneByOrFail(UpdateRevision, {
    id: update.approvedRevisionId!,
  });
  if (revision.id !== said.revisionId || revision.contentHash !== said.contentHash) {
    throw new Problem('update.text_changed', { number: String(revision.number) });
  }
  const { publicationOn } = said;
  await appendDecision(act, update.id, 'confirm_still_true', as, {
    revision,
    publicationOn,
    ...(overrideId && { overrideId, reason }),
  });
  act.record(
    'update.confirmed_still_true',
    { kind: 'update', id: update.id, planId: update.planId },
    {
      revisionId: revision.id,
      contentHash: revision.contentHash,
      publicationOn,
      ...(overrideId && { overrideId, reasonHash: reasonHash(reason ?? '') }),
    },
    as,
  );
}
