import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { UnsavedGuard } from '../components/UnsavedGuard.tsx';
import type { Arrangement } from './useArrangement.ts';

interface ArrangementNoticesProps {
  arrangement: Pick<Arrangement<never>, 'error' | 'isDirty' | 'isOvertaken' | 'restart'>;
  /** What is said when somebody else saved meanwhile. */
  children: ReactNode;
}

/** What stands above an arrangement: what was refused, and that it is overtaken. */
export function ArrangementNotices({ arrangement, children }: ArrangementNoticesProps) {
  const { error, isDirty, isOvertaken, restart } = arrangement;
  return (
    <>
      <UnsavedGuard isDirty={isDirty} what="The layout" />
      <ErrorSummary error={error} />
      {isOvertaken && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" onClick={restart}>
              Load how it stands now
            </Button>
          }
        >
          {children}
        </Alert>
      )}
    </>
  );
}
