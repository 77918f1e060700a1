import { ListBase, type ListBaseProps, type RaRecord } from 'react-admin';

/**
 * What a list shows, fetched. Where that fails, the place of its rows says so with a way to try again:
 * react-admin's own notice would say it twice, in the browser's words.
 */
export const FetchedList = <T extends RaRecord>({ queryOptions, ...props }: ListBaseProps<T>) => (
  <ListBase<T>
    {...props}
    disableAuthentication
    queryOptions={{ ...queryOptions, onError: () => undefined }}
  />
);
