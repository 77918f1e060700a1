import { UnsentNotice } from '../half-written/UnsentNotice.tsx';
import { ObjectionList } from './ObjectionList.tsx';
import { DECLINE, type HalfObjection } from './useObjections.ts';

/** Reasons that a signatory has begun and not sent: to go on with while there is a seal to decline. */
export const BegunToDecline = ({ roundId, onGoOn }: { roundId: string; onGoOn?: () => void }) => (
  <UnsentNotice<HalfObjection[]>
    subjectId={roundId}
    kind={DECLINE}
    begun="to decline this round"
    onGoOn={onGoOn}
    show={(objections) => <ObjectionList objections={objections} />}
  />
);
