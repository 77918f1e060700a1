/** Where on an edition's page something stands. Rows keep theirs in every version of the edition. */

/** The anchor of a row. */
export function rowAnchor(updateId: string): string {
  return `update-${toIdentifier(updateId)}`;
}

/** The anchor of a printed reference: 1.1 is at #ref-1-1. */
export function referenceAnchor(reference: string): string {
  return `ref-${toIdentifier(reference)}`;
}

/** The anchor of a chapter by its place, from 0. */
export function chapterAnchor(index: number): string {
  return `chapter-${index + 1}`;
}

/** The anchor of a plan where several stand on a page. */
export const planAnchor = (planId: string): string => `plan-${toIdentifier(planId)}`;

/** Lower-case letters, digits and hyphens: the same in an id, an address and a selector. */
function toIdentifier(text: string): string {
  const identifier = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return identifier === '' ? 'other' : identifier;
}

/** Gives each id once: a second element that asks for the same one goes without. */
export function uniqueIds(): (id: string) => string | undefined {
  const given = new Set<string>();
  return (id) => {
    if (given.has(id)) return undefined;
    given.add(id);
    return id;
  };
}
