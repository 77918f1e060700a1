import { Alert, Stack, TextField } from '@mui/material';
import { useState } from 'react';
import type { Round } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { sumUp } from './sumUp.ts';
import { RoundInputs, type RoundValues } from './RoundInputs.tsx';

/** The dates, the title and the address of a round that is not sealed. */
export function DatesDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [error, setError] = useState<unknown>();
  const [values, setValues] = useState<RoundValues>({
    title: round.title,
    slug: round.slug,
    periodLabel: round.periodLabel,
    periodStart: round.periodStart,
    periodEnd: round.periodEnd,
    asAt: round.asAt,
    ...round.dates,
  });
  const [reason, setReason] = useState('');
  const { publicationOn } = round.dates;
  const isMoved =
    round.state === 'open' && values.publicationOn !== '' && values.publicationOn !== publicationOn;
  const isEarlier = isMoved && values.publicationOn < publicationOn;
  const approved = sumUp(round).counts.approved ?? 0;
  const save = () => {
    const before: RoundValues = { ...pick(round), ...round.dates };
    const changed = Object.fromEntries(
      Object.entries(values).filter(([key, value]) => before[key as keyof RoundValues] !== value),
    );
    return verb.attempt(
      () =>
        api.changeRound(round.id, {
          version: round.version,
          ...changed,
          ...(isEarlier && { reason }),
        }),
      'Saved',
    );
  };
  return (
    <FormDialog
      title="Dates and title"
      confirmWords="Save"
      onConfirm={save}
      onClose={onClose}
      onError={setError}
      width="md"
    >
      <Stack sx={{ pt: 1 }}>
        <RoundInputs
          values={values}
          onChange={setValues}
          error={error}
          isSummary={round.isSummary}
        />
        {round.state === 'open' && values.draftsDueOn !== round.dates.draftsDueOn && (
          <Alert severity="info" sx={{ mt: 2.5 }}>
            Updates due on {formatDate(round.dates.draftsDueOn)} move with it, and reminders with
            them. Those with a date of their own keep it.
          </Alert>
        )}
        {isMoved && (
          <Alert severity="info" sx={{ mt: 2.5 }}>
            Publication moves from {formatDate(publicationOn)} to {formatDate(values.publicationOn)}
            .{' '}
            {approved === 0
              ? 'No text is approved yet, so nobody is asked anything.'
              : `The owners of the ${approved === 1 ? 'one approved text' : `${approved} approved texts`} are asked whether they are still true; the round is sealed when they have answered.`}
          </Alert>
        )}
        {isEarlier && (
          <TextField
            id="field-reason"
            label="Why publication is earlier"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={fieldError(error, 'reason') !== undefined}
            helperText={
              fieldError(error, 'reason') ??
              'An override: shown, also to the signatory, until someone else has confirmed it.'
            }
            required
            multiline
            minRows={2}
            sx={{ mt: 2.5 }}
          />
        )}
      </Stack>
    </FormDialog>
  );
}

const pick = ({ title, slug, periodLabel, periodStart, periodEnd, asAt }: Round) => ({
  title,
  slug,
  periodLabel,
  periodStart,
  periodEnd,
  asAt,
});
