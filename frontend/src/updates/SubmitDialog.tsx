import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UpdateDetail } from '../api/types.ts';
import { actionOf } from '../components/ActionButton.tsx';
import { OpenThreads } from '../comments/OpenThreads.tsx';
import { UnsentComments } from '../comments/UnsentComments.tsx';
import { DiffView } from '../components/DiffView.tsx';
import { personWords } from '../components/Facts.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { TextChoice } from '../components/TextChoice.tsx';
import { UnchangedFacts } from '../components/UnchangedFacts.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useEvidence } from '../evidence/evidenceApi.ts';
import { EvidenceRead } from '../evidence/EvidenceRead.tsx';
import { useApi } from '../providers/useMe.ts';
import { OpenSuggestions } from '../suggestions/OpenSuggestions.tsx';
import type { DraftSaver } from './DraftSaver.ts';

interface SubmitDialogProps {
  update: UpdateDetail;
  saver: DraftSaver;
  onClose: () => void;
}

/** What the reviewer will see, seen by the owner first. */
export function SubmitDialog({ update, saver, onClose }: SubmitDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const { previous, latestRevision } = update;
  const [from, setFrom] = useState(latestRevision ? 'last_submission' : 'last_edition');
  const hasDiff = previous !== undefined || latestRevision !== undefined;
  const diff = useQuery({
    queryKey: ['diff', update.id, from, 'draft', saver.version],
    queryFn: async () => {
      await saver.settledVersion();
      return api.getDiff(update.id, from, 'draft');
    },
    enabled: hasDiff,
    gcTime: 0,
  });
  const evidence = useEvidence(update.id);
  const onBehalfOf = actionOf(update, 'submit')?.onBehalfOf;
  const submit = async () => {
    const version = await saver.settledVersion();
    await verb.attempt(
      () =>
        api.submit(
          update.id,
          version,
          evidence.data?.map(({ id }) => id),
        ),
      'Submitted: it is now with the reviewers',
    );
  };
  return (
    <FormDialog
      title="What the reviewer will see"
      confirmWords="Submit"
      isConfirmDisabled={!evidence.data}
      onConfirm={submit}
      onClose={onClose}
      width="lg"
    >
      <OpenSuggestions update={update} />
      <UnsentComments />
      <OpenThreads onClose={onClose}>
        Whoever reads the submission reads its open comments too.
      </OpenThreads>
      {onBehalfOf && (
        <Alert severity="info" sx={{ mb: 2 }}>
          You submit for {personWords(onBehalfOf)}; both names are recorded.
        </Alert>
      )}
      {previous && latestRevision && (
        <Box sx={{ display: 'flex', mt: 1, mb: 2 }}>
          <TextChoice
            label="Compare your draft with"
            value={from}
            choices={[
              {
                id: 'last_submission',
                name: `What you last submitted (revision ${latestRevision.number})`,
              },
              { id: 'last_edition', name: previous.editionTitle },
            ]}
            onChange={setFrom}
          />
        </Box>
      )}
      {hasDiff ? (
        <QueryStates query={diff} what="what changed">
          {(answer) => (
            <>
              <DiffView answer={answer} isEvidenceBeside />
              <UnchangedFacts content={saver.content} diff={answer.diff} isEvidenceBeside />
            </>
          )}
        </QueryStates>
      ) : (
        <ContentView content={saver.content} />
      )}
      <EvidenceRead updateId={update.id} change={diff.data?.diff.evidence} />
      <Typography sx={{ mt: 2, color: 'text.secondary' }}>
        After submitting you cannot change it, unless you recall it before a reviewer has taken it,
        or it is returned.
      </Typography>
    </FormDialog>
  );
}
