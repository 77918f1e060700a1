import { invalidField } from '../../common/problems.js';
import { hasForbiddenCharacter, normaliseLine } from '../../common/rich-text/index.js';
import type { AskedUpdate } from './asked.js';

/** What is said to late owners, as it is kept and sent. @throws Problem request.invalid */
export function chaseWords(given: string): string {
  const words = given
    .split('\n')
    .map((line) => normaliseLine(line))
    .join('\n')
    .trim();
  if (hasForbiddenCharacter(given)) {
    throw invalidField('words', 'control_character', 'It holds a character that cannot be sent.');
  }
  if (words === '') throw invalidField('words', 'required', 'Say what you ask of them.');
  return words;
}

/**
 * These updates, each with somebody to ask for it, in the order of the ids.
 * @throws Problem request.invalid naming one that is not in the round, or has nobody
 */
export function chaseable(
  roundId: string,
  updateIds: readonly string[],
  found: readonly AskedUpdate[],
): (AskedUpdate & { ownerId: string })[] {
  const updates = new Map(found.map((update) => [update.id, update]));
  return updateIds.map((id, index) => {
    const update = updates.get(id);
    if (update?.roundId !== roundId || !update.ownerId) {
      throw invalidField(
        `updateIds.${index}`,
        'unknown',
        'It is not in this round, or has no owner with an open account.',
      );
    }
    return { ...update, ownerId: update.ownerId };
  });
}
