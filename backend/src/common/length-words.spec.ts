import { lengthWords } from './length-words.js';

describe('the suggested length', () => {
  it.each([
    [86, [60, 110, 75], [], '86 words; the last three had 60 to 110'],
    [86, [60, 110, 75, 400], [], '86 words; the last three had 60 to 110'],
    [1, [40, 40], [900], '1 word; the last two had 40'],
    [86, [60], [], '86 words; last time 60'],
    [86, [60], [10, 50, 60, 500], '86 words; last time 60; in this chapter 50 to 60 are usual'],
    [0, [], [30, 90], '0 words; in this chapter 30 to 90 are usual'],
    [86, [], [30], '86 words'],
  ])('of %d words, after %j and beside %j, is told as %s', (count, own, chapter, told) => {
    expect(lengthWords(count, { own, chapter })).toBe(told);
  });
});
