import { Alert, Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Source, UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { DiffView } from '../components/DiffView.tsx';
import { InstantText, PersonName } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** The approved words that a paragraph began with, and what it tells of. */
export function SourcesColumn({ update }: { update: UpdateDetail }) {
  const api = useApi();
  const isReader = update.textAccess !== 'none' && update.textAccess !== 'published';
  const query = useQuery({
    queryKey: ['updates', update.id, 'sources'],
    queryFn: () => api.getSources(update.id),
    enabled: isReader,
  });
  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        What it began with
      </Typography>
      {isReader ? (
        <QueryStates query={query} what="the sources">
          {(sources) =>
            sources.length === 0 ? (
              <Typography sx={{ color: 'text.secondary' }}>
                An empty page: no approved words were taken over.
              </Typography>
            ) : (
              sources.map((source) => <OneSource key={source.id} update={update} source={source} />)
            )
          }
        </QueryStates>
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>
          Those who write and review the paragraph see it.
        </Typography>
      )}
      <Typography variant="h2" sx={{ mt: 3, mb: 0.5 }}>
        What it tells of
      </Typography>
      {update.commitments.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>No commitment in particular.</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {update.commitments.map(({ id, title }) => (
            <li key={id}>
              <RecordLink to={`/commitments/${id}/show`}>{title}</RecordLink>
            </li>
          ))}
        </Box>
      )}
    </>
  );
}

function OneSource({ update, source }: { update: UpdateDetail; source: Source }) {
  const { id, title, reference, chapter, standing, content, by, at } = source;
  return (
    <Box component="section" aria-label={title} sx={{ mb: 3 }}>
      <Typography variant="h3" component="p" sx={{ mt: 1.5 }}>
        <RecordLink to={`/updates/${id}`}>{title}</RecordLink>
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {[reference, chapter].filter(Boolean).join(' · ')} · taken or noted by{' '}
        <PersonName person={by} />, <InstantText value={at} />
      </Typography>
      {standing === 'withdrawn' && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          Nothing of it is approved at present: it is being changed, or was left out.
        </Alert>
      )}
      {standing === 'changed' && <Changed update={update} source={source} />}
      {standing !== 'changed' && <ContentView content={content} />}
    </Box>
  );
}

/** What is approved now beside what the paragraph began with; whoever writes can note it as read. */
function Changed({ update, source }: { update: UpdateDetail; source: Source }) {
  const api = useApi();
  const verb = useVerb();
  const note = () =>
    verb.run(() => api.noteSource(update.id, source.id, source.presentRevisionId!), 'Noted');
  return (
    <>
      <Alert severity="warning" sx={{ mb: 1 }}>
        It has been approved anew since, with other words.
        {isAllowed(update, 'save_draft') && (
          <Box sx={{ mt: 1 }}>
            <Button size="small" color="inherit" variant="outlined" onClick={() => void note()}>
              I have taken account of it
            </Button>
          </Box>
        )}
      </Alert>
      {source.change && <DiffView answer={source.change} isCompact />}
    </>
  );
}
