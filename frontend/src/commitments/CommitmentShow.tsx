import { Alert, Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import type { CommitmentDetail, OrganisationRef } from '../api/types.ts';
import { RecordTrail } from '../audit/RecordTrail.tsx';
import { isAllowed } from '../components/ActionButton.tsx';
import { DateText, FactList, PersonName } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { EmptyState } from '../components/States.tsx';
import { sentence } from '../components/words.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { HistoryRow } from './HistoryRow.tsx';
import { OwnerDialog } from './OwnerDialog.tsx';
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

const bodyName = (organisation: OrganisationRef): string =>
  organisation.name === organisation.shortName
    ? organisation.name
    : `${organisation.name} (${organisation.shortName})`;

function CommitmentPage({ commitment }: { commitment: CommitmentDetail }) {
  const [isAssigning, setAssigning] = useState(false);
  const { currentUpdate, lineage, history } = commitment;
  return (
    <Page
      title={commitment.title}
      back={{ to: '/commitments', label: 'Commitments' }}
      intro={commitment.summary}
      aside={
        isAllowed(commitment, 'assign') && (
          <Button variant="outlined" onClick={() => setAssigning(true)}>
            Change the owner
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
        <Paper variant="outlined" sx={{ p: 2.5 }}>
          <FactList
            facts={[
              ['Plan', commitment.plan.title],
              ['Chapter', commitment.chapter.title],
              ['Leads on it', bodyName(commitment.leadOrganisation)],
              ...(commitment.asker
                ? [['Asked for by', bodyName(commitment.asker)] as [string, string]]
                : []),
              ...(commitment.funder
                ? [['Funded by', bodyName(commitment.funder)] as [string, string]]
                : []),
              [
                'Owner',
                <PersonName
                  key="owner"
                  person={commitment.owner}
                  fallback="Nobody yet: the secretariat assigns one"
                />,
              ],
              ...(commitment.publishedWording
                ? [['Published wording', commitment.publishedWording] as [string, string]]
                : []),
              ...(commitment.closedOn
                ? [
                    ['Closed', <DateText key="closed" value={commitment.closedOn} />] as [
                      string,
                      React.ReactNode,
                    ],
                  ]
                : []),
            ]}
          />
        </Paper>
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
      <Section title="What each edition said">
        {history.length === 0 ? (
          <EmptyState title="Not yet in any edition">
            It appears here when the first edition that reports on it is published.
          </EmptyState>
        ) : (
          history.map((row) => <HistoryRow key={row.updateId} row={row} />)
        )}
      </Section>
      <Typography variant="body2">
        <a href={`/commitments/${commitment.id}`}>This commitment on the public pages</a>
      </Typography>
      <RecordTrail filter={{ subjectKind: 'commitment', subjectId: commitment.id }} />
      {isAssigning && <OwnerDialog commitment={commitment} onClose={() => setAssigning(false)} />}
    </Page>
  );
}
