import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { SetAsideText, UpdateDetail } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { useApi } from '../providers/useMe.ts';
import { setAsideKey } from './setAsideKey.ts';

function useSetAside(update: UpdateDetail): SetAsideText[] {
  const api = useApi();
  const query = useQuery({
    queryKey: setAsideKey(update.id),
    queryFn: () => api.getSetAside(update.id),
    enabled: update.textAccess === 'draft',
  });
  return query.data?.data ?? [];
}

/** Beside the text being written: what gave way to another since it was last submitted. */
export function SetAsideNotice({ update }: { update: UpdateDetail }) {
  const since = update.latestRevision?.madeAt ?? '';
  const texts = useSetAside(update).filter(({ setAsideAt }) => setAsideAt > since);
  if (texts.length === 0) return null;
  return (
    <Alert severity="info" sx={{ mb: 1.5, '& .MuiAlert-message': { minWidth: 0 } }}>
      {texts.length === 1 ? 'A text was' : `${texts.length} texts were`} set aside when two wrote
      here. Nothing of {texts.length === 1 ? 'it' : 'them'} is lost: read{' '}
      {texts.length === 1 ? 'it' : 'them'} here, and later in the history.
      <TextList texts={texts} />
    </Alert>
  );
}

/** In the history: everything that ever gave way, for those who write the text. */
export function SetAsideHistory({ update }: { update: UpdateDetail }) {
  const texts = useSetAside(update);
  if (texts.length === 0) return null;
  return (
    <>
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        Texts set aside
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Read by those who write this text.
      </Typography>
      <TextList texts={texts} />
    </>
  );
}

const TextList = ({ texts }: { texts: readonly SetAsideText[] }) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {texts.map(({ id, content, writtenBy, setAsideBy, onBehalfOf, setAsideAt }) => (
      <Box component="li" key={id} sx={{ mt: 0.75 }}>
        <details>
          <summary>
            {writtenBy ? `What ${personWords(writtenBy)} wrote` : 'What somebody wrote'}, set aside
            by {personWords(setAsideBy, onBehalfOf)}, <InstantText value={setAsideAt} />
          </summary>
          <Box sx={{ py: 1 }}>
            <ContentView content={content} />
          </Box>
        </details>
      </Box>
    ))}
  </Box>
);
