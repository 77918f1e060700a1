import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Content, Problem } from '../api/types.ts';
import { forgetAllHalfWritten, hasLeft, keepAgain } from '../half-written/halfWritten.ts';
import { knowWindows } from '../half-written/windows.ts';
import { DraftSaver, type DraftToSave } from './DraftSaver.ts';
import { readBackups, writeBackup } from './draftBackup.ts';
import type { DraftOnServer } from './openDraft.ts';

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
  get length(): number {
    return this.items.size;
  }
  key = (index: number): string | null => [...this.items.keys()][index] ?? null;
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
  let sent: { at: number; words: string; setAside?: string[] }[];
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

  const make = (answersAfterMs = 300, draft: DraftOnServer = { version: 0 }) =>
    new DraftSaver({
      updateId: 'update',
      personId: 'person',
      draft,
      initial: text(''),
      save: async ({ version, content, setAside }: DraftToSave) => {
        const aside = setAside?.map(
          (each) => `${wordsOf(each.content)}${each.isOwn ? ' (own)' : ''}`,
        );
        sent.push({ at: Date.now(), words: wordsOf(content), ...(aside && { setAside: aside }) });
        await wait(answersAfterMs);
        if (failure) throw failure;
        return { version: version + 1, state: 'drafting', savedAt: '2022-05-09T08:00:00Z' };
      },
      isOver: () => hasLeft('person'),
      problemOf: (error) => ({
        ...{ type: '', title: 'Refused', detail: '', code: 'request.failed', status: 0 },
        ...(error as Partial<Problem>),
      }),
    });
  const open = (...how: Parameters<typeof make>) => {
    const saver = make(...how);
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
    const again = open();
    expect(again).toMatchObject({ content: text('Kept.'), isRestored: true });
    failure = undefined;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(again.state.kind).toBe('saved');
  });

  it('goes on for a screen that was left, until the draft is opened again, and then leaves it alone', async () => {
    failure = { status: 503 };
    const left = open();
    left.change(text('One.'));
    await jest.advanceTimersByTimeAsync(2_000);
    left.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    const sentByLeft = sent.length;
    expect(sentByLeft).toBeGreaterThan(1);

    const again = open();
    expect(wordsOf(again.content)).toBe('One.');
    again.change(text('One. Two.'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent.slice(sentByLeft + 1).map(({ words }) => words)).not.toContain('One.');
    expect(
      [...readBackups('person', 'update').values()].map(({ words }) => wordsOf(words.content)),
    ).toEqual(['One. Two.']);

    failure = undefined;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent.at(-1)).toMatchObject({ words: 'One. Two.' });
    expect(again.state.kind).toBe('saved');
    expect(readBackups('person', 'update').size).toBe(0);
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

  it('sends and keeps nothing more once its writer has signed out', async () => {
    const saver = open();
    failure = { status: 503 };
    saver.change(text('Mine.'));
    await jest.advanceTimersByTimeAsync(2_000);
    forgetAllHalfWritten('person');
    saver.stop();
    const before = sent.length;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(before);
    expect(readBackups('person', 'update').size).toBe(0);
    keepAgain('person');
  });

  it('replaces the text on the screen by the outcome of an act only where that is another', async () => {
    const saver = open();
    saver.change(text('Mine.'));
    await jest.advanceTimersByTimeAsync(2_000);
    await saver.act(async (version) => ({ draft: { version, content: text('Mine. ') } }));
    expect(saver).toMatchObject({ generation: 0, content: text('Mine.') });
    await saver.act(async (version) => ({
      draft: { version: version + 1, content: text('Ours.') },
    }));
    expect(saver).toMatchObject({ generation: 1, content: text('Ours.'), version: 2 });
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
    const field = 'content.document.content.0';
    const issues = [{ field, code: 'too_long', message: 'Too long.' }];
    failure = { status: 400, detail: 'Correct the fields named.', issues };
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

  describe('when another has saved too', () => {
    const conflictWith = (words: string, version: number): Partial<Problem> => ({
      ...{ status: 409, code: 'update.draft_conflict' },
      conflict: { what: 'saved this text', who: 'The owner' },
      theirs: { content: text(words), version },
    });
    /** A saver whose first save meets the other's words. */
    const inConflict = async () => {
      const saver = open();
      failure = conflictWith('Theirs.', 1);
      saver.change(text('Mine.'));
      await jest.advanceTimersByTimeAsync(2_000);
      expect(saver.state.kind).toBe('conflict');
      failure = undefined;
      return saver;
    };

    it('sends the text that is not gone on with, to be kept beside the draft', async () => {
      const mine = await inConflict();
      mine.resolve('mine');
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent.at(-1)).toMatchObject({ words: 'Mine.', setAside: ['Theirs.'] });
      mine.change(text('Mine, and more.'));
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent.at(-1)).not.toHaveProperty('setAside');
      expect(readBackups('person', 'update').size).toBe(0);

      const theirs = await inConflict();
      theirs.resolve('theirs');
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent.at(-1)).toMatchObject({ words: 'Theirs.', setAside: ['Mine. (own)'] });
      expect(theirs).toMatchObject({ content: text('Theirs.'), state: { kind: 'saved' } });
    });

    it('keeps both texts of two conflicts, one after the other, also through a reload', async () => {
      const saver = await inConflict();
      failure = conflictWith('Theirs again.', 2);
      saver.resolve('mine');
      await jest.advanceTimersByTimeAsync(2_000);
      expect(saver.state.kind).toBe('conflict');
      failure = { status: 0 };
      saver.resolve('mine');
      await jest.advanceTimersByTimeAsync(2_000);
      expect(saver.state.kind).toBe('offline');
      failure = undefined;
      open(300, { version: 2, content: text('Theirs again.') });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent.at(-1)).toMatchObject({
        ...{ words: 'Mine.', setAside: ['Theirs.', 'Theirs again.'] },
      });
    });

    it('sees the conflict again after a reload, however much was typed before it was resolved', async () => {
      writeBackup('person', 'update', {
        content: text('Mine.'),
        baseVersion: 1,
        base: text('Was.'),
      });
      const theirs = { version: 2, content: text('Theirs.') };
      const first = open(300, theirs);
      expect(first.state.kind).toBe('conflict');
      first.change(text('Mine, and more.'));
      const again = open(300, theirs);
      await jest.advanceTimersByTimeAsync(2_000);
      expect(again).toMatchObject({
        content: text('Mine, and more.'),
        state: { kind: 'conflict' },
      });
      expect(sent).toEqual([]);
    });

    it('sets aside, of both together, a line of theirs that mine took the place of', async () => {
      const saver = open(300, { version: 1, content: text('Before.') });
      failure = {
        ...conflictWith('Before.', 2),
        theirs: { content: { ...text('Before.'), nextMilestone: 'In June.' }, version: 2 },
      };
      saver.change({ ...text('Before.'), nextMilestone: 'In July.' });
      await jest.advanceTimersByTimeAsync(2_000);
      failure = undefined;
      saver.resolve({ merged: { ...text('Before.'), nextMilestone: 'In July.' } });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent.at(-1)).toMatchObject({ setAside: ['Before.'] });
    });

    it('takes the very same words for saved: another window, that took them over, has sent them', async () => {
      const saver = open();
      failure = conflictWith('Mine.', 3);
      saver.change(text('Mine.'));
      await jest.advanceTimersByTimeAsync(1_700);
      saver.change(text('Mine, and more.'));
      failure = undefined;
      await jest.advanceTimersByTimeAsync(6_000);
      expect(saver.state.kind).toBe('saved');
      expect(sent.map(({ words }) => words)).toEqual(['Mine.', 'Mine, and more.']);
      expect(sent.at(-1)).not.toHaveProperty('setAside');
    });

    it('knows the words of a save that arrives after the page was opened anew', async () => {
      const before = open(60_000);
      before.change(text('Mine.'));
      await jest.advanceTimersByTimeAsync(2_000);
      const saver = open();
      expect(saver).toMatchObject({ isRestored: true });
      saver.change(text('Mine, and more.'));
      failure = conflictWith('Mine.', 1);
      await jest.advanceTimersByTimeAsync(500);
      failure = undefined;
      await jest.advanceTimersByTimeAsync(6_000);
      expect(saver.state.kind).toBe('saved');
    });

    it('goes on saving when the server refuses the text set aside, and keeps that here', async () => {
      const saver = await inConflict();
      const field = 'content.document.content.0';
      const issues = [{ field, code: 'too_long', message: 'Too long.' }];
      failure = { status: 400, detail: 'Correct the fields named.', issues };
      saver.resolve('mine');
      await jest.advanceTimersByTimeAsync(400);
      failure = undefined;
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent.at(-1)).toMatchObject({ words: 'Mine.' });
      expect(sent.at(-1)).not.toHaveProperty('setAside');
      expect(saver.state.kind).toBe('saved');
      const [kept] = readBackups('person', 'update').values();
      expect(kept!.words.setAside).toEqual([{ content: text('Theirs.'), isOwn: false }]);
    });
  });

  describe('in two windows of one person', () => {
    let held: string[];
    beforeEach(() => {
      held = [];
      const locks = {
        request: async (name: string) => void held.push(name),
        query: async () => ({ held: held.map((name) => ({ name })) }),
      };
      Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    });
    const leave = (window: string, words: string, at: string) =>
      store.setItem(
        `quarterdeck.half-written.person.update.draft.${window}`,
        JSON.stringify({ words: { content: text(words), baseVersion: 0 }, at }),
      );

    it('takes over what closed windows left, the newest to go on with, and leaves an open one its words', async () => {
      leave('closed', 'Older.', '2022-05-09T08:00:00Z');
      leave('crashed', 'Newer.', '2022-05-09T09:00:00Z');
      leave('open', 'Still being written.', '2022-05-09T10:00:00Z');
      held.push('quarterdeck.window.open');
      await knowWindows();
      const saver = open();
      expect(saver).toMatchObject({ content: text('Newer.'), isRestored: true });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(sent).toMatchObject([{ words: 'Newer.', setAside: ['Older. (own)'] }]);
      const left = [...readBackups('person', 'update').values()];
      expect(left.map(({ words }) => words.content)).toEqual([text('Still being written.')]);
    });

    it('leaves alone under a running saver what a window that closes leaves, for the next that begins', async () => {
      held.push('quarterdeck.window.other');
      await knowWindows();
      const running = open();
      running.change(text('Here.'));
      leave('other', 'There.', '2022-05-09T09:00:00Z');
      held.splice(held.indexOf('quarterdeck.window.other'), 1);
      await knowWindows();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(running.state.kind).toBe('saved');
      expect([...readBackups('person', 'update').keys()]).toEqual(['other']);
      running.stop();
      open(300, { version: 1, content: text('Here.') });
      await jest.advanceTimersByTimeAsync(2_000);
      // On another version than here: both are seen, and neither is written over.
      expect(sent.map(({ words }) => words)).toEqual(['Here.']);
      expect([...readBackups('person', 'update').values()][0]!.words.content).toEqual(
        text('There.'),
      );
    });

    it('keeps what it took over, though one that was left saves meanwhile', async () => {
      const theirs = { version: 2, content: text('Theirs.') };
      failure = { status: 503 };
      const left = open();
      left.change(text('Left.'));
      await jest.advanceTimersByTimeAsync(2_000);
      left.stop();
      leave('closed', 'There.', '2022-05-09T09:00:00Z');
      const begun = make(300, theirs);
      await jest.advanceTimersByTimeAsync(6_000);
      begun.start();
      expect(begun.state.kind).toBe('conflict');
      const [kept] = readBackups('person', 'update').values();
      expect(kept!.words.setAside).toEqual([{ content: text('There.'), isOwn: true }]);
    });

    it('takes nothing that is another person’s or another update’s', async () => {
      store.setItem(
        'quarterdeck.half-written.other.update.draft.closed',
        JSON.stringify({ words: { content: text('Theirs.'), baseVersion: 0 } }),
      );
      await knowWindows();
      expect(open()).toMatchObject({ isRestored: false, state: { kind: 'saved' } });
      expect(store.length).toBe(1);
    });
  });
});
