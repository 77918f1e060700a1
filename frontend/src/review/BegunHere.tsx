import type { UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { UnsentNotice } from '../half-written/UnsentNotice.tsx';
import type { Asking } from './ReviewActions.tsx';
import type { HalfProposal } from './useProposal.ts';

const REASONS = [
  ['return', 'to return this text'],
  ['refuse_clearance', 'to send this text back'],
  ['reopen', 'to reopen this text'],
] as const;
const PROPOSALS = [
  ['suggest', 'to suggest changes'],
  ['edit', 'to edit this text'],
] as const;

interface BegunHereProps {
  update: UpdateDetail;
  onGoOn: (asking: Asking) => void;
}

/** What the reader has begun on this update and not sent: to go on with, or to copy from. */
export function BegunHere({ update, onGoOn }: BegunHereProps) {
  const goOn = (act: Asking) => (isAllowed(update, act) ? () => onGoOn(act) : undefined);
  return (
    <>
      {REASONS.map(([kind, begun]) => (
        <UnsentNotice<string>
          key={kind}
          {...{ kind, begun, subjectId: update.id, onGoOn: goOn(kind) }}
          show={(reason) => reason}
        />
      ))}
      {PROPOSALS.map(([kind, begun]) => (
        <UnsentNotice<HalfProposal>
          key={kind}
          {...{ kind, begun, subjectId: update.id, onGoOn: goOn(kind) }}
          show={({ content, message }) => (
            <>
              <ContentView content={content} />
              {message && <p>{message}</p>}
            </>
          )}
        />
      ))}
    </>
  );
}
