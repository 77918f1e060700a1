import { describeChange } from '@common/suggested-changes.ts';
import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import type { Editor } from '@tiptap/core';
import { lazy, Suspense } from 'react';
import type { SuggestedChange, Suggestion, SuggestionAnswer, UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { personWords } from '../components/Facts.tsx';
import type { DraftSaver } from '../updates/DraftSaver.ts';
import { chipOf } from './chipOf.ts';
import { SuggestionItem } from './SuggestionItem.tsx';
import { useAnswering } from './useAnswering.ts';
import { changesWords, useSuggestions } from './useSuggestions.ts';

interface SuggestionPanelProps {
  update: UpdateDetail;
  saver: DraftSaver;
  /** Where they are marked in the text, once it is there. */
  editor?: Editor;
  /** The text in the editor may be another now. */
  onAnswered: () => void;
}

const SuggestionMarks = lazy(() => import('./SuggestionMarks.tsx'));

/** The changes that a lead suggests, to be answered one by one or all, beside the text being written. */
export function SuggestionPanel(props: SuggestionPanelProps) {
  const [suggestion] = useSuggestions(props.update);
  if (!suggestion?.isOpen || !isAllowed(props.update, 'answer_suggestion')) return null;
  return <OpenSuggestion {...props} suggestion={suggestion} />;
}

function OpenSuggestion(props: SuggestionPanelProps & { suggestion: Suggestion }) {
  const { update, saver, suggestion, editor } = props;
  const answering = useAnswering(props);
  const { isRunning, problem, notFitting } = answering;
  const open = suggestion.changes.filter(({ answer }) => answer === undefined);
  const who = personWords(suggestion.by, suggestion.onBehalfOf);

  const answer = async (changes: SuggestedChange[], kind: SuggestionAnswer['answer']) => {
    if (!(await answering.answer(changes, kind))) return;
    const next = open.find(({ key }) => !changes.some((each) => each.key === key));
    document.getElementById(next ? `change-${next.key}` : `suggestion-${suggestion.id}`)?.focus();
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
          : `${open.length} to answer, here or at their numbers in the text. Words that you accept are yours; refuse any, or write your own.`}
      </Typography>
      {problem && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {problem}
        </Alert>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {suggestion.changes.map((change, index) => (
          <SuggestionItem
            key={change.key}
            change={change}
            number={index + 1}
            onShow={() => chipOf(editor?.view.dom, change.key)?.focus()}
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
      {editor && update.latestRevision && (
        <Suspense>
          <SuggestionMarks
            {...{ editor, suggestion, who, answering }}
            base={update.latestRevision.content}
            draft={saver.content}
          />
        </Suspense>
      )}
    </Paper>
  );
}
