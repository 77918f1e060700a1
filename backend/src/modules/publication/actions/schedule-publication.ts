import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isLondonTime, londonInstant } from '../../../common/dates.js';
import { invalidField } from '../../../common/problems.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { lockVisibleRound, Manifest } from '../../signoff/index.js';
import { publicationFacts } from '../publication-facts.js';
import { publicationProblem } from '../publication.policy.js';
import { requirePublication } from '../require-publication.js';
import { ScheduledPublication } from '../scheduled-publication.entity.js';
import { endSchedule } from '../schedules.js';

/** Sets the time at which what is signed is published, or another time instead of the one set. */
@Injectable()
export class SchedulePublication {
  /**
   * @param at London wall-clock time
   * @throws Problem whatever would refuse publication at that time, as far as it can be known now
   */
  async execute(act: Act, roundId: string, at: string): Promise<void> {
    const round = await lockVisibleRound(act, roundId);
    const { as, facts } = await requirePublication(act, 'schedule_publication', round);
    const publishAt = instantOf(at);
    if (publishAt <= act.now) {
      throw invalidField('at', 'past', 'Choose a time that is still to come.');
    }
    const problem = publicationProblem(
      'publish',
      await publicationFacts(act.manager, round, publishAt),
    );
    if (problem) throw problem;
    const manifest = await act.manager.findOneByOrFail(Manifest, { roundId, state: 'signed' });

    await endSchedule(act, manifest.id, { state: 'cancelled' });
    const id = randomUUID();
    await act.manager.insert(ScheduledPublication, {
      ...{ id, planId: round.planId, roundId, manifestId: manifest.id, publishAt },
      state: 'waiting',
      setById: act.actorId,
      setForId: onBehalfOf(act.actor, as),
      setAt: act.now,
    });
    const replaces = facts.schedule?.state === 'waiting' ? facts.schedule.id : undefined;
    act.record(
      'round.publication_scheduled',
      { kind: 'round', id: roundId, planId: round.planId },
      {
        ...{ scheduleId: id, manifestHash: manifest.hash, publishAt: publishAt.toISOString() },
        ...(replaces && { replacesId: replaces }),
      },
      as,
    );
  }
}

function instantOf(at: string): Date {
  if (!isLondonTime(at)) {
    throw invalidField('at', 'unknown', 'There is no such time in London on that day.');
  }
  return londonInstant(at);
}
