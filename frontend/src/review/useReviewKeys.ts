import { useStore } from 'react-admin';
import { useEffect, useRef } from 'react';

export type ReviewKey = 'j' | 'k' | 'a' | 'r' | 'c' | 'w' | 'e' | 't' | 'x' | '?';

/** Whether single keys act on the pages of review; each person can turn them off. */
export const useKeysSetting = () => useStore('review.keys', true);

/** Single keys, never while someone types, chooses or answers a dialog. */
export function useReviewKeys(acts: Partial<Record<ReviewKey, () => unknown>>): void {
  const [isOn] = useKeysSetting();
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isOn && event.key !== '?') return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      if (target.closest(TYPING)) return;
      const act = latest.current[event.key as ReviewKey];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isOn]);
}

/** Where a key means a character or a choice. A checkbox knows no letters. */
const TYPING =
  'input:not([type=checkbox]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';
