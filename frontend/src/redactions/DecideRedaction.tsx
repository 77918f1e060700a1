import { Alert, Box, Typography } from '@mui/material';
import { useState } from 'react';
import type { Redaction, RedactionDetail } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { InstantText, PersonName, personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { useRecord } from '../providers/useRecord.ts';

/** What was decided and by whom; or the buttons for the second person. */
export function DecideRedaction({ redaction }: { redaction: Redaction }) {
  const api = useApi();
  const verb = useVerb();
  const [asking, setAsking] = useState<'confirm' | 'refuse'>();
  const { id, state, update, changed, decidedBy, decidedOnBehalfOf, decidedAt } = redaction;
  if (decidedBy && decidedAt) {
    return (
      <>
        {state === 'refused'
          ? 'Refused. '
          : redaction.fileSha256
            ? 'Confirmed: the file is gone. '
            : `Confirmed: ${textsWords(changed)} changed. `}
        <PersonName person={decidedBy} onBehalfOf={decidedOnBehalfOf} />,{' '}
        <InstantText value={decidedAt} />
      </>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <ActionButton
        action={actionOf(redaction, 'confirm')}
        onAct={() => setAsking('confirm')}
        variant="outlined"
        size="small"
        aria-label={`Look and confirm: ${update.title}`}
      >
        Look and confirm
      </ActionButton>
      <ActionButton
        action={actionOf(redaction, 'refuse')}
        onAct={() => setAsking('refuse')}
        size="small"
        aria-label={`Refuse: ${update.title}`}
      >
        Refuse
      </ActionButton>
      {asking === 'confirm' && (
        <EffectDialog redaction={redaction} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'refuse' && (
        <ConfirmDialog
          title="Refuse this redaction?"
          confirmWords="Refuse"
          onConfirm={() => verb.attempt(() => api.refuseRedaction(id), 'Refused')}
          onClose={() => setAsking(undefined)}
        >
          {redaction.fileSha256
            ? 'The file stays. That it was asked for stays on record.'
            : 'The words stay in the texts. They are removed from this list; that it was asked for stays on record.'}
        </ConfirmDialog>
      )}
    </Box>
  );
}

const textsWords = (count: number): string => (count === 1 ? '1 text' : `${count} texts`);

function EffectDialog({ redaction, onClose }: { redaction: Redaction; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const query = useRecord<RedactionDetail>('redactions', redaction.id);
  const effect = query.data?.effect;
  return (
    <ConfirmDialog
      title={redaction.fileSha256 ? 'Redact this file?' : 'Redact these words?'}
      confirmWords={redaction.fileSha256 ? 'Redact it for good' : 'Redact them for good'}
      isDanger
      isConfirmDisabled={!effect || effect.texts.length === 0}
      onConfirm={() =>
        verb.attempt(() => api.confirmRedaction(redaction.id, effect!.hash), 'Redacted')
      }
      onClose={onClose}
      width="md"
    >
      <QueryStates query={query} what="the texts">
        {(detail) => <Effect redaction={detail} />}
      </QueryStates>
    </ConfirmDialog>
  );
}

/** The words, and every text that holds them. */
function Effect({ redaction }: { redaction: RedactionDetail }) {
  const { words, fileSha256, effect, reason, askedBy, askedOnBehalfOf } = redaction;
  if (!effect) return null;
  return (
    <>
      <Typography>
        {personWords(askedBy, askedOnBehalfOf)} asks for{' '}
        {fileSha256 ? 'a file' : <strong>“{words}”</strong>} to be taken out. The reason given:{' '}
        {reason}
      </Typography>
      {effect.texts.length === 0 ? (
        <Alert severity="info" sx={{ mt: 2 }}>
          No text holds these words any more. Refuse it, and they are removed from this list.
        </Alert>
      ) : (
        <>
          <Typography variant="h3" sx={{ mt: 2 }}>
            {fileSha256 ? 'Where it is named' : 'Where they stand'}
          </Typography>
          <Box component="ul" sx={{ pl: 3, my: 1 }}>
            {effect.texts.map(({ what, count, titles }) => (
              <li key={what}>
                {[`${what} (${count})`, [...new Set(titles)].join('; ')].filter(Boolean).join(': ')}
              </li>
            ))}
          </Box>
          <Alert severity="warning">
            This cannot be undone.{' '}
            {fileSha256
              ? 'Nobody can open the file from then on; texts and editions go on naming it with its hash.'
              : 'Texts that are submitted or approved go back to their owners, sealed rounds that print them are opened again, and the files of published editions are made anew.'}{' '}
            Copies outside of the system, backups among them, are yours to find.
          </Alert>
        </>
      )}
    </>
  );
}
