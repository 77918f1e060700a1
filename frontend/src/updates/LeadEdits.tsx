import { Alert, AlertTitle, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { Revision, UpdateDetail } from '../api/types.ts';
import { DiffView } from '../components/DiffView.tsx';
import { InstantText, personWords } from '../components/Facts.tsx';
import { QueryStates } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';

/** Every revision that the reader may see. */
export function useRevisions(update: UpdateDetail) {
  const api = useApi();
  return useQuery({
    queryKey: ['updates', update.id, 'revisions'],
    queryFn: () => api.getRevisions(update.id),
    enabled: update.textAccess !== 'none' && update.latestRevision !== undefined,
  });
}

/** The last submission before a revision, and what leads made of it since; their texts only when readable. */
function useLeadEdits(update: UpdateDetail, revision: Revision) {
  const query = useRevisions(update);
  const before = query.data?.data.filter(({ number }) => number < revision.number) ?? [];
  const submitted = before.findLast(({ kind }) => kind === 'submission');
  const edits = before.filter(
    ({ kind, number }) => kind === 'lead_edit' && number > (submitted?.number ?? 0),
  );
  return { submitted, edits: [...edits, revision], isReady: query.data !== undefined };
}

/** “The lead, MPS, 9 May 2022, 10:00, and …” */
const Editors = ({ edits }: { edits: readonly Revision[] }) =>
  edits.map(({ id, madeBy, onBehalfOf, madeAt }, index) => (
    <Fragment key={id}>
      {index > 0 && '; '}
      {madeBy ? personWords(madeBy, onBehalfOf) : 'a lead'}, <InstantText value={madeAt} />
    </Fragment>
  ));

/** The decision by which the revision stands approved. */
const approvalOf = ({ approvedRevision, decisions }: UpdateDetail, { id, number }: Revision) =>
  approvedRevision?.id === id
    ? decisions.findLast((each) => each.kind === 'approve' && each.revisionNumber === number)
    : undefined;

/** Who wrote into the owner's words and who approved the text: under its heading. */
export function WhoChangedIt({ update, revision }: { update: UpdateDetail; revision: Revision }) {
  const { edits } = useLeadEdits(update, revision);
  const approval = approvalOf(update, revision);
  const isEdited = revision.kind === 'lead_edit';
  if (!isEdited && !approval) return null;
  return (
    <Typography variant="body2" sx={{ mb: 1.5 }}>
      {isEdited && (
        <>
          Changed by <Editors edits={edits} />.{' '}
        </>
      )}
      {approval ? (
        <>
          Approved by {personWords(approval.by, approval.onBehalfOf)},{' '}
          <InstantText value={approval.at} />.
        </>
      ) : (
        update.state === 'submitted' && 'Another lead approves it.'
      )}
    </Typography>
  );
}

/** What leads changed in the owner's words is always shown to the owner: all since they submitted. */
export function LeadEdits({ update, revision }: { update: UpdateDetail; revision: Revision }) {
  const { submitted, isReady } = useLeadEdits(update, revision);
  // Whoever may read only the approved text has nothing to compare it with.
  if (revision.kind !== 'lead_edit' || (isReady && !submitted)) return null;
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        What was changed after it was submitted
      </Typography>
      <Changes update={update} from={submitted} to={revision} />
    </Box>
  );
}

/** To whoever goes on writing: these words are no longer all their own. */
export function EditedBefore({ update }: { update: UpdateDetail }) {
  const revision = update.latestRevision;
  return revision?.kind === 'lead_edit' ? (
    <EditedWords update={update} revision={revision} />
  ) : null;
}

function EditedWords({ update, revision }: { update: UpdateDetail; revision: Revision }) {
  const { submitted, edits } = useLeadEdits(update, revision);
  return (
    <Alert severity="info">
      <AlertTitle>
        Since you submitted it, changed by <Editors edits={edits} />
      </AlertTitle>
      The draft goes on from the changed text.
      <details>
        <summary>What was changed</summary>
        <Box sx={{ mt: 1, color: 'text.primary' }}>
          <Changes update={update} from={submitted} to={revision} />
        </Box>
      </details>
    </Alert>
  );
}

function Changes(props: { update: UpdateDetail; from?: Revision; to: Revision }) {
  const { update, from, to } = props;
  const api = useApi();
  const query = useQuery({
    queryKey: ['diff', update.id, from?.id, to.id],
    queryFn: () => api.getDiff(update.id, from!.id, to.id),
    enabled: from !== undefined,
  });
  return (
    <QueryStates query={query} what="the changes">
      {(answer) => <DiffView answer={answer} isCompact />}
    </QueryStates>
  );
}
