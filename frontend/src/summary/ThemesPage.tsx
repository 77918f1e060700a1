import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { QueryStates } from '../components/States.tsx';
import { Page } from '../layout/Page.tsx';
import type { QuarterdeckDataProvider } from '../providers/dataProvider.ts';
import { useApi } from '../providers/useMe.ts';
import { BegunLayout } from '../rounds/BegunLayout.tsx';
import { ListingHelp } from '../rounds/ListingHelp.tsx';
import { ThemesEditor } from './ThemesEditor.tsx';

const themesQuery = (api: QuarterdeckDataProvider, id: string) =>
  queryOptions({ queryKey: ['themes', id], queryFn: () => api.getThemes(id) });

/** Lays out a stakeholder summary: its themes, and the paragraphs under them. */
export default function ThemesPage() {
  const { id = '' } = useParams();
  const options = themesQuery(useApi(), id);
  const query = useQuery(options);
  const queryClient = useQueryClient();
  return (
    <Page
      title="Themes and paragraphs"
      back={{ to: `/rounds/${id}/show`, label: query.data?.round.title ?? 'The summary' }}
      intro="As the summary will print them. Each paragraph is written by its owner and approved like any update; where it stands, and its heading, can change until the summary is sealed."
      aside={<ListingHelp isSummary />}
    >
      <QueryStates query={query} what="the themes">
        {(layout) => (
          <BegunLayout
            layout={layout}
            fetchLayout={() => queryClient.fetchQuery(options)}
            Editor={ThemesEditor}
          />
        )}
      </QueryStates>
    </Page>
  );
}
