import { Alert, AlertTitle, Box, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import type { ManifestSummary, Signing, SigningLine } from '../api/types.ts';
import { actionOf, ActionButton, Refusal } from '../components/ActionButton.tsx';
import { FactList, HashText, InstantText, PersonName, personWords } from '../components/Facts.tsx';
import { RichTextView } from '../components/RichTextView.tsx';
import { EmptyState } from '../components/States.tsx';
import { OVERRIDE_WORDS } from '@common/overrides.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi } from '../providers/useMe.ts';
import { CertificateButton } from './CertificateButton.tsx';
import { DeclineDialog } from './DeclineDialog.tsx';
import { SignDialog } from './SignDialog.tsx';
import { SigningLines } from './SigningLines.tsx';

export default function SigningPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const query = useQuery({
    queryKey: ['rounds', id, 'signing'],
    queryFn: () => api.getSigning(id),
  });
  return (
    <PageStates query={query} what="what is to be signed">
      {(signing) => <OneSigning roundId={id} signing={signing} />}
    </PageStates>
  );
}

/** One page with everything that a signature covers and everything it excuses. */
function OneSigning({ roundId, signing }: { roundId: string; signing: Signing }) {
  const [asking, setAsking] = useState<'sign' | 'decline'>();
  const { counts, manifest, lines, overrides, previousDecision } = signing;
  const omitted = lines.filter(({ omission }) => omission);
  const changed = lines.filter(
    ({ changedSinceLastEdition: change }) => change === 'changed' || change === 'new',
  );
  const answered = lines.filter(({ stillTrue }) => stillTrue);
  const sign = actionOf(signing, 'sign');
  const isSigned = manifest.signedAt !== undefined;
  return (
    <Page
      title={`Sign ${signing.title}`}
      back={{ to: `/rounds/${roundId}/show`, label: 'The round' }}
      intro={
        isSigned
          ? 'This is signed: the signature covers everything below, exactly as it will be printed. Nothing is published by signing alone.'
          : 'Your signature covers everything below, exactly as it will be printed. Nothing is published by signing alone.'
      }
    >
      {signing.correctionReason && (
        <Alert severity="info" sx={{ mb: 3 }}>
          <AlertTitle>Correction {manifest.correctionNo}</AlertTitle>
          {signing.correctionReason}
        </Alert>
      )}
      {previousDecision && !isSigned && <PreviousDecision signing={signing} />}
      <Section title="What you sign">
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
                  <PersonName person={manifest.sealedBy} />, version {manifest.version}
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
      <Section title={`Omitted rows (${omitted.length})`}>
        {omitted.length === 0 ? (
          <EmptyState title="Every row has its text" />
        ) : (
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: '80ch' }}>
            {omitted.map(({ updateId, title, omission }) => (
              <li key={updateId}>
                <strong>{title}:</strong> {omission?.reason}
              </li>
            ))}
          </Box>
        )}
      </Section>
      <Section title={`Overrides (${overrides.length})`}>
        {overrides.length === 0 ? (
          <EmptyState title="Nothing was done outside the rules" />
        ) : (
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: '80ch' }}>
            {overrides.map((override) => (
              <li key={override.id}>
                <strong>
                  {OVERRIDE_WORDS[override.kind]}, {override.subject.title}:
                </strong>{' '}
                {override.reason} (made by {personWords(override.madeBy, override.madeOnBehalfOf)},{' '}
                {override.confirmedBy
                  ? `confirmed by ${personWords(override.confirmedBy, override.confirmedOnBehalfOf)}`
                  : 'not confirmed by a second person'}
                )
              </li>
            ))}
          </Box>
        )}
      </Section>
      {signing.introduction && (
        <Section title="Introduction">
          <RichTextView document={signing.introduction} />
        </Section>
      )}
      <Section
        title={`Everything that will be printed (${lines.length} rows, ${changed.length} with new words)`}
      >
        <SigningLines lines={lines} hasPrevious={!isSigned && previousDecision !== undefined} />
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

const Signed = ({ manifest }: { manifest: ManifestSummary }) => (
  <>
    <InstantText value={manifest.signedAt!} /> by{' '}
    {personWords(manifest.signedBy!, manifest.signedOnBehalfOf)}
  </>
);

/** Who said that approved texts are still true, after publication had moved. */
function stillTrueWords(lines: SigningLine[]): string {
  const instead = lines.filter(({ stillTrue }) => stillTrue?.reason).length;
  const words = `${lines.length} ${lines.length === 1 ? 'text was' : 'texts were'} confirmed as still true`;
  return instead === 0 ? words : `${words}, ${instead} of them in the owner’s stead`;
}

function PreviousDecision({ signing }: { signing: Signing }) {
  const decision = signing.previousDecision!;
  const titleOf = (id: string) =>
    signing.lines.find(({ updateId }) => updateId === id)?.title ?? 'A row';
  return (
    <Alert severity="info" sx={{ mb: 3 }}>
      <AlertTitle>
        Declined before by {personWords(decision.by)}, <InstantText value={decision.at} />
      </AlertTitle>
      <Typography variant="body2">
        The rows that changed since are marked below. The objections were:
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {decision.objections.map(({ updateId, reason }) => (
          <li key={updateId}>
            <strong>{titleOf(updateId)}:</strong> {reason}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
