import { lazy } from 'react';

export const commitments = {
  list: lazy(() => import('./CommitmentList.tsx')),
  show: lazy(() => import('./CommitmentShow.tsx')),
};
