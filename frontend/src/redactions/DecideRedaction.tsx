import { Alert, Box, Typography } from '@mui/material';
import type { Redaction, RedactionDetail } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { SecondPerson } from '../components/SecondPerson.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { useRecord } from '../providers/useRecord.ts';

/** The second person's part in a redaction. */
export const DecideRedaction = ({ redaction }: { redaction: Redaction }) => (
  <SecondPerson
    asked={redaction}
    title={redaction.update.title}
    outcome={outcomeWords(redaction)}
    dialog={(decision, onClose) =>
      decision === 'confirm' ? (
        <EffectDialog redaction={redaction} onClose={onClose} />
      ) : (
        <RefuseDialog redaction={redaction} onClose={onClose} />
      )
    }
  />
);

const outcomeWords = ({ state, fileSha256, changed }: Redaction): string =>
  state === 'refused'
    ? 'Refused.'
    : fileSha256
      ? 'Confirmed: the file is gone.'
      : `Confirmed: ${textsWords(changed)} changed.`;

const textsWords = (count: number): string => (count === 1 ? '1 text' : `${count} texts`);

interface DialogProps {
  redaction: Redaction;
  onClose: () => void;
}

function RefuseDialog({ redaction: { id, fileSha256 }, onClose }: DialogProps) {
  const api = useApi();
  const verb = useVerb();
  return (
    <ConfirmDialog
      title="Refuse this redaction?"
      confirmWords="Refuse"
      onConfirm={() => verb.attempt(() => api.refuseRedaction(id), 'Refused')}
      onClose={onClose}
    >
      {fileSha256
        ? 'The file stays. That it was asked for stays on record.'
        : 'The words stay in the texts. They are removed from this list; that it was asked for stays on record.'}
    </ConfirmDialog>
  );
}

function EffectDialog({ redaction, onClose }: DialogProps) {
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
