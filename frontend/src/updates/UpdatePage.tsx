import { Alert, AlertTitle, Box, Typography } from '@mui/material';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Me, UpdateDetail } from '../api/types.ts';
import { RecordTrail } from '../audit/RecordTrail.tsx';
import { actionOf, ActionButton, isAllowed } from '../components/ActionButton.tsx';
import { InstantText, personWords, WorkingDays, DateText } from '../components/Facts.tsx';
import { CommentsProvider } from '../comments/CommentsProvider.tsx';
import { RightColumn } from '../comments/RightColumn.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { LoadingState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Page } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi, useMay, useMe } from '../providers/useMe.ts';
import { AskForRedaction } from '../redactions/AskForRedaction.tsx';
import { SourcesColumn } from '../summary/SourcesColumn.tsx';
import { Columns } from './Columns.tsx';
import { DraftLoader } from './DraftLoader.tsx';
import { EditedBefore } from './LeadEdits.tsx';
import { HistoryColumn } from './HistoryColumn.tsx';
import { KeptDrafts } from './KeptDrafts.tsx';
import { PreviousColumn } from './PreviousColumn.tsx';
import { ReadColumn } from './ReadColumn.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StillTrue } from './StillTrue.tsx';
import { useRecord } from '../providers/useRecord.ts';

/** One update: written by those who may, read by those who may read it. */
export default function UpdatePage() {
  const { id = '' } = useParams();
  const me = useMe();
  const query = useRecord<UpdateDetail>('updates', id);
  if (!me) return <LoadingState what="the update" />;
  return (
    <>
      {query.error && !query.data && <KeptDrafts updateId={id} />}
      <PageStates query={query} what="the update">
        {(update) => <OneUpdate key={update.id} update={update} me={me} />}
      </PageStates>
    </>
  );
}

function OneUpdate({ update, me }: { update: UpdateDetail; me: Me }) {
  const may = useMay();
  const mayWrite = isAllowed(update, 'save_draft');
  const onBehalfOf = actionOf(update, 'save_draft')?.onBehalfOf;
  return (
    <Page
      title={update.title}
      back={{ to: `/rounds/${update.round.id}/show`, label: update.round.title }}
      intro={
        <>
          {[update.chapter, update.reference].filter(Boolean).join(' · ')} · words due{' '}
          <DateText value={update.respondBy} />
          {mayWrite && (
            <>
              , <WorkingDays days={update.workingDaysLeft} />
            </>
          )}
          {mayWrite && onBehalfOf && <strong> · for {personWords(onBehalfOf)}</strong>}
        </>
      }
      aside={
        <>
          <StateChip state={update.isOmitted ? 'omitted' : update.state} />
          {isAllowed(update, 'recall') && <RecallButton update={update} />}
          {may('redactions', 'create') && <AskForRedaction update={update} />}
        </>
      }
    >
      <Notices update={update} />
      <CommentsProvider update={update}>
        <StatusBar>
          <Columns
            main={{
              label: mayWrite ? 'Write' : 'The text',
              content: mayWrite ? (
                <DraftLoader update={update} personId={me.person.id} />
              ) : (
                <ReadColumn update={update} />
              ),
            }}
            left={
              update.round.isSummary
                ? { label: 'What it began with', content: <SourcesColumn update={update} /> }
                : { label: 'Last time', content: <PreviousColumn update={update} /> }
            }
            right={{
              label: 'Comments and history',
              content: <RightColumn history={<HistoryColumn update={update} />} />,
            }}
          />
        </StatusBar>
      </CommentsProvider>
      <RecordTrail filter={{ subjectKind: 'update', subjectId: update.id }} />
    </Page>
  );
}

const BACK_WORDS: Record<string, string> = {
  refuse_clearance: 'Clearance refused',
  reopen: 'Approval withdrawn',
  decline: 'Not signed, and returned',
};

/** What must be read before anything else: why it came back, that it is omitted, what is corrected. */
function Notices({ update }: { update: UpdateDetail }) {
  const sentBack = [...update.decisions]
    .reverse()
    .find(({ kind }) => /return|declin|refus|reopen/.test(kind));
  const abandoned = update.decisions.find(({ kind }) => kind === 'abandon');
  const isBack = update.state === 'returned' || update.state === 'drafting';
  return (
    <Box sx={{ display: 'grid', gap: 1.5, mb: 2.5, '&:empty': { mb: 0 } }}>
      {update.stillTrue && <StillTrue update={update} stillTrue={update.stillTrue} />}
      {isBack && sentBack && (
        <Alert severity="warning">
          <AlertTitle>
            {BACK_WORDS[sentBack.kind] ?? 'Returned'} by{' '}
            {personWords(sentBack.by, sentBack.onBehalfOf)}, <InstantText value={sentBack.at} />
          </AlertTitle>
          <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '80ch' }}>
            {sentBack.reason ?? 'What was said stays within its organisation.'}
          </Typography>
        </Alert>
      )}
      {isBack && isAllowed(update, 'save_draft') && <EditedBefore update={update} />}
      {update.omission && (
        <Alert severity="info">
          <AlertTitle>Omitted from {update.round.title}</AlertTitle>
          {update.omission.reason} ({personWords(update.omission.by, update.omission.onBehalfOf)},{' '}
          <InstantText value={update.omission.at} />
          {update.omission.confirmedBy
            ? `, confirmed by ${personWords(update.omission.confirmedBy, update.omission.confirmedOnBehalfOf)}`
            : ', not yet confirmed by a second person'}
          )
        </Alert>
      )}
      {update.correctionReason && (
        <Alert severity="info">
          <AlertTitle>Correction {update.correctionNo}</AlertTitle>
          {update.correctionReason}
        </Alert>
      )}
      {abandoned && (
        <Alert severity="warning">
          <AlertTitle>
            Abandoned by {personWords(abandoned.by, abandoned.onBehalfOf)},{' '}
            <InstantText value={abandoned.at} />
          </AlertTitle>
          {abandoned.reason} What is published stays as it was.
        </Alert>
      )}
    </Box>
  );
}

function RecallButton({ update }: { update: UpdateDetail }) {
  const api = useApi();
  const verb = useVerb();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        action={actionOf(update, 'recall')}
        onAct={() => setOpen(true)}
        variant="outlined"
      >
        Recall
      </ActionButton>
      {isOpen && (
        <ConfirmDialog
          title="Recall this submission?"
          confirmWords="Recall it"
          onConfirm={() =>
            verb.attempt(() => api.recall(update.id), 'Recalled: you can go on writing')
          }
          onClose={() => setOpen(false)}
        >
          It leaves the review queue and you can change it. What you submitted stays on record;
          submit it again when it is ready.
        </ConfirmDialog>
      )}
    </>
  );
}
