import { Alert, AlertTitle, Box, Button } from '@mui/material';

interface OvertakenWordsProps {
  /** The fields that differ, as they were saved meanwhile. */
  saved: readonly { label: string; words: string }[];
  onTake: () => void;
  onKeep: () => void;
}

/** The words that somebody else saved meanwhile, to be taken or to be saved over knowingly. */
export function OvertakenWords({ saved, onTake, onKeep }: OvertakenWordsProps) {
  return (
    <Alert severity="warning">
      <AlertTitle>The words as they are now</AlertTitle>
      They were changed meanwhile. Where they differ from yours:
      <Box component="dl" sx={{ my: 1 }}>
        {saved.map(({ label, words }) => (
          <Box key={label} sx={{ mb: 1 }}>
            <Box component="dt" sx={{ fontWeight: 650 }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {words || 'Nothing'}
            </Box>
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" color="inherit" onClick={onTake}>
          Take these, and drop yours
        </Button>
        <Button variant="outlined" color="inherit" onClick={onKeep}>
          Keep yours, to save over these
        </Button>
      </Box>
    </Alert>
  );
}
