import { useRecordSelection } from 'react-admin';

/** The updates chosen to be approved together, in the queue and on the pages of review. */
export function useChosen() {
  const [ids, { toggle, select }] = useRecordSelection({ resource: 'updates' });
  return { ids: ids as string[], toggle: (id: string) => toggle(id), select };
}
