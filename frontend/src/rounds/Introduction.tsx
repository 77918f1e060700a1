import { Box, Button, Typography } from '@mui/material';
import type { RichTextDocument } from '@common/rich-text/types.ts';
import { lazy, Suspense, useId, useState } from 'react';
import type { Round } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { RichTextView } from '../components/RichTextView.tsx';
import { EmptyState, LoadingState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Section } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';
import { FormerIntroductions } from './FormerIntroductions.tsx';

const RichTextEditor = lazy(() => import('../components/RichTextEditor.tsx'));
const NOTHING: RichTextDocument = { type: 'doc', content: [{ type: 'paragraph' }] };

/** The words that the edition opens with; they are signed with everything else. */
export function Introduction({ round }: { round: Round }) {
  const [writing, setWriting] = useState<RichTextDocument>();
  const mayWrite = isAllowed(round, 'edit');
  if (!mayWrite && !round.introduction) return null;
  const present = round.introduction ?? NOTHING;
  return (
    <Section
      title="Introduction"
      aside={
        mayWrite && (
          <Button onClick={() => setWriting(present)}>
            {round.introduction ? 'Change the introduction' : 'Write an introduction'}
          </Button>
        )
      }
    >
      {round.introduction ? (
        <Box sx={{ maxWidth: '75ch' }}>
          <RichTextView document={round.introduction} />
        </Box>
      ) : (
        <EmptyState title="No introduction">
          The edition begins with its first {round.isSummary ? 'theme' : 'chapter'}. An introduction
          is printed before it.
        </EmptyState>
      )}
      <FormerIntroductions round={round} onTakeUp={mayWrite ? setWriting : undefined} />
      {writing && (
        <IntroductionDialog round={round} words={writing} onClose={() => setWriting(undefined)} />
      )}
    </Section>
  );
}

function IntroductionDialog({
  round,
  words,
  onClose,
}: {
  round: Round;
  words: RichTextDocument;
  onClose: () => void;
}) {
  const api = useApi();
  const verb = useVerb();
  const labelId = useId();
  const [introduction, setIntroduction] = useState(words);
  return (
    <FormDialog
      title={`Introduction of ${round.title}`}
      confirmWords="Save the introduction"
      onConfirm={() =>
        verb.attempt(
          () => api.changeRound(round.id, { version: round.version, introduction }),
          'The introduction is saved',
        )
      }
      onClose={onClose}
      width="md"
    >
      <Typography id={labelId} variant="body2" sx={{ mb: 1.5 }}>
        Printed at the head of the edition. Leave it empty for none.
      </Typography>
      <Suspense fallback={<LoadingState what="the editor" />}>
        <RichTextEditor
          labelId={labelId}
          document={introduction}
          onChange={setIntroduction}
          minHeight={220}
        />
      </Suspense>
    </FormDialog>
  );
}
