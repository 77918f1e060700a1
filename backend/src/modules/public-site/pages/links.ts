/** The public addresses, in one place. Every part of a path is encoded. */

/** The current version of an edition, or one version of it. */
export function editionHref(slug: string, version?: number): string {
  const current = `/editions/${encodeURIComponent(slug)}`;
  return version === undefined ? current : `${current}/v${version}`;
}

/** A commitment and its whole history. */
export function commitmentHref(id: string): string {
  return `/commitments/${encodeURIComponent(id)}`;
}

/** The pages that every page's header and footer lead to. */
export const PAGES = {
  editions: '/editions',
  howToCheck: '/how-to-check',
  accessibility: '/accessibility',
} as const;
