import { Box, Button, NativeSelect, Typography } from '@mui/material';
import { useListContext } from 'react-admin';

const SIZES = [10, 25, 50, 100];

/** Which part of the list this is, and the way to the rest. */
export function ListPager() {
  const { page, perPage, total = 0, setPage, setPerPage } = useListContext();
  const last = Math.min(page * perPage, total);
  const first = total === 0 ? 0 : (page - 1) * perPage + 1;
  const hasMore = last < total;
  return (
    <Box
      component="nav"
      aria-label="Pages of the list"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', mt: 1.5 }}
    >
      <Typography variant="body2" aria-live="polite">
        {first} to {last} of {total}
      </Typography>
      {(page > 1 || hasMore) && (
        <>
          <Button size="small" disabled={page <= 1} onClick={() => setPage(page - 1)}>
            Previous page
          </Button>
          <Button size="small" disabled={!hasMore} onClick={() => setPage(page + 1)}>
            Next page
          </Button>
        </>
      )}
      {total > SIZES[0]! && (
        <Box component="label" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Typography component="span" variant="body2">
            Rows per page
          </Typography>
          <NativeSelect
            value={perPage}
            onChange={(event) => setPerPage(Number(event.target.value))}
          >
            {SIZES.map((size) => (
              <option key={size} value={size}>
                {size}
              </option>
            ))}
          </NativeSelect>
        </Box>
      )}
    </Box>
  );
}
