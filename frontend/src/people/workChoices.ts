import type { PersonRef, WorkChoices, WorkLine } from '../api/types.ts';

type Kind = WorkLine['what'];

export const KIND_WORDS: Record<Kind, string> = {
  commitment: 'Commitments they usually write for',
  lead: 'Leads',
  clearer: 'Clears',
  update: 'Updates they own',
  contribution: 'Updates they contribute to',
  claim: 'Reviews they have claimed',
  cover: 'Cover, given and taken',
  role: 'Other roles',
};

/** What is told of a kind before any of its lines. */
export const KIND_HINTS: Partial<Record<Kind, string>> = {
  commitment: 'Named from the next round on.',
  update:
    'Only the owner changes: a text in review stays in review, an approved or sealed one as it is. The successor is asked if it is opened again.',
  claim: 'Released, so that another lead can take it.',
  cover: 'Ended with the rest.',
};

/** Nobody is chosen for what only ends. */
export const isEnding = (kind: Kind): boolean => kind === 'claim' || kind === 'cover';

/** What was chosen otherwise, by kind or by line; null: it stays as it is. */
export type Otherwise = ReadonlyMap<string, PersonRef | null>;

export const choiceKey = (what: Kind, id?: string): string => (id ? `${what} ${id}` : what);

export const toChoices = (
  successor: PersonRef | null,
  otherwise: Otherwise,
  isAccountClosed: boolean,
): WorkChoices => ({
  ...(successor && { successorId: successor.id }),
  choices: [...otherwise].map(([key, person]) => {
    const [what, id] = key.split(' ') as [Kind, string | undefined];
    return { what, ...(id && { id }), ...(person && { successorId: person.id }) };
  }),
  isAccountClosed,
});

/** Where the thing itself is shown, when it has a page. */
export function addressOf({ kind, id }: WorkLine['about']): string | undefined {
  const filtered = (filter: object) =>
    `/commitments?filter=${encodeURIComponent(JSON.stringify(filter))}`;
  switch (kind) {
    case 'commitment':
      return `/commitments/${id}/show`;
    case 'update':
      return `/updates/${id}`;
    case 'person':
      return `/people/${id}`;
    case 'chapter':
      return filtered({ chapterId: id });
    case 'plan':
      return filtered({ planId: id });
    case 'organisation':
      return filtered({ organisationId: id });
    default:
      return undefined;
  }
}

const things = (count: number): string => (count === 1 ? '1 thing' : `${count} things`);

/** "5 things go to others, 2 end, 1 stays": what confirming would do. */
export function sumUpWork(lines: readonly WorkLine[]): string {
  const count = (outcome: WorkLine['outcome']): number =>
    lines.filter((line) => line.outcome === outcome).length;
  const [moved, ended, stays] = [count('handed_on'), count('ended'), count('stays')];
  const parts = [
    moved > 0 && `${things(moved)} ${moved === 1 ? 'goes' : 'go'} to others`,
    ended > 0 && `${moved > 0 ? ended : things(ended)} ${ended === 1 ? 'ends' : 'end'}`,
    stays > 0 &&
      `${moved + ended > 0 ? stays : things(stays)} ${stays === 1 ? 'stays' : 'stay'} as ${stays === 1 ? 'it is' : 'they are'}`,
  ].filter((part) => part !== false);
  return `${parts.join(', ')}.`;
}
