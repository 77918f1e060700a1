import {
  Box,
  Checkbox,
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
  /** Set where rows can be chosen for an act on several: what a row is called. */
  choosing?: (record: T) => string;
  /** Why a row cannot be chosen; absent where it can. */
  whyNot?: (record: T) => string | undefined;
}

/** The list around it as a table; on a narrow screen a card for each record. */
export function RecordTable<T extends RaRecord>(props: RecordTableProps<T>) {
  const { caption, columns, empty, choosing, whyNot } = props;
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
        <Cards {...props} rows={data} />
      ) : (
        <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <caption style={{ captionSide: 'top', padding: 0 }}>
              <VisuallyHidden>{caption}</VisuallyHidden>
            </caption>
            <Head
              columns={columns}
              choosable={choosing && data.filter((record) => !whyNot?.(record)).map(({ id }) => id)}
            />
            <TableBody>
              {data.map((record) => (
                <TableRow key={record.id} hover>
                  {choosing && (
                    <TableCell padding="checkbox" sx={{ '&&': { pt: 1.125 } }}>
                      <ChooseRow id={record.id} name={choosing(record)} whyNot={whyNot?.(record)} />
                    </TableCell>
                  )}
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

function ChooseRow(props: { id: RaRecord['id']; name: string; whyNot?: string }) {
  const { id, name, whyNot } = props;
  const { selectedIds, onToggleItem } = useListContext();
  const isOut = whyNot !== undefined;
  return (
    <Checkbox
      checked={!isOut && selectedIds.includes(id)}
      disabled={isOut}
      onChange={() => onToggleItem(id)}
      slotProps={{
        input: { 'aria-label': isOut ? `${name} cannot be chosen: ${whyNot}` : `Choose ${name}` },
      }}
    />
  );
}

/** Chooses the rows of this page, or none of them. */
function ChoosePage({ ids }: { ids: RaRecord['id'][] }) {
  const { selectedIds, onSelect } = useListContext();
  const chosen = ids.filter((id) => selectedIds.includes(id));
  const isAll = ids.length > 0 && chosen.length === ids.length;
  const others = selectedIds.filter((id: RaRecord['id']) => !ids.includes(id));
  return (
    <Checkbox
      checked={isAll}
      indeterminate={chosen.length > 0 && !isAll}
      disabled={ids.length === 0}
      onChange={() => onSelect(isAll ? others : [...others, ...ids])}
      slotProps={{ input: { 'aria-label': 'Choose every row of this page' } }}
    />
  );
}

interface HeadProps<T> {
  columns: Column<T>[];
  /** Where rows can be chosen: those of this page that can. */
  choosable?: RaRecord['id'][];
}

function Head<T>({ columns, choosable }: HeadProps<T>) {
  const { sort, setSort } = useListContext();
  return (
    <TableHead>
      <TableRow>
        {choosable && (
          <TableCell padding="checkbox" sx={{ verticalAlign: 'middle' }}>
            <ChoosePage ids={choosable} />
          </TableCell>
        )}
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

type CardsProps<T> = Omit<RecordTableProps<T>, 'empty'> & { rows: T[] };

function Cards<T extends RaRecord>(props: CardsProps<T>) {
  const header = props.columns.find((column) => column.isHeader);
  const others = props.columns.filter((column) => column !== header);
  return (
    <Box component="ul" aria-label={props.caption} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {props.rows.map((record) => (
        <Paper component="li" variant="outlined" key={record.id} sx={{ p: 2, mb: 1.5 }}>
          {header && (
            <Box sx={{ display: 'flex', alignItems: 'flex-start', mb: 0.75 }}>
              {props.choosing && (
                <Box sx={{ mt: -1, ml: -1 }}>
                  <ChooseRow
                    id={record.id}
                    name={props.choosing(record)}
                    whyNot={props.whyNot?.(record)}
                  />
                </Box>
              )}
              <Typography component="div" sx={{ fontWeight: 650 }}>
                {header.render(record)}
              </Typography>
            </Box>
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
