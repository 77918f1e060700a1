import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from '@mui/material';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Layout } from '../api/types.ts';
import { QueryStates } from '../components/States.tsx';
import { Page } from '../layout/Page.tsx';
import type { QuarterdeckDataProvider } from '../providers/dataProvider.ts';
import { useApi } from '../providers/useMe.ts';
import { ListingEditor } from './ListingEditor.tsx';
import { ListingHelp } from './ListingHelp.tsx';

const layoutQuery = (api: QuarterdeckDataProvider, id: string) =>
  queryOptions({ queryKey: ['layout', id], queryFn: () => api.getLayout(id) });

/** Lays out the coming edition: order, chapters, references, and what each update answers. */
export default function ListingPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const query = useQuery(layoutQuery(api, id));
  return (
    <Page
      title="Order and wording"
      back={{ to: `/rounds/${id}/show`, label: query.data?.round.title ?? 'The round' }}
      intro="As the edition will print it. What is approved are the words of an update; its place, reference and wording here can change until the round is sealed."
      aside={<ListingHelp />}
    >
      <QueryStates query={query} what="the layout">
        {(layout) => <Taken layout={layout} />}
      </QueryStates>
    </Page>
  );
}

/** Holds the layout on which the editor began, until it is saved or given up. */
function Taken({ layout }: { layout: Layout }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [start, setStart] = useState({ layout, times: 0 });
  if (layout.fixed) {
    return (
      <>
        <Alert severity="info" sx={{ mb: 2, maxWidth: 900 }}>
          {layout.fixed}
        </Alert>
        {layout.rows.length > 0 && (
          <ListingEditor
            key={layout.version}
            base={layout}
            version={layout.version}
            isFixed
            onRestart={async () => {}}
          />
        )}
      </>
    );
  }
  /** From what was fetched, not from the layout of this render, which may still be the one before. */
  const restart = async () => {
    const fetched = await queryClient.fetchQuery(layoutQuery(api, layout.round.id));
    setStart(({ times }) => ({ layout: fetched, times: times + 1 }));
  };
  return (
    <ListingEditor
      key={start.times}
      base={start.layout}
      version={layout.version}
      onRestart={restart}
    />
  );
}
