import { Alert, AlertTitle, Box, Paper } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import type { ManifestSummary, Signing, SigningLine } from '../api/types.ts';
import { actionOf, ActionButton, isAllowed, Refusal } from '../components/ActionButton.tsx';
import { FactList, HashText, InstantText, PersonName, personWords } from '../components/Facts.tsx';
import { RichTextView } from '../components/RichTextView.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';
import { BegunToDecline } from './BegunToDecline.tsx';
import { CertificateButton } from './CertificateButton.tsx';
import { DeclineDialog } from './DeclineDialog.tsx';
import { Excused } from './Excused.tsx';
import { NothingToSign } from './NothingToSign.tsx';
import { PreviousSeal, sinceWords } from './PreviousSeal.tsx';
import { SignDialog } from './SignDialog.tsx';
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
  const { counts, manifest, lines, overrides } = signing;
  const changed = lines.filter(
    ({ changedSinceLastEdition: change }) => change === 'changed' || change === 'new',
  );
  const answered = lines.filter(({ stillTrue }) => stillTrue);
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
          <FactList
            facts={[
              ['Rows', `${counts.total}: ${counts.approved} approved, ${counts.omitted} omitted`],
              [
                'Since the last edition',
                `${counts.changed} changed, ${counts.unchanged} unchanged`,
              ],
              ...(answered.length > 0
                ? [['Publication moved', stillTrueWords(answered)] satisfies [string, string]]
                : []),
              ['Overrides', overrides.length === 0 ? 'None' : String(overrides.length)],
              [
                'Sealed',
                <>
                  <InstantText value={manifest.sealedAt} /> by{' '}
                  <PersonName person={manifest.sealedBy} onBehalfOf={manifest.sealedOnBehalfOf} />,
                  version {manifest.version}
                </>,
              ],
              ...(manifest.signedBy && manifest.signedAt
                ? [
                    ['Signed', <Signed key="signed" manifest={manifest} />] satisfies [
                      string,
                      ReactNode,
                    ],
                  ]
                : []),
              ...(manifest.publishedBy && manifest.publishedAt
                ? [
                    ['Published', <Published key="published" manifest={manifest} />] satisfies [
                      string,
                      ReactNode,
                    ],
                  ]
                : []),
              ['Hash of the manifest', <HashText key="hash" hash={manifest.hash} isWhole />],
            ]}
          />
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
      <Section
        title={`Everything that will be printed (${lines.length} rows, ${changed.length} with new words)`}
      >
        <SigningLines
          lines={lines}
          since={isSigned ? undefined : sinceWords(signing)}
          isSummary={signing.isSummary}
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

const Signed = ({ manifest }: { manifest: ManifestSummary }) => (
  <>
    <InstantText value={manifest.signedAt!} /> by{' '}
    {personWords(manifest.signedBy!, manifest.signedOnBehalfOf)}
  </>
);

const Published = ({ manifest }: { manifest: ManifestSummary }) => (
  <>
    <InstantText value={manifest.publishedAt!} /> by{' '}
    {personWords(manifest.publishedBy!, manifest.publishedOnBehalfOf)}
  </>
);

/** Who said that approved texts are still true, after publication had moved. */
function stillTrueWords(lines: SigningLine[]): string {
  const instead = lines.filter(({ stillTrue }) => stillTrue?.reason).length;
  const words = `${lines.length} ${lines.length === 1 ? 'text was' : 'texts were'} confirmed as still true`;
  return instead === 0 ? words : `${words}, ${instead} of them in the owner’s stead`;
}
