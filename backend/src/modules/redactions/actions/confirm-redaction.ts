import { Injectable } from '@nestjs/common';
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
import { reopenRedacted, sealedUpdates, voidRedactedManifests } from '../reopen-redacted.js';
import { settle, takeRedaction } from '../take-redaction.js';

/** A second person agrees: the words are taken out of every text of the plan, in one transaction. */
@Injectable()
export class ConfirmRedaction {
  /** @param seen the hash of the effect that the second person was shown */
  async execute(act: Act, id: string, seen: string): Promise<void> {
    const { manager } = act;
    // Whoever changes a text of a plan locks a row of one of these. This waits for those at work,
    // and nobody begins until it is done: no text that was read before can be written after.
    await manager.query('LOCK TABLE plans, rounds, updates, editions IN EXCLUSIVE MODE');
    const { redaction, words, as } = await takeRedaction(act, id, 'confirm');
    const { planId, updateId } = redaction;
    const texts = await findTexts(manager, planId, words, londonDate(act.now));
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
}

const idsOf = (texts: readonly FoundText[], place: string): string[] =>
  texts.filter((text) => text.place.name === place).map(({ record }) => record);
