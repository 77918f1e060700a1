import { lazy } from 'react';

export const redactions = { list: lazy(() => import('./RedactionList.tsx')) };
