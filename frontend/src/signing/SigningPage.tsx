import { Alert, AlertTitle, Box, Paper } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Signing } from '../api/types.ts';
import { actionOf, ActionButton, isAllowed, Refusal } from '../components/ActionButton.tsx';
import { FactList } from '../components/Facts.tsx';
import { RichTextView } from '../components/RichTextView.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';
import { BegunToDecline } from './BegunToDecline.tsx';
import { CertificateButton } from './CertificateButton.tsx';
import { CorrectedWords } from './CorrectedWords.tsx';
import { DeclineDialog } from './DeclineDialog.tsx';
import { Excused } from './Excused.tsx';
import { NothingToSign } from './NothingToSign.tsx';
import { PreviousSeal, sinceWords } from './PreviousSeal.tsx';
import { SignDialog } from './SignDialog.tsx';
import { hasLastEdition, linesWords, SigningFacts, SigningHeading } from './SigningFacts.tsx';
import { SigningLines } from './SigningLines.tsx';

const SEAL_CHECK_MS = 20_000;

export default function SigningPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const query = useQuery({
    queryKey: ['rounds', id, 'signing'],
    // Not found is an answer here: what was sealed no longer stands, or nothing is sealed yet.
    queryFn: () =>
      api.getSigning(id).catch((error: unknown) => {
        if (problemOf(error).status === 404) return null;
        throw error;
      }),
    // Whoever waits for a new seal is led to it.
    refetchInterval: ({ state }) => (state.data === null ? SEAL_CHECK_MS : false),
  });
  return (
    <PageStates query={query} what="what is to be signed">
      {(signing) =>
        signing ? (
          <OneSigning key={signing.manifest.id} roundId={id} signing={signing} />
        ) : (
          <NothingToSign roundId={id} />
        )
      }
    </PageStates>
  );
}

/** One page with everything that a signature covers and everything it excuses. */
function OneSigning({ roundId, signing }: { roundId: string; signing: Signing }) {
  const [asking, setAsking] = useState<'sign' | 'decline'>();
  const { manifest, lines } = signing;
  const sign = actionOf(signing, 'sign');
  const isSigned = manifest.signedAt !== undefined;
  return (
    <Page
      title={`${TITLE_WORDS[manifest.state]} ${signing.title}`}
      back={{ to: `/rounds/${roundId}/show`, label: 'The round' }}
      intro={
        isSigned
          ? `This is signed: the signature covers everything below, exactly as it ${manifest.state === 'published' ? 'was published' : 'will be printed. Nothing is published by signing alone'}.`
          : 'Your signature covers everything below, exactly as it will be printed. Nothing is published by signing alone.'
      }
    >
      {signing.correctionReason && (
        <Alert severity="info" sx={{ mb: 3 }}>
          <AlertTitle>
            Correction {manifest.correctionNo}
            {signing.isMinor && ', called minor'}
          </AlertTitle>
          {signing.correctionReason}
          <CorrectedWords signing={signing} />
        </Alert>
      )}
      {signing.alsoCovers?.map(({ label, reason }) => (
        <Alert key={label} severity="info" sx={{ mb: 3 }}>
          <AlertTitle>It also covers {label}, which had no edition</AlertTitle>
          Printed as the reason: {reason}
        </Alert>
      ))}
      {!asking && (
        <BegunToDecline
          roundId={roundId}
          onGoOn={isAllowed(signing, 'decline') ? () => setAsking('decline') : undefined}
        />
      )}
      {!isSigned && <PreviousSeal signing={signing} />}
      <Section title={isSigned ? 'What was signed' : 'What you sign'}>
        <Paper variant="outlined" sx={{ p: 2.5, display: 'grid', gap: 2, maxWidth: 900 }}>
          <SigningFacts signing={signing} />
          <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
            {!isSigned && (
              <>
                <ActionButton
                  action={sign}
                  onAct={() => setAsking('sign')}
                  variant="contained"
                  size="large"
                >
                  Sign
                </ActionButton>
                <ActionButton
                  action={actionOf(signing, 'decline')}
                  onAct={() => setAsking('decline')}
                  variant="outlined"
                  size="large"
                >
                  Decline, with reasons
                </ActionButton>
              </>
            )}
            <CertificateButton manifest={manifest} />
          </Box>
          {!isSigned && <Refusal action={sign} act="sign this round" />}
        </Paper>
      </Section>
      <Excused signing={signing} />
      <Section title="Heading of the edition">
        <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
          <SigningHeading signing={signing} />
        </Paper>
      </Section>
      {signing.introduction && (
        <Section title="Introduction">
          <RichTextView document={signing.introduction} />
        </Section>
      )}
      {signing.acronyms && (
        <Section title={`Acronyms printed at the end (${signing.acronyms.length})`}>
          <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
            <FactList facts={signing.acronyms.map(({ short, expansion }) => [short, expansion])} />
          </Paper>
        </Section>
      )}
      <Section title={`Everything that will be printed (${linesWords(signing)})`}>
        <SigningLines
          lines={lines}
          since={isSigned ? undefined : sinceWords(signing)}
          isSummary={signing.isSummary}
          hasLast={hasLastEdition(signing)}
        />
      </Section>
      {asking === 'sign' && (
        <SignDialog roundId={roundId} signing={signing} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'decline' && (
        <DeclineDialog roundId={roundId} signing={signing} onClose={() => setAsking(undefined)} />
      )}
    </Page>
  );
}

const TITLE_WORDS = {
  sealed: 'Sign',
  signed: 'Signed:',
  published: 'Signed and published:',
} as const;
