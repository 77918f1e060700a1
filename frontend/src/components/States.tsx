import { Alert, AlertTitle, Box, Button, CircularProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { detailOf, problemOf } from '../providers/httpClient.ts';

export const LoadingState = ({ what }: { what: string }) => (
  <Box role="status" sx={{ display: 'flex', gap: 1.5, alignItems: 'center', py: 3 }}>
    <CircularProgress size={20} aria-hidden />
    <Typography sx={{ color: 'text.secondary' }}>Loading {what}…</Typography>
  </Box>
);

/** Nothing here: says why, and what to do. */
export const EmptyState = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Box
    sx={{
      py: 3,
      px: 3,
      border: '1px dashed',
      borderColor: 'divider',
      borderRadius: 1.5,
      maxWidth: 720,
    }}
  >
    <Typography sx={{ fontWeight: 650 }}>{title}</Typography>
    {children && (
      <Typography component="div" sx={{ color: 'text.secondary' }}>
        {children}
      </Typography>
    )}
  </Box>
);

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = problemOf(error);
  return (
    <Alert
      severity="error"
      sx={{ maxWidth: 720 }}
      action={
        onRetry && (
          <Button color="inherit" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <AlertTitle>{problem.title}</AlertTitle>
      {problem.issues?.map(({ message }) => message).join(' ') || detailOf(problem)}
    </Alert>
  );
}

interface QueryLike<T> {
  data?: T;
  error: unknown;
  refetch: () => unknown;
}

/** Loading, failed or there: the three faces of anything that is fetched. */
export function QueryStates<T>({
  query,
  what,
  children,
}: {
  query: QueryLike<T>;
  what: string;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  return <LoadingState what={what} />;
}
