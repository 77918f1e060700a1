/**
 * Words that somebody has written and not sent: a draft that the server has not taken, a comment, a
 * reason, a suggestion. They are kept in this browser, each for its writer, for what it is about and as
 * what it was begun, until they are sent, thrown away, or their writer signs out.
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

/** Keeps them. @returns false when they are in the page alone: the store is full or forbidden */
export function keepHalfWritten(
  personId: string,
  subjectId: string,
  kind: string,
  words: unknown,
  at?: string,
): boolean {
  if (gone.has(personId)) return true;
  const key = ofSubject(personId, subjectId) + kind;
  const value = JSON.stringify({ words, ...(at && { at }) });
  let isKept = true;
  try {
    localStorage.setItem(key, value);
    inPage.delete(key);
  } catch {
    inPage.set(key, value);
    isKept = false;
  }
  tell();
  return isKept;
}

export function forgetHalfWritten(personId: string, subjectId: string, kind: string): void {
  forget(ofSubject(personId, subjectId) + kind);
  tell();
}

export function readHalfWritten<Words>(
  personId: string,
  subjectId: string,
  kind: string,
): HalfWritten<Words> | undefined {
  return read(ofSubject(personId, subjectId) + kind);
}

/** Everything of that person about the subject whose kind begins so, by the rest of the kind. */
export function readAllHalfWritten<Words>(
  personId: string,
  subjectId: string,
  kinds: string,
): Map<string, HalfWritten<Words>> {
  const prefix = ofSubject(personId, subjectId) + kinds;
  return new Map(
    keys(prefix).flatMap((key) => {
      const kept = read<Words>(key);
      return kept ? [[key.slice(prefix.length), kept]] : [];
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

function forget(key: string): void {
  inPage.delete(key);
  localStorage.removeItem(key);
}
