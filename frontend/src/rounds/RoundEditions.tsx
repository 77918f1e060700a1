import { Box, Paper } from '@mui/material';
import type { Round } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { EditionTag } from '../editions/EditionList.tsx';
import { FileLinks } from '../editions/FileLinks.tsx';
import { Section } from '../layout/Page.tsx';

/** What this round has published. */
export function RoundEditions({ round }: { round: Round }) {
  if (round.editions.length === 0) return null;
  return (
    <Section title="Published">
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2, py: 1 }}>
        {round.editions.map((edition) => (
          <Box
            component="li"
            key={edition.id}
            sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', py: 0.75, alignItems: 'center' }}
          >
            <RecordLink to={`/editions/${edition.id}/show`}>
              Version {edition.version}, <DateText value={edition.publishedOn} />
            </RecordLink>
            <EditionTag edition={edition} />
            <FileLinks edition={edition} />
          </Box>
        ))}
      </Paper>
    </Section>
  );
}
