import { Box, Button, Typography } from '@mui/material';
import type { SuggestedChange, SuggestionAnswer } from '../api/types.ts';
import { answerWords, ChangeWords } from './ChangeWords.tsx';

interface SuggestionItemProps {
  change: SuggestedChange;
  /** By which it is marked in the text. */
  number: number;
  /** What a screen reader says of it. */
  spoken: string;
  isFitting: boolean;
  isRunning: boolean;
  /** Goes to where it is marked in the text. */
  onShow: () => void;
  onAnswer: (answer: SuggestionAnswer['answer']) => void;
}

/** Answered in the list alone: they are no part of the text. */
const IN_NO_TEXT: readonly SuggestedChange['kind'][] = ['delivery', 'next_milestone'];

/** One change with its answer, or the buttons to give one. */
export function SuggestionItem(props: SuggestionItemProps) {
  const { change, number, spoken, isFitting, isRunning, onShow, onAnswer } = props;
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
      <ChangeWords change={change} number={number} />
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
            {isFitting && !IN_NO_TEXT.includes(change.kind) && (
              <Button size="small" aria-label={`In the text. ${spoken}`} onClick={onShow}>
                In the text
              </Button>
            )}
          </>
        )}
      </Box>
    </Box>
  );
}
