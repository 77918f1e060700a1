import { Alert, Box, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { Signing } from '../api/types.ts';
import { actionOf } from '../components/ActionButton.tsx';
import { personWords } from '../components/Facts.tsx';
import { FormDialog, MissingField } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { KeptLine } from '../half-written/KeptLine.tsx';
import { useApi } from '../providers/useMe.ts';
import { ObjectionList } from './ObjectionList.tsx';
import { useObjections } from './useObjections.ts';

interface DeclineDialogProps {
  roundId: string;
  signing: Signing;
  onClose: () => void;
}

/** Names the rows that cannot be signed, each with its reason; the others stay approved. */
export function DeclineDialog({ roundId, signing, onClose }: DeclineDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const objecting = useObjections(roundId, signing);
  const { objections, gone } = objecting;
  const [isChecked, setChecked] = useState(false);
  const onBehalfOf = actionOf(signing, 'decline')?.onBehalfOf;
  const decline = async () => {
    const missing = objections.find(({ reason }) => !reason.trim());
    if (missing) {
      setChecked(true);
      document.getElementById(`reason-${missing.updateId}`)?.focus();
      throw new MissingField();
    }
    const sent = objections.map(({ updateId, reason }) => ({ updateId, reason: reason.trim() }));
    await verb.attempt(
      () => api.decline(roundId, signing.manifest.id, sent),
      'Declined: the rows you named go back to their owners',
    );
    objecting.forget();
  };
  return (
    <FormDialog
      title={`Decline ${signing.title}`}
      confirmWords={
        objections.length === 1
          ? 'Decline, returning 1 row'
          : `Decline, returning ${objections.length} rows`
      }
      onConfirm={decline}
      onError={() => setChecked(true)}
      onClose={onClose}
      isConfirmDisabled={objections.length === 0}
      width="md"
    >
      <Typography sx={{ mb: 1.5 }}>
        Tick each row that you cannot sign and say why. Those go back to their owners with your
        reason; an omission that you tick ends; all the others stay approved. The seal is broken,
        and you are asked again when it is renewed.
      </Typography>
      {onBehalfOf && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          You decline for {personWords(onBehalfOf)}; both names are recorded.
        </Alert>
      )}
      <KeptLine kept={objecting.begun} onThrowAway={objecting.throwAway}>
        {gone.length > 0 && (
          <>
            Of these, this seal does not ask you about:
            <ObjectionList objections={gone} />
          </>
        )}
      </KeptLine>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {objecting.rows.map(({ updateId, reference, title, omission }) => {
          const reason = objecting.reasonOf(updateId);
          const isMissing = isChecked && reason !== undefined && !reason.trim();
          return (
            <li key={updateId}>
              <FormControlLabel
                control={
                  <Checkbox
                    checked={reason !== undefined}
                    onChange={(event) => objecting.toggle(updateId, title, event.target.checked)}
                  />
                }
                label={[reference, title, omission && '(omitted)'].filter(Boolean).join(' ')}
              />
              {reason !== undefined && (
                <TextField
                  id={`reason-${updateId}`}
                  label={`Reason: ${title}`}
                  value={reason}
                  onChange={(event) => objecting.say(updateId, event.target.value)}
                  error={isMissing}
                  helperText={isMissing ? 'Give a reason.' : undefined}
                  multiline
                  minRows={2}
                  required
                  fullWidth
                  sx={{ mb: 1.5 }}
                />
              )}
            </li>
          );
        })}
      </Box>
    </FormDialog>
  );
}
