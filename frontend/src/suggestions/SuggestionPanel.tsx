import { describeChange } from '@common/suggested-changes.ts';
import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SuggestedChange, Suggestion, SuggestionAnswer, UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { personWords } from '../components/Facts.tsx';
import { announce } from '../layout/LiveRegion.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';
import type { DraftSaver } from '../updates/DraftSaver.ts';
import { SuggestionItem } from './SuggestionItem.tsx';
import { changesWords, countOpen, useSuggestions } from './useSuggestions.ts';

interface SuggestionPanelProps {
  update: UpdateDetail;
  saver: DraftSaver;
  /** The text in the editor may be another now. */
  onAnswered: () => void;
}

/** The changes that a lead suggests, to be answered one by one or all, beside the text being written. */
export function SuggestionPanel(props: SuggestionPanelProps) {
  const [suggestion] = useSuggestions(props.update);
  if (!suggestion?.isOpen || !isAllowed(props.update, 'answer_suggestion')) return null;
  return <OpenSuggestion {...props} suggestion={suggestion} />;
}

function OpenSuggestion(props: SuggestionPanelProps & { suggestion: Suggestion }) {
  const { update, saver, suggestion, onAnswered } = props;
  const api = useApi();
  const queryClient = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState('');
  const [notFitting, setNotFitting] = useState<readonly string[]>([]);
  const open = suggestion.changes.filter(({ answer }) => answer === undefined);
  const who = personWords(suggestion.by, suggestion.onBehalfOf);

  const answer = async (changes: SuggestedChange[], kind: SuggestionAnswer['answer']) => {
    setRunning(true);
    setProblem('');
    try {
      await saver.act(async (version) => {
        const given = changes.map(({ key }) => ({ key, answer: kind }));
        const answered = await api.answerSuggestion(update.id, suggestion.id, version, given);
        setNotFitting(answered.notFitting);
        queryClient.setQueryData(
          ['updates', update.id, 'suggestions'],
          (now: { data: Suggestion[] } | undefined) => ({
            data: [answered.suggestion, ...(now?.data.slice(1) ?? [])],
          }),
        );
        const left = countOpen(answered.suggestion);
        announce(
          answered.notFitting.length > 0
            ? 'The text has changed since: some words no longer fit.'
            : `${DONE[kind]} ${left === 0 ? 'All changes are answered.' : `${changesWords(left)} left.`}`,
        );
        return answered;
      });
      const next = suggestion.changes.find(
        ({ key, answer: given }) =>
          given === undefined && !changes.some((each) => each.key === key),
      );
      document.getElementById(next ? `change-${next.key}` : `suggestion-${suggestion.id}`)?.focus();
    } catch (error) {
      const { detail, title } = problemOf(error);
      setProblem(detail ?? title);
    } finally {
      setRunning(false);
      onAnswered();
    }
  };

  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={`suggestion-${suggestion.id}`}
      sx={{ p: 2, mb: 2 }}
    >
      <Typography variant="h3" id={`suggestion-${suggestion.id}`} tabIndex={-1} sx={{ mb: 0.5 }}>
        {changesWords(suggestion.changes.length)} by {who}
      </Typography>
      <Typography sx={{ mb: 1.5, color: 'text.secondary' }}>
        {open.length === 0
          ? 'All are answered. You can undo an answer until you submit.'
          : `${open.length} to answer. Words that you accept are yours; refuse any, or write your own.`}
      </Typography>
      {problem && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {problem}
        </Alert>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {suggestion.changes.map((change) => (
          <SuggestionItem
            key={change.key}
            change={change}
            spoken={`Suggested by ${who}: ${describeChange(change)}`}
            isFitting={!notFitting.includes(change.key)}
            isRunning={isRunning}
            onAnswer={(kind) => void answer([change], kind)}
          />
        ))}
      </Box>
      {open.length > 1 && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1.5, flexWrap: 'wrap' }}>
          <Button
            variant="outlined"
            disabled={isRunning}
            onClick={() => void answer(open, 'accepted')}
          >
            Accept all {open.length}
          </Button>
          <Button
            variant="outlined"
            disabled={isRunning}
            onClick={() => void answer(open, 'refused')}
          >
            Refuse all {open.length}
          </Button>
        </Box>
      )}
    </Paper>
  );
}

const DONE = { accepted: 'Accepted.', refused: 'Refused.', withdrawn: 'Undone.' };
