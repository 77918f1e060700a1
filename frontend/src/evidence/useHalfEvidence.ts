import type { Marking } from '@common/evidence.ts';
import { useState } from 'react';
import { useHalfWritten } from '../half-written/useHalfWritten.ts';

/** What is said of a link or a file that is not added yet; a browser keeps no files. */
export interface HalfEvidence {
  title: string;
  href: string;
  marking: Marking;
  isPublished: boolean;
  fileName?: string;
}
export const EVIDENCE_KINDS = { link: 'evidence_link', file: 'evidence_file' } as const;
const NOTHING: HalfEvidence = { title: '', href: '', marking: 'official', isPublished: false };

/** The words of a link or a file, kept until it is added. */
export function useHalfEvidence(updateId: string, kind: 'link' | 'file', title: string) {
  const half = useHalfWritten<HalfEvidence>(updateId, EVIDENCE_KINDS[kind]);
  const [said, setSaid] = useState(half.begun?.words ?? { ...NOTHING, title });
  const change = (changed: Partial<HalfEvidence>) => {
    const next = { ...said, ...changed };
    setSaid(next);
    if (next.title || next.href) half.keep(next);
    else half.forget();
  };
  return { said, change, begun: half.begun, forget: half.forget, throwAway: () => change(NOTHING) };
}
