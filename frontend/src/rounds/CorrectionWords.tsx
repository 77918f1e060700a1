import { Box, Button, TextField, Typography } from '@mui/material';
import { lazy, Suspense, useId, useState } from 'react';
import { fieldError } from '../components/ErrorSummary.tsx';
import { LoadingState } from '../components/States.tsx';
import type { CorrectedWordsForm } from './useCorrectedWords.ts';

const RichTextEditor = lazy(() => import('../components/RichTextEditor.tsx'));

interface CorrectionWordsProps {
  form: CorrectedWordsForm;
  /** Titles of the chapters or themes, as printed. */
  headings: readonly string[];
  isSummary: boolean;
  error: unknown;
}

/** Title, introduction and headings: no row's, so that they are given here and signed by somebody else. */
export function CorrectionWords({ form, headings, isSummary, error }: CorrectionWordsProps) {
  const [isOpen, setOpen] = useState(false);
  const labelId = useId();
  const noun = isSummary ? 'Theme' : 'Chapter';
  const sent = form.words?.chapters ?? [];
  if (!isOpen) {
    return (
      <Button onClick={() => setOpen(true)} sx={{ mb: 1.5 }}>
        Correct title, introduction or {isSummary ? 'themes' : 'chapter titles'} too
      </Button>
    );
  }
  const field = (name: string) => {
    const words = fieldError(error, name);
    return { error: words !== undefined, helperText: words };
  };
  return (
    <Box
      role="group"
      aria-label="Words of the edition itself"
      sx={{ display: 'grid', gap: 2, mb: 2 }}
    >
      <Typography>
        Words of the edition itself. Nobody reviews them before the signature, so whoever writes
        them here does not sign the correction.
      </Typography>
      <TextField
        id="field-words.title"
        label="Title of the edition"
        value={form.title}
        onChange={(event) => form.setTitle(event.target.value)}
        fullWidth
        {...field('words.title')}
      />
      {headings.map((heading, index) => {
        const at = sent.findIndex(({ from }) => from === heading);
        return (
          <TextField
            key={heading}
            id={`field-heading-${index}`}
            label={`${noun} ${index + 1}`}
            value={form.headingOf(heading)}
            onChange={(event) => form.setHeading(heading, event.target.value)}
            fullWidth
            {...field(`words.chapters.${at}.to`)}
          />
        );
      })}
      <Box>
        <Typography id={labelId} variant="body2" sx={{ mb: 0.5 }}>
          Introduction. Leave it empty for none.
        </Typography>
        <Suspense fallback={<LoadingState what="the editor" />}>
          <RichTextEditor
            labelId={labelId}
            document={form.introduction}
            onChange={form.setIntroduction}
            minHeight={160}
          />
        </Suspense>
      </Box>
    </Box>
  );
}
