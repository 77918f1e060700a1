import { Injectable } from '@nestjs/common';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { addDays, londonDate } from '../../../common/dates.js';
import type { Act } from '../../audit/index.js';
import { BARRED_FROM_NOTICE, standInsFor } from '../../reminders/index.js';
import { gatherPlan, type Ungathered } from '../gather-plan.js';
import { putIn, recipients } from '../open-messages.js';
import { SENDING_HOURS } from '../send-time.js';

/** Enough that ten thousand people take few transactions, and few enough that none is long. */
const AT_ONCE = 500;
/** A digest may go as late as after Christmas. */
const COVERS_AHEAD_DAYS = 14;

/** Puts notices into messages, which are there before anything is sent. */
@Injectable()
export class GatherMessages {
  /** @returns how many notices it took; 0 when none is left */
  async execute(act: Act): Promise<number> {
    const notices = await act.query<Ungathered>(
      `SELECT id, rule, audience, person_id AS "personId", made_at AS "madeAt", ${BARRED_FROM_NOTICE} AS "barredIds"
       FROM notices n WHERE gathered_at IS NULL ORDER BY person_id, made_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
      [],
    );
    if (notices.length === 0) return 0;
    const personIds = [...new Set(notices.map(({ personId }) => personId))];
    const today = londonDate(act.now);
    const covers = await standInsFor(
      ...([act.manager, personIds, today, addDays(today, COVERS_AHEAD_DAYS)] as const),
    );
    const people = await recipients(act, [...personIds, ...covers.map(({ coverId }) => coverId)]);
    const { messages, untold } = gatherPlan(notices, people, covers, {
      ...{ now: act.now, hours: SENDING_HOURS, holidays: bankHolidays() },
    });
    await putIn(act, messages, people);
    act.write(
      `INSERT INTO message_notices (notice_id, channel, outcome, why)
       SELECT n, 'in_app', 'dropped', 'The account is closed.' FROM unnest($1::uuid[]) n`,
      [untold],
    );
    act.write('UPDATE notices SET gathered_at = $2 WHERE id = ANY($1::uuid[])', [
      notices.map(({ id }) => id),
      act.now,
    ]);
    return notices.length;
  }
}
