import { Box, Button, Typography } from '@mui/material';
import type { SuggestedChange, SuggestionAnswer } from '../api/types.ts';
import { answerWords, ChangeWords } from './ChangeWords.tsx';

interface SuggestionItemProps {
  change: SuggestedChange;
  /** What a screen reader says of it. */
  spoken: string;
  isFitting: boolean;
  isRunning: boolean;
  onAnswer: (answer: SuggestionAnswer['answer']) => void;
}

/** One change with its answer, or the buttons to give one. */
export function SuggestionItem(props: SuggestionItemProps) {
  const { change, spoken, isFitting, isRunning, onAnswer } = props;
  const button = (words: string, answer: SuggestionAnswer['answer']) => (
    <Button
      size="small"
      variant={answer === 'withdrawn' ? 'text' : 'outlined'}
      disabled={isRunning}
      aria-label={`${words}. ${spoken}`}
      onClick={() => onAnswer(answer)}
    >
      {words}
    </Button>
  );
  return (
    <Box
      component="li"
      id={`change-${change.key}`}
      tabIndex={-1}
      aria-label={spoken}
      sx={{ py: 1.25, borderTop: 1, borderColor: 'divider' }}
    >
      <ChangeWords change={change} />
      {!isFitting && (
        <Typography sx={{ mt: 0.5, color: 'warning.main', fontWeight: 600 }}>
          The text has changed since: these words no longer fit. Change the text yourself, or
          refuse.
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1, mt: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        {change.answer ? (
          <>
            <Typography component="span" variant="body2">
              {answerWords(change)}
            </Typography>
            {button('Undo', 'withdrawn')}
          </>
        ) : (
          <>
            {button('Accept', 'accepted')}
            {button('Refuse', 'refused')}
          </>
        )}
      </Box>
    </Box>
  );
}
