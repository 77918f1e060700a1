import type { Comparison, Revision, UpdateDetail } from '../api/types.ts';
import { formatInstant } from '../components/dates.ts';
import type { Choice } from '../components/TextChoice.tsx';
import { REVISION_KIND_WORDS } from '../components/words.ts';

/** The texts of an update that its reader can compare, oldest first. */
export function textChoices(
  update: UpdateDetail,
  revisions: readonly Revision[],
  lastLook?: Comparison['lastLook'],
): Choice[] {
  const inOrder = [...revisions].sort((one, other) => one.number - other.number);
  return [
    ...(update.previous ? [{ id: 'last_edition', name: 'The last edition' }] : []),
    ...(lastLook
      ? [{ id: 'last_look', name: `What you looked at last (revision ${lastLook.number})` }]
      : []),
    ...inOrder.map(({ id, number, kind, madeAt }) => ({
      id,
      name: `Revision ${number}: ${REVISION_KIND_WORDS[kind].toLowerCase()}, ${formatInstant(madeAt)}`,
    })),
    ...(update.textAccess === 'draft' && update.hasDraft
      ? [{ id: 'draft', name: 'The draft' }]
      : []),
  ];
}
