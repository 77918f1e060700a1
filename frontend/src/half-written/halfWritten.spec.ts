import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  countHalfWritten,
  forgetAllHalfWritten,
  forgetHalfWritten,
  keepAgain,
  keepHalfWritten,
  readAllHalfWritten,
  readHalfWritten,
  takeHalfWritten,
} from './halfWritten.ts';
import { knowWindows } from './windows.ts';

describe('half-written words', () => {
  let items: Map<string, string>;
  let isFull: boolean;
  beforeEach(() => {
    items = new Map();
    isFull = false;
    const store = {
      getItem: (key: string) => items.get(key) ?? null,
      removeItem: (key: string) => items.delete(key),
      key: (index: number) => [...items.keys()][index] ?? null,
      setItem: (key: string, value: string) => {
        if (isFull) throw new DOMException('Full', 'QuotaExceededError');
        items.set(key, value);
      },
    };
    Object.defineProperty(store, 'length', { get: () => items.size });
    Object.defineProperty(globalThis, 'localStorage', { value: store, configurable: true });
  });

  it('are kept for each person, subject and kind apart, with since when', () => {
    keepHalfWritten('ann', 'update', 'return', 'Say when.', '2022-05-09T13:05:00Z');
    keepHalfWritten('ann', 'update', 'reopen', 'One more.');
    keepHalfWritten('ann', 'other', 'return', 'Elsewhere.');
    keepHalfWritten('bob', 'update', 'return', 'Bob’s.');
    expect(readHalfWritten('ann', 'update', 'return')).toEqual({
      ...{ words: 'Say when.', at: '2022-05-09T13:05:00Z', isInPageAlone: false },
    });
    expect([...readAllHalfWritten('ann', 'update', 're').keys()]).toEqual(['turn', 'open']);
    forgetHalfWritten('ann', 'update', 'return');
    expect(readHalfWritten('ann', 'update', 'return')).toBeUndefined();
    expect(readHalfWritten<string>('bob', 'update', 'return')?.words).toBe('Bob’s.');
  });

  it('go with the person who signs out, and nobody else’s', () => {
    keepHalfWritten('ann', 'update', 'return', 'Ann’s.');
    keepHalfWritten('bob', 'update', 'return', 'Bob’s.');
    items.set('RaStore.theme', 'dark');
    forgetAllHalfWritten('ann');
    expect([countHalfWritten('ann'), countHalfWritten('bob')]).toEqual([0, 1]);
    expect(items.has('RaStore.theme')).toBe(true);
    // A page of theirs that is still going writes nothing back.
    keepHalfWritten('ann', 'update', 'return', 'Ann’s again.');
    expect(countHalfWritten('ann')).toBe(0);
    keepAgain('ann');
    keepHalfWritten('ann', 'update', 'return', 'Ann is back.');
    expect(countHalfWritten('ann')).toBe(1);
  });

  it('are each window’s own; what a closed one left goes on in the next that takes it', async () => {
    const others = (window: string, words: string, at: string) =>
      items.set(
        `quarterdeck.half-written.ann.update.return.${window}`,
        JSON.stringify({ words, at }),
      );
    const held = [{ name: 'quarterdeck.window.open' }];
    const locks = { request: () => Promise.resolve(), query: () => Promise.resolve({ held }) };
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    await knowWindows();
    const read = () => readHalfWritten<string>('ann', 'update', 'return')?.words;
    const take = () => takeHalfWritten<string>('ann', 'update', 'return')?.words;
    others('open', 'In another window.', '2022-05-09T13:09:00Z');
    expect([read(), take()]).toEqual([undefined, undefined]);
    others('closed-1', 'Left first.', '2022-05-09T13:01:00Z');
    others('closed-2', 'Left last.', '2022-05-09T13:02:00Z');
    expect(read()).toBe('Left last.');
    expect(readAllHalfWritten('ann', 'update', 're').size).toBe(1);
    // Forgetting its own takes nothing that it has not taken.
    forgetHalfWritten('ann', 'update', 'return');
    expect(take()).toBe('Left last.');
    expect(items.has('quarterdeck.half-written.ann.update.return.closed-2')).toBe(false);
    keepHalfWritten('ann', 'update', 'return', 'Left last, and more.');
    forgetHalfWritten('ann', 'update', 'return');
    expect(read()).toBe('Left first.');
    expect(countHalfWritten('ann')).toBe(2);
    items.clear();
  });

  it('stay in the page when the store is full, and say so', () => {
    isFull = true;
    expect(keepHalfWritten('ann', 'update', 'return', 'Long.')).toBe(false);
    expect(readHalfWritten('ann', 'update', 'return')).toMatchObject({
      ...{ words: 'Long.', isInPageAlone: true },
    });
    isFull = false;
    expect(keepHalfWritten('ann', 'update', 'return', 'Long.')).toBe(true);
    expect(readHalfWritten('ann', 'update', 'return')?.isInPageAlone).toBe(false);
    forgetAllHalfWritten('ann');
    expect(countHalfWritten('ann')).toBe(0);
    keepAgain('ann');
  });
});
