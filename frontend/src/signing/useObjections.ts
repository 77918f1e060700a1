import { useState } from 'react';
import type { Signing } from '../api/types.ts';
import { useHalfWritten } from '../half-written/useHalfWritten.ts';

/** What a signatory's reasons are kept as until the round is declined. */
export const DECLINE = 'decline';

export interface HalfObjection {
  updateId: string;
  title: string;
  reason: string;
}

/** The rows that a signatory ticks, each with its reason, kept until they are sent. */
export function useObjections(roundId: string, { lines }: Signing) {
  const half = useHalfWritten<HalfObjection[]>(roundId, DECLINE);
  const rows = lines.filter(({ isPinned }) => !isPinned);
  const isHere = ({ updateId }: HalfObjection) => rows.some((row) => row.updateId === updateId);
  const begun = half.begun?.words ?? [];
  const [objections, setObjections] = useState(() => begun.filter(isHere));
  const change = (next: HalfObjection[]) => {
    setObjections(next);
    if (next.length === 0) half.forget();
    else half.keep(next);
  };
  const others = (id: string) => objections.filter(({ updateId }) => updateId !== id);
  return {
    rows,
    objections,
    reasonOf: (id: string) => objections.find(({ updateId }) => updateId === id)?.reason,
    begun: half.begun,
    /** Begun for rows that this seal does not ask about. */
    gone: half.begun ? begun.filter((each) => !isHere(each)) : [],
    toggle: (updateId: string, title: string, isOn: boolean) =>
      change([...others(updateId), ...(isOn ? [{ updateId, title, reason: '' }] : [])]),
    say: (updateId: string, reason: string) =>
      change(objections.map((each) => (each.updateId === updateId ? { ...each, reason } : each))),
    forget: half.forget,
    throwAway: () => {
      half.forget();
      setObjections([]);
    },
  };
}
