import type { Me, Mentionable, Threads } from '../api/types.ts';

const ORDER = ['writers', 'organisation', 'reviewers'] as const;
export type Audience = Mentionable['reads'];

/** Who will read a comment for this audience, but for oneself. */
export const readersOf = (threads: Threads, audience: Audience, me?: Me): Mentionable[] =>
  threads.people.filter(
    ({ id, reads }) => id !== me?.person.id && ORDER.indexOf(reads) <= ORDER.indexOf(audience),
  );

/** Who will read a comment on the text as it stands. */
export const audienceOfText = ({ text }: Threads, isInClearance: boolean): Audience =>
  text?.revisionId === undefined ? 'writers' : isInClearance ? 'organisation' : 'reviewers';

/** Whether more people read what is for the one than what is for the other. */
export const isWider = (one: Audience, other: Audience): boolean =>
  ORDER.indexOf(one) > ORDER.indexOf(other);

/** Who reads it, to stand in a sentence. */
export const READERS: Record<Audience, string> = {
  writers: 'those who write the text',
  organisation: 'the people of your organisation',
  reviewers: 'the reviewers',
};
