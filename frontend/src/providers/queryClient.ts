import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './httpClient.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      // Without a connection it fails at once and says so; otherwise it would be loading for ever.
      networkMode: 'always',
      refetchOnReconnect: true,
      // A refusal stays a refusal; only a lost connection or a server's trouble is tried again.
      retry: (failures, error) => {
        const { status } = problemOf(error);
        return failures < 2 && (status === 0 || status >= 500);
      },
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
