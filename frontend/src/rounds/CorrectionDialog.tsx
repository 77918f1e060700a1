import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import type { PersonRef, Round } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { CorrectionRows } from './CorrectionRows.tsx';
import { CorrectionWords } from './CorrectionWords.tsx';
import { usePrintedRows } from './printedRows.ts';
import { useCorrectedWords } from './useCorrectedWords.ts';

/** Copies of the wrong updates run through the workflow again; everything else stays as signed. */
export function CorrectionDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [chosen, setChosen] = useState<string[]>([]);
  const [owner, setOwner] = useState<PersonRef | null>(null);
  const [error, setError] = useState<unknown>();
  const rows = usePrintedRows(round);
  const form = useCorrectedWords(round);
  const isSummary = round.isSummary ?? false;
  const noun = isSummary ? 'paragraph' : 'row';
  const ownerError = fieldError(error, 'ownerId');
  const start = (reason: string) =>
    verb.attempt(
      () =>
        api.startCorrection(round.id, {
          ...{ updateIds: chosen, reason, ownerId: owner?.id },
          ...(form.words && { words: form.words }),
        }),
      'The correction has started',
    );
  return (
    <ReasonDialog
      title="Start a correction"
      confirmWords="Start the correction"
      label="What is wrong, and why it is corrected"
      hint="It is printed on top of the corrected edition."
      isConfirmDisabled={chosen.length === 0 && !form.words}
      width="md"
      onConfirm={start}
      onClose={onClose}
      onError={setError}
    >
      <Typography sx={{ mb: 1.5 }}>
        The published edition stays until the correction has been approved, signed and published as
        its next version. Choose the {noun}s to correct: their words are due three working days
        after today.
      </Typography>
      <Typography sx={{ mb: 1.5 }} color="text.secondary">
        {isSummary
          ? 'Of a paragraph its text and its evidence can be corrected. Its heading and the order of the paragraphs stay as they were signed.'
          : 'Of a row everything that its update says can be corrected: text, delivery, figures, next milestone and evidence; and, once the correction has started, reference and wording as printed. Title and place of the rows stay as they were signed.'}{' '}
        If one of those is wrong, say so in the reason, or withdraw the edition.
      </Typography>
      <QueryStates query={rows} what={`the ${noun}s of the edition`}>
        {(printed) => (
          <>
            <CorrectionRows rows={printed} chosen={chosen} onChoose={setChosen} noun={noun} />
            <CorrectionWords
              form={form}
              headings={[...new Set(printed.map(({ chapter }) => chapter))]}
              isSummary={isSummary}
              error={error}
            />
          </>
        )}
      </QueryStates>
      <Box>
        <PersonPicker
          id="field-ownerId"
          label={`Who drafts the corrected ${noun}s`}
          isOptional
          value={owner}
          onChange={setOwner}
          isError={ownerError !== undefined}
          helperText={
            ownerError ??
            'If you choose nobody: whoever owned the row, or whoever owns its commitment now.'
          }
        />
      </Box>
    </ReasonDialog>
  );
}
