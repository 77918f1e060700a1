import { describe, expect, it } from '@jest/globals';
import { MOST_SHOWN, shownRows } from './shownRows.ts';

const rows = Array.from({ length: 600 }, (_, index) => ({ id: String(index + 1) }));
const idsOf = (shown: { id: string }[]): string[] => shown.map(({ id }) => id);

describe('the rows of a correction', () => {
  it('are no more than can be ticked with ease, and always those that are ticked', () => {
    const shown = idsOf(shownRows(rows, rows, ['600', '7']));
    expect(shown).toHaveLength(MOST_SHOWN + 1);
    expect(shown.slice(0, 2)).toEqual(['1', '2']);
    expect(shown.at(-1)).toBe('600');
  });

  it('are all that were found, when these are few, with those that are ticked in their place', () => {
    const found = rows.filter(({ id }) => id.startsWith('59'));
    expect(idsOf(shownRows(rows, found, ['3', '595']))).toEqual(['3', ...idsOf(found)]);
  });
});
