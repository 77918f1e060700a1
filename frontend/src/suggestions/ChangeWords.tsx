import { describeChange } from '@common/suggested-changes.ts';
import { Box, Typography } from '@mui/material';
import type { SuggestedChange } from '../api/types.ts';
import { Deleted, Inserted } from '../components/DiffBlock.tsx';
import { personWords } from '../components/Facts.tsx';
import { sentence } from '../components/words.ts';

/** One suggested change: what it does in a sentence, and where it stands. */
export function ChangeWords({ change, number }: { change: SuggestedChange; number?: number }) {
  const { kind, before, after, removed, added } = change;
  return (
    <>
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {number !== undefined && `${number}. `}
        {sentence(describeChange(change))}
      </Typography>
      {kind === 'words' && (before !== '' || after !== '') && (
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {before !== '' && `… ${before}`}
          {removed !== '' && <Deleted>{removed}</Deleted>}
          {added !== '' && <Inserted>{added}</Inserted>}
          {after !== '' && `${after} …`}
        </Box>
      )}
    </>
  );
}

/** What became of it, in words. */
export const answerWords = ({ answer, answeredBy }: SuggestedChange): string =>
  answer
    ? `${sentence(answer)}${answeredBy ? ` by ${personWords(answeredBy)}` : ''}`
    : 'Not answered';
