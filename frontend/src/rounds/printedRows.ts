import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { Round, UpdateSummary } from '../api/types.ts';

/** As many as the API gives at once. */
const PAGE = 200;

/** What the current edition prints, each row once: a correction stands in the place of what it corrected. */
export function printedRows(rows: readonly UpdateSummary[], isSummary: boolean): UpdateSummary[] {
  const byPlace = new Map<number, UpdateSummary>();
  for (const row of rows) {
    // A table prints a row that was left out, too; a summary does not.
    const isPrinted = row.isOmitted
      ? !isSummary && row.state !== 'abandoned'
      : row.state === 'published';
    const other = byPlace.get(row.position);
    if (isPrinted && !(other && other.correctionNo > row.correctionNo))
      byPlace.set(row.position, row);
  }
  return [...byPlace.values()];
}

/** All that the round's current edition prints, however many pages that takes. */
export function usePrintedRows({ id, isSummary }: Round) {
  const provider = useDataProvider();
  return useQuery({
    queryKey: ['updates', 'printed', id],
    queryFn: async ({ signal }) => {
      const rows: UpdateSummary[] = [];
      for (let page = 1; ; page += 1) {
        const { data, total = 0 } = await provider.getList<UpdateSummary>('updates', {
          pagination: { page, perPage: PAGE },
          sort: { field: 'position', order: 'ASC' },
          filter: {},
          meta: { path: `rounds/${id}/updates` },
          signal,
        });
        rows.push(...data);
        if (data.length === 0 || rows.length >= total) return printedRows(rows, isSummary ?? false);
      }
    },
  });
}
