import { Box, Button, FormControlLabel, Switch, Typography } from '@mui/material';
import { useNotify } from 'react-admin';
import { useVerb } from '../components/useVerb.ts';
import { evidenceApi, type Evidence } from './evidenceApi.ts';
import { EvidenceLine } from './EvidenceLine.tsx';

interface EvidenceItemProps {
  updateId: string;
  item: Evidence;
}

/** One link or file of who writes the text: whether the edition prints it is theirs to say. */
export function EvidenceItem({ updateId, item }: EvidenceItemProps) {
  const verb = useVerb();
  const notify = useNotify();
  const { title, isPublished, marking } = item;
  const isSensitive = marking === 'official_sensitive';
  const publish = (wanted: boolean) =>
    verb.run(
      () => evidenceApi.change(updateId, item.id, { isPublished: wanted }),
      wanted ? 'It will be published with the edition' : 'It will not be published',
    );
  const restore = () => verb.run(() => evidenceApi.restore(updateId, item.id), 'It is back');
  const remove = async () => {
    const done = await verb.run(async () => {
      await evidenceApi.remove(updateId, item.id);
      return true;
    }, 'Removed');
    if (!done) return;
    notify(
      <Box component="span">
        Removed: {title}{' '}
        <Button color="inherit" size="small" onClick={() => void restore()}>
          Undo
        </Button>
      </Box>,
      { type: 'info', autoHideDuration: 10_000 },
    );
  };
  return (
    <Box component="li" sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
      <EvidenceLine updateId={updateId} item={item} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        {isSensitive ? (
          <Typography variant="body2">Never published, because it is sensitive.</Typography>
        ) : (
          <FormControlLabel
            control={
              <Switch
                checked={isPublished}
                onChange={(event) => void publish(event.target.checked)}
              />
            }
            label="Publish with the edition"
            slotProps={{ typography: { variant: 'body2' } }}
          />
        )}
        <Button size="small" onClick={() => void remove()} aria-label={`Remove ${title}`}>
          Remove
        </Button>
      </Box>
    </Box>
  );
}
