import { figureKey, figureWords, type Figure } from '@common/figures.ts';
import { useSyncExternalStore } from 'react';
import { readAllHalfWritten, snapshot, subscribe } from '../half-written/halfWritten.ts';
import { UnsentNotice } from '../half-written/UnsentNotice.tsx';
import { useMe } from '../providers/useMe.ts';
import type { HalfFigure } from './useHalfFigure.ts';

const KINDS = 'figure.';
const NEW = `${KINDS}new`;

/** What a figure that is being given is kept as: a new one, or a change of this one. */
export const keptAs = (figure?: Figure): string => (figure ? KINDS + figureKey(figure) : NEW);

interface FiguresBegunProps {
  updateId: string;
  /** Absent where no figure can be given any more. */
  onGoOn?: (keptAs: string) => void;
}

/** Said where figures were begun and not given. */
export function FiguresBegun({ updateId, onGoOn }: FiguresBegunProps) {
  const personId = useMe()?.person.id ?? '';
  useSyncExternalStore(subscribe, snapshot);
  const kinds = [...readAllHalfWritten(personId, updateId, KINDS).keys()].map((key) => KINDS + key);
  return kinds.map((kind) => (
    <UnsentNotice<HalfFigure>
      key={kind}
      {...{ kind, subjectId: updateId, begun: `to ${kind === NEW ? 'add' : 'change'} a figure` }}
      onGoOn={onGoOn && (() => onGoOn(kind))}
      show={({ figure, reason }) => [figureWords(figure), reason].filter(Boolean).join('\n')}
    />
  ));
}
