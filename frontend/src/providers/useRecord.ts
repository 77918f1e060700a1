import { useGetOne } from 'react-admin';

/** Apart from what react-admin remembers of a list's rows, which hold less than the whole record. */
export const WHOLE = { isWhole: true };

/** The whole record, as its own page needs it. */
export const useRecord = <T extends { id: string }>(resource: string, id: string) =>
  useGetOne<T>(resource, { id, meta: WHOLE });
