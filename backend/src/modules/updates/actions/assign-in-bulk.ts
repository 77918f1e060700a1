import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Principal } from '../../../common/actor.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Act } from '../../audit/index.js';
import { Commitment, nameOwner } from '../../plan/index.js';
import { secretariatOf } from '../../rounds/index.js';
import { followersOf } from '../handover/followers.js';
import { Handover, peopleById, takeSuccessor } from '../handover/handover.js';
import { lockRegister } from '../register/prepare-change.js';
import { AssignUpdate } from './assign-update.js';
import { NameHolder } from './name-holder.js';

export const ASSIGNED_PARTS = ['owner', 'lead', 'clearer'] as const;

export interface BulkAssignment {
  part: (typeof ASSIGNED_PARTS)[number];
  personId: string;
  /** Of one plan. */
  commitmentIds: readonly string[];
  /** Of a lead: for the whole chapters in which these commitments stand, those to come included. */
  isWholeChapter?: boolean;
  /** Of a lead or a clearer: whoever has just this role loses it. */
  isReplacing?: boolean;
}

@Injectable()
export class AssignInBulk {
  constructor(
    private readonly assignUpdate: AssignUpdate,
    private readonly nameHolder: NameHolder,
  ) {}

  /**
   * Gives commitments of one plan an owner, a lead, or their organisations a clearer: all or none.
   * @param seen the hash of what was shown before; none while it is only worked out
   * @throws Problem record.changed_meanwhile when it would do something else than what was seen
   */
  async execute(act: Act, input: BulkAssignment, seen?: string): Promise<Handover> {
    const commitments = await this.take(act, input.commitmentIds);
    const as = secretariatOf(act, commitments[0]!.planId);
    if (!as) {
      throw new Problem('permission.refused', {
        why: 'Owners, leads and clearers are named by the secretariat.',
        whoCan: 'Who can: the secretariat of this plan.',
      });
    }
    const to = await takeSuccessor(act, input.personId, 'personId');
    const handover = new Handover();
    if (input.part === 'owner') await this.giveOwner(act, commitments, to, handover, as);
    else
      await this.nameHolder.execute(act, commitments, to, { ...input, part: input.part }, handover);
    handover.refuseUnseen(seen);
    return handover;
  }

  /** Locks them in one order, after their plan: what two assign at once comes one after the other. */
  private async take(act: Act, ids: readonly string[]): Promise<Commitment[]> {
    const first = await act.manager.findOneBy(Commitment, { id: ids[0]! });
    if (first) await lockRegister(act, first.planId);
    const commitments = await act.manager.find(Commitment, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!first || commitments.length !== new Set(ids).size) {
      throw new Problem('record.not_found', { what: 'commitment' });
    }
    if (commitments.some(({ planId }) => planId !== first.planId)) {
      throw invalidField('commitmentIds', 'several_plans', 'Choose commitments of one plan.');
    }
    return commitments;
  }

  private async giveOwner(
    act: Act,
    commitments: readonly Commitment[],
    to: PersonRef,
    handover: Handover,
    as: Principal,
  ): Promise<void> {
    const people = await peopleById(
      act,
      commitments.map(({ ownerId }) => ownerId),
    );
    for (const commitment of commitments) {
      const { id, title, ownerId } = commitment;
      if (ownerId === to.id) {
        handover.unchanged += 1;
        continue;
      }
      await nameOwner(act, commitment, to.id, as);
      const from = ownerId ? people.get(ownerId) : undefined;
      handover.changes.push({ what: 'commitment', id, title, ...(from && { from }), to });
    }
    const { following, staying } = await followersOf(act, commitments, to.id);
    handover.stays.push(...staying);
    for (const { id, title, version, owner } of following) {
      await this.assignUpdate.execute(act, id, { version, ownerId: to.id });
      handover.changes.push({ what: 'update', id, title, ...(owner && { from: owner }), to });
    }
  }
}
