import { UnsentNotice } from '../half-written/UnsentNotice.tsx';
import { EVIDENCE_KINDS, type HalfEvidence } from './useHalfEvidence.ts';

interface EvidenceBegunProps {
  updateId: string;
  /** Absent where nothing can be added any more. */
  onGoOn?: (kind: 'link' | 'file') => void;
}

/** Said where a link or a file was begun and not added. */
export const EvidenceBegun = ({ updateId, onGoOn }: EvidenceBegunProps) =>
  (['link', 'file'] as const).map((kind) => (
    <UnsentNotice<HalfEvidence>
      key={kind}
      subjectId={updateId}
      kind={EVIDENCE_KINDS[kind]}
      begun={`to add a ${kind} as evidence`}
      onGoOn={onGoOn && (() => onGoOn(kind))}
      show={({ title, href, fileName }) => [title, href, fileName].filter(Boolean).join('\n')}
    />
  ));
