import { Box, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { ApprovedUpdate } from '../api/types.ts';
import { EmptyState } from '../components/States.tsx';

interface ApprovedWordsProps {
  approved: readonly ApprovedUpdate[];
  /** In the order in which they were chosen, which is that of their words. */
  chosen: readonly ApprovedUpdate[];
  taken: ReadonlySet<string>;
  roundTitle: string;
  onChange: (chosen: ApprovedUpdate[]) => void;
}

/** Chooses the updates with whose approved words a paragraph begins. */
export function ApprovedWords(props: ApprovedWordsProps) {
  const { approved, chosen, taken, roundTitle, onChange } = props;
  const [words, setWords] = useState('');
  if (approved.length === 0) {
    return (
      <EmptyState title="Nothing is approved yet">
        When updates of {roundTitle} are approved, a paragraph can begin with their words. It can
        begin with an empty page at any time.
      </EmptyState>
    );
  }
  const sought = words.trim().toLowerCase();
  const found = approved.filter(
    (update) =>
      chosen.includes(update) ||
      [update.reference, update.title, update.chapter, update.excerpt]
        .join(' ')
        .toLowerCase()
        .includes(sought),
  );
  const toggle = (update: ApprovedUpdate, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, update] : chosen.filter((each) => each !== update));
  return (
    <>
      <Typography sx={{ mb: 1.5, maxWidth: '75ch' }}>
        The words of the updates that you choose, of {roundTitle}, become the draft of the
        paragraph, in the order in which you choose them. Its owner works on them; it is submitted
        and approved on its own. Nobody who wrote these words can approve it.
      </Typography>
      <TextField
        type="search"
        label="Search the approved updates"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        // Enter goes on to the next step elsewhere in the form; here one is still looking.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        fullWidth
        sx={{ mb: 1 }}
      />
      <Typography role="status" variant="body2" sx={{ color: 'text.secondary', mb: 0.5 }}>
        {found.length} of {approved.length} approved updates, {chosen.length} chosen
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {found.map((update) => {
          const place = chosen.indexOf(update) + 1;
          return (
            <Box component="li" key={update.id} sx={{ py: 0.5 }}>
              <FormControlLabel
                sx={{ alignItems: 'flex-start' }}
                control={
                  <Checkbox
                    checked={place > 0}
                    onChange={(_, isChosen) => toggle(update, isChosen)}
                    sx={{ pt: 0.5 }}
                  />
                }
                label={
                  <>
                    <strong>{[update.reference, update.title].filter(Boolean).join(' ')}</strong>
                    {place > 0 && chosen.length > 1 && ` (${place})`}
                    {taken.has(update.id) && ' · already in the summary'}
                    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                      {update.chapter}
                    </Typography>
                    <Typography variant="body2">{update.excerpt}</Typography>
                  </>
                }
              />
            </Box>
          );
        })}
      </Box>
    </>
  );
}
