import { ListBase, type RaRecord, type SortPayload } from 'react-admin';
import type { ReactNode } from 'react';
import { Page } from '../layout/Page.tsx';
import { FilterBar } from './Filters.tsx';
import { RecordTable, type Column } from './RecordTable.tsx';

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
  /** What stands under the table, with the same filters. */
  below?: ReactNode;
}

/** A list on a page of its own: filters, table, pages. Its state is in the address. */
export function ListPage<T extends RaRecord>(props: ListPageProps<T>) {
  const { title, intro, aside, filters, columns, empty, below, perPage = 25, ...list } = props;
  return (
    <ListBase<T> {...list} perPage={perPage} disableAuthentication>
      <Page title={title} intro={intro} aside={aside}>
        <FilterBar>{filters}</FilterBar>
        <RecordTable caption={title} columns={columns} empty={empty} />
        {below}
      </Page>
    </ListBase>
  );
}
