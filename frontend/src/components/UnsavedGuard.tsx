import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from './FormDialog.tsx';

/** Asks before a page with unsaved changes is left, within the application or for another. */
export function UnsavedGuard({ isDirty, what }: { isDirty: boolean; what: string }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      confirmWords="Leave and lose the changes"
      isDanger
      onConfirm={async () => blocker.proceed()}
      onClose={() => blocker.reset?.()}
    >
      {what} is not saved yet.
    </ConfirmDialog>
  );
}
