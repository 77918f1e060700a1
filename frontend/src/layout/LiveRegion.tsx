import { useEffect, useState } from 'react';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';

const ANNOUNCE = 'quarterdeck:announce';

/** Says something to a screen reader without moving anybody's focus. */
export const announce = (words: string): void => {
  window.dispatchEvent(new CustomEvent(ANNOUNCE, { detail: words }));
};

export function LiveRegion() {
  const [words, setWords] = useState('');
  useEffect(() => {
    const listen = (event: Event) => {
      setWords('');
      const next = (event as CustomEvent<string>).detail;
      setTimeout(() => setWords(next), 50);
    };
    window.addEventListener(ANNOUNCE, listen);
    return () => window.removeEventListener(ANNOUNCE, listen);
  }, []);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
}
