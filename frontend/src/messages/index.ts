import { lazy } from 'react';

export const messages = {
  list: lazy(() => import('./MessageList.tsx')),
  edit: lazy(() => import('./MessagePage.tsx')),
};
