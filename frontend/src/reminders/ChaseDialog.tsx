import { Box, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LateOwners, MessageSettings } from '../api/types.ts';
import { formatInstant, momentWords } from '../components/dates.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useClock } from '../providers/clock.tsx';
import { useApi } from '../providers/useMe.ts';
import { ChasePreview } from './ChasePreview.tsx';
import { LateOwnerList } from './LateOwnerList.tsx';
import { UnreachableList } from './UnreachableList.tsx';

interface ChaseDialogProps {
  roundId: string;
  late: LateOwners;
  onClose: () => void;
}

/** Asks late owners for their words: who, for what, in which words and when it goes, shown first. */
export function ChaseDialog({ roundId, late: given, onClose }: ChaseDialogProps) {
  const api = useApi();
  const verb = useVerb();
  // As it was when the dialog was opened: the list does not change under the reader's hand.
  const [late] = useState(given);
  const [words, setWords] = useState(late.words);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        late.owners.flatMap(({ updates }) =>
          updates.filter(({ isChasedToday }) => !isChasedToday).map(({ id }) => id),
        ),
      ),
  );
  const [error, setError] = useState<unknown>();
  const owners = late.owners.filter(({ updates }) => updates.some(({ id }) => chosen.has(id)));
  const { data: settings } = useQuery({
    queryKey: ['message-settings'],
    queryFn: () => api.getMessageSettings(),
  });
  const wordsError = fieldError(error, 'words');
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const asked = `${count(owners.length, 'owner')} for ${count(chosen.size, 'update')}`;
  return (
    <FormDialog
      title="Remind late owners"
      width="md"
      confirmWords={chosen.size === 0 ? 'Nobody is chosen' : `Remind ${asked}`}
      isConfirmDisabled={chosen.size === 0}
      onConfirm={() =>
        verb.attempt(
          () => api.chaseOwners(roundId, [...chosen], words),
          `Asked ${asked}. Messages shows what becomes of it`,
        )
      }
      onClose={onClose}
      onError={setError}
    >
      <Typography sx={{ mb: 1.5 }}>
        Each owner gets one message: your words once, and under them their updates.
      </Typography>
      <TextField
        id="field-words"
        label="What you say to them"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        error={wordsError !== undefined}
        helperText={wordsError}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
        multiline
        minRows={3}
        required
        fullWidth
      />
      {settings && <WhenItGoes settings={settings} />}
      <Typography component="h3" variant="h3" sx={{ mt: 2.5, mb: 0.5 }}>
        Who is asked, and for what
      </Typography>
      <LateOwnerList owners={late.owners} chosen={chosen} onChoose={setChosen} />
      {chosen.size > 0 && words.trim() !== '' && (
        <ChasePreview roundId={roundId} updateIds={[...chosen]} words={words} />
      )}
      {late.unreachable.length > 0 && <UnreachableList updates={late.unreachable} />}
    </FormDialog>
  );
}

function WhenItGoes({ settings }: { settings: MessageSettings }) {
  const now = useClock()?.now;
  if (!now) return null;
  const { soonestEmailAt: soonest, from, until } = settings;
  const words = () => {
    if (!soonest) {
      return 'Their inbox shows it in three minutes. There is no mail server: the email is held under Messages, and goes only when somebody sends it once there is one.';
    }
    const isSoon = new Date(soonest).getTime() - now.getTime() < 10 * 60_000;
    return isSoon
      ? `It goes ${momentWords(soonest, now)}: what is asked of one person is gathered for three minutes.`
      : `Their inbox shows it in three minutes. The email goes on ${formatInstant(soonest)}: emails go only on working days from ${from} to ${until}, London time.`;
  };
  return (
    <Box role="note" sx={{ mt: 1.5, color: 'text.secondary' }}>
      {words()}
    </Box>
  );
}
