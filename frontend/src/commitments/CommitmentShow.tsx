import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import type { CommitmentDetail } from '../api/types.ts';
import { RecordTrail } from '../audit/RecordTrail.tsx';
import { isAllowed } from '../components/ActionButton.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { EmptyState } from '../components/States.tsx';
import { sentence } from '../components/words.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { AboutCommitment } from './AboutCommitment.tsx';
import { CommitmentHistory } from './CommitmentHistory.tsx';
import { LifeTable } from './LifeTable.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { useRecord } from '../providers/useRecord.ts';
import { RegisterSection } from '../register/RegisterSection.tsx';

export default function CommitmentShow() {
  const { id = '' } = useParams();
  const query = useRecord<CommitmentDetail>('commitments', id);
  return (
    <PageStates query={query} what="the commitment">
      {(commitment) => <CommitmentPage commitment={commitment} />}
    </PageStates>
  );
}

function CommitmentPage({ commitment }: { commitment: CommitmentDetail }) {
  const [isAssigning, setAssigning] = useState(false);
  const { currentUpdate, lineage, history, life } = commitment;
  return (
    <Page
      title={commitment.title}
      back={{ to: '/commitments', label: 'Commitments' }}
      intro={commitment.summary}
      aside={
        isAllowed(commitment, 'assign') && (
          <Button variant="outlined" onClick={() => setAssigning(true)}>
            Assign
          </Button>
        )
      }
    >
      {currentUpdate && (
        <Alert
          severity="info"
          icon={false}
          sx={{ mb: 3, alignItems: 'center' }}
          action={
            <Button component={RouterLink} to={`/updates/${currentUpdate.id}`}>
              Open its update
            </Button>
          }
        >
          In {currentUpdate.round.title}: <StateChip state={currentUpdate.state} />
        </Alert>
      )}
      <Section title="About this commitment">
        <AboutCommitment commitment={commitment} />
      </Section>
      {lineage.length > 0 && (
        <Section title="Lineage">
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {lineage.map((link) => (
              <li key={`${link.kind}-${link.commitment.id}`}>
                {sentence(link.kind.replaceAll('_', ' '))}{' '}
                <RecordLink to={`/commitments/${link.commitment.id}/show`}>
                  {link.commitment.title}
                </RecordLink>
                {link.reason && `: ${link.reason}`}
              </li>
            ))}
          </Box>
        </Section>
      )}
      <RegisterSection commitment={commitment} />
      <Section title="Its life over the editions">
        {history.length === 0 && life.length > 0 && (
          <Typography sx={{ mb: 1.5 }}>
            Never reported: no edition has said anything of it.
          </Typography>
        )}
        {life.length > 0 && <LifeTable commitment={commitment} />}
        {life.length === 0 && (
          <EmptyState title="Not yet in any edition">
            It appears here when the first edition that reports on it is published.
          </EmptyState>
        )}
      </Section>
      <CommitmentHistory commitment={commitment} />
      {!commitment.isWaiting && (
        <Typography variant="body2">
          <a href={`/commitments/${commitment.id}`}>This commitment on the public pages</a>
        </Typography>
      )}
      <RecordTrail filter={{ subjectKind: 'commitment', subjectId: commitment.id }} />
      {isAssigning && (
        <AssignDialog
          commitmentIds={[commitment.id]}
          what={commitment.title}
          onClose={() => setAssigning(false)}
        />
      )}
    </Page>
  );
}
