import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Box, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type {
  CommitmentDetail,
  RegisterChangeInput,
  RegisterChangeKind,
  RegisterPreview,
  RoundSummary,
} from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { ErrorState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { ChangeFields } from './ChangeFields.tsx';
import { EffectView } from './EffectView.tsx';
import { CHANGE_WORDS } from './registerWords.ts';
import { startOf } from './startOf.ts';

interface ChangeDialogProps {
  kind: RegisterChangeKind;
  planId: string;
  /** Absent for a new one. */
  commitment?: CommitmentDetail;
  onClose: () => void;
}

/** One change of the register: from which round, what, why; then its effect; then it is made. */
export function ChangeDialog({ kind, planId, commitment, onClose }: ChangeDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const words = CHANGE_WORDS[kind];
  const [edited, setEdited] = useState<Partial<RegisterChangeInput>>({});
  const [roundId, setRoundId] = useState('');
  const [reason, setReason] = useState('');
  const [preview, setPreview] = useState<RegisterPreview>();
  const [error, setError] = useState<unknown>();
  const rounds = useCurrentRounds(planId);
  const standing = useQuery({
    queryKey: ['register', 'standing', commitment?.id, roundId],
    queryFn: () => api.getStanding(commitment!.id, roundId),
    enabled: commitment !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const isKnown = !commitment || (standing.isSuccess && !standing.isFetching);
  const isOfThisRound = !commitment || (standing.isSuccess && !standing.isPlaceholderData);
  const values = { ...startOf(kind, planId, commitment, standing.data), ...edited };
  /** Whatever is edited, what was seen no longer holds. */
  const edit = (changed: Partial<RegisterChangeInput>) => {
    setPreview(undefined);
    setEdited({ ...edited, ...changed });
  };
  const input = { ...values, ...(roundId && { roundId }) };
  const confirm = async () => {
    if (!preview) {
      setPreview(await api.previewChange(input));
      return STAY_OPEN;
    }
    const { hash: seen, version } = preview;
    return verb
      .attempt(
        () => api.changeRegister({ ...input, reason: reason.trim(), seen, version }),
        words.done,
      )
      .catch((refusal: unknown) => {
        setPreview(undefined);
        throw refusal;
      });
  };
  return (
    <FormDialog
      title={words.title(commitment?.title ?? '')}
      confirmWords={preview ? 'Make the change' : 'See the effect'}
      onConfirm={confirm}
      onClose={onClose}
      onError={setError}
      isConfirmDisabled={!isKnown || (preview !== undefined && preview.refusals.length > 0)}
      width="md"
    >
      <Typography sx={{ mb: 2 }}>{words.meaning}</Typography>
      <Stack sx={{ gap: 2 }}>
        <TextField
          id="field-roundId"
          select
          label="From which round on"
          value={roundId}
          onChange={(event) => {
            setPreview(undefined);
            setRoundId(event.target.value);
          }}
          error={fieldError(error, 'roundId') !== undefined}
          helperText={
            fieldError(error, 'roundId') ??
            'In an open round the rows change at once; in a planned one when it opens.'
          }
          slotProps={{ select: { native: true } }}
        >
          <option value="">The next round to be opened</option>
          {rounds.map((round) => (
            <option key={round.id} value={round.id}>
              {round.title} ({round.state})
            </option>
          ))}
        </TextField>
        {standing.error && (
          <ErrorState error={standing.error} onRetry={() => void standing.refetch()} />
        )}
        {/* What is typed into a field whose text has not arrived would end up within that text. */}
        <Box
          component="fieldset"
          role="presentation"
          disabled={!isOfThisRound}
          sx={{ display: 'contents' }}
        >
          <ChangeFields values={values} onChange={edit} planId={planId} error={error} />
        </Box>
        <TextField
          id="field-reason"
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          required
          multiline
          minRows={2}
          error={fieldError(error, 'reason') !== undefined}
          helperText={
            fieldError(error, 'reason') ??
            'Kept in the commitment’s history for those who work on the plan.'
          }
          slotProps={{ htmlInput: { minLength: 3, maxLength: 4000 } }}
        />
      </Stack>
      {preview && <EffectView preview={preview} />}
    </FormDialog>
  );
}

/** The rounds from which a change can hold: open and planned, in order. */
function useCurrentRounds(planId: string): RoundSummary[] {
  const { data } = useGetList<RoundSummary>('rounds', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'periodEnd', order: 'ASC' },
    filter: { planId },
  });
  return (data ?? []).filter(
    ({ state, isSummary }) => !isSummary && (state === 'open' || state === 'planned'),
  );
}
