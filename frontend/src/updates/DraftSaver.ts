import { mergeContents } from '@common/content-merge.ts';
import type { Content, Draft, DraftSaved, Problem, StartedFrom } from '../api/types.ts';
import { isSameText, sameContent } from './draftText.ts';
import { adoptBackups, removeBackup, writeBackup, type TextSetAside } from './draftBackup.ts';
import { openDraft, type DraftOnServer } from './openDraft.ts';
import { isOwnConflict, isSending, type SaveState, type Versioned } from './saveState.ts';

export interface DraftToSave extends Versioned {
  startedFrom?: StartedFrom;
  /** What this text goes over, to be kept beside the draft. */
  setAside?: TextSetAside[];
}

interface DraftSaverOptions {
  updateId: string;
  personId: string;
  draft: DraftOnServer;
  initial: Content;
  save: (draft: DraftToSave, options: { keepalive?: boolean }) => Promise<DraftSaved>;
  /** What a failed save says. */
  problemOf: (error: unknown) => Problem;
  /** True when the writer has signed out: then nothing is sent in whoever’s name comes next. */
  isOver?: () => boolean;
  onSaved?: (saved: DraftSaved, hasSetAside: boolean) => void;
  /** The installation's time, as far as it is known. */
  now?: () => string | undefined;
}

/** After the first unsaved change, not after the last: who types on is saved too. */
const SAVE_AFTER_MS = 1500;
/** Somebody who has typed less long ago is about to type on. */
const RESTING_MS = 2000;
const RETRY_MS = [2000, 4000, 8000, 15_000, 30_000];

/**
 * The saver that has a draft on this page. One whose screen was left goes on until the draft is opened
 * again: then the words are the new one's, which began with what was kept.
 */
const speaking = new Map<string, DraftSaver>();

/**
 * Takes every change of one draft to the server: one save at a time, within two seconds, on the
 * version it was written on. What the server has not taken is kept in this browser. Two people's
 * texts are never mixed or overwritten without one of them having seen both.
 */
export class DraftSaver {
  content: Content;
  version: number;
  /** The text at that version, as it was last loaded or saved here: what a merge starts from. */
  base: Content;
  /** Grows when the content was replaced from outside the editor, which then loads it anew. */
  generation = 0;
  state: SaveState;
  readonly isRestored: boolean;
  /** False while this browser cannot keep what the server has not taken: its store is full. */
  isKept = true;
  /** What the first writer chose to begin with, until the server has it. */
  private startedFrom?: StartedFrom;
  /** Texts that gave way, until the server has them. */
  private setAside: TextSetAside[];
  /** The server refuses one of them: they stay in this browser, and hold up nothing that is written. */
  private isHeldBack = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** On its way; and what was sent before, of which no answer came. */
  private sent?: Content;
  private unanswered?: Content;
  private failures = 0;
  private changedMs = 0;
  private running: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly options: DraftSaverOptions;

  constructor(options: DraftSaverOptions) {
    this.options = options;
    const { draft, personId, updateId, initial } = options;
    const opened = openDraft(draft, initial, adoptBackups(personId, updateId), personId);
    if (opened.isBackupDone) removeBackup(personId, updateId);
    this.content = opened.content;
    this.base = opened.base;
    this.version = opened.version;
    this.state = opened.state;
    this.isRestored = opened.isRestored;
    this.startedFrom = opened.startedFrom;
    this.setAside = opened.setAside;
    this.unanswered = opened.unanswered;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): SaveState => this.state;

  start(): void {
    speaking.set(this.key, this);
    // One that went on for a screen that was left may have written over what was adopted.
    if (this.state.kind !== 'saved') this.keepBackup();
    window.addEventListener('online', this.retryNow);
    window.addEventListener('beforeunload', this.warn);
    window.addEventListener('pagehide', this.lastSave);
    if (this.state.kind === 'waiting') this.schedule(0);
  }

  /** Leaving the screen: what is unsaved goes to the server at once. */
  stop(): void {
    window.removeEventListener('online', this.retryNow);
    window.removeEventListener('beforeunload', this.warn);
    window.removeEventListener('pagehide', this.lastSave);
    if (this.state.kind === 'offline') this.retryNow();
    else void this.flush();
  }

