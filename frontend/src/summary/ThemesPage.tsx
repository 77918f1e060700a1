import { Alert } from '@mui/material';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { SummaryLayout } from '../api/types.ts';
import { QueryStates } from '../components/States.tsx';
import { Page } from '../layout/Page.tsx';
import type { QuarterdeckDataProvider } from '../providers/dataProvider.ts';
import { useApi } from '../providers/useMe.ts';
import { ListingHelp } from '../rounds/ListingHelp.tsx';
import { ThemesEditor } from './ThemesEditor.tsx';

const themesQuery = (api: QuarterdeckDataProvider, id: string) =>
  queryOptions({ queryKey: ['themes', id], queryFn: () => api.getThemes(id) });

/** Lays out a stakeholder summary: its themes, and the paragraphs under them. */
export default function ThemesPage() {
  const { id = '' } = useParams();
  const query = useQuery(themesQuery(useApi(), id));
  return (
    <Page
      title="Themes and paragraphs"
      back={{ to: `/rounds/${id}/show`, label: query.data?.round.title ?? 'The summary' }}
      intro="As the summary will print them. Each paragraph is written by its owner and approved like any update; where it stands, and its heading, can change until the summary is sealed."
      aside={<ListingHelp isSummary />}
    >
      <QueryStates query={query} what="the themes">
        {(layout) => <Taken layout={layout} />}
      </QueryStates>
    </Page>
  );
}

/** Holds the layout on which the editor began, until it is saved or given up. */
function Taken({ layout }: { layout: SummaryLayout }) {
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
          <ThemesEditor
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
    const fetched = await queryClient.fetchQuery(themesQuery(api, layout.round.id));
    setStart(({ times }) => ({ layout: fetched, times: times + 1 }));
  };
  return (
    <ThemesEditor
      key={start.times}
      base={start.layout}
      version={layout.version}
      onRestart={restart}
    />
  );
}
