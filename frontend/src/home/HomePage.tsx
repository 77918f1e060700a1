import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { usePlans } from '../components/Filters.tsx';
import { QueryStates } from '../components/States.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';
import { RoundProgress } from './RoundProgress.tsx';
import { WorkList } from './WorkList.tsx';

/** What do I do now, by when, and what happens next. */
export function HomePage() {
  const api = useApi();
  const plans = usePlans();
  const home = useQuery({ queryKey: ['home'], queryFn: () => api.getHome() });
  return (
    <Page title="Your work" intro="What waits for you, in the order in which it is due.">
      <QueryStates query={home} what="your work">
        {({ needs, work, rounds }) => (
          <>
            {needs.map((need) => (
              <Alert key={need} severity="warning" sx={{ mb: 3 }}>
                {need}
              </Alert>
            ))}
            <WorkList work={work} />
            {rounds.map((progress) => (
              <Section
                key={progress.round.id}
                title={`How ${progress.round.title} stands${plans.length > 1 ? `, ${progress.plan}` : ''}`}
              >
                <RoundProgress progress={progress} isLinked />
              </Section>
            ))}
          </>
        )}
      </QueryStates>
    </Page>
  );
}
