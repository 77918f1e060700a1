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
