import { Injectable } from '@nestjs/common';
import { invalidField, Problem } from '../../../common/problems.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { lockRound, refuseUnlessSecretariat, Round } from '../../rounds/index.js';
import { Listing } from '../update.entities.js';

export interface ListingRow {
  updateId: string;
  chapter: string;
  reference?: string;
  wording: string;
}

@Injectable()
export class ArrangeListings {
  /**
   * Lays out the round as it will be printed: every row once, in order.
   * @throws Problem request.invalid when rows are missing, foreign or doubled
   */
  async execute(
    act: Act,
    roundId: string,
    input: { version: number; rows: ListingRow[] },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    refuseUnlessSecretariat(act, round.planId);
    if (round.state !== 'open') {
      throw new Problem('transition.illegal', {
        why: `The round is ${round.state}: its layout is fixed.`,
      });
    }
    if (round.version !== input.version) {
      throw await changedMeanwhile(act, { kind: 'round', id: roundId }, 'changed this round');
    }
    const present = await act.manager.find(Listing, { where: { roundId } });
    const byUpdate = new Map(present.map((listing) => [listing.updateId, listing]));
    const given = new Set(input.rows.map((row) => row.updateId));
    if (
      given.size !== input.rows.length ||
      given.size !== byUpdate.size ||
      [...given].some((id) => !byUpdate.has(id))
    ) {
      throw invalidField('rows', 'incomplete', 'Give every row of the round exactly once.');
    }
    const changed: string[] = [];
    for (const [index, { updateId, chapter, reference, wording }] of input.rows.entries()) {
      const next = { chapter, reference: reference ?? null, wording, position: index + 1 };
      const before = byUpdate.get(updateId)!;
      const isSame = (['chapter', 'reference', 'wording', 'position'] as const).every(
        (key) => before[key] === next[key],
      );
      if (isSame) continue;
      await act.manager.update(Listing, { updateId }, next);
      changed.push(updateId);
    }
    if (changed.length === 0) return;
    await act.manager.update(Round, { id: roundId }, { version: round.version + 1 });
    act.record(
      'round.listings_changed',
      { kind: 'round', id: roundId, planId: round.planId },
      { updateIds: changed },
    );
  }
}
