import type { PersonRef } from '../api/types.ts';

/** "B, MPS", or "B, MPS for A, MPS" when B acted on cover. */
export function personWords(person: PersonRef, onBehalfOf?: PersonRef): string {
  const words =
    !person.organisation || person.name.includes(person.organisation)
      ? person.name
      : `${person.name}, ${person.organisation}`;
  return onBehalfOf ? `${words} for ${personWords(onBehalfOf)}` : words;
}
