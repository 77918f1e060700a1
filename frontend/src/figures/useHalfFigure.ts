import type { Figure, FigureChangeKind } from '@common/figures.ts';
import { useState } from 'react';
import { useHalfWritten } from '../half-written/useHalfWritten.ts';

/** A figure as its form has it, with what is said of its difference from the one published before. */
export interface HalfFigure {
  figure: Figure;
  kind?: FigureChangeKind;
  reason: string;
}

/** A figure that is being given, kept until it is. */
export function useHalfFigure(updateId: string, keptAs: string, figure: Figure) {
  const half = useHalfWritten<HalfFigure>(updateId, keptAs);
  const { kind, reason = '' } = figure.change ?? {};
  const [said, setSaid] = useState<HalfFigure>(half.begun?.words ?? { figure, kind, reason });
  return {
    said,
    say: (part: Partial<HalfFigure>) => {
      const next = { ...said, ...part };
      setSaid(next);
      half.keep(next);
    },
    begun: half.begun,
    forget: half.forget,
    throwAway: () => {
      half.forget();
      setSaid({ figure, kind, reason });
    },
  };
}
