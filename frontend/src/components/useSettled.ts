import { useEffect, useState } from 'react';

const SETTLED_MS = 500;

/** A value once it has stayed the same for a moment, for questions asked while somebody types. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
