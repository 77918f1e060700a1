import { Box, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { Signing } from '../api/types.ts';
import { FormDialog, MissingField } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

interface DeclineDialogProps {
  roundId: string;
  signing: Signing;
  onClose: () => void;
}

/** Names the rows that cannot be signed, each with its reason; the others stay approved. */
export function DeclineDialog({ roundId, signing, onClose }: DeclineDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [isChecked, setChecked] = useState(false);
  const chosen = Object.entries(reasons);
  const decline = async () => {
    const missing = chosen.find(([, reason]) => !reason.trim());
    if (missing) {
      setChecked(true);
      document.getElementById(`reason-${missing[0]}`)?.focus();
      throw new MissingField();
    }
    const objections = chosen.map(([updateId, reason]) => ({ updateId, reason: reason.trim() }));
    await verb.attempt(
      () => api.decline(roundId, signing.manifest.id, objections),
      'Declined: the rows you named go back to their owners',
    );
  };
  const toggle = (id: string, isOn: boolean) => {
    const { [id]: _gone, ...others } = reasons;
    setReasons(isOn ? { ...others, [id]: '' } : others);
  };
  return (
    <FormDialog
      title={`Decline ${signing.title}`}
      confirmWords={
        chosen.length === 1
          ? 'Decline, returning 1 row'
          : `Decline, returning ${chosen.length} rows`
      }
      onConfirm={decline}
      onError={() => setChecked(true)}
      onClose={onClose}
      isConfirmDisabled={chosen.length === 0}
      width="md"
    >
      <Typography sx={{ mb: 1.5 }}>
        Tick each row that you cannot sign and say why. Those go back to their owners with your
        reason; an omission that you tick ends; all the others stay approved. The seal is broken,
        and you are asked again when it is renewed.
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {signing.lines
          .filter(({ isPinned }) => !isPinned)
          .map(({ updateId, reference, title, omission }) => {
            const reason = reasons[updateId];
            const isMissing = isChecked && reason !== undefined && !reason.trim();
            return (
              <li key={updateId}>
                <FormControlLabel
                  control={
                    <Checkbox
                      checked={reason !== undefined}
                      onChange={(event) => toggle(updateId, event.target.checked)}
                    />
                  }
                  label={[reference, title, omission && '(omitted)'].filter(Boolean).join(' ')}
                />
                {reason !== undefined && (
                  <TextField
                    id={`reason-${updateId}`}
                    label={`Reason: ${title}`}
                    value={reason}
                    onChange={(event) => setReasons({ ...reasons, [updateId]: event.target.value })}
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
