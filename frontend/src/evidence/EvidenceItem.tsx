import {
  evidenceNote,
  FILE_KINDS,
  MARKING_WORDS,
  sizeInWords,
  type FileMediaType,
} from '@common/evidence.ts';
import { Box, Button, FormControlLabel, Switch, Typography } from '@mui/material';
import { useNotify } from 'react-admin';
import { useVerb } from '../components/useVerb.ts';
import { evidenceApi, fileHref, type Evidence } from './evidenceApi.ts';

const SCAN_WORDS = {
  waiting: 'being scanned for malware: it can be opened when that is done',
  infected: 'the malware scanner found something in it: remove it, and tell your IT security',
  not_scanned: 'not scanned for malware',
  clean: 'scanned for malware',
} as const;

interface EvidenceItemProps {
  updateId: string;
  item: Evidence;
  mayChange: boolean;
}

/** One link or file: what it is, how it is marked, and whether the edition prints it. */
export function EvidenceItem({ updateId, item, mayChange }: EvidenceItemProps) {
  const verb = useVerb();
  const notify = useNotify();
  const { file, href, title, isPublished, marking } = item;
  const isSensitive = marking === 'official_sensitive';
  const note = file
    ? `${FILE_KINDS[file.mediaType as FileMediaType].word}, ${sizeInWords(file.bytes)}`
    : evidenceNote({ title, href: href! });
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
      <Typography component="div" sx={{ overflowWrap: 'anywhere' }}>
        {file && !file.isSafe ? (
          title
        ) : (
          <a
            href={file ? fileHref(updateId, item.id) : href}
            {...(file ? { download: file.name } : { target: '_blank', rel: 'noopener noreferrer' })}
          >
            {title}
          </a>
        )}{' '}
        ({note})
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {MARKING_WORDS[marking]}
        {file && ` · ${SCAN_WORDS[file.scanState]}`}
        {!mayChange && ` · ${isPublished ? 'published with the edition' : 'not published'}`}
      </Typography>
      {mayChange && (
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
      )}
    </Box>
  );
}
