import { useDataProvider, usePermissions } from 'react-admin';
import type { Me } from '../api/types.ts';
import { canAccess } from './access.ts';
import type { QuarterdeckDataProvider } from './dataProvider.ts';

/** The person signed in; undefined for a moment while it is asked. */
export const useMe = (): Me | undefined => usePermissions<Me>().permissions;

/** May the person signed in do this at all? The record's own actions say more. */
export function useMay(): (resource: string, action: string) => boolean {
  const me = useMe();
  return (resource, action) => me !== undefined && canAccess(me, resource, action);
}

export const useApi = (): QuarterdeckDataProvider => useDataProvider<QuarterdeckDataProvider>();
