import { Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type { EditionDetail } from '../api/types.ts';
import { ErrorState } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';
import { ProvenanceAnswer } from './ProvenanceAnswer.tsx';
import { isLetGo, isSameSelection, selectedWords, type SelectedWords } from './selectedWords.ts';

interface PanelProps {
  edition: EditionDetail;
  textRef: RefObject<HTMLElement | null>;
  formRef: RefObject<HTMLFormElement | null>;
}

/** Beside an edition's text: select words in it, or paste them, and ask who approved them. */
export function ProvenancePanel({ edition, textRef, formRef }: PanelProps) {
  const api = useApi();
  const answer = useRef<HTMLDivElement>(null);
  const taken = useRef<SelectedWords>(undefined);
  const [asked, setAsked] = useState<SelectedWords>({ words: '' });
  const trace = useMutation({
    mutationFn: (phrase: SelectedWords) => api.traceWords(edition.id, phrase),
    onSettled: () => answer.current?.focus(),
  });
  const { reset } = trace;
  useEffect(() => {
    const take = () => {
      const selected = selectedWords(textRef.current);
      if (isLetGo(textRef.current)) taken.current = undefined;
      // The same selection is told again when the focus moves: that asks nothing new.
      if (!selected || isSameSelection(selected, taken.current)) return;
      taken.current = selected;
      setAsked(selected);
      reset();
    };
    document.addEventListener('selectionchange', take);
    return () => document.removeEventListener('selectionchange', take);
  }, [textRef, reset]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked.words.trim() !== '') trace.mutate(asked);
  };
  return (
    <Paper
      component="section"
      aria-labelledby="who-approved"
      variant="outlined"
      sx={{
        p: 2.5,
        minWidth: 0,
        position: { lg: 'sticky' },
        top: { lg: 80 },
        maxHeight: { lg: 'calc(100vh - 96px)' },
        overflowY: { lg: 'auto' },
      }}
    >
      <Typography id="who-approved" variant="h2" sx={{ mb: 1 }}>
        Who approved these words?
      </Typography>
      <Box component="form" ref={formRef} onSubmit={submit}>
        <TextField
          label="Words"
          helperText="Select them in the text, or paste or type them here."
          value={asked.words}
          onChange={(event) => {
            setAsked({ words: event.target.value });
            reset();
          }}
          slotProps={{ htmlInput: { maxLength: 4000 } }}
          multiline
          maxRows={8}
          fullWidth
        />
        <Button type="submit" variant="contained" disabled={trace.isPending} sx={{ mt: 1.5 }}>
          {trace.isPending ? 'Looking…' : 'Who approved this?'}
        </Button>
      </Box>
      <Box ref={answer} tabIndex={-1} sx={{ outline: 'none', mt: trace.isIdle ? 0 : 2.5 }}>
        {trace.error && <ErrorState error={trace.error} />}
        {trace.data && (
          <ProvenanceAnswer
            found={trace.data}
            onRow={(updateId) => {
              const phrase = { ...asked, updateId };
              setAsked(phrase);
              trace.mutate(phrase);
            }}
          />
        )}
      </Box>
      {asked.words !== '' && trace.isIdle && (
        <Button
          variant="contained"
          onClick={() => trace.mutate(asked)}
          sx={{
            display: { lg: 'none' },
            position: 'fixed',
            bottom: 16,
            right: 16,
            zIndex: 'fab',
            boxShadow: 6,
          }}
        >
          Who approved the words selected?
        </Button>
      )}
    </Paper>
  );
}
