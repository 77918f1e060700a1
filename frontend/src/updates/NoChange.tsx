import { diffContents } from '@common/content-diff.ts';
import { DELIVERY_WORDS, STATED_DELIVERIES } from '@common/content.ts';
import { Alert, Box, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { NoChangeSaid, UpdateDetail } from '../api/types.ts';
import { OpenThreads } from '../comments/OpenThreads.tsx';
import { UnsentComments } from '../comments/UnsentComments.tsx';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { personWords } from '../components/Facts.tsx';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { useVerb } from '../components/useVerb.ts';
import { asPublished, useEvidence } from '../evidence/evidenceApi.ts';
import { EvidenceRead } from '../evidence/EvidenceRead.tsx';
import { UnsentNotice } from '../half-written/UnsentNotice.tsx';
import { useApi } from '../providers/useMe.ts';
import { OpenSuggestions } from '../suggestions/OpenSuggestions.tsx';

/** What its reason is kept as until it is handed in. */
const NO_CHANGE = 'no_change';

interface NoChangeProps {
  update: UpdateDetail;
  /** True when words have been written, which stay in the draft. */
  hasDraft?: boolean;
  /** Saves what is unsaved and answers with the draft's version; 0 when there is none. */
  settle: () => Promise<number>;
}

/** “No change this quarter”: an act of its own, with a reason, that still goes to review. */
export function NoChangeButton(props: NoChangeProps) {
  const [isOpen, setOpen] = useState(false);
  if (!props.update.previous) return null;
  return (
    <>
      <ActionButton
        action={actionOf(props.update, 'declare_no_change')}
        onAct={() => setOpen(true)}
        size="large"
      >
        No change this quarter…
      </ActionButton>
      {isOpen ? (
        <NoChangeDialog {...props} onClose={() => setOpen(false)} />
      ) : (
        <Box sx={{ width: '100%', '&:empty': { display: 'none' } }}>
          <NoChangeBegun updateId={props.update.id} onGoOn={() => setOpen(true)} />
        </Box>
      )}
    </>
  );
}

/** Said where the reason was begun and not handed in. */
export const NoChangeBegun = ({ updateId, onGoOn }: { updateId: string; onGoOn?: () => void }) => (
  <UnsentNotice<string>
    subjectId={updateId}
    kind={NO_CHANGE}
    begun="to say that nothing has changed"
    onGoOn={onGoOn}
    show={(reason) => reason}
  />
);

function NoChangeDialog({
  update,
  hasDraft,
  settle,
  onClose,
}: NoChangeProps & { onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [delivery, setDelivery] = useState<NoChangeSaid['delivery']>();
  const previous = update.previous!;
  const last = previous.content.delivery;
  const isAsked = !last || last === 'not_stated';
  const evidence = useEvidence(update.id);
  const published = evidence.data?.filter(({ isPublished }) => isPublished).map(asPublished);
  const evidenceChange =
    published &&
    diffContents(previous.content, { ...previous.content, evidence: published }).evidence;
  const news = evidenceChange?.added ?? [];
  const onBehalfOf = actionOf(update, 'declare_no_change')?.onBehalfOf;
  const declare = async (reason: string) => {
    const draftVersion = await settle();
    await verb.attempt(
      () =>
        api.declareNoChange(update.id, {
          ...{ reason, draftVersion },
          ...(delivery && { delivery }),
          evidenceIds: evidence.data?.map(({ id }) => id),
        }),
      'Handed in as no change: it is now with the reviewers',
    );
  };
  return (
    <ReasonDialog
      title="No change this quarter"
      label="Why nothing has changed"
      hint="The reviewers read this. It is not published."
      confirmWords="Hand it in"
      isConfirmDisabled={!evidence.data || news.length > 0}
      onConfirm={declare}
      keptAs={{ subjectId: update.id, kind: NO_CHANGE }}
      onClose={onClose}
      width="md"
    >
      <OpenSuggestions update={update} />
      <UnsentComments />
      <OpenThreads onClose={onClose}>
        Whoever reads what you hand in reads its open comments too.
      </OpenThreads>
      {onBehalfOf && (
        <Alert severity="info" sx={{ mb: 2 }}>
          You say this for {personWords(onBehalfOf)}; both names are recorded.
        </Alert>
      )}
      {hasDraft && (
        <Alert severity="info" sx={{ mb: 2 }}>
          What you have written is kept as your draft and is not handed in. It is there again if
          this comes back to you.
        </Alert>
      )}
      <Typography sx={{ mb: 1.5 }}>
        The words of {previous.editionTitle} are handed in again, as they were, and go to review
        with the evidence below. The edition will say since when they have been the same.
      </Typography>
      <ContentView content={previous.content} isEvidenceBeside />
      <EvidenceRead updateId={update.id} change={evidenceChange} />
      {news.length > 0 && (
        <Alert severity="warning" sx={{ mt: 2 }}>
          {news.map(({ title }) => `“${title}”`).join(', ')} {news.length === 1 ? 'is' : 'are'}{' '}
          published with it and {news.length === 1 ? 'was' : 'were'} not last time. That is news:
          write an update, or let reviewers alone see it.
        </Alert>
      )}
      {isAsked && (
        <TextField
          id="field-delivery"
          select
          required
          label="Delivery status"
          value={delivery ?? ''}
          onChange={(event) =>
            setDelivery((event.target.value || undefined) as NoChangeSaid['delivery'])
          }
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
          helperText="Last time stated none."
          sx={{ mt: 2, minWidth: 'min(280px, 100%)' }}
        >
          <option value="">Choose</option>
          {STATED_DELIVERIES.map((each) => (
            <option key={each} value={each}>
              {DELIVERY_WORDS[each]}
            </option>
          ))}
        </TextField>
      )}
    </ReasonDialog>
  );
}
