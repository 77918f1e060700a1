import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { lockRound } from '../../rounds/index.js';
import { requirePublisher } from '../require-publication.js';
import { ScheduledPublication } from '../scheduled-publication.entity.js';
import { PublishRound } from './publish-round.js';

/**
 * Publishes what a set time was set for, as whoever set it would by hand now: by the one action, under
 * the one rule. The time ends in the same transaction, so it is done once or not at all.
 */
@Injectable()
export class PublishOnTime {
  constructor(private readonly publishRound: PublishRound) {}

  /** @returns the edition's id; null when somebody has published, cancelled or moved it meanwhile */
  async execute(act: Act, scheduleId: string): Promise<string | null> {
    const { manager, now } = act;
    const { roundId, planId } = await manager.findOneByOrFail(ScheduledPublication, {
      id: scheduleId,
    });
    // The round before its schedule, as everyone locks them.
    await lockRound(act, roundId);
    const schedule = await manager.findOneOrFail(ScheduledPublication, {
      where: { id: scheduleId },
      lock: { mode: 'pessimistic_write' },
    });
    if (schedule.state !== 'waiting' || schedule.publishAt > now) return null;
    await refuseClosedAccount(act);
    requirePublisher(act, planId);
    return this.publishRound.execute(act, roundId);
  }
}

async function refuseClosedAccount(act: Act): Promise<void> {
  const [person] = await act.query<{ is_active: boolean }>(
    'SELECT is_active FROM people WHERE id = $1',
    [act.actorId],
  );
  if (!person?.is_active)
    throw new Problem('permission.refused', { why: 'The account is closed.' });
}
