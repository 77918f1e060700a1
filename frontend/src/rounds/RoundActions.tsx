import { Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Round } from '../api/types.ts';
import { actionOf, ActionButton, isAllowed, Refusal } from '../components/ActionButton.tsx';
import { formatInstant } from '../components/dates.ts';
import { useMay } from '../providers/useMe.ts';
import { CertificateButton } from '../signing/CertificateButton.tsx';
import { DatesDialog } from './DatesDialog.tsx';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { sumUp } from './sumUp.ts';
import { RoundDialogs, type RoundAsking } from './RoundDialogs.tsx';

/** The act that comes next in each state, and how it is called. */
const NEXT: Partial<Record<Round['state'], { act: RoundAsking; label: string; say: string }>> = {
  planned: { act: 'open', label: 'Open the round', say: 'open this round' },
  open: { act: 'seal', label: 'Seal the round', say: 'seal this round' },
  signed: { act: 'publish', label: 'Publish', say: 'publish this round' },
};

export function RoundActions({ round }: { round: Round }) {
  const may = useMay();
  const [asking, setAsking] = useState<RoundAsking>();
  const next = NEXT[round.state];
  const sign = actionOf(round, 'sign');
  const isSealed = round.manifest?.state === 'sealed';
  // What is published has a page of its own: a preview is of what may still change.
  const isPublished = round.state === 'published' || round.state === 'closed';
  const close = () => setAsking(undefined);
  const other = (act: RoundAsking, label: string) =>
    next?.act !== act &&
    isAllowed(round, act) && (
      <ActionButton action={actionOf(round, act)} onAct={() => setAsking(act)} variant="outlined">
        {label}
      </ActionButton>
    );
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label="What comes next"
      sx={{ p: 2.5, mb: 4 }}
    >
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {nextWords(round)}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5, mb: 1, alignItems: 'center' }}>
        {next && !isEmptySummary(round) && (
          <ActionButton
            action={actionOf(round, next.act)}
            onAct={() => setAsking(next.act)}
            variant="contained"
          >
            {next.label}
          </ActionButton>
        )}
        {(sign?.isAllowed || isSealed) && (
          <Button
            component={RouterLink}
            to={`/rounds/${round.id}/sign`}
            variant={sign?.isAllowed ? 'contained' : 'outlined'}
          >
            {sign?.isAllowed ? 'Read and sign' : 'The signing page'}
          </Button>
        )}
        {other('seal', round.correctionNo ? 'Seal the correction' : 'Seal')}
        {other('unseal', 'Unseal')}
        {other('publish', round.correctionNo ? 'Publish the correction' : 'Publish')}
        {other(
          'schedule_publication',
          round.schedule?.state === 'waiting' ? 'Change the set time' : 'Publish at a set time',
        )}
        {other('cancel_scheduled_publication', 'Cancel the set time')}
        {other('request_early_publication', 'Ask to publish early')}
        {other('request_publication_in_hold', 'Ask to publish in the hold')}
        {other('start_correction', 'Start a correction')}
        {other('abandon_correction', 'Abandon the correction')}
        {other('close', 'Close the round')}
        {other('skip', 'Skip this round')}
        {isAllowed(round, 'edit') && (
          <Button variant="outlined" onClick={() => setAsking('edit')}>
            Dates and title
          </Button>
        )}
        {may('listing', 'show') && ['open', 'planned'].includes(round.state) && (
          <Button
            component={RouterLink}
            to={`/rounds/${round.id}/${round.isSummary ? 'themes' : 'listing'}`}
            variant={isEmptySummary(round) ? 'contained' : 'outlined'}
          >
            {round.isSummary ? 'Themes and paragraphs' : 'Order and wording'}
          </Button>
        )}
        {may('reminders', 'show') && !isPublished && (
          <Button component={RouterLink} to={`/rounds/${round.id}/reminders`} variant="outlined">
            Reminders
          </Button>
        )}
        {isAllowed(round, 'plan_summary') && (
          <Button component={RouterLink} to={`/rounds/${round.id}/summary`} variant="outlined">
            Plan its stakeholder summary
          </Button>
        )}
        {may('rounds', 'preview') && <CertificateButton manifest={round.manifest} />}
        {isPublished && (
          <Button
            component="a"
            href={`/editions/${round.slug}`}
            target="_blank"
            rel="noopener"
            variant="outlined"
          >
            Read the edition in a new tab
          </Button>
        )}
        {may('rounds', 'preview') && (!isPublished || round.correctionNo !== undefined) && (
          <Button
            component="a"
            href={`/api/rounds/${round.id}/preview`}
            target="_blank"
            rel="noopener"
            variant="outlined"
          >
            Preview in a new tab
          </Button>
        )}
      </Box>
      {next && <Refusal action={actionOf(round, next.act)} act={next.say} />}
      {isSealed && <Refusal action={sign} act="sign this round" />}
      {asking === 'edit' && <DatesDialog round={round} onClose={close} />}
      {asking === 'start_correction' && <CorrectionDialog round={round} onClose={close} />}
      {asking && asking !== 'edit' && asking !== 'start_correction' && (
        <RoundDialogs round={round} asking={asking} onClose={close} />
      )}
    </Paper>
  );
}

/** Open, and there is nothing in it yet that could be sealed. */
const isEmptySummary = (round: Round): boolean =>
  round.isSummary && round.state === 'open' && round.progress.total === 0;

/** What happens next, in one sentence. */
function nextWords(round: Round): string {
  const { counts, total } = sumUp(round);
  const { unconfirmed } = round;
  if (isEmptySummary(round)) return 'Next: make its themes and paragraphs';
  const noun = round.isSummary ? 'paragraph' : 'update';
  const ready = (counts.approved ?? 0) + (counts.omitted ?? 0);
  switch (round.state) {
    case 'planned':
      return round.isSummary
        ? 'Next: open it; its themes and paragraphs are made then'
        : 'Next: open the round, which makes an update for every row that it will print';
    case 'skipped':
      return 'Skipped';
    case 'open':
      if (ready === total && unconfirmed > 0) {
        return `Publication has moved: ${unconfirmed} of ${counts.approved ?? 0} approved updates ${unconfirmed === 1 ? 'waits for its owner to confirm that it is still true' : 'wait for their owners to confirm that they are still true'}`;
      }
      return ready === total && total > 0
        ? `Every ${noun} is approved or omitted: the round can be sealed`
        : `${ready} of ${total} ${noun}s are approved or omitted; the rest must follow before sealing`;
    case 'sealed':
      return 'Sealed: waits for a signatory';
    case 'signed':
      return round.schedule?.state === 'waiting'
        ? `Signed: publishes itself on ${formatInstant(round.schedule.publishAt)}`
        : 'Signed: waits to be published';
    case 'published':
      return round.correctionNo
        ? `Published; correction ${round.correctionNo} is under way`
        : 'Published';
    case 'closed':
      return 'Closed';
  }
}
