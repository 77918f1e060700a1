import { Alert, Box, Link, Typography } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { ContentView } from '../components/RichTextView.tsx';

/** What the public read last time, and the pledge itself. */
export function PreviousColumn({ update }: { update: UpdateDetail }) {
  const { previous, wording, commitments } = update;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        Last time
      </Typography>
      {previous ? (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
            <Link href={`/editions/${previous.editionSlug}`} target="_blank">
              {previous.editionTitle}
            </Link>
            , as at <DateText value={previous.asAt} />
          </Typography>
          {previous.isWithdrawn && (
            <Alert severity="warning" sx={{ mb: 1.5 }}>
              This was withdrawn after publication: the public no longer reads it.
            </Alert>
          )}
          <ContentView content={previous.content} />
        </>
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>
          Nothing was printed about this last time. It is new in this round.
        </Typography>
      )}
      <Typography variant="h2" sx={{ mt: 3, mb: 0.5 }}>
        The commitment
      </Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {wording || update.summary}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {commitments.map(({ id, title }) => (
          <li key={id}>
            <RecordLink to={`/commitments/${id}/show`}>{title}</RecordLink>
          </li>
        ))}
      </Box>
    </>
  );
}
