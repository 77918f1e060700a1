import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorHoldsRole } from '../../../common/actor.js';
import { isIsoDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { GiveGrant, Organisation } from '../../identity/index.js';
import { Chapter, Plan } from '../plan.entities.js';
import { refuseSameTitles } from './change-plan.js';

export interface NewPlan {
  /** Given when an edition names it already; absent: a new one. */
  id?: string;
  /** Absent: made from the title. */
  slug?: string;
  title: string;
  publisherId: string;
  publishedOn?: string;
  /** In order. */
  chapterTitles: string[];
}

@Injectable()
export class CreatePlan {
  constructor(private readonly giveGrant: GiveGrant) {}

  /**
   * Returns the plan's id and its chapters' ids in order. Whoever makes it as secretariat becomes its
   * secretariat: otherwise nobody could run it. An administrator names one.
   */
  async execute(act: Act, input: NewPlan): Promise<{ planId: string; chapterIds: string[] }> {
    const isSecretariat = maker(act) === 'secretariat';
    const slug = input.slug ?? slugOf(input.title);
    await refuseInvalid(act, { ...input, slug });
    const planId = input.id ?? randomUUID();
    await act.manager.insert(Plan, {
      id: planId,
      slug,
      title: input.title.trim(),
      publisherId: input.publisherId,
      publishedOn: input.publishedOn ?? null,
      version: 1,
    });
    const chapters = input.chapterTitles.map((title, index) => ({
      id: randomUUID(),
      planId,
      position: index + 1,
      title: title.trim(),
    }));
    await act.manager.insert(Chapter, chapters);
    act.record('plan.created', { kind: 'plan', id: planId, planId }, {});
    if (isSecretariat) {
      await this.giveGrant.give(act, act.actorId, { role: 'secretariat', planId });
    }
    return { planId, chapterIds: chapters.map((chapter) => chapter.id) };
  }
}

/** @throws Problem permission.refused */
function maker({ actor }: Act): 'system' | 'administrator' | 'secretariat' {
  if (!actor) return 'system';
  // In their own right: a plan is not made on cover.
  const own = { ...actor, principals: [actor.principals[0]] as const };
  for (const role of ['secretariat', 'administrator'] as const) {
    if (actorHoldsRole(own, role)) return role;
  }
  throw new Problem('permission.refused', {
    why: 'Plans are made by a secretariat or an administrator.',
    whoCan: 'Who can: the secretariat of another plan, or an administrator.',
  });
}

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '') || 'plan';

async function refuseInvalid(act: Act, input: NewPlan & { slug: string }): Promise<void> {
  if (input.publishedOn !== undefined && !isIsoDate(input.publishedOn)) {
    throw invalidField('publishedOn', 'not_a_date', 'Give a real date as YYYY-MM-DD.');
  }
  await refuseSameTitles(act, input.chapterTitles, (index) => `chapterTitles.${index}`);
  if (await act.manager.existsBy(Plan, { slug: input.slug })) {
    throw invalidField('slug', 'taken', 'Another plan has this address.');
  }
  if (!(await act.manager.existsBy(Organisation, { id: input.publisherId }))) {
    throw invalidField('publisherId', 'unknown', 'There is no such organisation.');
  }
}
