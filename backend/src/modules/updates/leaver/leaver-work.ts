import { canonicalJson, sha256Hex } from '../../../common/canonical-json.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';

/** Everything that somebody can hold, in the order in which it is given to others. */
export const WORK_KINDS = [
  'commitment',
  'lead',
  'clearer',
  'update',
  'contribution',
  'claim',
  'cover',
  'role',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export const WORK_ABOUT = [
  'commitment',
  'update',
  'chapter',
  'plan',
  'organisation',
  'person',
  'installation',
] as const;

/** One thing that a person holds. */
export interface WorkLine {
  what: WorkKind;
  /** Unique among the lines of its kind. */
  id: string;
  title: string;
  /** Where it stands, in words. */
  detail: string;
  about: { kind: (typeof WORK_ABOUT)[number]; id: string };
  /** Null: of no plan. */
  planId: string | null;
}

export const WORK_OUTCOMES = ['handed_on', 'ended', 'stays'] as const;

/** What becomes of it. */
export interface WorkOutcome {
  outcome: (typeof WORK_OUTCOMES)[number];
  /** Of what is handed on. */
  to?: PersonRef;
  /** Of what stays. */
  why?: string;
  /** What whoever confirms should know of this line. */
  notes: string[];
}

/** Of one line, or of every line of a kind that has no choice of its own. */
export interface WorkChoice {
  what: WorkKind;
  id?: string;
  /** Absent: it stays as it is. */
  successorId?: string;
}

export interface WorkChoices {
  /** Takes on whatever has no choice of its own. */
  successorId?: string;
  choices?: readonly WorkChoice[];
  isAccountClosed?: boolean;
}

/** Claims are released and covers end: nobody takes them on. */
const ENDING: readonly WorkKind[] = ['claim', 'cover'];

export type Chosen =
  { outcome: 'handed_on'; successorId: string } | { outcome: 'ended' } | { outcome: 'stays' };

/** What was chosen for a line: its own choice counts before its kind's, that before the one for all. */
export function chosenFor(
  { what, id }: Pick<WorkLine, 'what' | 'id'>,
  { successorId, choices = [] }: WorkChoices,
): Chosen {
  if (what === 'role') return { outcome: 'stays' };
  const ofKind = choices.filter((choice) => choice.what === what);
  const choice =
    ofKind.find((each) => each.id === id) ?? ofKind.find((each) => each.id === undefined);
  if (ENDING.includes(what)) {
    return choice && !choice.successorId ? { outcome: 'stays' } : { outcome: 'ended' };
  }
  const chosen = choice ? choice.successorId : successorId;
  return chosen ? { outcome: 'handed_on', successorId: chosen } : { outcome: 'stays' };
}

/** The same hash: the same effect on the same things. */
export const hashOfWork = (
  personId: string,
  lines: readonly (WorkLine & WorkOutcome)[],
  isAccountClosed: boolean,
): string =>
  sha256Hex(
    canonicalJson([
      personId,
      isAccountClosed,
      lines.map(({ what, id, outcome, to, why, notes }) => [
        ...[what, id, outcome, to?.id ?? null, why ?? null],
        notes,
      ]),
    ]),
  );
