import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './httpClient.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      // A refusal stays a refusal; only a lost connection or a server's trouble is tried again.
      retry: (failures, error) => {
        const { status } = problemOf(error);
        return failures < 2 && (status === 0 || status >= 500);
      },
    },
    mutations: { retry: false },
  },
});
