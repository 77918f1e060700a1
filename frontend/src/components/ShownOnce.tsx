import { Alert, Box, Button, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { announce } from '../layout/LiveRegion.tsx';

/** A secret that nobody can be shown again, with a button to copy it. */
export function ShownOnce(props: { label: string; value: string; children: ReactNode }) {
  const { label, value, children } = props;
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    announce('The link is copied.');
  };
  return (
    <>
      <Alert severity="warning" sx={{ mb: 2 }}>
        {children}
      </Alert>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-end' }}>
        <TextField
          label={label}
          value={value}
          fullWidth
          slotProps={{ htmlInput: { readOnly: true } }}
          onFocus={(event) => (event.target as HTMLInputElement).select()}
        />
        <Button variant="outlined" onClick={() => void copy()}>
          Copy
        </Button>
      </Box>
    </>
  );
}
