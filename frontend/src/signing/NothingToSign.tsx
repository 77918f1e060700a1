import { Alert, AlertTitle, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PastSignings as Past } from '../api/types.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi } from '../providers/useMe.ts';
import { BegunToDecline } from './BegunToDecline.tsx';
import { Objections, Outcome, PastSignings } from './PastSignings.tsx';

/** The signing page when nothing waits for a signature: what became of the last seal, and what is next. */
export function NothingToSign({ roundId }: { roundId: string }) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['rounds', roundId, 'signings'],
    queryFn: () => api.getSignings(roundId),
  });
  return (
    <PageStates query={query} what="what was to be signed">
      {(past) => <WhatBecameOfIt roundId={roundId} past={past} />}
    </PageStates>
  );
}

function WhatBecameOfIt({ roundId, past }: { roundId: string; past: Past }) {
  const [last, ...before] = past.data;
  useEffect(() => document.querySelector('h1')?.focus({ preventScroll: true }), []);
  return (
    <Page
      title={`Nothing to sign: ${past.round.title}`}
      back={{ to: `/rounds/${roundId}/show`, label: 'The round' }}
      width="text"
    >
      <BegunToDecline roundId={roundId} />
      <Alert severity={last ? 'warning' : 'info'} sx={{ mb: 3 }}>
        <AlertTitle>{last ? <Outcome signing={last} /> : 'It has not been sealed yet'}</AlertTitle>
        {last?.outcome === 'declined' ? (
          <>
            Version {last.version} was not signed. These updates stood in the way and were returned;
            all the others stayed approved.
            <Objections objections={last.objections} />
          </>
        ) : (
          last?.reason
        )}
      </Alert>
      <Section title="What comes next">
        <Typography sx={{ maxWidth: '70ch' }}>{nextWords(past)}</Typography>
      </Section>
      {before.length > 0 && (
        <Section title="Sealed before">
          <PastSignings signings={before} />
        </Section>
      )}
    </Page>
  );
}

/** What has to happen before somebody is asked to sign. */
function nextWords({ round, data, waiting, unconfirmed, correctionNo }: Past): string {
  if (round.state === 'planned')
    return 'The round opens first; its updates are written after that.';
  if (round.state === 'closed') return 'Nothing: the round is closed.';
  if (round.state === 'published' && correctionNo === 0) {
    return 'Nothing: what is published stays as it is, and no correction is under way.';
  }
  const then = data.some(({ outcome }) => outcome !== 'published')
    ? 'the secretariat seals the round again, and this page opens on what changed since'
    : 'the secretariat seals the round, and this page shows what is to be signed';
  const what = [
    waiting > 0 && `${count(waiting)} neither approved nor omitted`,
    unconfirmed > 0 && `${count(unconfirmed)} not confirmed as still true`,
  ].filter(Boolean);
  return what.length > 0
    ? `${what.join(', and ')}. When every update is ready, ${then}.`
    : `Every update is ready: next, ${then}.`;
}

const count = (updates: number): string =>
  updates === 1 ? '1 update is' : `${updates} updates are`;
