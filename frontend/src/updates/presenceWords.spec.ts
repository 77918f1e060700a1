import { describe, expect, it } from '@jest/globals';
import { presenceWords } from './presenceWords.ts';

const OWNER = { id: 'owner', name: 'Stop and search owner', organisation: 'MPS' };
const at = (editingSeconds: number | undefined, elapsed = 0, isYou = false): string =>
  presenceWords({ person: OWNER, isYou, openSeconds: 60, editingSeconds }, elapsed);

describe('the words of presence', () => {
  it('say who has been editing, and for how long, as time goes on', () => {
    expect(at(20)).toBe('Stop and search owner, MPS has just begun to edit');
    expect(at(20, 40)).toBe('Stop and search owner, MPS has been editing for a minute');
    expect(at(20, 160)).toBe('Stop and search owner, MPS has been editing for 3 minutes');
    expect(at(3_600)).toBe('Stop and search owner, MPS has been editing for over an hour');
    expect(at(7_300)).toBe('Stop and search owner, MPS has been editing for over 2 hours');
  });

  it('tell one who reads from one who writes, and one’s own other window from another person', () => {
    expect(at(undefined)).toBe('Stop and search owner, MPS has had this open for a minute');
    expect(at(undefined, 120)).toBe('Stop and search owner, MPS has had this open for 3 minutes');
    expect(at(180, 0, true)).toBe('You have been editing in another window for 3 minutes');
    expect(at(undefined, -60)).toBe('Stop and search owner, MPS has just opened this');
  });
});
