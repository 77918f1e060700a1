import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, sha256Hex } from '../../../common/canonical-json.js';
import { londonDate } from '../../../common/dates.js';
import { Problem } from '../../../common/problems.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { lockRound, refuseUnlessSecretariat } from '../../rounds/index.js';
import { ReminderSchedule } from '../reminder-schedule.entity.js';
import { scheduleIssues } from '../schedule-issues.js';
import { scheduleOf } from '../schedule.reader.js';
import { plainRules, type ScheduledRule } from '../rules.js';
import { writeAgain } from './write-reminders.js';

@Injectable()
export class SaveSchedule {
  /**
   * Sets when a round reminds people, from the version that was seen: today as well.
   * @throws Problem transition.illegal once the round is over
   */
  async execute(
    act: Act,
    roundId: string,
    { version, rules }: { version: number; rules: ScheduledRule[] },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    const as = refuseUnlessSecretariat(act, round.planId);
    if (round.isHistoric || round.state === 'closed' || round.state === 'skipped') {
      throw new Problem('transition.illegal', { why: 'The round is over: nobody is reminded.' });
    }
    const inForce = await scheduleOf(act.manager, roundId);
    if (inForce.version !== version) {
      throw await changedMeanwhile(act, { kind: 'round', id: roundId }, 'changed the reminders', [
        'round.reminders_set',
      ]);
    }
    const issues = scheduleIssues(rules);
    if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
    const plain = plainRules(rules);
    await act.manager.insert(ReminderSchedule, {
      ...{ id: randomUUID(), roundId, version: version + 1, rules: plain as never },
      ...{ savedById: act.actorId, savedAt: act.now },
    });
    await writeAgain(act, roundId, londonDate(act.now));
    act.record(
      'round.reminders_set',
      { kind: 'round', id: roundId, planId: round.planId },
      { version: version + 1, rulesHash: sha256Hex(canonicalJson(plain)) },
      as,
    );
  }
}
