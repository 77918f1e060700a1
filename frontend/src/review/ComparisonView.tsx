import { Alert, Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comparison, UpdateDetail } from '../api/types.ts';
import { CommentableText } from '../comments/CommentableText.tsx';
import { DiffView } from '../components/DiffView.tsx';
import { HashText, InstantText } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { TextChoice } from '../components/TextChoice.tsx';
import { UnchangedFacts } from '../components/UnchangedFacts.tsx';
import { EvidenceRead } from '../evidence/EvidenceRead.tsx';
import { useApi } from '../providers/useMe.ts';
import { textChoices } from '../updates/textChoices.ts';
import { useLook } from './useLook.ts';

/** What changed since the last edition, since the reviewer last looked, or between any two texts. */
export function ComparisonView({ update }: { update: UpdateDetail }) {
  const api = useApi();
  const latest = update.latestRevision!;
  const [from, setFrom] = useState('last_edition');
  const [to, setTo] = useState(latest.id);
  const revisions = useQuery({
    queryKey: ['updates', update.id, 'revisions'],
    queryFn: () => api.getRevisions(update.id),
  });
  const look = useLook(update.id, from, to);
  const known = revisions.data?.data ?? [latest];
  const choices = textChoices(update, known, look.data?.lastLook);
  const shown = known.find(({ id }) => id === to) ?? latest;
  const isNewest = shown.id === latest.id;
  const isTextAlone = from === 'nothing' || (from === 'last_edition' && !update.previous);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}>
        <TextChoice
          label="Compare with"
          value={from}
          choices={[
            ...(update.previous
              ? []
              : [{ id: 'last_edition', name: 'The last edition: it was not in it' }]),
            ...choices.filter(({ id }) => id !== to),
            { id: 'nothing', name: 'Nothing: show the text alone' },
          ]}
          onChange={setFrom}
        />
        {known.length > 1 && (
          <TextChoice
            label="Show"
            value={to}
            choices={choices.filter(
              ({ id }) => id !== from && known.some((each) => each.id === id),
            )}
            onChange={setTo}
          />
        )}
      </Box>
      <QueryStates query={look} what="what changed">
        {(answer) => (
          <>
            <LastLook
              lastLook={from === 'last_look' ? undefined : answer.lastLook}
              isNewest={isNewest}
              onCompare={() => setFrom('last_look')}
            />
            <CommentableText>
              {isTextAlone ? (
                <ContentView content={shown.content} isEvidenceBeside={isNewest} />
              ) : (
                <>
                  <DiffView answer={answer} isEvidenceBeside={isNewest} />
                  <UnchangedFacts
                    content={shown.content}
                    diff={answer.diff}
                    isEvidenceBeside={isNewest}
                  />
                </>
              )}
            </CommentableText>
          </>
        )}
      </QueryStates>
      <EvidenceRead
        updateId={update.id}
        title={isNewest ? undefined : `Evidence of revision ${latest.number}`}
        change={isNewest && !isTextAlone ? look.data?.diff.evidence : undefined}
      />
      <Typography variant="body2" sx={{ mt: 3, color: 'text.secondary' }}>
        Revision {shown.number}, <InstantText value={shown.madeAt} />, hash{' '}
        <HashText hash={shown.contentHash} />
      </Typography>
    </>
  );
}

/** That the words have changed since the reviewer was last shown them. */
function LastLook(props: {
  lastLook: Comparison['lastLook'];
  isNewest: boolean;
  onCompare: () => void;
}) {
  const { lastLook, isNewest, onCompare } = props;
  if (!lastLook || !isNewest) return null;
  return (
    <Alert
      severity="warning"
      sx={{ mb: 2 }}
      action={
        <Button color="inherit" onClick={onCompare}>
          Compare with it
        </Button>
      }
    >
      Changed since you looked at revision {lastLook.number}, <InstantText value={lastLook.at} />.
    </Alert>
  );
}
