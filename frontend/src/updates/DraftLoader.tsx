import { withoutNoChange } from '@common/content.ts';
import { EMPTY_DOCUMENT } from '@common/rich-text/types.ts';
import { useQuery } from '@tanstack/react-query';
import type { UpdateDetail } from '../api/types.ts';
import { QueryStates } from '../components/States.tsx';
import { knowWindows } from '../half-written/windows.ts';
import { useApi } from '../providers/useMe.ts';
import { WriteColumn } from './WriteColumn.tsx';

/** Fetches the draft once for each visit; from then on the editor's own text is the one that counts. */
export function DraftLoader({ update, personId }: { update: UpdateDetail; personId: string }) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['draft', update.id],
    queryFn: async () => {
      // The saver that begins takes over what closed ones have left.
      await knowWindows();
      return api.getDraft(update.id);
    },
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <QueryStates query={query} what="your draft">
      {(draft) => (
        <WriteColumn
          update={update}
          personId={personId}
          draft={draft}
          initial={
            update.latestRevision
              ? withoutNoChange(update.latestRevision.content)
              : { document: EMPTY_DOCUMENT }
          }
        />
      )}
    </QueryStates>
  );
}
