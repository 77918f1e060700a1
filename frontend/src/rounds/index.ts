import { lazy } from 'react';

export const rounds = {
  list: lazy(() => import('./RoundList.tsx')),
  show: lazy(() => import('./RoundShow.tsx')),
  create: lazy(() => import('./RoundCreate.tsx')),
  recordRepresentation: 'title',
};
