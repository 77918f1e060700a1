import { Typography } from '@mui/material';
import { useState } from 'react';
import type { Override } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { InstantText, PersonName, personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { useVerb } from '../components/useVerb.ts';
import { OVERRIDE_WORDS } from '@common/overrides.ts';
import { useApi } from '../providers/useMe.ts';

/** Who confirmed an override and when; or the button for the second person. */
export function ConfirmOverride({ override }: { override: Override }) {
  const api = useApi();
  const verb = useVerb();
  const [isOpen, setOpen] = useState(false);
  if (override.confirmedBy) {
    return (
      <>
        <PersonName person={override.confirmedBy} onBehalfOf={override.confirmedOnBehalfOf} />
        {override.confirmedAt && (
          <>
            , <InstantText value={override.confirmedAt} />
          </>
        )}
      </>
    );
  }
  if (override.endedAt) {
    return (
      <>
        Ended <InstantText value={override.endedAt} />
      </>
    );
  }
  return (
    <>
      <ActionButton
        action={actionOf(override, 'confirm')}
        onAct={() => setOpen(true)}
        variant="outlined"
        size="small"
        aria-label={`Confirm: ${OVERRIDE_WORDS[override.kind]}, ${override.subject.title}`}
      >
        Confirm
      </ActionButton>
      {isOpen && (
        <ConfirmDialog
          title="Confirm this override?"
          confirmWords="Confirm"
          onConfirm={() => verb.attempt(() => api.confirmOverride(override.id), 'Confirmed')}
          onClose={() => setOpen(false)}
        >
          <Typography sx={{ mb: 1.5 }}>
            {OVERRIDE_WORDS[override.kind]}: <strong>{override.subject.title}</strong>, made by{' '}
            {personWords(override.madeBy, override.madeOnBehalfOf)}. The reason given:
          </Typography>
          <Typography
            component="blockquote"
            sx={{ m: 0, pl: 2, borderLeft: 4, borderColor: 'divider' }}
          >
            {override.reason}
          </Typography>
          <Typography sx={{ mt: 1.5 }}>
            Your name is recorded as the second person. A confirmation cannot be taken back.
          </Typography>
        </ConfirmDialog>
      )}
    </>
  );
}
