import { describe, expect, it } from '@jest/globals';
import { withReminders } from './burnUpSteps.ts';

describe('the numbers beside the burn-up line', () => {
  it('carries what had been reached on to a day on which people were only reminded', () => {
    const days = [
      { day: '2022-05-03', submitted: 2, approved: 0 },
      { day: '2022-05-06', submitted: 5, approved: 1 },
    ];
    const reminders = [
      { day: '2022-05-02', people: 9 },
      { day: '2022-05-04', people: 7 },
      { day: '2022-05-06', people: 3 },
    ];
    expect(withReminders(days, reminders)).toEqual([
      { day: '2022-05-02', submitted: 0, approved: 0, people: 9 },
      { day: '2022-05-03', submitted: 2, approved: 0, people: 0 },
      { day: '2022-05-04', submitted: 2, approved: 0, people: 7 },
      { day: '2022-05-06', submitted: 5, approved: 1, people: 3 },
    ]);
  });
});
