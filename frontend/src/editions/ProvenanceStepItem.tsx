import { Box, Typography } from '@mui/material';
import type { ProvenanceStep } from '../api/types.ts';
import { ChangedField } from '../components/ChangedField.tsx';
import { DiffView } from '../components/DiffView.tsx';
import { HashText, personWords, WhenText } from '../components/Facts.tsx';
import { sentence } from '../components/words.ts';

type Writer = NonNullable<ProvenanceStep['writers']>[number];

/** “B, MPS for A, MPS (lead)”, as they were then. */
const actorWords = ({ who, onBehalfOf, role }: Partial<Writer>): string =>
  who ? `${personWords(who, onBehalfOf)}${role ? ` (${role.toLowerCase()})` : ''}` : '';

/** One thing that happened to the words: who did what, in which role, with which reason. */
export function ProvenanceStepItem({ step }: { step: ProvenanceStep }) {
  const { who, onBehalfOf, words, writers = [], reason, diff, entry } = step;
  const isAssumed = [who, onBehalfOf].some((person) => person?.isAssumed);
  return (
    <Box component="li" sx={{ mb: 2, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}>
      <Typography variant="body2">
        {who ? (
          <>
            <strong>{actorWords(step)}</strong> {words}
          </>
        ) : (
          sentence(words)
        )}
        {step.hasWords === false && ', without the words'}
      </Typography>
      {writers.length > 0 && (
        <Typography variant="body2">Written by {writers.map(actorWords).join('; ')}</Typography>
      )}
      {reason && (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-line', fontStyle: 'italic' }}>
          {reason}
        </Typography>
      )}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        <WhenText value={step.at} isDayOnly={step.isDayOnly} />, {step.round.title}
        {step.row && `, “${step.row.title}”`}
        {entry && `, audit entry ${entry.seq}`}
        {isAssumed && '; name and organisation as first recorded'}
      </Typography>
      {(step.contentHash ?? step.manifestHash) && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {step.contentHash ? 'Text' : 'Manifest'}{' '}
          <HashText hash={step.contentHash ?? step.manifestHash ?? ''} />
        </Typography>
      )}
      {step.fields?.map(({ field, ...values }) => (
        <ChangedField key={field} label={sentence(field)} {...values} />
      ))}
      {diff && step.act !== 'historic' && (
        <details>
          <summary>What changed</summary>
          <Box sx={{ mt: 1 }}>
            <DiffView
              answer={{
                from: { label: 'the text before' },
                to: { label: 'this one' },
                isEqual: false,
                diff,
              }}
              isCompact
            />
          </Box>
        </details>
      )}
    </Box>
  );
}
