import { lazy } from 'react';

export const overrides = { list: lazy(() => import('./OverrideList.tsx')) };
