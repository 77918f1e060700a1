import { noChangeWords } from '@common/content.ts';
import { Alert, AlertTitle, Typography } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';

const START_WORDS = {
  empty: 'Started from an empty page.',
  last_edition: 'Started from last time’s text.',
  approved_words: 'Started from approved words of the round.',
} as const;

/** What a reader of the newest text should know first: what it began with, or why nothing changed. */
export function HowItCame({ update }: { update: UpdateDetail }) {
  const noChange = update.latestRevision?.content.noChange;
  const said = update.decisions.findLast(({ kind }) => kind === 'declare_no_change');
  if (noChange && said) {
    return (
      <Alert severity="info" sx={{ mb: 2 }}>
        <AlertTitle>
          {noChangeWords(noChange)}, says {personWords(said.by, said.onBehalfOf)}
        </AlertTitle>
        <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '80ch' }}>{said.reason}</Typography>
      </Alert>
    );
  }
  if (!update.startedFrom) return null;
  return (
    <Typography variant="body2" sx={{ mb: 1.5, color: 'text.secondary' }}>
      {START_WORDS[update.startedFrom]}
    </Typography>
  );
}
