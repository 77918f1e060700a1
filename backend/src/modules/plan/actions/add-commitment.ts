import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { Commitment, CommitmentLimb } from '../plan.entities.js';

export interface NewCommitment {
  /** Given when an edition names it already; absent: a new one. */
  id?: string;
  planId: string;
  chapterId: string;
  slug: string;
  title: string;
  summary: string;
  leadOrganisationId: string;
  askerId?: string;
  funderId?: string;
  ownerId?: string;
  /** Its parts, where it promises several things. */
  limbs?: readonly string[];
}

@Injectable()
export class AddCommitment {
  /** Adds it at the end of its chapter and returns its id. */
  async execute(act: Act, input: NewCommitment): Promise<string> {
    const id = input.id ?? randomUUID();
    const last = await act.manager.maximum(Commitment, 'position', {
      planId: input.planId,
      chapterId: input.chapterId,
    });
    await act.manager.insert(Commitment, {
      id,
      planId: input.planId,
      chapterId: input.chapterId,
      slug: input.slug,
      position: (last ?? 0) + 1,
      title: input.title,
      summary: input.summary,
      publishedWording: null,
      leadOrganisationId: input.leadOrganisationId,
      askerId: input.askerId ?? null,
      funderId: input.funderId ?? null,
      ownerId: input.ownerId ?? null,
      closedOn: null,
      pausedOn: null,
      isWaiting: false,
      version: 1,
    });
    const limbs = (input.limbs ?? []).map((text, index) => ({
      ...{ commitmentId: id, position: index + 1, text },
    }));
    if (limbs.length > 0) await act.manager.insert(CommitmentLimb, limbs);
    act.record('commitment.added', { kind: 'commitment', id, planId: input.planId }, {});
    return id;
  }
}
