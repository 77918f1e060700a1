import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Revision, UpdateDetail } from '../api/types.ts';
import { actionOf, refusalWords } from '../components/ActionButton.tsx';
import { CommentableText } from '../comments/CommentableText.tsx';
import { DiffView } from '../components/DiffView.tsx';
import { HashText, InstantText, personWords } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { EmptyState, QueryStates } from '../components/States.tsx';
import { EvidenceSection } from '../evidence/EvidenceSection.tsx';
import { useApi } from '../providers/useMe.ts';
import { HowItCame } from './HowItCame.tsx';

/** The text for someone who may not write it now: with why, and who can. */
export function ReadColumn({ update }: { update: UpdateDetail }) {
  const revision = update.approvedRevision ?? update.latestRevision;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {headingOf(update)}
      </Typography>
      <Alert severity="info" sx={{ mb: 2 }}>
        You cannot change it. {refusalWords(actionOf(update, 'save_draft'))}
      </Alert>
      {revision ? (
        <>
          <HowItCame update={update} />
          <CommentableText>
            <ContentView content={revision.content} />
          </CommentableText>
          <Typography variant="body2" sx={{ mt: 2, color: 'text.secondary' }}>
            Revision {revision.number}
            {revision.madeBy && `, ${personWords(revision.madeBy)}`},{' '}
            <InstantText value={revision.madeAt} />, hash <HashText hash={revision.contentHash} />
          </Typography>
          {revision.kind === 'lead_edit' && <LeadEdit update={update} revision={revision} />}
          <Box sx={{ mt: 3 }}>
            <EvidenceSection updateId={update.id} mayChange={false} />
          </Box>
        </>
      ) : (
        <EmptyState
          title={update.textAccess === 'none' ? 'The text is not yours to see yet' : 'No text yet'}
        >
          {update.textAccess === 'none'
            ? 'You see the state and the date until it is published.'
            : 'It appears here when the owner has submitted it.'}
        </EmptyState>
      )}
    </>
  );
}

const headingOf = ({ approvedRevision }: UpdateDetail): string => {
  if (!approvedRevision) return 'The text';
  return approvedRevision.kind === 'lead_edit' ? 'Approved with changes' : 'The approved text';
};

/** What leads changed in the owner's words is always shown to the owner: all since they submitted. */
function LeadEdit({ update, revision }: { update: UpdateDetail; revision: Revision }) {
  const api = useApi();
  const revisions = useQuery({
    queryKey: ['updates', update.id, 'revisions'],
    queryFn: () => api.getRevisions(update.id),
  });
  const submitted = revisions.data?.data
    .filter(({ kind, number }) => kind === 'submission' && number < revision.number)
    .at(-1);
  const query = useQuery({
    queryKey: ['diff', update.id, submitted?.id, revision.id],
    queryFn: () => api.getDiff(update.id, submitted!.id, revision.id),
    enabled: submitted !== undefined,
  });
  // Whoever may read only the approved text has nothing to compare it with.
  if (revisions.data && !submitted) return null;
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        What was changed after it was submitted
      </Typography>
      <QueryStates query={query} what="the changes">
        {(answer) => <DiffView answer={answer} isCompact />}
      </QueryStates>
    </Box>
  );
}
