import { canonicalJson, sha256Hex } from '../../../common/canonical-json.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Act } from '../../audit/index.js';
import { personRef } from '../../identity/index.js';
import type { TitledRef } from '../../plan/index.js';

export const HANDED_ON = ['commitment', 'update', 'role_given', 'role_taken'] as const;

/** One thing that changes hands. */
export interface HandedOn {
  what: (typeof HANDED_ON)[number];
  id: string;
  title: string;
  /** Of a role: which. */
  role?: string;
  from?: PersonRef;
  to?: PersonRef;
}

/** Something that one might expect to change hands, and why it does not. */
export interface Stays extends TitledRef {
  why: string;
}

/** All that an assignment does, in its order: shown before it is made, and made only as shown. */
export class Handover {
  readonly changes: HandedOn[] = [];
  readonly stays: Stays[] = [];
  /** Texts in review of which the new lead wrote a part, so that somebody else must approve them. */
  cannotApprove: TitledRef[] = [];
  /** What was asked for and is so already. */
  unchanged = 0;

  get hash(): string {
    const changes = this.changes.map(({ what, id, role, from, to }) => [
      ...[what, id, role ?? null, from?.id ?? null, to?.id ?? null],
    ]);
    const ids = (list: readonly TitledRef[]): string[] => list.map(({ id }) => id);
    return sha256Hex(
      canonicalJson([changes, ids(this.stays), ids(this.cannotApprove), this.unchanged]),
    );
  }

  /** @throws Problem record.changed_meanwhile when it does something else than what was seen */
  refuseUnseen(seen: string | undefined): void {
    if (seen !== undefined && seen !== this.hash) {
      throw new Problem('record.changed_meanwhile', { did: 'changed what would be handed on' });
    }
  }
}

/** The people with these ids as others see them. */
export async function peopleById(
  act: Act,
  ids: readonly (string | null)[],
): Promise<Map<string, PersonRef>> {
  const rows = await act.manager.query<{ person: PersonRef }[]>(
    `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = ANY($1::uuid[])`,
    [ids.filter((id) => id !== null)],
  );
  return new Map(rows.map(({ person }) => [person.id, person]));
}

/** @throws Problem request.invalid when there is no such person with an open account */
export async function takeSuccessor(act: Act, personId: string, field: string): Promise<PersonRef> {
  const [row] = await act.manager.query<{ person: PersonRef }[]>(
    `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = $1 AND p.is_active FOR SHARE`,
    [personId],
  );
  if (row) return row.person;
  throw invalidField(field, 'unknown', 'There is no such person with an open account.');
}
