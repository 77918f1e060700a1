import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/actor.js';
import { londonDate } from '../../../common/dates.js';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import {
  effectHash,
  emptyFiles,
  findTexts,
  replaceText,
  TEXTS_HASH,
  type FoundText,
} from '../redacted-texts.js';
import { fileEffect, redactFile } from '../redacted-files.js';
import { reopenRedacted, sealedUpdates, voidRedactedManifests } from '../reopen-redacted.js';
import type { Redaction } from '../redaction.entity.js';
import { settle, takeRedaction } from '../take-redaction.js';

/**
 * A second person agrees: the words are taken out of every text of the plan, or the file out of the
 * store, in one transaction.
 */
@Injectable()
export class ConfirmRedaction {
  /** @param seen the hash of the effect that the second person was shown */
  async execute(act: Act, id: string, seen: string): Promise<void> {
    const { manager } = act;
    // Whoever changes a text of a plan locks a row of one of these. This waits for those at work,
    // and nobody begins until it is done: no text that was read before can be written after.
    await manager.query('LOCK TABLE plans, rounds, updates, editions IN EXCLUSIVE MODE');
    const { redaction, as } = await takeRedaction(act, id, 'confirm');
    const { planId, updateId } = redaction;
    const manifestIds = redaction.fileSha256
      ? await this.takeFile(act, redaction, seen, as)
      : await this.takeWords(act, redaction, seen, as);

    const [changed] = await manager.query<{ hash: string; texts: number }[]>(
      `SELECT ${TEXTS_HASH} AS hash, (SELECT count(*)::int FROM redaction_texts t WHERE t.redaction_id = r.id) AS texts
       FROM redactions r WHERE r.id = $1`,
      [id],
    );
    act.record(
      'redaction.confirmed',
      { kind: 'update', id: updateId, planId },
      { redactionId: id, textsHash: changed!.hash, texts: changed!.texts, manifestIds },
      as,
    );
  }

  /** Texts that name the file stay as they are: they hold its hash, not its bytes. */
  private async takeFile(
    act: Act,
    redaction: Redaction,
    seen: string,
    as: Principal,
  ): Promise<string[]> {
    const { id, planId, fileSha256 } = redaction;
    const { hash } = await fileEffect(act.manager, planId, fileSha256!);
    if (hash !== seen) throw new Problem('redaction.effect_changed');
    await settle(act, redaction, 'confirmed', as);
    await redactFile(act, id, fileSha256!);
    return [];
  }

  /** @returns the manifests that it voids */
  private async takeWords(
    act: Act,
    redaction: Redaction,
    seen: string,
    as: Principal,
  ): Promise<string[]> {
    const { manager } = act;
    const { id, planId, words } = redaction;
    const texts = await findTexts(manager, planId, words!, londonDate(act.now));
    if (effectHash(texts) !== seen) throw new Problem('redaction.effect_changed');
    const updateIds = await sealedUpdates(act, idsOf(texts, 'update_revisions.content'));
    const manifestIds = await voidRedactedManifests(act, idsOf(texts, 'manifests.body'), updateIds);
    await settle(act, redaction, 'confirmed', as);
    for (const text of texts) await replaceText(manager, id, text);
    for (const editionId of idsOf(texts, 'editions.snapshot')) {
      await emptyFiles(manager, id, editionId);
      act.emit({ kind: 'edition.redacted', payload: { editionId, redactionId: id } });
    }
    await reopenRedacted(act, updateIds, as);
    return manifestIds;
  }
}

const idsOf = (texts: readonly FoundText[], place: string): string[] =>
  texts.filter((text) => text.place.name === place).map(({ record }) => record);
