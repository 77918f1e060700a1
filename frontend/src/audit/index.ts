import { lazy } from 'react';

export const auditEntries = {
  list: lazy(() => import('./AuditEntryList.tsx')),
  options: { label: 'Audit trail' },
};
