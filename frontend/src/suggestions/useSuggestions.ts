import { useQuery } from '@tanstack/react-query';
import type { SuggestedChange, Suggestion, UpdateDetail } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';

/** What is asked for under this is the suggestions for an update, with their answers. */
export const suggestionsKey = (updateId: string) => ['updates', updateId, 'suggestions'];

/** What was suggested for this update, the newest first. */
export function useSuggestions({ id, latestRevision }: UpdateDetail): Suggestion[] {
  const api = useApi();
  const query = useQuery({
    queryKey: suggestionsKey(id),
    queryFn: () => api.getSuggestions(id),
    // Only what was submitted can have been sent back.
    enabled: latestRevision !== undefined,
  });
  return query.data?.data ?? [];
}

export const isUnanswered = ({ answer }: SuggestedChange): boolean => answer === undefined;

/** How many of its changes nobody has answered. */
export const countOpen = ({ changes }: Suggestion): number => changes.filter(isUnanswered).length;

export const changesWords = (count: number): string =>
  count === 1 ? '1 suggested change' : `${count} suggested changes`;
