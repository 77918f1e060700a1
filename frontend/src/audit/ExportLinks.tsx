import { Box, Button } from '@mui/material';
import { useListContext } from 'react-admin';

/** The trail as it is filtered, to keep or to check elsewhere: every entry with its hash. */
export function ExportLinks() {
  const { filterValues } = useListContext();
  const query = new URLSearchParams(filterValues as Record<string, string>).toString();
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {(['csv', 'jsonl'] as const).map((form) => (
        <Button
          key={form}
          component="a"
          href={`/api/audit-entries.${form}${query && `?${query}`}`}
          variant="outlined"
          download
        >
          {form === 'csv' ? 'Export as CSV' : 'As JSON lines'}
        </Button>
      ))}
    </Box>
  );
}
