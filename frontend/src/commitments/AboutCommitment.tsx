import { CHARACTERISTIC_WORDS } from '@common/protected-characteristics.ts';
import { Box, Paper } from '@mui/material';
import type { ReactNode } from 'react';
import type { AssessmentPlace, CommitmentDetail, OrganisationRef } from '../api/types.ts';
import { DateText, FactList, PersonName, personWords } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { otherNameWords, placeWords } from './lifeWords.ts';

type Fact = [label: string, value: ReactNode];

const bodyName = (organisation: OrganisationRef): string =>
  organisation.name === organisation.shortName
    ? organisation.name
    : `${organisation.name} (${organisation.shortName})`;

/** What the register knows of a commitment, apart from what editions said of it. */
export function AboutCommitment({ commitment }: { commitment: CommitmentDetail }) {
  const { asker, funder, owner, leads, limbs, assessment, publishedWording, closedOn } = commitment;
  const facts: (Fact | false | undefined)[] = [
    ['Plan', commitment.plan.title],
    ['Chapter', commitment.chapter.title],
    ['Leads on it', bodyName(commitment.leadOrganisation)],
    commitment.leadOtherNames.length > 0 && [
      'Its other names',
      <Lines key="names" lines={commitment.leadOtherNames.map(otherNameWords)} />,
    ],
    asker && ['Asked for by', bodyName(asker)],
    funder && ['Funded by', bodyName(funder)],
    [
      'Owner',
      <PersonName key="owner" person={owner} fallback="Nobody yet: the secretariat assigns one" />,
    ],
    [
      'Reviewed by',
      leads.length > 0 ? (
        <Lines key="leads" lines={leads.map((lead) => personWords(lead))} />
      ) : (
        'Nobody yet: the secretariat names a lead'
      ),
    ],
    publishedWording ? ['Published wording', publishedWording] : undefined,
    limbs.length > 0 && ['Its parts', <Lines key="limbs" lines={limbs} isNumbered />],
    assessment && [
      'Impact assessment',
      <Places key="assessment" places={assessment} planId={commitment.plan.id} />,
    ],
    closedOn ? ['Closed', <DateText key="closed" value={closedOn} />] : undefined,
  ];
  return (
    <Paper variant="outlined" sx={{ p: 2.5 }}>
      <FactList facts={facts.filter((fact): fact is Fact => Boolean(fact))} />
    </Paper>
  );
}

const Lines = ({ lines, isNumbered = false }: { lines: string[]; isNumbered?: boolean }) => (
  <Box component={isNumbered ? 'ol' : 'ul'} sx={{ m: 0, pl: 2.5 }}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </Box>
);

/** Where it stands in the plan's impact assessment, and on which characteristics it bears. */
function Places({ places, planId }: { places: AssessmentPlace[]; planId: string }) {
  if (places.length === 0) {
    return (
      <>
        Added to the plan: it is none of the actions that{' '}
        <RecordLink to={`/plans/${planId}/assessment`}>the assessment</RecordLink> lists.
      </>
    );
  }
  return places.map((place) => (
    <Box key={`${place.section}-${place.position}`}>
      <RecordLink to={`/plans/${planId}/assessment#section-${place.section}`}>
        {placeWords(place)}
      </RecordLink>
      {place.note && <div>Printing error: {place.note}</div>}
      <div>
        Bears on:{' '}
        {place.bearsOn.map(({ characteristic }) => CHARACTERISTIC_WORDS[characteristic]).join(', ')}
      </div>
    </Box>
  ));
}
