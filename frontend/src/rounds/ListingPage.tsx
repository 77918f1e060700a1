import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { QueryStates } from '../components/States.tsx';
import { Page } from '../layout/Page.tsx';
import type { QuarterdeckDataProvider } from '../providers/dataProvider.ts';
import { useApi } from '../providers/useMe.ts';
import { BegunLayout } from './BegunLayout.tsx';
import { ListingEditor } from './ListingEditor.tsx';
import { ListingHelp } from './ListingHelp.tsx';

const layoutQuery = (api: QuarterdeckDataProvider, id: string) =>
  queryOptions({ queryKey: ['layout', id], queryFn: () => api.getLayout(id) });

/** Lays out the coming edition: order, chapters, references, and what each update answers. */
export default function ListingPage() {
  const { id = '' } = useParams();
  const options = layoutQuery(useApi(), id);
  const query = useQuery(options);
  const queryClient = useQueryClient();
  return (
    <Page
      title="Order and wording"
      back={{ to: `/rounds/${id}/show`, label: query.data?.round.title ?? 'The round' }}
      intro="As the edition will print it. What is approved are the words of an update; its place, reference and wording here can change until the round is sealed."
      aside={<ListingHelp />}
    >
      <QueryStates query={query} what="the layout">
        {(layout) => (
          <BegunLayout
            layout={layout}
            fetchLayout={() => queryClient.fetchQuery(options)}
            Editor={ListingEditor}
          />
        )}
      </QueryStates>
    </Page>
  );
}
