import { Injectable } from '@nestjs/common';
import { IsNull, In } from 'typeorm';
import type { Grant } from '../../../common/actor.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Act } from '../../audit/index.js';
import { GiveGrant, GrantRecord, Organisation, RevokeGrant } from '../../identity/index.js';
import { Chapter, type Commitment } from '../../plan/index.js';
import { wroteInReview } from '../handover/followers.js';
import { peopleById, type Handover } from '../handover/handover.js';

interface Holding {
  part: 'lead' | 'clearer';
  isWholeChapter?: boolean;
  isReplacing?: boolean;
}

/** A role for one thing, with what people call that thing. */
interface Named {
  grant: Grant;
  title: string;
}

/** Gives the lead of commitments or their chapters, or the clearance of their organisations. */
@Injectable()
export class NameHolder {
  constructor(
    private readonly giveGrant: GiveGrant,
    private readonly revokeGrant: RevokeGrant,
  ) {}

  async execute(
    act: Act,
    commitments: readonly Commitment[],
    to: PersonRef,
    holding: Holding,
    handover: Handover,
  ): Promise<void> {
    const held = await act.manager.findBy(GrantRecord, {
      role: holding.part,
      revokedAt: IsNull(),
    });
    const people = await peopleById(
      act,
      held.map(({ personId }) => personId),
    );
    for (const { grant, title } of await this.grantsFor(act, commitments, holding)) {
      const own = held.filter(({ personId }) => personId === to.id);
      if (own.some((each) => holdsAlready(each, grant, commitments))) handover.unchanged += 1;
      else {
        const id = await this.giveGrant.execute(act, to.id, grant);
        // The id of a new grant differs each time; what it is for does not.
        const scopeId = grant.commitmentId ?? grant.chapterId ?? grant.organisationId ?? id;
        handover.changes.push({ what: 'role_given', id: scopeId, title, role: grant.role, to });
      }
      if (!holding.isReplacing) continue;
      for (const other of held.filter((each) => each.personId !== to.id && isSame(each, grant))) {
        await this.revokeGrant.execute(act, other.personId, other.id);
        const from = people.get(other.personId)!;
        handover.changes.push({ what: 'role_taken', id: other.id, title, role: grant.role, from });
      }
    }
    if (holding.part === 'clearer') return;
    handover.cannotApprove = await wroteInReview(act, to.id, {
      planId: commitments[0]!.planId,
      commitmentIds: commitments.map(({ id }) => id),
      chapterIds: holding.isWholeChapter ? commitments.map(({ chapterId }) => chapterId) : [],
    });
  }

  private async grantsFor(
    act: Act,
    commitments: readonly Commitment[],
    { part, isWholeChapter }: Holding,
  ): Promise<Named[]> {
    const { planId } = commitments[0]!;
    if (part === 'clearer') {
      const organisations = await act.manager.find(Organisation, {
        where: { id: In(commitments.map(({ leadOrganisationId }) => leadOrganisationId)) },
        order: { name: 'ASC', id: 'ASC' },
      });
      return organisations.map(({ id, name }) => ({
        grant: { role: 'clearer', organisationId: id },
        title: name,
      }));
    }
    if (isWholeChapter) {
      const chapters = await act.manager.find(Chapter, {
        where: { id: In(commitments.map(({ chapterId }) => chapterId)) },
        order: { position: 'ASC' },
      });
      return chapters.map(({ id, title }) => ({
        grant: { role: 'lead', planId, chapterId: id },
        title,
      }));
    }
    return commitments.map(({ id, title }) => ({
      grant: { role: 'lead', planId, commitmentId: id },
      title,
    }));
  }
}

/** For just the same thing. */
const isSame = (held: GrantRecord, grant: Grant): boolean =>
  (['planId', 'chapterId', 'commitmentId', 'organisationId'] as const).every(
    (scope) => held[scope] === (grant[scope] ?? null),
  );

/** For the same thing, or for more. */
function holdsAlready(
  held: GrantRecord,
  grant: Grant,
  commitments: readonly Commitment[],
): boolean {
  if (isSame(held, grant)) return true;
  if (grant.role !== 'lead' || held.planId !== grant.planId || held.commitmentId) return false;
  const chapterId =
    grant.chapterId ?? commitments.find(({ id }) => id === grant.commitmentId)?.chapterId;
  return held.chapterId === null || held.chapterId === chapterId;
}
