import { Component, type ReactNode } from 'react';
import { ErrorState } from '../components/States.tsx';

/** Keeps a fault in one screen from taking the whole application with it. */
export class ErrorCatcher extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <ErrorState
        error={
          new Error(
            'This page has failed. Reload it: saved drafts are kept; what was not saved may be lost.',
          )
        }
        onRetry={() => window.location.reload()}
      />
    );
  }
}
