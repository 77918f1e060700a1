import { Alert, Box, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Threads, UpdateDetail } from '../api/types.ts';
import { CommentsPanel } from '../comments/CommentsPanel.tsx';
import { CommentsProvider, useComments } from '../comments/CommentsProvider.tsx';
import { actionOf, isAllowed, refusalWords } from '../components/ActionButton.tsx';
import { DateText, PersonName, personWords } from '../components/Facts.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { announce } from '../layout/LiveRegion.tsx';
import { Page } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { DecisionItem } from '../updates/HistoryColumn.tsx';
import { HowItCame } from '../updates/HowItCame.tsx';
import { NoTextYet } from '../updates/NoTextYet.tsx';
import { SuggestionAnswers } from '../suggestions/SuggestionAnswers.tsx';
import { SourcesColumn } from '../summary/SourcesColumn.tsx';
import { StillTrue } from '../updates/StillTrue.tsx';
import { BegunHere } from './BegunHere.tsx';
import { ComparisonView } from './ComparisonView.tsx';
import { useHere } from './queues.ts';
import { ReviewActions, type Asking } from './ReviewActions.tsx';
import { ReviewDialogs } from './ReviewDialogs.tsx';
import { ReviewSteps } from './ReviewSteps.tsx';
import { ChooseThis } from './ChooseThis.tsx';
import { ClaimNotice } from './ClaimNotice.tsx';
import { useChosen } from './useChosen.ts';
import { useClaim } from './useClaim.ts';
import { useReviewKeys } from './useReviewKeys.ts';
import { useSteps } from './useSteps.ts';
import { useRecord } from '../providers/useRecord.ts';

export default function ReviewPage() {
  const { id = '' } = useParams();
  const query = useRecord<UpdateDetail>('updates', id);
  return (
    <PageStates query={query} what="the update">
      {(update) => (
        <CommentsProvider key={update.id} update={update}>
          <OneReview update={update} />
        </CommentsProvider>
      )}
    </PageStates>
  );
}

/** One update under review: what changed, the acts, what was decided before. */
function OneReview({ update }: { update: UpdateDetail }) {
  const navigate = useNavigate();
  const here = useHere();
  const { query } = useComments();
  const steps = useSteps(update.id, here);
  const claim = useClaim(update);
  const chosen = useChosen();
  const mayApprove = isAllowed(update, 'approve');
  const [asking, setAsking] = useState<Asking>();
  // At once: as a transition it would give way to every answer that comes in for the page before.
  const go = (target: string | undefined) =>
    target && void navigate(`${here.path}/${target}`, { flushSync: true });
  const ask = (act: Asking, action: string = act) => isAllowed(update, action) && setAsking(act);
  useReviewKeys({
    j: () => go(steps.next),
    k: () => go(steps.previous),
    a: () => (isAllowed(update, 'approve') ? setAsking('approve') : ask('clear')),
    r: () => (isAllowed(update, 'return') ? setAsking('return') : ask('refuse_clearance')),
    e: () => ask('edit'),
    // Whatever begins a comment on this page, or chooses its words, carries the mark.
    c: () => document.querySelector<HTMLElement>('[data-review-key="c"]')?.click(),
    w: () => {
      const begin = document.querySelector<HTMLElement>('[data-review-key="w"]');
      if (begin) begin.click();
      else if (!document.querySelector('[role="application"]')) announce(whyNoWords(update, query));
    },
    t: () =>
      isAllowed(update, 'claim')
        ? void claim.take()
        : isAllowed(update, 'release') && void claim.release(),
    x: () => mayApprove && chosen.toggle(update.id),
    '?': () => setAsking('help'),
  });
  const revision = update.latestRevision;
  return (
    <Page
      title={update.title}
      back={{ to: here.path, label: here.title }}
      intro={
        <>
          {[update.chapter, update.reference].filter(Boolean).join(' · ')} · owner{' '}
          <PersonName person={update.owner} /> · words were due{' '}
          <DateText value={update.respondBy} />
          {update.reviewDueOn && (
            <>
              {' '}
              · review due <DateText value={update.reviewDueOn} />
            </>
          )}
        </>
      }
      aside={<StateChip state={update.isOmitted ? 'omitted' : update.state} />}
    >
      <ReviewSteps steps={steps} onGo={go} onHelp={() => setAsking('help')} />
      <ClaimNotice update={update} claim={claim} />
      {!asking && <BegunHere update={update} onGoOn={setAsking} />}
      {update.stillTrue && (
        <Box sx={{ mb: 2.5 }}>
          <StillTrue update={update} stillTrue={update.stillTrue} />
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { lg: 'minmax(0, 1fr) minmax(17rem, 21rem)' },
          alignItems: 'start',
        }}
      >
        <Paper
          variant="outlined"
          component="section"
          aria-label="The text"
          sx={{ p: { xs: 2, sm: 3 }, minWidth: 0 }}
        >
          {revision && <HowItCame update={update} />}
          {revision ? (
            <>
              <ComparisonView key={revision.id} update={update} />
              <SuggestionAnswers update={update} />
            </>
          ) : (
            <NoTextYet update={update} />
          )}
        </Paper>
        <Box
          component="aside"
          aria-label="Review"
          sx={{ position: { lg: 'sticky' }, top: 16, display: 'grid', gap: 3 }}
        >
          <section>
            <ReviewActions update={update} onAsk={setAsking} claim={claim} />
            {mayApprove && <ChooseThis id={update.id} />}
          </section>
          <section>
            <CommentsPanel />
          </section>
          <section>
            {update.round.isSummary ? (
              <SourcesColumn update={update} />
            ) : (
              <>
                <Typography variant="h2" sx={{ mb: 1 }}>
                  The commitment
                </Typography>
                <Typography variant="body2">{update.wording || update.summary}</Typography>
              </>
            )}
          </section>
          {revision && revision.authors.length > 0 && (
            <section>
              <Typography variant="h2" sx={{ mb: 1 }}>
                Who wrote it
              </Typography>
              <Typography variant="body2">
                {revision.authors
                  .map((author) => personWords(author, author.onBehalfOf))
                  .join('; ')}
              </Typography>
            </section>
          )}
          <section>
            <Typography variant="h2" sx={{ mb: 1 }}>
              What has happened
            </Typography>
            {update.decisions.length === 0 && (
              <Typography variant="body2">Nothing has been decided yet.</Typography>
            )}
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {[...update.decisions].reverse().map((decision) => (
                <DecisionItem key={decision.id} decision={decision} />
              ))}
            </Box>
          </section>
        </Box>
      </Box>
      {update.correctionReason && (
        <Alert severity="info" sx={{ mt: 2 }}>
          A correction: {update.correctionReason}
        </Alert>
      )}
      <ReviewDialogs
        update={update}
        asking={asking}
        onClose={() => setAsking(undefined)}
        onDone={() => go(steps.next)}
        onBehalfOf={actionOf(update, 'approve')?.onBehalfOf}
      />
    </Page>
  );
}

/** Why no words can be chosen by keys just now, for whoever pressed the key and would hear nothing. */
function whyNoWords(update: UpdateDetail, { data }: { data?: Threads }): string {
  if (!update.latestRevision) return 'There is no text here to choose words in.';
  if (data && !isAllowed(data, 'comment'))
    return `You cannot comment on it. ${refusalWords(actionOf(data, 'comment'))}`;
  return 'The text is not on the screen yet. Press w again when it is.';
}
