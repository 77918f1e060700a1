import { Alert, AlertTitle, Box } from '@mui/material';
import type { Signing } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';

/** What this seal is compared with, after “changed since”; undefined when it is the first. */
export const sinceWords = ({ comparedWith }: Signing): string | undefined =>
  comparedWith &&
  (comparedWith.wasDeclined ? 'it was declined' : `version ${comparedWith.version}`);

/** Why it was declined, and what changed since beside the rows. */
export function PreviousSeal({ signing }: { signing: Signing }) {
  const { previousDecision: decision, comparedWith } = signing;
  if (!comparedWith) return null;
  const { isHeadChanged, isIntroductionChanged, removed } = comparedWith;
  const also = [
    ...(isHeadChanged ? ['The title, the dates or the plan’s name changed too.'] : []),
    ...(isIntroductionChanged ? ['The introduction changed too.'] : []),
    ...(removed.length > 0 ? [`No longer printed: ${removed.join('; ')}.`] : []),
  ];
  return (
    <Alert severity="info" sx={{ mb: 3 }}>
      <AlertTitle>
        {decision ? (
          <>
            Declined before by {personWords(decision.by, decision.onBehalfOf)},{' '}
            <InstantText value={decision.at} />
          </>
        ) : (
          `Sealed before, as version ${comparedWith.version}`
        )}
      </AlertTitle>
      The rows that changed since are marked below. {also.join(' ')}
      {decision && (
        <>
          {' '}
          The objections were:
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {decision.objections.map(({ updateId, title, reason }) => (
              <li key={updateId}>
                <strong>{title}:</strong> {reason}
              </li>
            ))}
          </Box>
        </>
      )}
    </Alert>
  );
}
