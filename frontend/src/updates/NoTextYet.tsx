import type { UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { EmptyState } from '../components/States.tsx';

const WHEN_SEEN: Record<UpdateDetail['textAccess'], string> = {
  none: 'You see the state and the date until it is published.',
  published: 'You see the state and the date until it is published.',
  approved: 'You see it when it is approved.',
  submitted: 'You see it when it has been cleared.',
  draft: '',
};

/** In the place of a text: that there is none, or that it is not theirs to read yet. */
export function NoTextYet({ update }: { update: UpdateDetail }) {
  const { textAccess, state } = update;
  const isWritten = state !== 'not_started' && state !== 'drafting';
  if (textAccess === 'none' || (isWritten && textAccess !== 'draft')) {
    return (
      <EmptyState title="The text is not yours to see yet">{WHEN_SEEN[textAccess]}</EmptyState>
    );
  }
  return (
    <EmptyState title="No text yet">
      {isAllowed(update, 'save_draft')
        ? 'The words are still being written.'
        : 'It appears here when the owner has submitted it.'}
    </EmptyState>
  );
}
