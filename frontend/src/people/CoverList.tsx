import { COVER_PART_WORDS } from '@common/actor.ts';
import { Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import type { Cover, Role } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { EmptyState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Section } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';
import { CoverDialog } from './CoverDialog.tsx';

interface CoverListProps {
  person: { id: string; name: string };
  roles: readonly Role[];
  covers: Cover[];
}

/** Dated delegation: who acts for whom, until when. It ends by itself. */
export function CoverList({ person, roles, covers }: CoverListProps) {
  const api = useApi();
  const verb = useVerb();
  const [isSetting, setSetting] = useState(false);
  const [ending, setEnding] = useState<Cover>();
  return (
    <Section title="Cover" aside={<Button onClick={() => setSetting(true)}>Arrange cover</Button>}>
      {covers.length === 0 ? (
        <EmptyState title="No cover is arranged">
          During an absence someone else can act: their acts are recorded as theirs, for{' '}
          {person.name}.
        </EmptyState>
      ) : (
        <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2.5, py: 1 }}>
          {covers.map((cover) => (
            <Box
              component="li"
              key={cover.id}
              sx={{ display: 'flex', gap: 2, alignItems: 'center', minHeight: 44 }}
            >
              <Typography variant="body2" sx={{ flexGrow: 1 }}>
                <strong>{personWords(cover.cover)}</strong> for{' '}
                <strong>{personWords(cover.absent)}</strong>, {formatDate(cover.startsOn)} to{' '}
                {formatDate(cover.endsOn)}
                {cover.endedAt && ' (ended early)'}:{' '}
                {cover.parts.map((part) => COVER_PART_WORDS[part].toLowerCase()).join('; ')}
              </Typography>
              {!cover.endedAt && (
                <Button
                  size="small"
                  onClick={() => setEnding(cover)}
                  aria-label={`End now: cover by ${cover.cover.name}`}
                >
                  End now
                </Button>
              )}
            </Box>
          ))}
        </Paper>
      )}
      {isSetting && <CoverDialog person={person} roles={roles} onClose={() => setSetting(false)} />}
      {ending && (
        <ConfirmDialog
          title="End this cover now?"
          confirmWords="End the cover"
          onConfirm={() => verb.attempt(() => api.endCover(ending.id), 'The cover has ended')}
          onClose={() => setEnding(undefined)}
        >
          {ending.cover.name} can no longer act for {ending.absent.name}. What was done stays on
          record.
        </ConfirmDialog>
      )}
    </Section>
  );
}
