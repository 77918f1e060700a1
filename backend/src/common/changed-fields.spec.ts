import { describe, expect, it } from '@jest/globals';
import { changedFields } from './changed-fields.js';

const BEFORE = { title: 'One', themes: ['a', 'b'], introduction: null, count: 0 };

describe('the fields that were changed', () => {
  it('are those with another value, in any form', () => {
    expect(changedFields(BEFORE, { title: 'Two', themes: ['a', 'b'], count: 0 })).toEqual({
      title: 'Two',
    });
    expect(changedFields(BEFORE, { themes: ['b', 'a'] })).toEqual({ themes: ['b', 'a'] });
    expect(changedFields({ text: { a: 1, b: 2 } }, { text: { b: 2, a: 1 } })).toEqual({});
  });

  it('leave out what was not given, and hold what was emptied', () => {
    expect(changedFields(BEFORE, { title: undefined, introduction: null })).toEqual({});
    expect(changedFields(BEFORE, { title: null })).toEqual({ title: null });
  });
});
