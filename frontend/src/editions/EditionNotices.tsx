import { WITHDRAWAL_TYPE_WORDS } from '@common/withdrawal-types.ts';
import { Alert, AlertTitle } from '@mui/material';
import type { EditionDetail } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';

/** How this version stands, above everything that it says. */
export function EditionNotices({ edition }: { edition: EditionDetail }) {
  const { withdrawal, versions, isCurrent, isSignOffRecorded, correctionNote } = edition;
  const current = versions.find((version) => version.isCurrent);
  return (
    <>
      {withdrawal && (
        <Alert severity="warning" sx={{ mb: 3 }}>
          <AlertTitle>
            Withdrawn on <DateText value={withdrawal.on} />:{' '}
            {WITHDRAWAL_TYPE_WORDS[withdrawal.reasonType].toLowerCase()}
          </AlertTitle>
          The public reads: {withdrawal.explanation}
        </Alert>
      )}
      {!isCurrent && current && (
        <Alert severity="info" sx={{ mb: 3 }}>
          This version has been replaced.{' '}
          <RecordLink to={`/editions/${current.id}/show`}>
            Open version {current.version}
          </RecordLink>
        </Alert>
      )}
      {!isSignOffRecorded && (
        <Alert severity="info" sx={{ mb: 3 }}>
          Published before this system: its sign-off is not recorded here.
        </Alert>
      )}
      {correctionNote && (
        <Alert severity="info" sx={{ mb: 3 }}>
          Corrected: {correctionNote}
        </Alert>
      )}
    </>
  );
}
