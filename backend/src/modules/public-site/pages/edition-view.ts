import { DELIVERY_WORDS } from '../../../common/content.js';
import type { EditionSnapshot, SnapshotRow } from '../../../common/edition-snapshot.js';
import { rowsOf, type EditionChanges } from '../../publication/index.js';
import { withQuery } from './links.js';

/** What a reader asks to see of an edition. */
export interface EditionFilter {
  chapter?: string;
  organisation?: string;
  delivery?: string;
  /** Only what is new or changed since the last edition. */
  isChanged?: true;
  /** With the differences from the last edition, word by word. */
  showsChanges?: true;
}

/** A choice of a filter, and how many updates of the edition it is. */
export interface Choice {
  value: string;
  words: string;
  count: number;
}

/** An edition as somebody asked to see it. */
export interface EditionView {
  filter: EditionFilter;
  isFiltered: boolean;
  /** The edition with the rows that were asked for alone. */
  snapshot: EditionSnapshot;
  shown: number;
  total: number;
  choices: { chapter: Choice[]; organisation: Choice[]; delivery: Choice[] };
  changes?: EditionChanges;
  changedCount: number;
  /** What is filtered by, in words. */
  words: string[];
}

/** A row that has no update, where deliveries are chosen from. */
const NO_UPDATE = 'no_update';
const NOT_NAMED = 'not_named';

const deliveryOf = ({ content }: SnapshotRow): string | undefined =>
  content ? content.delivery : NO_UPDATE;
const organisationOf = (row: SnapshotRow): string => row.leadOrganisation ?? NOT_NAMED;

const wordsOfDelivery = (value: string): string =>
  value === NO_UPDATE
    ? 'No update this time'
    : (DELIVERY_WORDS[value as keyof typeof DELIVERY_WORDS] ?? value);
const wordsOfOrganisation = (value: string): string => (value === NOT_NAMED ? 'Not named' : value);

/** Takes what it knows from an address; anything else in it counts as not asked. */
export function parseFilter(query: Record<string, unknown>): EditionFilter {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim().slice(0, 300)
      : undefined;
  };
  const [chapter, organisation, delivery] = ['chapter', 'organisation', 'delivery'].map(text);
  return {
    ...(chapter && { chapter }),
    ...(organisation && { organisation }),
    ...(delivery && { delivery }),
    ...(query.changed === 'yes' && { isChanged: true }),
    ...(query.show === 'changes' && { showsChanges: true }),
  };
}

/** The address that asks for this. */
export const filterHref = (path: string, filter: EditionFilter): string =>
  withQuery(path, {
    ...{ chapter: filter.chapter, organisation: filter.organisation, delivery: filter.delivery },
    changed: filter.isChanged && 'yes',
    show: filter.showsChanges && 'changes',
  });

/** @param changes since the last edition; without them nothing is asked of changes */
export function viewOf(
  snapshot: EditionSnapshot,
  asked: EditionFilter,
  changes?: EditionChanges,
): EditionView {
  const { isChanged, showsChanges, ...facets } = asked;
  const filter: EditionFilter = {
    ...facets,
    ...(changes && isChanged && { isChanged }),
    ...(changes && showsChanges && { showsChanges }),
  };
  const rows = rowsOf(snapshot);
  const hasChanged = ({ updateId }: SnapshotRow): boolean =>
    changes !== undefined && changes.rows.get(updateId)?.kind !== 'unchanged';
  const isAskedFor = (row: SnapshotRow, chapter: string): boolean =>
    (filter.chapter === undefined || filter.chapter === chapter) &&
    (filter.organisation === undefined || filter.organisation === organisationOf(row)) &&
    (filter.delivery === undefined || filter.delivery === deliveryOf(row)) &&
    (!filter.isChanged || hasChanged(row));
  const { introduction, ...rest } = snapshot;
  const words = wordsOf(filter, changes);
  const isFiltered = words.length > 0;
  return {
    ...{ filter, isFiltered, total: rows.length, words },
    snapshot: {
      ...rest,
      // It introduces the whole.
      ...(introduction && !isFiltered && { introduction }),
      chapters: isFiltered ? chaptersWith(snapshot, isAskedFor) : snapshot.chapters,
    },
    shown: rows.filter(({ row, chapter }) => isAskedFor(row, chapter)).length,
    choices: {
      chapter: choices(rows.map(({ chapter }) => chapter)),
      organisation: choices(
        rows.map(({ row }) => organisationOf(row)),
        wordsOfOrganisation,
      ),
      delivery: choices(
        rows.map(({ row }) => deliveryOf(row)),
        wordsOfDelivery,
      ),
    },
    ...(changes && { changes }),
    changedCount: rows.filter(({ row }) => hasChanged(row)).length,
  };
}

const chaptersWith = (
  { chapters }: EditionSnapshot,
  isAskedFor: (row: SnapshotRow, chapter: string) => boolean,
): EditionSnapshot['chapters'] =>
  chapters
    .map(({ title, groups }) => ({
      title,
      groups: groups
        .map((group) => ({ ...group, rows: group.rows.filter((row) => isAskedFor(row, title)) }))
        .filter(({ rows }) => rows.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);

function wordsOf(filter: EditionFilter, changes: EditionChanges | undefined): string[] {
  const { chapter, organisation, delivery, isChanged } = filter;
  return [
    ...(chapter ? [chapter] : []),
    ...(organisation ? [`lead organisation ${wordsOfOrganisation(organisation)}`] : []),
    ...(delivery ? [`delivery ${wordsOfDelivery(delivery)}`] : []),
    ...(isChanged && changes ? [`changed since ${changes.since.periodLabel}`] : []),
  ];
}

/** In the order in which they first occur. */
function choices(
  values: readonly (string | undefined)[],
  words: (value: string) => string = (value) => value,
): Choice[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, words: words(value), count }));
}
