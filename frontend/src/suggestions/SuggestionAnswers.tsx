import { Box, Typography } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { answerWords, ChangeWords } from './ChangeWords.tsx';
import { useSuggestions } from './useSuggestions.ts';

/** For the reviewer of a resubmission: which suggested changes were accepted, and which not. */
export function SuggestionAnswers({ update }: { update: UpdateDetail }) {
  const [suggestion] = useSuggestions(update);
  if (!suggestion) return null;
  const { changes, by, onBehalfOf, at, revisionNumber } = suggestion;
  return (
    <Box component="section" aria-labelledby="suggestion-answers" sx={{ mt: 4 }}>
      <Typography variant="h2" id="suggestion-answers" sx={{ mb: 0.5 }}>
        What became of the suggested changes
      </Typography>
      <Typography variant="body2" sx={{ mb: 1, color: 'text.secondary' }}>
        Suggested by {personWords(by, onBehalfOf)} for revision {revisionNumber},{' '}
        <InstantText value={at} />
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, maxWidth: '72ch' }}>
        {changes.map((change) => (
          <Box component="li" key={change.key} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
            <ChangeWords change={change} />
            <Typography variant="body2">{answerWords(change)}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
