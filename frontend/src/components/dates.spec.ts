import { describe, expect, it } from '@jest/globals';
import { momentWords } from './dates.ts';

describe('the words for a moment', () => {
  const now = new Date('2022-05-09T08:30:00Z');

  it('leave out the day when it is today', () => {
    expect(momentWords('2022-05-09T07:05:00Z', now)).toBe('at 08:05');
  });

  it('name the day when it is another, as London counts days', () => {
    expect(momentWords('2022-04-25T14:00:00Z', now)).toBe('on 25 April 2022 at 15:00');
    expect(momentWords('2022-05-08T22:59:00Z', now)).toBe('on 8 May 2022 at 23:59');
    expect(momentWords('2022-05-08T23:01:00Z', now)).toBe('at 00:01');
  });
});
