import { lazy } from 'react';

export const people = {
  list: lazy(() => import('./PersonList.tsx')),
  edit: lazy(() => import('./PersonPage.tsx')),
  recordRepresentation: 'name',
};
