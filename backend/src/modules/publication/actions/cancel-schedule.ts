import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { lockVisibleRound, Manifest } from '../../signoff/index.js';
import { requirePublication } from '../require-publication.js';
import { endSchedule } from '../schedules.js';

/** Takes the set time back: the round stays signed, and waits for somebody to publish it. */
@Injectable()
export class CancelSchedule {
  async execute(act: Act, roundId: string): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    const { as, facts } = await requirePublication(act, 'cancel_scheduled_publication', round);
    const manifest = await act.manager.findOneByOrFail(Manifest, { roundId, state: 'signed' });
    await endSchedule(act, manifest.id, { state: 'cancelled' });
    act.record(
      'round.scheduled_publication_cancelled',
      { kind: 'round', id: roundId, planId: round.planId },
      { scheduleId: facts.schedule!.id },
      as,
    );
  }
}
