import { describe, expect, it } from '@jest/globals';
import { isOutage, type PutOff } from './put-off.js';

const at = (minute: number): Date => new Date(Date.UTC(2022, 4, 9, 8, minute));
const putOff = (address: string, from = 0, until = 15): PutOff => ({
  ...{ address, from: at(from), until: at(until) },
});
const readersOf = (domain: string, count: number): PutOff[] =>
  Array.from({ length: count }, (_, n) => putOff(`person.${n}@${domain}`));

describe('whether the provider is away when it puts readers off', () => {
  it('is so when it says it to many, of several domains, for a quarter of an hour', () => {
    const many = [...readersOf('one.example.org', 4), putOff('a@other.example.org')];
    expect(isOutage(many, true)).toBe(true);
    expect(isOutage(many.slice(1), true)).toBe(false);
    const soon = many.map(({ address }) => putOff(address, 0, 14));
    expect(isOutage(soon, true)).toBe(false);
    // Each was told once, one after the other.
    const inTurn = many.map(({ address }, n) => putOff(address, 4 * n, 4 * n));
    expect(isOutage(inTurn, true)).toBe(true);
  });

  it('is not so when it is one domain that puts off its own readers, however many', () => {
    const ofOne = [...readersOf('one.example.org', 40), putOff('person@ONE.example.org')];
    expect(isOutage(ofOne, true)).toBe(false);
  });

  it('is so when all who are due are put off for that long, and there are at least two', () => {
    expect(isOutage(readersOf('one.example.org', 2), false)).toBe(true);
    expect(isOutage(readersOf('one.example.org', 2), true)).toBe(false);
    const [long, soon] = [putOff('long@a.example.org'), putOff('soon@a.example.org', 14)];
    expect(isOutage([long, soon], false)).toBe(false);
    expect(isOutage([...readersOf('one.example.org', 2), soon], false)).toBe(true);
    // One alone may have a full mailbox: that fails, and waits for a person.
    expect(isOutage(readersOf('one.example.org', 1), false)).toBe(false);
    expect(isOutage([], false)).toBe(false);
  });
});
