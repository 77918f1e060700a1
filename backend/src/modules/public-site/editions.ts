import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { Problem } from '../../common/problems.js';
import {
  changesSince,
  type EditionChanges,
  type PublicEdition,
  type PublicReader,
  type PublicState,
} from '../publication/index.js';
import type { EditionVersion } from './pages/index.js';

/** Which edition is meant, among those that there are. */

/** @throws Problem record.not_found */
export function versionAt(
  { editions }: PublicState,
  slug: string,
  version?: number,
): PublicEdition {
  const found = editions.find(
    (each) => each.slug === slug && (version === undefined || each.version === version),
  );
  if (!found) throw new Problem('record.not_found', { what: 'edition' });
  return found;
}

/** What the public lists, newest first; some of it may be withdrawn. */
export const currentEditions = ({ editions }: PublicState): PublicEdition[] =>
  editions.filter(({ isCurrent }) => isCurrent);

/** Of these, what can be read. */
export const readableEditions = (state: PublicState): PublicEdition[] =>
  currentEditions(state).filter(({ withdrawal }) => !withdrawal);

export const versionsOf = ({ editions }: PublicState, slug: string): EditionVersion[] =>
  editions
    .filter((each) => each.slug === slug)
    .map(({ withdrawal, ...version }) => ({ ...version, isWithdrawn: !!withdrawal }));

/** Of a correction: the version that it corrects, unless that is withdrawn. */
export const versionBefore = (
  { editions }: PublicState,
  { slug, version }: Pick<PublicEdition, 'slug' | 'version'>,
): PublicEdition | undefined =>
  editions.find((each) => each.slug === slug && each.version === version - 1 && !each.withdrawal);

/**
 * What is otherwise than in the full table of the same plan before this one. Undefined where there is
 * none to compare; a summary is compared with nothing.
 */
export async function changesSinceLast(
  reader: PublicReader,
  state: PublicState,
  snapshot: EditionSnapshot,
  roundId: string,
): Promise<EditionChanges | undefined> {
  const last = readableEditions(state).find(
    (each) =>
      each.planId === snapshot.plan.id &&
      !each.isSummary &&
      each.roundId !== roundId &&
      each.asAt < snapshot.asAt,
  );
  if (!last || snapshot.isSummary) return undefined;
  const [earlier, continued] = await Promise.all([
    reader.snapshot(last.id),
    reader.continued(roundId, last.roundId),
  ]);
  return changesSince(earlier, snapshot, continued);
}

/** The newest full table of each plan, by the plan that has the newest. */
export function latestTables(state: PublicState): PublicEdition[] {
  const tables = readableEditions(state).filter(({ isSummary }) => !isSummary);
  return tables.filter(
    (edition, index) => tables.findIndex(({ planId }) => planId === edition.planId) === index,
  );
}
