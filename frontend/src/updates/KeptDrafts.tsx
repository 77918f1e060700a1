import { Alert, Box, Button } from '@mui/material';
import { useSyncExternalStore } from 'react';
import type { Content } from '../api/types.ts';
import { ContentView } from '../components/RichTextView.tsx';
import { snapshot, subscribe, type HalfWritten } from '../half-written/halfWritten.ts';
import { useKeptWords } from '../half-written/KeptLine.tsx';
import { useMe } from '../providers/useMe.ts';
import { readBackups, throwBackupAway, type DraftBackup } from './draftBackup.ts';
import { isSameText } from './draftText.ts';

interface KeptDraftsProps {
  updateId: string;
  /** The text as it stands, when it may be read: what is in it is not lost. */
  present?: Content;
}

/** Words of the reader's that the server never took, where the text can no longer be written. */
export function KeptDrafts({ updateId, present }: KeptDraftsProps) {
  const personId = useMe()?.person.id ?? '';
  useSyncExternalStore(subscribe, snapshot);
  return [...readBackups(personId, updateId)].map(([window, kept]) => (
    <KeptDraft
      key={window}
      kept={kept}
      present={present}
      onThrowAway={() => throwBackupAway(personId, updateId, window)}
    />
  ));
}

function KeptDraft(props: {
  kept: HalfWritten<DraftBackup>;
  present?: Content;
  onThrowAway: () => void;
}) {
  const { kept, present } = props;
  const since = useKeptWords(kept);
  const { content, setAside = [] } = kept.words;
  const texts = [content, ...setAside.map((each) => each.content)].filter(
    (text) => !present || !isSameText(text, present),
  );
  if (texts.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2, '& .MuiAlert-message': { minWidth: 0 } }}>
      You wrote words here that did not reach the server in time. {since} They are in this browser
      alone, until you sign out: copy what is still needed.
      <Box component="details" sx={{ mt: 0.5 }}>
        <summary>Show them</summary>
        {texts.map((text, index) => (
          <Box key={index} sx={{ py: 1 }}>
            <ContentView content={text} />
          </Box>
        ))}
      </Box>
      <Button color="inherit" size="small" sx={{ ml: -0.5 }} onClick={props.onThrowAway}>
        Throw them away
      </Button>
    </Alert>
  );
}
