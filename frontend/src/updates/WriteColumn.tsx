import {
  DELIVERIES,
  DELIVERY_WORDS,
  MILESTONE_MAX_LENGTH,
  type Delivery,
} from '@common/content.ts';
import { countWords, isEmptyDocument } from '@common/rich-text/document-text.ts';
import { EMPTY_DOCUMENT } from '@common/rich-text/types.ts';
import { Alert, Box, TextField, Typography } from '@mui/material';
import type { Editor } from '@tiptap/core';
import { lazy, Suspense, useEffect, useId, useState } from 'react';
import type { Content, Draft, UpdateDetail } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { CommentableText } from '../comments/CommentableText.tsx';
import { LoadingState } from '../components/States.tsx';
import { UnsavedGuard } from '../components/UnsavedGuard.tsx';
import { SuggestionPanel } from '../suggestions/SuggestionPanel.tsx';
import { EvidenceSection } from '../evidence/EvidenceSection.tsx';
import { FiguresSection } from '../figures/FiguresSection.tsx';
import { CompareDraft } from './CompareDraft.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { LengthLine } from './LengthLine.tsx';
import { NoChangeButton } from './NoChange.tsx';
import { PresenceLine } from './PresenceLine.tsx';
import { SaveStateLine } from './SaveStateLine.tsx';
import { SetAsideNotice } from './SetAsideTexts.tsx';
import { InStatusBar } from './StatusBar.tsx';
import { StartChoice } from './StartChoice.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';
import { useDraftPresence } from './useDraftPresence.ts';
import { useDraftSaver } from './useDraftSaver.ts';

const loadEditor = () => import('../components/RichTextEditor.tsx');
const RichTextEditor = lazy(loadEditor);
const CHOICES = DELIVERIES.filter((delivery) => delivery !== 'not_stated');

interface WriteColumnProps {
  update: UpdateDetail;
  personId: string;
  draft: Draft;
  /** What the editor begins with when nothing was saved yet. */
  initial: Content;
}

export function WriteColumn({ update, personId, draft, initial }: WriteColumnProps) {
  const { saver, state } = useDraftSaver({ update, personId, draft, initial });
  const presence = useDraftPresence(update.id, saver);
  const [isSubmitting, setSubmitting] = useState(false);
  const [isComparing, setComparing] = useState(false);
  // There before it is needed: the connection may be lost while one chooses how to begin.
  useEffect(() => void loadEditor().catch(() => undefined), []);
  const [, redraw] = useState(0);
  const [editor, setEditor] = useState<Editor>();
  const labelId = useId();
  const [hasStarted, setStarted] = useState(
    Boolean(draft.content) || update.latestRevision !== undefined || saver.isRestored,
  );
  const { content } = saver;
  const change = (next: Partial<Content>) => {
    saver.change(withoutBlanks({ ...saver.content, ...next }));
    redraw((count) => count + 1);
  };
  if (!hasStarted && !presence.taken) {
    return (
      <StartChoice
        update={update}
        onStart={(from, start) => {
          saver.begin(from, start);
          setStarted(true);
        }}
      />
    );
  }
  return (
    <>
      <InStatusBar>
        <SaveStateLine
          state={state}
          isKept={saver.isKept}
          onRetry={saver.retryNow}
          onCompare={() => setComparing(true)}
        />
      </InStatusBar>
      <Typography variant="h2" id={labelId} sx={{ mb: 1.5 }}>
        {update.round.isSummary ? 'This paragraph' : 'This quarter’s update'}
      </Typography>
      <PresenceLine presence={presence} />
      <UnsavedGuard isDirty={!saver.isKept && state.kind !== 'saved'} what="Your text" />
      {saver.isRestored && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          These words were kept in this browser and had not reached the server. They are being saved
          now.
        </Alert>
      )}
      <SuggestionPanel
        update={update}
        saver={saver}
        editor={editor}
        onAnswered={() => redraw((count) => count + 1)}
      />
      <SetAsideNotice update={update} />
      <Suspense fallback={<LoadingState what="the editor" />}>
        <CommentableText settle={() => saver.settle()}>
          <RichTextEditor
            labelId={labelId}
            document={content.document}
            generation={saver.generation}
            onChange={(document) => change({ document })}
            onEditor={setEditor}
          />
        </CommentableText>
      </Suspense>
      <LengthLine updateId={update.id} count={countWords(content.document)} />
      {!update.round.isSummary && (
        <>
          <Facts update={update} content={content} onChange={change} />
          <FiguresSection
            updateId={update.id}
            figures={content.figures ?? []}
            onChange={(figures) => change({ figures })}
          />
        </>
      )}
      <EvidenceSection updateId={update.id} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <ActionButton
          action={actionOf(update, 'submit') ?? { action: 'submit', isAllowed: false }}
          onAct={() => setSubmitting(true)}
          variant="contained"
          size="large"
          disabled={isEmptyDocument(content.document)}
        >
          See it as the reviewer will, and submit
        </ActionButton>
        <CompareDraft update={update} saver={saver} />
        <NoChangeButton update={update} hasDraft settle={() => saver.settledVersion()} />
      </Box>
      {state.kind === 'conflict' && isComparing && (
        <ConflictDialog
          base={saver.base}
          mine={saver.content}
          conflict={state}
          onClose={() => setComparing(false)}
          onChoose={(choice) => {
            setComparing(false);
            saver.resolve(choice);
            redraw((count) => count + 1);
          }}
        />
      )}
      {isSubmitting && (
        <SubmitDialog update={update} saver={saver} onClose={() => setSubmitting(false)} />
      )}
    </>
  );
}

interface FactsProps {
  update: UpdateDetail;
  content: Content;
  onChange: (change: Partial<Content>) => void;
}

/** What an update states beside its text. */
function Facts({ update, content, onChange }: FactsProps) {
  return (
    <>
      <TextField
        select
        label="Delivery status"
        value={content.delivery ?? ''}
        onChange={(event) => onChange({ delivery: (event.target.value || undefined) as Delivery })}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        helperText={
          update.previous?.content.delivery &&
          `Last time: ${DELIVERY_WORDS[update.previous.content.delivery]}`
        }
        sx={{ mb: 2, minWidth: 'min(280px, 100%)' }}
      >
        <option value="">Choose</option>
        {CHOICES.map((delivery) => (
          <option key={delivery} value={delivery}>
            {DELIVERY_WORDS[delivery]}
          </option>
        ))}
      </TextField>
      <TextField
        label="Next milestone"
        value={content.nextMilestone ?? ''}
        onChange={(event) => onChange({ nextMilestone: event.target.value })}
        helperText={
          (content.nextMilestone?.length ?? 0) > MILESTONE_MAX_LENGTH - 50
            ? `One line of at most ${MILESTONE_MAX_LENGTH} characters.`
            : 'One line: what happens next, and when.'
        }
        slotProps={{ htmlInput: { maxLength: MILESTONE_MAX_LENGTH } }}
        fullWidth
        sx={{ mb: 2.5 }}
      />
    </>
  );
}

/** Absent fields are left out, never empty. */
function withoutBlanks({ document, delivery, nextMilestone, figures }: Content): Content {
  return {
    document: document.content.length > 0 ? document : EMPTY_DOCUMENT,
    ...(delivery && { delivery }),
    ...(nextMilestone && { nextMilestone }),
    ...(figures && figures.length > 0 && { figures }),
  };
}
