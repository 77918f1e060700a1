import { expect, it } from '@jest/globals';
import { standInOf, type StandIn } from './covers.js';

const aCover = (coverId: string): StandIn => ({
  ...{ absentId: 'lead', coverId, parts: ['review'] },
  ...{ startsOn: '2022-05-09', endsOn: '2022-05-09' },
});
const standIn = (...barredIds: string[]): string | undefined =>
  standInOf([aCover('one'), aCover('other')], 'lead', 'review', '2022-05-09', barredIds);

it('is the first cover who may do it, and nobody when none may', () => {
  expect(standIn()).toBe('one');
  expect(standIn('one')).toBe('other');
  expect(standIn('one', 'other')).toBeUndefined();
});

it('is a cover who is there, before one who is away and covered too', () => {
  const covers = [aCover('one'), aCover('other'), { ...aCover('third'), absentId: 'one' }];
  const on = (some: StandIn[]) => standInOf(some, 'lead', 'review', '2022-05-09');
  expect(on(covers)).toBe('other');
  expect(on([covers[0]!, covers[2]!])).toBe('one');
  const ofWords: StandIn = { ...covers[2]!, parts: ['drafting'] };
  expect(on([covers[0]!, covers[1]!, ofWords])).toBe('one');
});
