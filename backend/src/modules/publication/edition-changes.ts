import { canonicalJson } from '../../common/canonical-json.js';
import { withoutNoChange } from '../../common/content.js';
import { compareRows, type RowDifference } from '../../common/compare-rows.js';
import type { EditionSnapshot, SnapshotRow } from '../../common/edition-snapshot.js';

/** A row and where it is printed. */
export interface PlacedRow {
  row: SnapshotRow;
  chapter: string;
  reference?: string;
}

export interface ChangedRow {
  kind: 'new' | 'changed' | 'unchanged';
  /** The row of the earlier edition that it goes on from. */
  before?: PlacedRow;
  /** How it is printed otherwise. A row that only moved or got another number counts as unchanged. */
  differences: RowDifference[];
}

/** What an edition says otherwise than an earlier one, row by row. */
export interface EditionChanges {
  since: { slug: string; title: string; periodLabel: string; asAt: string };
  /** By the id under which the later edition prints the row. */
  rows: ReadonlyMap<string, ChangedRow>;
  /** Rows of the earlier one that no row goes on from. */
  gone: PlacedRow[];
}

/** The rows of an edition with their places, in printed order. */
export const rowsOf = ({ chapters }: EditionSnapshot): PlacedRow[] =>
  chapters.flatMap(({ title: chapter, groups }) =>
    groups.flatMap(({ reference, rows }) =>
      rows.map((row) => ({ row, chapter, ...(reference !== undefined && { reference }) })),
    ),
  );

/** @param continued by the id of each row that of the earlier row it goes on from */
export function changesSince(
  earlier: EditionSnapshot,
  later: EditionSnapshot,
  continued: ReadonlyMap<string, string>,
): EditionChanges {
  const compared = compareRows(
    rowsOf(earlier).map((placed) => layoutOf(placed)),
    rowsOf(later).map((placed) => ({
      ...layoutOf(placed),
      continues: continued.get(placed.row.updateId),
    })),
  );
  const { slug, title, asAt, period } = earlier;
  return {
    since: { slug, title, asAt, periodLabel: period.label },
    rows: new Map(
      compared.rows.map(({ row, before, differences }) => [
        row.id,
        {
          kind: kindOf(row.placed, before?.row.placed, differences),
          ...(before && { before: before.row.placed }),
          differences,
        },
      ]),
    ),
    gone: compared.gone.map(({ row }) => row.placed),
  };
}

const layoutOf = (placed: PlacedRow) => ({
  id: placed.row.updateId,
  chapter: placed.chapter,
  reference: placed.reference,
  wording: placed.row.wording,
  commitmentIds: placed.row.commitments.map(({ id }) => id),
  placed,
});

function kindOf(
  { row }: PlacedRow,
  before: PlacedRow | undefined,
  differences: readonly RowDifference[],
): ChangedRow['kind'] {
  if (!before) return 'new';
  if (differences.includes('reworded')) return 'changed';
  return saysTheSame(before.row, row) ? 'unchanged' : 'changed';
}

/** Texts are kept in their one form, so that equal ones are equal letter by letter. */
function saysTheSame(before: SnapshotRow, after: SnapshotRow): boolean {
  if (!before.content || !after.content)
    return !before.content && !after.content && before.omission?.reason === after.omission?.reason;
  if (before.content.hash === after.content.hash) return true;
  const words = ({ hash: _, ...content }: NonNullable<SnapshotRow['content']>): string =>
    canonicalJson(withoutNoChange(content));
  return words(before.content) === words(after.content);
}
