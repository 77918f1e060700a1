import { isOpen, WINDOW } from './windows.ts';

/**
 * Words that somebody has written and not sent: a draft that the server has not taken, a comment, a
 * reason, a suggestion. They are kept in this browser, each for its writer, for what it is about, as what
 * it was begun and in which window, until they are sent, thrown away, or their writer signs out. No window
 * touches what another that is open keeps; what a closed one left goes on in the next that opens it.
 */
export interface HalfWritten<Words> {
  words: Words;
  /** Since when they stand as they are, by the installation's clock. */
  at?: string;
  /** The browser's store had no place: they go with the page. */
  isInPageAlone: boolean;
}

const PREFIX = 'quarterdeck.half-written.';
const ofPerson = (personId: string): string => `${PREFIX}${personId}.`;
const ofSubject = (personId: string, subjectId: string): string =>
  `${ofPerson(personId)}${subjectId}.`;
/** All its windows; the name of one comes last. */
const ofKind = (personId: string, subjectId: string, kind: string): string =>
  `${ofSubject(personId, subjectId)}${kind}.`;

/** Those that the store had no place for, or was not allowed to take. */
const inPage = new Map<string, string>();
/** Who has signed out here: what a screen of theirs still does while it goes is kept no more. */
const gone = new Set<string>();

let changes = 0;
const listeners = new Set<() => void>();
function tell(): void {
  changes += 1;
  listeners.forEach((listener) => listener());
}
/** For screens that show what is kept. */
export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  // Other windows write to the same store.
  window.addEventListener('storage', tell);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', tell);
  };
};
export const snapshot = (): number => changes;

/** Keeps them for this window. @returns false when they are in the page alone: the store is full or forbidden */
export function keepHalfWritten(
  personId: string,
  subjectId: string,
  kind: string,
  words: unknown,
  at?: string,
): boolean {
  if (gone.has(personId)) return true;
  const value = JSON.stringify({ words, ...(at && { at }) });
  const isKept = write(ofKind(personId, subjectId, kind) + WINDOW, value);
  tell();
  return isKept;
}

/** Forgets what a window keeps: this one, unless another is named. */
export function forgetHalfWritten(
  personId: string,
  subjectId: string,
  kind: string,
  window = WINDOW,
): void {
  forget(ofKind(personId, subjectId, kind) + window);
  tell();
}

/** What goes on in this window: its own words, else the newest that a closed window left. */
export const readHalfWritten = <Words>(
  personId: string,
  subjectId: string,
  kind: string,
): HalfWritten<Words> | undefined => find<Words>(personId, subjectId, kind)?.[1];

/** The same, and from now on they are this window's. */
export function takeHalfWritten<Words>(
  personId: string,
  subjectId: string,
  kind: string,
): HalfWritten<Words> | undefined {
  const [window, kept] = find<Words>(personId, subjectId, kind) ?? [];
  if (!kept || window === WINDOW || gone.has(personId)) return kept;
  const key = ofKind(personId, subjectId, kind);
  const value = localStorage.getItem(key + window)!;
  // Both stand in the store for a moment: a page that goes between them loses neither.
  const isKept = write(key + WINDOW, value);
  forget(key + window);
  if (!isKept) write(key + WINDOW, value);
  return kept;
}

/** Those of all windows, open or closed, by window. */
export function readWindows<Words>(
  personId: string,
  subjectId: string,
  kind: string,
): Map<string, HalfWritten<Words>> {
  const prefix = ofKind(personId, subjectId, kind);
  return new Map(
    keys(prefix).flatMap((key) => {
      const window = key.slice(prefix.length);
      const kept = window.includes('.') ? undefined : read<Words>(key);
      return kept ? [[window, kept]] : [];
    }),
  );
}

/** Everything that goes on in this window about the subject whose kind begins so, by the rest of the kind. */
export function readAllHalfWritten<Words>(
  personId: string,
  subjectId: string,
  kinds: string,
): Map<string, HalfWritten<Words>> {
  const prefix = ofSubject(personId, subjectId) + kinds;
  const rests = keys(prefix).map((key) => key.slice(prefix.length, key.lastIndexOf('.')));
  return new Map(
    [...new Set(rests)].flatMap((rest) => {
      const kept = readHalfWritten<Words>(personId, subjectId, kinds + rest);
      return kept ? [[rest, kept]] : [];
    }),
  );
}

export const countHalfWritten = (personId: string): number => keys(ofPerson(personId)).length;

/** What signing out takes away: that person's, and nobody else's. Until they come back, none is kept. */
export function forgetAllHalfWritten(personId: string): void {
  gone.add(personId);
  keys(ofPerson(personId)).forEach(forget);
  tell();
}

export const hasLeft = (personId: string): boolean => gone.has(personId);
export const keepAgain = (personId: string): void => void gone.delete(personId);

function find<Words>(
  personId: string,
  subjectId: string,
  kind: string,
): [string, HalfWritten<Words>] | undefined {
  const windows = readWindows<Words>(personId, subjectId, kind);
  const own = windows.get(WINDOW);
  if (own) return [WINDOW, own];
  return [...windows]
    .filter(([window]) => !isOpen(window))
    .sort(([, one], [, other]) => (other.at ?? '').localeCompare(one.at ?? ''))[0];
}

function keys(prefix: string): string[] {
  const stored = Array.from({ length: localStorage.length }, (_, index) =>
    localStorage.key(index)!,
  );
  return [...new Set([...inPage.keys(), ...stored])].filter((key) => key.startsWith(prefix));
}

function read<Words>(key: string): HalfWritten<Words> | undefined {
  const held = inPage.get(key);
  const value = held ?? localStorage.getItem(key);
  if (value === null) return undefined;
  try {
    return { ...(JSON.parse(value) as HalfWritten<Words>), isInPageAlone: held !== undefined };
  } catch {
    return undefined;
  }
}

function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    inPage.delete(key);
    return true;
  } catch {
    inPage.set(key, value);
    return false;
  }
}

function forget(key: string): void {
  inPage.delete(key);
  localStorage.removeItem(key);
}
