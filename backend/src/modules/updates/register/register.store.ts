import { In } from 'typeorm';
import type { Act } from '../../audit/index.js';
import {
  AssessmentActionCommitment,
  Commitment,
  CommitmentChangeEffect,
  CommitmentLimb,
} from '../../plan/index.js';
import { secretariatOf } from '../../rounds/index.js';
import type { DueChange } from './register-state.reader.js';
import {
  isSameList,
  type LineageLink,
  type RegisterCommitment,
  type RegisterState,
} from './register-state.js';

const FIELDS = [
  'chapterId',
  'position',
  'title',
  'summary',
  'closedOn',
  'pausedOn',
  'isWaiting',
] as const;

/**
 * Writes what a change makes of the register: new commitments, changed ones, lineage.
 * @param reason kept with the lineage
 */
export async function writeRegister(
  act: Act,
  planId: string,
  before: RegisterState,
  after: RegisterState,
  reason: string,
): Promise<void> {
  for (const commitment of after.commitments.values()) {
    const was = before.commitments.get(commitment.id);
    if (!was) await insertCommitment(act, planId, commitment);
    else if (FIELDS.some((field) => was[field] !== commitment[field])) {
      const fields = Object.fromEntries(FIELDS.map((field) => [field, commitment[field]]));
      const isOnlyPushed = FIELDS.every(
        (field) => field === 'position' || was[field] === commitment[field],
      );
      await act.manager.update(
        Commitment,
        { id: commitment.id },
        { ...fields, ...(!isOnlyPushed && { version: () => 'version + 1' }) },
      );
    }
    if (was) await writeParts(act, commitment, was);
  }
  await writeLineage(act, planId, before, after, reason);
}

/** Its limbs and its places in the impact assessment, where they differ. */
async function writeParts(
  { manager }: Act,
  { id, limbs, assessmentActionIds }: RegisterCommitment,
  was?: RegisterCommitment,
): Promise<void> {
  if (!isSameList(limbs, was?.limbs)) {
    if (was) await manager.delete(CommitmentLimb, { commitmentId: id });
    await manager.insert(
      CommitmentLimb,
      limbs.map((text, index) => ({ commitmentId: id, position: index + 1, text })),
    );
  }
  if (!isSameList(assessmentActionIds, was?.assessmentActionIds)) {
    if (was) await manager.delete(AssessmentActionCommitment, { commitmentId: id });
    await manager.insert(
      AssessmentActionCommitment,
      assessmentActionIds.map((actionId) => ({ actionId, commitmentId: id })),
    );
  }
}

async function writeLineage(
  act: Act,
  planId: string,
  before: RegisterState,
  after: RegisterState,
  reason: string,
): Promise<void> {
  const has = ({ lineage }: RegisterState, one: LineageLink): boolean =>
    lineage.some(
      (each) => each.fromId === one.fromId && each.toId === one.toId && each.kind === one.kind,
    );
  const as = secretariatOf(act, planId);
  for (const link of before.lineage.filter((each) => !has(after, each))) {
    const { fromId, toId, kind } = link;
    await act.manager.query(
      'DELETE FROM commitment_lineage WHERE from_id = $1 AND to_id = $2 AND kind = $3',
      [fromId, toId, kind],
    );
    act.record(
      'commitment.unlinked',
      { kind: 'commitment', id: fromId, planId },
      { toId, lineage: kind },
      as,
    );
  }
  for (const { fromId, toId, kind } of after.lineage.filter((each) => !has(before, each))) {
    await act.manager.query(
      `INSERT INTO commitment_lineage (from_id, to_id, kind, reason, recorded_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [fromId, toId, kind, reason, act.now],
    );
    act.record(
      'commitment.linked',
      { kind: 'commitment', id: fromId, planId },
      { toId, lineage: kind },
      as,
    );
  }
}

/** A commitment that is new: in the register at once, or waiting for its round. */
export async function insertCommitment(
  act: Act,
  planId: string,
  commitment: RegisterCommitment,
): Promise<void> {
  const { limbs: _limbs, assessmentActionIds: _actions, ...fields } = commitment;
  await act.manager.insert(Commitment, {
    ...fields,
    planId,
    publishedWording: null,
    version: 1,
  });
  await writeParts(act, commitment);
  const subject = { kind: 'commitment', id: commitment.id, planId } as const;
  act.record('commitment.added', subject, {}, secretariatOf(act, planId));
}

/** Notes that waiting changes took effect in this round. */
export async function noteEffects(
  act: Act,
  round: { id: string; planId: string },
  changes: readonly Pick<DueChange, 'id' | 'commitmentId'>[],
): Promise<void> {
  if (changes.length === 0) return;
  await act.manager.insert(
    CommitmentChangeEffect,
    changes.map(({ id }) => ({ changeId: id, roundId: round.id, happenedAt: act.now })),
  );
  for (const { id, commitmentId } of changes) {
    act.record(
      'commitment.change_effective',
      { kind: 'commitment', id: commitmentId, planId: round.planId },
      { changeId: id, roundId: round.id },
      secretariatOf(act, round.planId),
    );
  }
}

/** Locks commitments in one order for everyone. */
export const lockCommitments = (act: Act, ids: string[]): Promise<Commitment[]> =>
  act.manager.find(Commitment, {
    where: { id: In(ids) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
