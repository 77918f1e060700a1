import { lazy } from 'react';

export const updates = {
  list: lazy(() => import('./UpdateList.tsx')),
  edit: lazy(() => import('./UpdatePage.tsx')),
};