  change(content: Content): void {
    if (sameContent(content, this.content)) return;
    this.content = content;
    this.changedMs = Date.now();
    this.keepBackup();
    if (!isSending(this.state)) return;
    if (this.state.kind !== 'saving') this.become({ kind: 'waiting' });
    this.schedule(SAVE_AFTER_MS);
  }

  /** Replaces what is in the editor: last time's text, or the outcome of a conflict. */
  replace(content: Content): void {
    this.generation += 1;
    this.change(content);
    this.tell();
  }

  /** The first writer's choice; last time's text is saved at once. */
  begin(from: StartedFrom, content?: Content): void {
    this.startedFrom = from;
    if (!content) return;
    this.replace(content);
    void this.flush();
  }

  /** True when another's words may take the place of these: all are saved, and nobody is typing. */
  get isResting(): boolean {
    return this.state.kind === 'saved' && Date.now() - this.changedMs > RESTING_MS;
  }

  /** Another saved on the version that is here: their text is the newest, and nothing is lost. */
  take({ content, version, savedAt }: Draft): boolean {
    if (!content || version <= this.version || !this.isResting) return false;
    this.version = version;
    this.base = content;
    this.content = content;
    this.generation += 1;
    this.become({ kind: 'saved', at: savedAt });
    return true;
  }

  /** Saves whatever is unsaved and waits for it; true when the server has everything. */
  async settle(): Promise<boolean> {
    await this.flush();
    return this.state.kind === 'saved';
  }

  /**
   * The version of the draft that the server has, when it has every word of it.
   * @throws Error when some are not saved: an act then would be of other words than those on the screen
   */
  async settledVersion(): Promise<number> {
    if (await this.settle()) return this.version;
    throw new Error('Your last words are not saved yet. Try again when they are.');
  }

  /**
   * An act on the draft as it is saved, which may change it on the server. Saves wait for it, and what
   * was typed meanwhile is merged with its outcome.
   */
  async act(work: (version: number) => Promise<{ draft: Versioned }>): Promise<void> {
    const acting = work(await this.settledVersion()).then(
      ({ draft }) => this.adopt(draft),
      (error: unknown) => {
        // Somebody saved since: their text is taken over, and the act is to be asked for again.
        const { theirs } = this.options.problemOf(error);
        if (theirs) this.adopt(theirs);
        throw error;
      },
    );
    this.running = acting.catch(() => undefined).finally(() => (this.running = undefined));
    await acting;
  }

  private adopt({ content, version }: Versioned): void {
    const isUntouched = sameContent(this.content, this.base);
    const next = isUntouched ? content : mergeContents(this.base, this.content, content).content;
    this.version = version;
    if (isSameText(next, this.content)) {
      this.base = isUntouched ? this.content : content;
    } else {
      this.base = content;
      this.content = next;
      this.generation += 1;
    }
    this.tell();
  }

  readonly retryNow = (): void => {
    if (this.state.kind !== 'offline' && this.state.kind !== 'signed_out') return;
    this.become({ kind: 'waiting' });
    void this.flush();
  };

  /** After both texts have been seen. What is not kept of them is set aside, never dropped. */
  resolve(choice: 'mine' | 'theirs' | { merged: Content }): void {
    if (this.state.kind !== 'conflict') return;
    const theirs = { content: this.state.theirs.content, isOwn: isOwnConflict(this.state) };
    const mine = { content: this.content, isOwn: true };
    if (choice === 'mine') {
      this.setAside.push(theirs);
    } else if (choice === 'theirs') {
      this.setAside.push(mine);
      this.content = theirs.content;
      this.generation += 1;
    } else {
      // Of a line that both changed, mine alone stands in the text of both.
      const merge = mergeContents(this.base, mine.content, theirs.content);
      if (merge.conflicts.some(({ field }) => field !== 'document')) this.setAside.push(theirs);
      this.content = choice.merged;
      this.generation += 1;
    }
    this.version = this.state.theirs.version;
    this.base = theirs.content;
    this.keepBackup();
    this.become({ kind: 'waiting' });
    void this.flush();
  }

