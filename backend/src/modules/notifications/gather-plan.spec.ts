import { describe, expect, it } from '@jest/globals';
import { bankHolidays } from '../../common/bank-holidays.js';
import { londonInstant } from '../../common/dates.js';
import { gatherPlan, type Recipient } from './gather-plan.js';
import { SENDING_HOURS } from './send-time.js';

const at = londonInstant;
const owner: Recipient = { id: 'owner', isActive: true, digestAt: '08:00', inAppOnly: [] };

/** When a burst goes whose first notice was written at one time and gathered at another. */
function sendTimes(madeAt: string, gatheredAt: string): Record<string, Date> {
  const { messages } = gatherPlan(
    [
      {
        id: '1',
        rule: 'chased',
        audience: 'owner',
        personId: 'owner',
        barredIds: [],
        madeAt: at(madeAt),
      },
    ],
    new Map([[owner.id, owner]]),
    [],
    { now: at(gatheredAt), hours: SENDING_HOURS, holidays: bankHolidays() },
  );
  return Object.fromEntries(messages.map(({ channel, sendAt }) => [channel, sendAt]));
}

describe('a burst', () => {
  it('ends three minutes after what it began with, however late that is gathered', () => {
    const ended = at('2022-05-09T10:03');
    expect(sendTimes('2022-05-09T10:00', '2022-05-09T10:02')).toEqual({
      in_app: ended,
      email: ended,
    });
    const late = at('2022-05-09T10:30');
    expect(sendTimes('2022-05-09T10:00', '2022-05-09T10:30')).toEqual({
      in_app: late,
      email: late,
    });
  });

  it('is in the app at night, and goes by email in the morning', () => {
    expect(sendTimes('2022-05-09T18:58', '2022-05-09T18:59')).toEqual({
      in_app: at('2022-05-09T19:01'),
      email: at('2022-05-10T07:00'),
    });
  });
});
