import { lazy } from 'react';

export const withdrawals = { list: lazy(() => import('./WithdrawalList.tsx')) };
