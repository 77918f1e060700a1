import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Content, Problem } from '../api/types.ts';
import { DraftSaver, type DraftToSave } from './DraftSaver.ts';

const text = (words: string): Content => ({
  document: {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
  },
});
const wordsOf = ({ document }: Content): string =>
  (document.content[0] as { content: { text: string }[] }).content[0]!.text;

/** A browser's store, with as much place as it is given. */
class Store {
  private readonly items = new Map<string, string>();
  isFull = false;
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  removeItem = (key: string): void => void this.items.delete(key);
  setItem = (key: string, value: string): void => {
    if (this.isFull) throw new DOMException('Full', 'QuotaExceededError');
    this.items.set(key, value);
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('the saving of a draft', () => {
  let store: Store;
  let sent: { at: number; words: string }[];
  /** The failure that the next saves meet. */
  let failure: Partial<Problem> | undefined;

  beforeEach(() => {
    jest.useFakeTimers();
    store = new Store();
    Object.defineProperty(globalThis, 'localStorage', { value: store, configurable: true });
    Object.defineProperty(globalThis, 'window', { value: new EventTarget(), configurable: true });
    sent = [];
    failure = undefined;
  });
  afterEach(() => void jest.useRealTimers());

  const open = (answersAfterMs = 300) => {
    const saver = new DraftSaver({
      updateId: 'update',
      personId: 'person',
      draft: { version: 0 },
      initial: text(''),
      save: async ({ version, content }: DraftToSave) => {
        sent.push({ at: Date.now(), words: wordsOf(content) });
        await wait(answersAfterMs);
        if (failure) throw failure;
        return { version: version + 1, state: 'drafting', savedAt: '2022-05-09T08:00:00Z' };
      },
      problemOf: (error) => ({
        ...{ type: '', title: 'Refused', detail: '', code: 'request.failed', status: 0 },
        ...(error as Partial<Problem>),
      }),
    });
    saver.start();
    return saver;
  };

  it('sends every keystroke within two seconds, also of somebody who never pauses', async () => {
    const saver = open();
    const typed: { at: number; words: string }[] = [];
    for (let words = 'a'; words.length <= 200; words += 'a') {
      saver.change(text(words));
      typed.push({ at: Date.now(), words });
      await jest.advanceTimersByTimeAsync(100);
    }
    await jest.advanceTimersByTimeAsync(5_000);
    const late = typed.filter(
      ({ at, words }) =>
        !sent.some((each) => each.words.startsWith(words) && each.at - at <= 2_000),
    );
    expect(late).toEqual([]);
    expect(sent.length).toBeLessThan(20);
    expect(saver.state.kind).toBe('saved');
  });

  it('has one save on its way at a time, however slow the server', async () => {
    const saver = open(5_000);
    for (const words of ['one', 'two', 'three', 'four']) {
      saver.change(text(words));
      await jest.advanceTimersByTimeAsync(2_000);
    }
    await jest.advanceTimersByTimeAsync(20_000);
    expect(sent.map(({ words }) => words)).toEqual(['one', 'four']);
    expect(saver).toMatchObject({ version: 2, state: { kind: 'saved' } });
  });

  it('keeps the words in this browser while the server is away, and sends them when it is back', async () => {
    const saver = open();
    failure = { status: 0 };
    saver.change(text('Kept.'));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(saver).toMatchObject({ isKept: true, state: { kind: 'offline' } });
    expect(open()).toMatchObject({ content: text('Kept.'), isRestored: true });
    failure = undefined;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(saver.state.kind).toBe('saved');
  });

  it('gives no version to act on while the server has other words than the screen', async () => {
    const saver = open();
    failure = { status: 503 };
    saver.change(text('Not there.'));
    const refused = expect(saver.settledVersion()).rejects.toThrow('not saved yet');
    await jest.advanceTimersByTimeAsync(2_000);
    await refused;
    failure = undefined;
    await jest.advanceTimersByTimeAsync(10_000);
    const version = saver.settledVersion();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await version).toBe(1);
  });

  it('says that nothing is kept when the browser’s store is full, and when it is again', async () => {
    const saver = open();
    const states: unknown[] = [];
    saver.subscribe(() => states.push(saver.snapshot()));
    failure = { status: 0 };
    saver.change(text('Kept.'));
    await jest.advanceTimersByTimeAsync(2_000);
    store.isFull = true;
    const before = saver.snapshot();
    saver.change(text('Not kept.'));
    expect(saver.isKept).toBe(false);
    // Otherwise no screen would look again.
    expect(saver.snapshot()).not.toBe(before);
    expect(saver.snapshot()).toEqual({ kind: 'offline' });
    store.isFull = false;
    saver.change(text('Kept again.'));
    expect(saver.isKept).toBe(true);
  });

  it('tries again after words were refused and changed, and not where no words can help', async () => {
    const saver = open();
    failure = { status: 400, detail: 'Too long.' };
    saver.change(text('Much too long.'));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(saver.state).toEqual({ kind: 'refused', words: 'Too long.', isMendable: true });
    failure = { status: 403, detail: 'It is submitted.' };
    saver.change(text('Short.'));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(saver.state).toMatchObject({ kind: 'refused', isMendable: false });
    saver.change(text('Shorter.'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent.map(({ words }) => words)).toEqual(['Much too long.', 'Short.']);
  });
});