  private async flush(keepalive = false): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    // Several may wait for one that is on its way: the first of them sends for all.
    while (this.running) await this.running;
    if (this.state.kind !== 'waiting' || this.isReplaced || this.options.isOver?.()) return;
    this.running = this.send(keepalive).finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  private async send(keepalive: boolean): Promise<void> {
    const sent = this.content;
    const setAside = this.isHeldBack ? [] : [...this.setAside];
    this.sent = sent;
    this.keepBackup();
    this.become({ kind: 'saving' });
    try {
      const saved = await this.options.save(
        {
          version: this.version,
          content: sent,
          ...(this.startedFrom && { startedFrom: this.startedFrom }),
          ...(setAside.length > 0 && { setAside }),
        },
        { keepalive },
      );
      this.version = saved.version;
      this.base = sent;
      this.startedFrom = undefined;
      this.setAside = this.setAside.filter((each) => !setAside.includes(each));
      this.sent = undefined;
      this.unanswered = undefined;
      this.failures = 0;
      if (this.content === sent) {
        if (this.setAside.length > 0) this.keepBackup();
        else this.dropBackup();
        this.become({ kind: 'saved', at: saved.savedAt });
      } else {
        this.keepBackup();
        this.become({ kind: 'waiting' });
        this.schedule(SAVE_AFTER_MS);
      }
      this.options.onSaved?.(saved, setAside.length > 0);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const { status, code, conflict, theirs, ...problem } = this.options.problemOf(error);
    if (status === 400 && this.setAside.length > 0 && !this.isHeldBack) {
      this.isHeldBack = true;
      this.become({ kind: 'waiting' });
      return this.schedule(0);
    }
    if (code === 'update.draft_conflict' && theirs && this.isSavedAlready(theirs)) {
      this.version = theirs.version;
      this.base = theirs.content;
      this.become({ kind: 'waiting' });
      this.schedule(0);
    } else if (code === 'update.draft_conflict' && theirs) {
      this.become({ kind: 'conflict', who: conflict?.who, at: conflict?.at, theirs });
    } else if (status === 401 || code === 'session.csrf') {
      // Also after somebody signed in anew in another window.
      this.become({ kind: 'signed_out' });
    } else if (status === 0 || status === 429 || status >= 500) {
      this.unanswered ??= this.sent;
      this.become({ kind: 'offline' });
      const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)]!;
      this.failures += 1;
      this.timer = setTimeout(this.retryNow, wait);
    } else {
      const isMendable = status === 400 || status === 413;
      this.become({ kind: 'refused', words: refusalWords(problem), isMendable });
    }
  }

  /**
   * The very words, whoever saved them: another window that took them over, say. Or the ones before,
   * whose answer was lost, and nothing of another's stands between.
   */
  private isSavedAlready({ version, content }: Versioned): boolean {
    const { sent, unanswered } = this;
    if (sent && isSameText(sent, content)) return true;
    return (
      version === this.version + 1 && unanswered !== undefined && isSameText(unanswered, content)
    );
  }

  private schedule(delay: number): void {
    this.timer ??= setTimeout(() => void this.flush(), delay);
  }

  private get key(): string {
    return `${this.options.personId} ${this.options.updateId}`;
  }

  private get isReplaced(): boolean {
    return speaking.get(this.key) !== this;
  }

  private dropBackup(): void {
    if (!this.isReplaced) removeBackup(this.options.personId, this.options.updateId);
  }

  private keepBackup(): void {
    if (this.isReplaced) return;
    const { personId, updateId, now } = this.options;
    const backup = {
      content: this.content,
      baseVersion: this.version,
      base: this.base,
      startedFrom: this.startedFrom,
      sent: this.unanswered ?? this.sent,
      ...(this.setAside.length > 0 && { setAside: this.setAside }),
    };
    const isKept = writeBackup(personId, updateId, backup, now?.());
    if (isKept === this.isKept) return;
    this.isKept = isKept;
    // A state anew, for whoever looks at that alone.
    this.become({ ...this.state });
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.state.kind !== 'saved') event.preventDefault();
  };

  private readonly lastSave = (): void => void this.flush(true);

  private become(state: SaveState): void {
    this.state = state;
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** What is wrong with the words, so that they can be mended. */
const refusalWords = ({ issues = [], detail, title }: Partial<Problem>): string =>
  issues.length > 0
    ? [...new Set(issues.map(({ message }) => message))].join(' ')
    : (detail ?? title ?? '');
