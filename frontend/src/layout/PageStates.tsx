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
  const { status } = problemOf(query.error);
  const isMissing = [400, 404].includes(status);
  // Asked again, these are answered in the same way.
  const isFinal = isMissing || status === 403;
  return (
    <Page title={isMissing ? 'Not found' : 'This page cannot be shown'} width="text">
      <ErrorState error={query.error} onRetry={isFinal ? undefined : () => query.refetch()} />
    </Page>
  );
}
