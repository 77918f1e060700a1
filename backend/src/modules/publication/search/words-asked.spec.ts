import { wordsAsked } from './words-asked.js';

describe('what the search takes of what people type', () => {
  it('takes the quotation marks that keyboards and texts have for straight ones', () => {
    for (const typed of ['“stop and search”', '„stop and search“', '«stop and search»'])
      expect(wordsAsked(typed)).toBe('"stop and search"');
    expect(wordsAsked('Londoners’ -“stop and search”')).toBe('Londoners’ -"stop and search"');
  });

  it('takes a hyphen for a minus sign right before a word alone', () => {
    expect(wordsAsked('training -community body-worn')).toBe('training -community body-worn');
    expect(wordsAsked('training - community -- schools - ')).toBe('training community schools');
    expect(wordsAsked('--training ---')).toBe('training');
    expect(wordsAsked('-'.repeat(200))).toBe('');
  });

  it('takes every space for one', () => {
    expect(wordsAsked('stop\u00a0and\u2009search')).toBe('stop and search');
  });
});
