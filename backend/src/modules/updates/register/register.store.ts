import { In } from 'typeorm';
import type { Act } from '../../audit/index.js';
import { Commitment, CommitmentChangeEffect } from '../../plan/index.js';
import type { DueChange } from './register-state.reader.js';
import type { RegisterCommitment, RegisterState } from './register-state.js';

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
  }
  for (const { fromId, toId, kind } of after.lineage) {
    if (before.lineage.some((link) => link.fromId === fromId && link.toId === toId)) continue;
    await act.manager.query(
      `INSERT INTO commitment_lineage (from_id, to_id, kind, reason, recorded_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [fromId, toId, kind, reason, act.now],
    );
    act.record(
      'commitment.linked',
      { kind: 'commitment', id: fromId, planId },
      { toId, lineage: kind },
    );
  }
}

/** A commitment that is new: in the register at once, or waiting for its round. */
export async function insertCommitment(
  act: Act,
  planId: string,
  commitment: RegisterCommitment,
): Promise<void> {
  await act.manager.insert(Commitment, {
    ...commitment,
    planId,
    publishedWording: null,
    version: 1,
  });
  act.record('commitment.added', { kind: 'commitment', id: commitment.id, planId }, {});
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
