import { Alert } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { changesWords, countOpen, useSuggestions } from './useSuggestions.ts';

/** Warns before submitting over changes that nobody has answered; it does not stop anybody. */
export function OpenSuggestions({ update }: { update: UpdateDetail }) {
  const [suggestion] = useSuggestions(update);
  const open = suggestion?.isOpen ? countOpen(suggestion) : 0;
  if (open === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {changesWords(open)} {open === 1 ? 'is' : 'are'} not answered. You can submit all the same;
      the lead sees which you accepted, refused and left, and they can no longer be answered.
    </Alert>
  );
}
