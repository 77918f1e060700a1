import { lazy } from 'react';

export const organisations = { list: lazy(() => import('./OrganisationList.tsx')) };
