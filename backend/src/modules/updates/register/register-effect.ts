import { compareRows, type RowDifference } from '../../../common/compare-rows.js';
import { rowRefusals, unanswered, type Row, type RowRefusal } from '../rows/row.js';
import { isOpen, type RegisterState } from './register-state.js';

/** A lead's grant that is not for the whole plan: what it covers can change with the register. */
export interface ScopedLead {
  personId: string;
  chapterId?: string;
  commitmentId?: string;
}

export interface RowEffect {
  what: 'appears' | 'disappears' | 'changes';
  differences: RowDifference[];
  before?: { row: Row; position: number };
  after?: { row: Row; position: number };
}

/** Somebody whose part in a row begins or ends by the change. */
export interface PartEffect {
  personId: string;
  part: 'owner' | 'lead';
  what: 'gains' | 'loses';
  title: string;
}

/** What a change does to the rows of its round, and whom it concerns. */
export interface RegisterEffect {
  rows: RowEffect[];
  unchanged: number;
  parts: PartEffect[];
  /** Commitments that no row answers afterwards, and some row did before. */
  unanswered: string[];
  refusals: RowRefusal[];
}

/** The difference that a change makes. Pure: the same for the preview and for the act. */
export function effectOf(
  before: RegisterState,
  after: RegisterState,
  leads: readonly ScopedLead[],
): RegisterEffect {
  const compared = compareRows(
    before.rows,
    after.rows.map((row) => ({ ...row, continues: row.id })),
  );
  const rows = [
    ...compared.gone.map((gone): RowEffect => ({
      what: 'disappears',
      differences: [],
      before: gone,
    })),
    ...compared.rows
      .filter(
        ({ differences, before: was, row }) =>
          differences.length > 0 || was?.row.title !== row.title,
      )
      .map(({ row, position, before: was, differences }): RowEffect => ({
        what: was ? 'changes' : 'appears',
        differences,
        ...(was && { before: was }),
        after: { row, position },
      })),
  ];
  const open = (state: RegisterState): string[] =>
    [...state.commitments.values()].filter(isOpen).map(({ id }) => id);
  const unansweredBefore = new Set(unanswered(before.rows, open(before)));
  return {
    rows,
    unchanged:
      compared.rows.length -
      rows.filter(({ what }) => what === 'changes').length -
      rows.filter(({ what }) => what === 'appears').length,
    parts: partEffects(before.rows, after.rows, leads),
    unanswered: unanswered(after.rows, open(after)).filter((id) => !unansweredBefore.has(id)),
    refusals: rowRefusals(before.rows, after.rows),
  };
}

const ledBy = (row: Row, leads: readonly ScopedLead[]): Set<string> =>
  new Set(
    leads
      .filter(
        (lead) =>
          (!lead.chapterId || lead.chapterId === row.chapterId) &&
          (!lead.commitmentId || row.commitmentIds.includes(lead.commitmentId)),
      )
      .map(({ personId }) => personId),
  );

function partEffects(
  before: readonly Row[],
  after: readonly Row[],
  leads: readonly ScopedLead[],
): PartEffect[] {
  const titles = new Map([...before, ...after].map((row) => [row.id, row.title]));
  const partsIn = (rows: readonly Row[]): Map<string, Map<string, PartEffect['part']>> =>
    new Map(
      rows.map((row) => [
        row.id,
        new Map([
          ...[...ledBy(row, leads)].map((id) => [`lead ${id}`, 'lead'] as const),
          ...(row.ownerId ? [[`owner ${row.ownerId}`, 'owner'] as const] : []),
        ]),
      ]),
    );
  const [had, has] = [partsIn(before), partsIn(after)];
  const changes = (from: typeof had, to: typeof had, what: PartEffect['what']): PartEffect[] =>
    [...from].flatMap(([rowId, parts]) =>
      [...parts].flatMap(([key, part]) =>
        to.get(rowId)?.has(key)
          ? []
          : [{ personId: key.slice(part.length + 1), part, what, title: titles.get(rowId)! }],
      ),
    );
  return [...changes(had, has, 'loses'), ...changes(has, had, 'gains')];
}
