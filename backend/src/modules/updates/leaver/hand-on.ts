import { Injectable } from '@nestjs/common';
import type { Grant, Principal } from '../../../common/actor.js';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import type { Act } from '../../audit/index.js';
import { Cover, EndCover, GiveGrant, GrantRecord, RevokeGrant } from '../../identity/index.js';
import { Commitment, nameOwner } from '../../plan/index.js';
import { AddContributor, AssignUpdate, RemoveContributor } from '../actions/assign-update.js';
import { ReleaseUpdate } from '../actions/claim-update.js';
import { UNFINISHED, wroteInReview } from '../handover/followers.js';
import { knowUpdate, type KnownUpdate } from '../update-facts.js';
import { whyNotNow } from '../update.policy.js';
import type { PersonalUpdateAction } from '../update.workflow.js';
import type { WorkLine, WorkOutcome } from './leaver-work.js';

interface HandingOn {
  /** Who leaves. */
  fromId: string;
  /** Nobody for what only ends. */
  to?: PersonRef;
  as?: Principal;
}

/** Gives one thing to somebody else, or ends it, whoever may: what it is says whether it can be. */
@Injectable()
export class HandOn {
  constructor(
    private readonly assignUpdate: AssignUpdate,
    private readonly addContributor: AddContributor,
    private readonly removeContributor: RemoveContributor,
    private readonly releaseUpdate: ReleaseUpdate,
    private readonly giveGrant: GiveGrant,
    private readonly revokeGrant: RevokeGrant,
    private readonly endCover: EndCover,
  ) {}

  async execute(act: Act, line: WorkLine, handing: HandingOn): Promise<WorkOutcome> {
    const { to, as } = handing;
    const handedOn: WorkOutcome = to
      ? { outcome: 'handed_on', to, notes: [] }
      : { outcome: 'ended', notes: [] };
    switch (line.what) {
      case 'commitment': {
        const commitment = await act.manager.findOneByOrFail(Commitment, { id: line.id });
        await nameOwner(act, commitment, to!.id, as);
        return handedOn;
      }
      case 'lead':
      case 'clearer':
        return { ...handedOn, notes: await this.role(act, line, to!, as) };
      case 'update':
        return this.onUpdate(act, line, 'assign', handedOn, async ({ update, facts }) => {
          await this.assignUpdate.make(act, update, { ownerId: to!.id }, as);
          const isLead = facts.people.leads.some(({ id }) => id === to!.id);
          return isLead && UNFINISHED.includes(facts.state)
            ? [`${to!.name} leads it too: another lead must approve what they write.`]
            : [];
        });
      case 'contribution':
        return this.onUpdate(act, line, 'manage_contributors', handedOn, async (known) => {
          await this.removeContributor.remove(act, known.update, handing.fromId, as);
          const { ownerId, contributorIds } = known.facts;
          if (ownerId === to!.id || contributorIds.includes(to!.id))
            return [`${to!.name} drafts it already.`];
          await this.addContributor.add(act, known, to!.id, as);
          return [];
        });
      case 'claim':
        return this.onUpdate(act, line, 'release', handedOn, async ({ update }) => {
          await this.releaseUpdate.release(act, update, as);
          return [];
        });
      case 'cover':
        await this.endCover.end(act, await act.manager.findOneByOrFail(Cover, { id: line.id }), as);
        return handedOn;
      case 'role':
        throw new Error('Other roles stay');
      default:
        return line.what satisfies never;
    }
  }

  /** @returns the notes of a text in review that the new lead wrote a part of */
  private async role(act: Act, line: WorkLine, to: PersonRef, as?: Principal): Promise<string[]> {
    const held = await act.manager.findOneByOrFail(GrantRecord, { id: line.id });
    const { planId, chapterId, commitmentId, organisationId } = held;
    const grant: Grant = {
      role: held.role,
      ...(planId && { planId }),
      ...(chapterId && { chapterId }),
      ...(commitmentId && { commitmentId }),
      ...(organisationId && { organisationId }),
    };
    await this.revokeGrant.take(act, held, as);
    await this.giveGrant.give(act, to.id, grant, as);
    if (!planId) return [];
    const written = await wroteInReview(act, to.id, {
      planId,
      commitmentIds: commitmentId ? [commitmentId] : [],
      chapterIds: chapterId && !commitmentId ? [chapterId] : [],
      isWholePlan: !chapterId && !commitmentId,
    });
    if (written.length === 0) return [];
    const titles = written.map(({ title }) => `“${title}”`).join('; ');
    return [
      `${to.name} wrote a part of what is in review, so somebody else must approve it: ${titles}.`,
    ];
  }

  /** Does it, unless the update's state stands in the way: then it stays, and why. */
  private async onUpdate(
    act: Act,
    { id }: WorkLine,
    action: PersonalUpdateAction,
    done: WorkOutcome,
    work: (known: KnownUpdate) => Promise<string[]>,
  ): Promise<WorkOutcome> {
    const known = await knowUpdate(
      (sql, parameters) => act.query(sql, parameters),
      act.actor!,
      id,
      { withPeople: true },
    );
    const refused = whyNotNow(action, known.facts);
    if (refused) return { outcome: 'stays', why: refused.why, notes: [] };
    return { ...done, notes: await work(known) };
  }
}
