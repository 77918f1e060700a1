import { lazy } from 'react';

export const editions = {
  list: lazy(() => import('./EditionList.tsx')),
  show: lazy(() => import('./EditionShow.tsx')),
};
