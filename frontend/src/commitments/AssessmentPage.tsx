import { CHARACTERISTIC_WORDS } from '@common/protected-characteristics.ts';
import { Box, Paper, Typography } from '@mui/material';
import { useParams } from 'react-router';
import type { Assessment } from '../api/types.ts';
import { FactList } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { formatDate } from '../components/dates.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useAssessment } from './useAssessment.ts';

/** The plan's impact assessment as a cross-reference: its actions, and on whom each bears. */
export default function AssessmentPage() {
  const { id = '' } = useParams();
  const query = useAssessment(id);
  return (
    <PageStates query={query} what="the impact assessment">
      {(assessment) => (
        <Page
          title={assessment.title}
          back={{ to: '/commitments', label: 'Commitments' }}
          intro={`Published on ${formatDate(assessment.publishedOn)}. A cross-reference to the register: letters are as printed, and what is wrong with them is noted.`}
        >
          <Section title="Protected characteristics">
            <Paper variant="outlined" sx={{ p: 2.5 }}>
              <FactList
                facts={assessment.characteristics.map((each) => [
                  CHARACTERISTIC_WORDS[each.characteristic],
                  <Remark key={each.characteristic} characteristic={each} />,
                ])}
              />
            </Paper>
          </Section>
          <Sections assessment={assessment} />
          <Section title="Printing errors">
            <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: '80ch' }}>
              {assessment.printingErrors.map((error) => (
                <li key={error}>{error}</li>
              ))}
            </Box>
          </Section>
        </Page>
      )}
    </PageStates>
  );
}

function Remark({ characteristic }: { characteristic: Assessment['characteristics'][number] }) {
  const lost = characteristic.leadNowhere.map(({ section, letter }) => `${section} ${letter}`);
  return (
    <>
      {characteristic.remark}
      {lost.length > 0 && ` It also names ${lost.join(' and ')}, which lead to no action.`}
    </>
  );
}

function Sections({ assessment: { actions } }: { assessment: Assessment }) {
  const sections = [...new Set(actions.map(({ section }) => section))];
  return sections.map((section) => {
    const own = actions.filter((action) => action.section === section);
    return (
      <Section
        key={section}
        id={`section-${section}`}
        title={`${section}. ${own[0]!.sectionTitle}`}
      >
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {own.map((action) => (
            <Paper
              component="li"
              variant="outlined"
              key={action.position}
              sx={{ px: 2, py: 1.25, mb: 1, display: 'flex', gap: 2 }}
            >
              <Typography component="span" sx={{ fontWeight: 650, minWidth: '1.25rem' }}>
                {action.letter}
              </Typography>
              <Box sx={{ minWidth: 0 }}>
                {action.commitments.map(({ id, title }) => (
                  <div key={id}>
                    <RecordLink to={`/commitments/${id}/show`}>{title}</RecordLink>
                  </div>
                ))}
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  Bears on:{' '}
                  {action.bearsOn
                    .map(({ characteristic }) => CHARACTERISTIC_WORDS[characteristic])
                    .join(', ')}
                </Typography>
                {action.note && <Typography variant="body2">{action.note}</Typography>}
              </Box>
            </Paper>
          ))}
        </Box>
      </Section>
    );
  });
}
