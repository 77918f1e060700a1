import {
  Box,
  Button,
  Checkbox,
  FormControlLabel,
  Paper,
  Stack,
  TextField,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import type { Cover, PersonRef } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { personWords } from '../components/Facts.tsx';
import { ConfirmDialog, FormDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { EmptyState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Section } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';

interface CoverListProps {
  person: { id: string; name: string };
  covers: Cover[];
}

/** Dated delegation: who acts for whom, until when. It ends by itself. */
export function CoverList({ person, covers }: CoverListProps) {
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
                {cover.isSigningIncluded && ', signing included'}
                {cover.endedAt && ' (ended early)'}
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
      {isSetting && <CoverDialog person={person} onClose={() => setSetting(false)} />}
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

function CoverDialog({
  person,
  onClose,
}: {
  person: { id: string; name: string };
  onClose: () => void;
}) {
  const api = useApi();
  const verb = useVerb();
  const [cover, setCover] = useState<PersonRef | null>(null);
  const [startsOn, setStartsOn] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const [isSigningIncluded, setSigningIncluded] = useState(false);
  const save = () =>
    verb.attempt(
      () =>
        api.addCover({
          absentId: person.id,
          coverId: cover!.id,
          startsOn,
          endsOn,
          isSigningIncluded,
        }),
      `${cover!.name} covers for ${person.name}`,
    );
  const date = {
    type: 'date',
    required: true,
    fullWidth: true,
    slotProps: { inputLabel: { shrink: true } },
  };
  return (
    <FormDialog
      title={`Arrange cover for ${person.name}`}
      confirmWords="Arrange cover"
      onConfirm={save}
      onClose={onClose}
      isConfirmDisabled={!cover || !startsOn || !endsOn}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <PersonPicker label="Who acts instead" value={cover} onChange={setCover} />
        <Stack direction="row" sx={{ gap: 2 }}>
          <TextField
            {...date}
            id="field-startsOn"
            label="First day"
            value={startsOn}
            onChange={(e) => setStartsOn(e.target.value)}
          />
          <TextField
            {...date}
            id="field-endsOn"
            label="Last day"
            value={endsOn}
            onChange={(e) => setEndsOn(e.target.value)}
          />
        </Stack>
        <FormControlLabel
          control={
            <Checkbox
              checked={isSigningIncluded}
              onChange={(e) => setSigningIncluded(e.target.checked)}
            />
          }
          label="They may also sign a round"
        />
      </Stack>
    </FormDialog>
  );
}
