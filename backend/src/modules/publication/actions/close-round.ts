import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { Round } from '../../rounds/index.js';
import { lockVisibleRound } from '../../signoff/index.js';
import { requirePublication } from '../require-publication.js';

/** Ends a published round: what it published stays, until a correction takes it up again. */
@Injectable()
export class CloseRound {
  async execute(act: Act, roundId: string): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    const { as } = await requirePublication(act, 'close', round);
    await act.manager.update(Round, { id: roundId }, { state: 'closed' });
    act.record('round.closed', { kind: 'round', id: roundId, planId: round.planId }, {}, as);
    act.emit({ kind: 'round.closed', payload: { roundId } });
  }
}
