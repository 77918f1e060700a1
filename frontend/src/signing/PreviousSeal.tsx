import { Alert, AlertTitle, Box } from '@mui/material';
import type { Signing } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { outcomeWords } from './outcomeWords.ts';
import { isChangedSinceSeal } from './SigningLines.tsx';

/** What this seal is compared with, after “changed since”; undefined when it is the first. */
export const sinceWords = ({ comparedWith }: Signing): string | undefined =>
  comparedWith &&
  (comparedWith.wasDeclined ? 'it was declined' : `version ${comparedWith.version}`);

type ChangedAcronym = NonNullable<Signing['comparedWith']>['acronyms'][number];

/** Why it was declined, and what changed since beside the rows. */
export function PreviousSeal({ signing }: { signing: Signing }) {
  const { previousDecision: decision, comparedWith } = signing;
  if (!comparedWith) return null;
  const { isHeadChanged, isIntroductionChanged, acronyms, removed } = comparedWith;
  const changes = [
    signing.lines.some(isChangedSinceSeal)
      ? 'The rows that changed or moved since are marked below.'
      : 'No row has changed or moved since.',
    isHeadChanged &&
      'The heading changed: the title, the dates, the plan’s name or what is said above.',
    isIntroductionChanged && 'The introduction changed.',
    acronyms.length > 0 && `Acronyms: ${acronyms.map(acronymWords).join('; ')}.`,
    removed.length > 0 && `No longer printed: ${removed.join('; ')}.`,
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
      {changes.filter(Boolean).join(' ')}
      {decision && (
        <>
          {' '}
          The objections were:
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {decision.objections.map(({ updateId, title, reason }) => (
              <li key={updateId}>
                <strong>{title}:</strong> {reason}
                {comparedWith.wasDeclined && (
                  <Box component="span" sx={{ fontStyle: 'italic' }}>
                    {' '}
                    {outcomeWords(signing.lines.find((line) => line.updateId === updateId))}
                  </Box>
                )}
              </li>
            ))}
          </Box>
        </>
      )}
    </Alert>
  );
}

const acronymWords = ({ short, before, now }: ChangedAcronym): string =>
  !now
    ? `${short} is no longer printed`
    : before
      ? `${short} stands for “${now}”, before for “${before}”`
      : `${short}, for “${now}”, is new`;
