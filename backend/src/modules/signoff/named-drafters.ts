import { invalidField } from '../../common/problems.js';
import type { Act } from '../audit/index.js';
import { draftersOf, takeSuccessor } from '../updates/index.js';

/**
 * Who drafts the correction of each update, so that it is never put to nobody.
 * @throws Problem request.invalid when nobody is left to ask for one of them, and nobody is named
 */
export async function namedDrafters(
  act: Act,
  { updateIds, ownerId }: { updateIds: readonly string[]; ownerId?: string },
): Promise<Map<string, string>> {
  if (ownerId) {
    await takeSuccessor(act, ownerId, 'ownerId');
    return new Map(updateIds.map((id) => [id, ownerId]));
  }
  const drafters = await draftersOf(act, updateIds);
  const left = drafters.filter(({ drafterId }) => drafterId === null);
  if (left.length > 0) {
    const titles = left.map(({ title }) => `“${title}”`).join(', ');
    throw invalidField(
      'ownerId',
      'required',
      `Nobody is left to ask for ${titles}: choose who drafts the correction.`,
    );
  }
  return new Map(drafters.map(({ id, drafterId }) => [id, drafterId!]));
}
