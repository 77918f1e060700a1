import { Alert, Link, Paper, Typography } from '@mui/material';
import type { CommitmentHistoryRow } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { WithdrawnTag } from '../components/WithdrawnTag.tsx';

/** What one edition printed about the commitment, as it was printed. */
export function HistoryRow({ row }: { row: CommitmentHistoryRow }) {
  return (
    <Paper variant="outlined" component="article" sx={{ p: 2.5, mb: 2 }}>
      <Typography variant="h4" sx={{ fontSize: '1.0625rem', fontWeight: 650 }}>
        <Link href={`/editions/${row.editionSlug}`}>{row.editionTitle}</Link>{' '}
        {row.isWithdrawn && <WithdrawnTag />}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        As at <DateText value={row.asAt} /> · {row.chapter}
        {row.isSummary
          ? ' · in a summary'
          : row.reference
            ? ` · printed as ${row.reference}`
            : ' · printed without a number'}
      </Typography>
      {row.wording && (
        <Typography variant="body2" sx={{ fontStyle: 'italic', mb: 1.5, maxWidth: '70ch' }}>
          {row.wording}
        </Typography>
      )}
      {row.content && <ContentView content={row.content} />}
      {row.isWithdrawn && (
        <Alert severity="info">
          This text was withdrawn after publication: the public reads why at its address.
        </Alert>
      )}
      {row.omission && (
        <Alert severity="info">There was no update in this edition: {row.omission}</Alert>
      )}
    </Paper>
  );
}
