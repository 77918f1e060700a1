import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { Decision, Revision, UpdateDetail } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { HashText, InstantText, personWords } from '../components/Facts.tsx';
import { decisionWords, REVISION_KIND_WORDS } from '../components/words.ts';
import { LastReminded } from '../reminders/LastReminded.tsx';
import { Contributors } from './Contributors.tsx';
import { useRevisions } from './LeadEdits.tsx';
import { RevisionDialog } from './RevisionDialog.tsx';
import { SetAsideHistory } from './SetAsideTexts.tsx';

/** Who decided what, who writes, and every revision so far. */
export function HistoryColumn({ update }: { update: UpdateDetail }) {
  const [shown, setShown] = useState<Revision>();
  const revisions = useRevisions(update);
  const newestFirst = [...(revisions.data?.data ?? [])].sort((a, b) => b.number - a.number);
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        What has happened
      </Typography>
      {update.decisions.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>Nothing has been decided yet.</Typography>
      ) : (
        <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {[...update.decisions].reverse().map((decision) => (
            <DecisionItem key={decision.id} decision={decision} />
          ))}
        </Box>
      )}
      <LastReminded updateId={update.id} />
      <Contributors update={update} />
      {newestFirst.length > 0 && (
        <>
          <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
            Revisions
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {newestFirst.map((revision) => (
              <Box component="li" key={revision.id} sx={{ mb: 1 }}>
                <Button size="small" onClick={() => setShown(revision)} sx={{ px: 0.5, ml: -0.5 }}>
                  Revision {revision.number}
                </Button>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {REVISION_KIND_WORDS[revision.kind]}
                  {revision.madeBy &&
                    `: ${personWords(revision.madeBy, revision.onBehalfOf)}`},{' '}
                  <InstantText value={revision.madeAt} />, <HashText hash={revision.contentHash} />
                </Typography>
              </Box>
            ))}
          </Box>
        </>
      )}
      <SetAsideHistory update={update} />
      {shown && (
        <RevisionDialog
          update={update}
          revision={shown}
          revisions={newestFirst}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

export const DecisionItem = ({ decision }: { decision: Decision }) => (
  <Box component="li" sx={{ mb: 1.25, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}>
    <Typography variant="body2">
      <strong>{personWords(decision.by)}</strong>
      {decision.onBehalfOf && ` for ${personWords(decision.onBehalfOf)}`}{' '}
      {decisionWords(decision.kind)}
      {decision.revisionNumber !== undefined && ` revision ${decision.revisionNumber}`}
      {decision.kind === 'confirm_still_true' &&
        decision.publicationOn &&
        `, for publication on ${formatDate(decision.publicationOn)}`}
    </Typography>
    {decision.reason && (
      <Typography variant="body2" sx={{ whiteSpace: 'pre-line', fontStyle: 'italic' }}>
        {decision.reason}
      </Typography>
    )}
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      <InstantText value={decision.at} />
    </Typography>
  </Box>
);
