import { Alert, Box, Button } from '@mui/material';
import { useState } from 'react';
import { ContentView } from '../components/RichTextView.tsx';
import { readAside, removeAside } from './draftBackup.ts';

/** The text that was not kept after a conflict: still here to copy from. */
export function AsideNotice({ personId, updateId }: { personId: string; updateId: string }) {
  const [, redraw] = useState(0);
  const aside = readAside(personId, updateId);
  if (!aside) return null;
  return (
    <Alert severity="info" sx={{ mb: 1.5 }}>
      {aside.words} is set aside{' '}
      {aside.isInPageAlone
        ? 'on this page alone: this browser’s store is full. Copy it before you close or reload the page.'
        : 'in this browser until you sign out.'}
      <Box component="details" sx={{ mt: 0.5 }}>
        <summary>Show it</summary>
        <Box sx={{ py: 1 }}>
          <ContentView content={aside.content} />
        </Box>
      </Box>
      <Button
        size="small"
        onClick={() => {
          removeAside(personId, updateId);
          redraw((count) => count + 1);
        }}
      >
        I no longer need it
      </Button>
    </Alert>
  );
}
