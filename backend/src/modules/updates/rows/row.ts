import { Problem } from '../../../common/problems.js';
import type { UpdateState } from '../update.workflow.js';

/** A round's row as the register and the layout know it: one update with its listing. */
export interface Row {
  /** The update's id, or the one that it will have. */
  id: string;
  isNew: boolean;
  title: string;
  previousUpdateId: string | null;
  /** Of the register: whose leads review it. What is printed is `chapter`. */
  chapterId: string | null;
  organisationId: string | null;
  isClearanceRequired: boolean;
  ownerId: string | null;
  chapter: string;
  reference: string | null;
  wording: string;
  commitmentIds: readonly string[];
  state: UpdateState;
  /** Of a summary: printed without a heading. */
  isUntitled?: boolean;
  /** Something was written in it or decided on it: it can no longer be taken away. */
  isTouched: boolean;
}

/** Why rows may not become what is wanted, and who can clear the way. */
export interface RowRefusal {
  rowId: string;
  title: string;
  why: string;
}

/** While nobody reviews its words, and none are approved, what they answer may still change. */
const OPEN_TO_REGROUPING: readonly UpdateState[] = ['not_started', 'drafting', 'returned'];

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/**
 * What forbids going from these rows to those: words would be lost, or would answer something that
 * their writer and approver did not have before them.
 */
export function rowRefusals(before: readonly Row[], after: readonly Row[]): RowRefusal[] {
  const kept = new Map(after.map((row) => [row.id, row]));
  return before.flatMap((row): RowRefusal[] => {
    const next = kept.get(row.id);
    const refuse = (why: string): RowRefusal[] => [{ rowId: row.id, title: row.title, why }];
    if (!next) {
      return row.isTouched
        ? refuse(
            'It has been written in or decided on, and would be lost. The secretariat can omit it from this round, or make the change from the next round on.',
          )
        : [];
    }
    if (
      sameMembers(row.commitmentIds, next.commitmentIds) ||
      OPEN_TO_REGROUPING.includes(row.state)
    ) {
      return [];
    }
    if (row.state === 'approved') {
      return refuse(
        'It is approved, and the approval is of words that answer exactly its commitments. A lead or the secretariat can reopen it first.',
      );
    }
    return refuse(
      'It is being cleared or reviewed as an answer to exactly its commitments. A lead can return it first.',
    );
  });
}

/** @throws Problem register.row_in_use naming every row in which something would be lost */
export function refuseLoss(refusals: readonly RowRefusal[]): void {
  const [first] = refusals;
  if (!first) return;
  throw new Problem(
    'register.row_in_use',
    { title: first.title, why: first.why },
    {
      issues: refusals.map(({ rowId, title, why }) => ({
        field: `row-${rowId}`,
        code: 'in_use',
        message: `“${title}”: ${why}`,
      })),
    },
  );
}

/** The open commitments that no row answers. */
export function unanswered(rows: readonly Row[], openCommitmentIds: Iterable<string>): string[] {
  const answered = new Set(rows.flatMap((row) => row.commitmentIds));
  return [...openCommitmentIds].filter((id) => !answered.has(id));
}
