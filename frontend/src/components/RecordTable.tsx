import {
  Box,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TableSortLabel,
  Typography,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext, type RaRecord } from 'react-admin';
import { EmptyState, ErrorState, LoadingState } from './States.tsx';
import { ListPager } from './ListPager.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface Column<T> {
  label: string;
  /** The field the API sorts by, when it does. */
  sort?: string;
  render: (record: T) => ReactNode;
  /** The column that names the row: a row header, and the heading of the card on a narrow screen. */
  isHeader?: boolean;
  align?: 'right';
}

interface RecordTableProps<T> {
  /** Says what the table holds, for those who cannot see it. */
  caption: string;
  columns: Column<T>[];
  empty: ReactNode;
}

/** The list around it as a table; on a narrow screen a card for each record. */
export function RecordTable<T extends RaRecord>({ caption, columns, empty }: RecordTableProps<T>) {
  const { data, error, isPending, filterValues, refetch } = useListContext<T>();
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'), { noSsr: true });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingState what={caption.toLowerCase()} />;
  if (data.length === 0) {
    const isFiltered = Object.values(filterValues ?? {}).some((value) => value !== '');
    return isFiltered ? (
      <EmptyState title="Nothing matches these filters">
        Clear the filters, or choose fewer.
      </EmptyState>
    ) : (
      <>{empty}</>
    );
  }
  return (
    <>
      {isNarrow ? (
        <Cards caption={caption} columns={columns} rows={data} />
      ) : (
        <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <caption style={{ captionSide: 'top', padding: 0 }}>
              <VisuallyHidden>{caption}</VisuallyHidden>
            </caption>
            <Head columns={columns} />
            <TableBody>
              {data.map((record) => (
                <TableRow key={record.id} hover>
                  {columns.map((column) => (
                    <TableCell
                      key={column.label}
                      align={column.align}
                      {...(column.isHeader && { component: 'th', scope: 'row' })}
                    >
                      {column.render(record)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Paper>
      )}
      <ListPager />
    </>
  );
}

function Head<T>({ columns }: { columns: Column<T>[] }) {
  const { sort, setSort } = useListContext();
  return (
    <TableHead>
      <TableRow>
        {columns.map(({ label, sort: field, align }) => {
          const isSorted = field !== undefined && sort.field === field;
          const direction = sort.order === 'DESC' ? 'desc' : 'asc';
          return (
            <TableCell key={label} align={align} sortDirection={isSorted ? direction : false}>
              {field ? (
                <TableSortLabel
                  active={isSorted}
                  direction={isSorted ? direction : 'asc'}
                  onClick={() =>
                    setSort({ field, order: isSorted && direction === 'asc' ? 'DESC' : 'ASC' })
                  }
                >
                  {label}
                </TableSortLabel>
              ) : (
                label
              )}
            </TableCell>
          );
        })}
      </TableRow>
    </TableHead>
  );
}

function Cards<T extends RaRecord>(props: { caption: string; columns: Column<T>[]; rows: T[] }) {
  const header = props.columns.find((column) => column.isHeader);
  const others = props.columns.filter((column) => column !== header);
  return (
    <Box component="ul" aria-label={props.caption} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {props.rows.map((record) => (
        <Paper component="li" variant="outlined" key={record.id} sx={{ p: 2, mb: 1.5 }}>
          {header && (
            <Typography component="div" sx={{ fontWeight: 650, mb: 0.75 }}>
              {header.render(record)}
            </Typography>
          )}
          {others.map((column) => {
            const value = column.render(record);
            if (value === null || value === undefined || value === '') return null;
            return (
              <Box key={column.label} sx={{ display: 'flex', gap: 1, mb: 0.25, flexWrap: 'wrap' }}>
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {column.label}:
                </Box>
                <Box sx={{ minWidth: 0 }}>{value}</Box>
              </Box>
            );
          })}
        </Paper>
      ))}
    </Box>
  );
}
