import { randomUUID } from 'node:crypto';
import { In, IsNull } from 'typeorm';
import type { Principal } from '../../common/actor.js';
import { invalidField } from '../../common/problems.js';
import { onBehalfOf, type Act } from '../audit/index.js';
import type { OverrideKind } from '../../common/overrides.js';
import { Override } from './override.entity.js';

export interface OverrideSubject {
  kind: Override['subjectKind'];
  id: string;
}

export interface NewOverride {
  kind: OverrideKind;
  subject: OverrideSubject;
  planId: string;
  reason: string;
  /** As whom: themselves, or somebody they cover. */
  as: Principal;
}

/**
 * Sets a rule aside, with a reason. The caller has locked the subject, checked who asks, and records
 * the entry that names the override: it knows what the override is for.
 *
 * @returns the override's id
 * @throws Problem request.invalid when the reason is empty
 */
export async function makeOverride(act: Act, input: NewOverride): Promise<string> {
  const reason = input.reason.trim();
  if (reason === '') throw invalidField('reason', 'required', 'Give the reason.');
  const id = randomUUID();
  await act.manager.insert(Override, {
    id,
    kind: input.kind,
    subjectKind: input.subject.kind,
    subjectId: input.subject.id,
    planId: input.planId,
    reason,
    madeById: act.actorId,
    madeOnBehalfOfId: onBehalfOf(act.actor, input.as),
    madeAt: act.now,
    confirmedById: null,
    confirmedOnBehalfOfId: null,
    confirmedAt: null,
    endedAt: null,
  });
  return id;
}

/** Lets the rule hold again: an omitted update is included, say. One that has ended stays as it is. */
export async function endOverride(act: Act, id: string): Promise<void> {
  await act.manager.update(Override, { id, endedAt: IsNull() }, { endedAt: act.now });
}

/** Ends whatever overrides of these kinds still hold for the subject. */
export async function endOverridesOf(
  act: Act,
  subject: OverrideSubject,
  kinds: readonly OverrideKind[],
): Promise<void> {
  await act.manager.update(
    Override,
    {
      subjectKind: subject.kind,
      subjectId: subject.id,
      kind: In([...kinds]),
      endedAt: IsNull(),
    },
    { endedAt: act.now },
  );
}

/** The newest override of this kind that holds for the subject, confirmed or not. */
export function findOverride(
  act: Act,
  kind: OverrideKind,
  subject: OverrideSubject,
): Promise<Override | null> {
  return act.manager.findOne(Override, {
    where: { kind, subjectKind: subject.kind, subjectId: subject.id, endedAt: IsNull() },
    order: { madeAt: 'DESC', id: 'DESC' },
  });
}
