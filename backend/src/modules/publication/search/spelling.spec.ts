import fc from 'fast-check';
import { meantWord, slipsBetween } from './spelling.js';

const known = (...words: string[]) => words.map((word, index) => ({ word, rows: 9 - index }));

describe('a misspelt word', () => {
  it.each([
    ['handcufing', 'handcuffing'],
    ['hadncuffing', 'handcuffing'],
    ['Comunity', 'community'],
    ['disproportonailty', 'disproportionality'],
    ['polise', 'police'],
  ])('%s is read as %s', (typed, meant) => {
    const words = known('community', 'handcuffing', 'police', 'disproportionality');
    expect(meantWord(typed, words)).toBe(meant);
  });

  it('is the nearest, then the most printed', () => {
    expect(meantWord('trial', known('trail', 'trials'))).toBe('trail');
    expect(
      meantWord('trainng', [
        { word: 'training', rows: 1 },
        { word: 'draining', rows: 8 },
      ]),
    ).toBe('training');
  });

  it('is left alone when it is short, has figures, or nothing is near', () => {
    expect(meantWord('mps', known('mpa'))).toBeUndefined();
    expect(meantWord('s163x', known('s163'))).toBeUndefined();
    expect(meantWord('zebra', known('handcuffing'))).toBeUndefined();
  });

  it('is as many slips away in either direction, and never more than its letters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (a, b) => {
        const slips = slipsBetween(a, b, 20)!;
        expect(slips).toBe(slipsBetween(b, a, 20));
        expect(slips === 0).toBe(a === b);
        expect(slips).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(slipsBetween(a, b, slips)).toBe(slips);
        if (slips > 0) expect(slipsBetween(a, b, slips - 1)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
