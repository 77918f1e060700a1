import { Button } from '@mui/material';
import { useListContext } from 'react-admin';

/** Downloads the list as it is filtered and sorted, all pages of it. */
export function CsvLink({ path }: { path: string }) {
  const { filterValues, sort } = useListContext();
  const params = new URLSearchParams({
    ...(filterValues as Record<string, string>),
    sort: sort.field,
    order: sort.order.toLowerCase(),
  });
  return (
    <Button component="a" href={`/api${path}?${params.toString()}`} variant="outlined" download>
      Export as CSV
    </Button>
  );
}
