import { lazy } from 'react';

export const plans = {
  list: lazy(() => import('./PlanList.tsx')),
  recordRepresentation: 'title',
};
