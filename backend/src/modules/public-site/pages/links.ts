import { DELIVERIES, type Delivery } from '../../../common/content.js';

/** The public addresses, in one place. Every part of a path is encoded. */

/** The current version of an edition, or one version of it. */
export function editionHref(slug: string, version?: number): string {
  const current = `/editions/${encodeURIComponent(slug)}`;
  return version === undefined ? current : `${current}/v${version}`;
}

/** Where a version is checked against its hashes. */
export const checkHref = (slug: string, version: number): string =>
  `${editionHref(slug, version)}/check`;

/** A commitment and its whole history. */
export function commitmentHref(id: string): string {
  return `/commitments/${encodeURIComponent(id)}`;
}

/** The commitments that stand at one delivery: /delivery/in-progress. */
export const deliveryHref = (delivery: Delivery): string =>
  `/delivery/${delivery.replaceAll('_', '-')}`;

/** The delivery whose list is at this part of an address. */
export const deliveryAt = (part: string): Delivery | undefined =>
  DELIVERIES.find((delivery) => delivery.replaceAll('_', '-') === part);

/** A kept file under an address that changes with its bytes, so that it may be kept for ever. */
export const fileHref = ({ href, sha256 }: { href: string; sha256: string }): string =>
  `${href}?sha256=${sha256}`;

/** An address with those of the values that there are. */
export function withQuery(path: string, values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((pair): pair is [string, string] => !!pair[1]);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** The pages that every page's header and footer lead to. */
export const PAGES = {
  editions: '/editions',
  delivery: '/delivery',
  search: '/search',
  howToCheck: '/how-to-check',
  contact: '/contact',
  accessibility: '/accessibility',
} as const;

export const FEED = '/editions.atom';
