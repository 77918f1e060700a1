import { Alert, AlertTitle, Box } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { ChangeWords } from './ChangeWords.tsx';
import { changesWords, isUnanswered, useSuggestions } from './useSuggestions.ts';

/** Warns before a text is handed in over changes that nobody has answered; it does not stop anybody. */
export function OpenSuggestions({ update }: { update: UpdateDetail }) {
  const [suggestion] = useSuggestions(update);
  const open = suggestion?.isOpen ? suggestion.changes.filter(isUnanswered) : [];
  if (open.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <AlertTitle>
        {changesWords(open.length)} {open.length === 1 ? 'is' : 'are'} not answered
      </AlertTitle>
      <Box component="ul" sx={{ m: 0, mb: 0.5, pl: 2.5 }}>
        {open.slice(0, 5).map((change) => (
          <li key={change.key}>
            <ChangeWords change={change} />
          </li>
        ))}
      </Box>
      {open.length > 5 && <div>And {open.length - 5} more.</div>}
      You can go on all the same; the lead sees which you accepted, refused and left, and they can
      no longer be answered.
    </Alert>
  );
}
