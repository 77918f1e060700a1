import { useListContext } from 'react-admin';

type Filters = Record<string, unknown>;

/**
 * What was set since the list last followed. A list follows a moment after its filters are set, and who
 * sets the next within that moment must not lose the first. The key changes when the list has followed.
 */
const waiting = new WeakMap<object, Filters>();

/** The filters of the list around, and the ways to set one and to clear them all. */
export function useFilters() {
  const { filterValues = {}, setFilters } = useListContext();
  const setAll = (filters: Filters) => {
    waiting.set(setFilters, filters);
    setFilters(filters);
  };
  return {
    filters: filterValues as Filters,
    /** @param dependants the filters that meant something under the former value only */
    setFilter: (source: string, value: string, dependants: readonly string[] = []) => {
      const others = { ...(waiting.get(setFilters) ?? (filterValues as Filters)) };
      for (const gone of [source, ...dependants]) delete others[gone];
      setAll(value === '' ? others : { ...others, [source]: value });
    },
    clearFilters: () => setAll({}),
  };
}
