import { Alert, AlertTitle } from '@mui/material';
import { useParams } from 'react-router';
import type { Round } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { RoundStateChip } from '../components/StateChip.tsx';

import { RecordTrail } from '../audit/RecordTrail.tsx';
import { RoundProgress } from '../home/RoundProgress.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useMay } from '../providers/useMe.ts';
import { ChaseLate } from '../reminders/ChaseLate.tsx';
import { Holds } from './Holds.tsx';
import { Introduction } from './Introduction.tsx';
import { RoundActions } from './RoundActions.tsx';
import { RoundEditions } from './RoundEditions.tsx';
import { RoundOverrides } from './RoundOverrides.tsx';
import { RoundUpdates } from './RoundUpdates.tsx';
import { SkippedRound } from './SkippedRound.tsx';
import { ScheduleNotice } from './ScheduleNotice.tsx';
import { PairedRound } from '../summary/PairedRound.tsx';
import { useRecord } from '../providers/useRecord.ts';

/** The control room: where the round stands, what comes next, and every update in it. */
export default function RoundShow() {
  const { id = '' } = useParams();
  const query = useRecord<Round>('rounds', id);
  return (
    <PageStates query={query} what="the round">
      {(round) => <ControlRoom key={round.id} round={round} />}
    </PageStates>
  );
}

function ControlRoom({ round }: { round: Round }) {
  const may = useMay();
  const isUnderWay = !round.isHistoric && round.state !== 'skipped';
  return (
    <Page
      title={round.title}
      back={{ to: '/rounds', label: 'Rounds' }}
      intro={
        <>
          {round.periodLabel} · as at <DateText value={round.asAt} />
          <PairedRound round={round} />
        </>
      }
      aside={<RoundStateChip state={round.state} />}
    >
      {round.hold && (
        <Alert severity="warning" sx={{ mb: 2.5 }}>
          <AlertTitle>
            Hold: {round.hold.name}, <DateText value={round.hold.startsOn} /> to{' '}
            <DateText value={round.hold.endsOn} />
          </AlertTitle>
          Nothing new may be published until it ends. Drafting and review go on. {round.hold.reason}
        </Alert>
      )}
      {round.holdOnPublication && (
        <Alert severity="warning" sx={{ mb: 2.5 }}>
          <AlertTitle>
            The publication date, <DateText value={round.dates.publicationOn} />, is in a hold
          </AlertTitle>
          {round.holdOnPublication.name}, <DateText value={round.holdOnPublication.startsOn} /> to{' '}
          <DateText value={round.holdOnPublication.endsOn} />: {round.holdOnPublication.reason}{' '}
          Nothing new can be published on that day. The secretariat can move the publication date
          or, while the hold lasts, ask to end it early.
        </Alert>
      )}
      {round.isHistoric && (
        <Alert severity="info" sx={{ mb: 2.5 }}>
          <AlertTitle>Brought in from before this system</AlertTitle>
          It keeps what was printed, mistakes included: it is neither signed nor corrected here.
          What was wrong in it is put right in the next round.
          {round.dateNote && ` ${round.dateNote}`}
        </Alert>
      )}
      <ScheduleNotice round={round} />
      {round.state === 'skipped' && <SkippedRound round={round} />}
      {isUnderWay && <RoundActions round={round} />}
      {isUnderWay && !(round.isSummary && round.progress.total === 0) && (
        <Section title="Progress">
          <RoundProgress progress={round.progress} />
        </Section>
      )}
      {isUnderWay && <Introduction round={round} />}
      <RoundEditions round={round} />
      {may('overrides', 'list') && <RoundOverrides round={round} />}
      {round.state !== 'skipped' && (
        <Section
          title={round.isSummary ? 'Paragraphs' : 'Updates'}
          id="updates"
          aside={
            may('reminders', 'show') &&
            (round.state === 'open' || round.correctionNo !== undefined) && (
              <ChaseLate roundId={round.id} />
            )
          }
        >
          <RoundUpdates round={round} />
        </Section>
      )}
      {may('holds', 'create') && <Holds round={round} />}
      <RecordTrail filter={{ subjectKind: 'round', subjectId: round.id }} />
    </Page>
  );
}
