import { randomName } from './randomName.ts';

/** This page, until it is left or reloaded: two windows of one person keep their words apart. */
export const WINDOW = randomName();

const lockOf = (window: string): string => `quarterdeck.window.${window}`;
let held: ReadonlySet<string> = new Set();
let isHeld = false;

/**
 * Finds out which windows are open: each holds a lock that the browser itself frees when it goes. Where
 * a browser cannot tell, only this one counts as open: words are then kept twice, never lost.
 */
export async function knowWindows(): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return;
  if (!isHeld) {
    isHeld = true;
    void locks.request(lockOf(WINDOW), () => new Promise(() => undefined)).catch(() => undefined);
  }
  const now = await locks.query().catch(() => undefined);
  if (now) held = new Set(now.held?.map(({ name = '' }) => name));
}

/** True as far as was last known. */
export const isOpen = (window: string): boolean => window === WINDOW || held.has(lockOf(window));
