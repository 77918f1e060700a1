import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from '../components/States.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { Page } from './Page.tsx';

interface PageStatesProps<T> {
  query: { data?: T; error: unknown; refetch: () => unknown };
  what: string;
  children: (data: T) => ReactNode;
}

/** A page that hangs on one record: loading, refused (a page of its own), or there. */
export function PageStates<T>({ query, what, children }: PageStatesProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.error) return <LoadingState what={what} />;
  const isMissing = [400, 404].includes(problemOf(query.error).status);
  return (
    <Page title={isMissing ? 'Not found' : 'This page cannot be shown'} width="text">
      <ErrorState error={query.error} onRetry={isMissing ? undefined : () => query.refetch()} />
    </Page>
  );
}
