import { describe, expect, it } from '@jest/globals';
import { chosen, FIRST_WORD, step, stepsOf } from './wordSteps.ts';

const TEXT =
  'The MPS trained 1,204 officers (12%). It costs £3.5m a year.\nA second line – of two.\n';

/** What is chosen after each of these keys; + before a key is Shift. */
function after(...keys: string[]): string[] {
  const steps = stepsOf(TEXT);
  let choice = FIRST_WORD;
  return keys.map((key) => {
    const name = key.replace('+', '');
    choice = step(steps, choice, name, key !== name) ?? choice;
    const { from, to } = chosen(steps, choice);
    return TEXT.slice(from, to);
  });
}

describe('choosing words by keys', () => {
  it('goes from word to word, over lines, and not over the ends', () => {
    expect(after('ArrowRight', 'ArrowRight', 'ArrowRight')).toEqual(['MPS', 'trained', '1,204']);
    expect(after('ArrowLeft')).toEqual(['The']);
    expect(after('End', 'ArrowRight', 'ArrowRight', 'ArrowLeft')).toEqual([
      'A second line – of two',
      'A',
      'second',
      'A',
    ]);
    expect(after('End', 'ArrowLeft')[1]).toBe('year');
  });

  it('chooses the sentence of a word, then the sentence after it', () => {
    expect(after('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')).toEqual([
      'MPS',
      'The MPS trained 1,204 officers (12%',
      'It costs £3.5m a year',
      'A second line – of two',
      'A second line – of two',
    ]);
    expect(after('PageDown', 'ArrowUp', 'PageUp')).toEqual([
      'A second line – of two',
      'It costs £3.5m a year',
      'The MPS trained 1,204 officers (12%',
    ]);
  });

  it('adds words with Shift, and takes them back again', () => {
    expect(after('ArrowRight', '+ArrowRight', '+ArrowRight', '+ArrowLeft')).toEqual([
      'MPS',
      'MPS trained',
      'MPS trained 1,204',
      'MPS trained',
    ]);
    expect(after('ArrowDown', 'ArrowDown', '+ArrowRight', '+ArrowLeft', '+ArrowLeft')).toEqual([
      'The MPS trained 1,204 officers (12%',
      'It costs £3.5m a year',
      'It costs £3.5m a year.\nA',
      'It costs £3.5m a year',
      '12%). It costs £3.5m a year',
    ]);
    expect(after('ArrowRight', '+ArrowDown', '+ArrowDown', '+ArrowUp')).toEqual([
      'MPS',
      'MPS trained 1,204 officers (12%',
      'MPS trained 1,204 officers (12%). It costs £3.5m a year',
      'MPS trained 1,204 officers (12%). It',
    ]);
  });

  it('leaves other keys alone, and a text without words', () => {
    expect(step(stepsOf(TEXT), FIRST_WORD, 'Tab', false)).toBeUndefined();
    expect(stepsOf(' \n – \n')).toEqual({ words: [], sentences: [], paragraphs: [] });
  });
});
