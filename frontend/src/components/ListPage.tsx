import { useResourceContext, type RaRecord, type SortPayload } from 'react-admin';
import type { ReactNode } from 'react';
import { Page } from '../layout/Page.tsx';
import { RefusedPage } from '../layout/RefusedPage.tsx';
import { canAccess } from '../providers/access.ts';
import { useMe } from '../providers/useMe.ts';
import { ExportButton } from './ExportButton.tsx';
import { FetchedList } from './FetchedList.tsx';
import { FilterBar } from './Filters.tsx';
import { RecordTable, type Column } from './RecordTable.tsx';
import { LoadingState } from './States.tsx';

interface ListPageProps<T> {
  title: string;
  intro?: ReactNode;
  aside?: ReactNode;
  filters: ReactNode;
  columns: Column<T>[];
  sort: SortPayload;
  empty: ReactNode;
  resource?: string;
  /** A filter that always holds. */
  filter?: Record<string, unknown>;
  filterDefaultValues?: Record<string, unknown>;
  perPage?: number;
  /** What stands over the filters, and may set them. */
  above?: ReactNode;
  /** What stands under the table, with the same filters. */
  below?: ReactNode;
  /** False where the page has exports of its own. */
  isExported?: boolean;
  /** Set where rows can be chosen: what a row is called, and what is done with those chosen. */
  choosing?: {
    nameOf: (record: T) => string;
    whyNot?: (record: T) => string | undefined;
    acts: ReactNode;
  };
}

/** A list on a page of its own: filters, table, pages. Its state is in the address. */
export function ListPage<T extends RaRecord>(props: ListPageProps<T>) {
  const { title, intro, aside, filters, columns, empty, above, below, choosing, ...rest } = props;
  const { isExported = true, ...list } = rest;
  const { perPage = 25 } = props;
  const resource = useResourceContext(props);
  const me = useMe();
  if (!me) return <LoadingState what={title.toLowerCase()} />;
  if (resource && !canAccess(me, resource, 'list')) return <RefusedPage />;
  return (
    <FetchedList<T> {...list} perPage={perPage}>
      <Page
        title={title}
        intro={intro}
        aside={
          <>
            {isExported && <ExportButton title={title} />}
            {aside}
          </>
        }
      >
        {above}
        <FilterBar>{filters}</FilterBar>
        {choosing?.acts}
        <RecordTable
          caption={title}
          columns={columns}
          empty={empty}
          choosing={choosing?.nameOf}
          whyNot={choosing?.whyNot}
        />
        {below}
      </Page>
    </FetchedList>
  );
}
