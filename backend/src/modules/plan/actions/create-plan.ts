import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { Chapter, Plan } from '../plan.entities.js';

export interface NewPlan {
  slug: string;
  title: string;
  publisherId: string;
  publishedOn?: string;
  /** In order. */
  chapterTitles: string[];
}

@Injectable()
export class CreatePlan {
  /** Returns the plan's id and its chapters' ids in order. */
  async execute(act: Act, input: NewPlan): Promise<{ planId: string; chapterIds: string[] }> {
    const planId = randomUUID();
    await act.manager.insert(Plan, {
      id: planId,
      slug: input.slug,
      title: input.title,
      publisherId: input.publisherId,
      publishedOn: input.publishedOn ?? null,
    });
    const chapters = input.chapterTitles.map((title, index) => ({
      id: randomUUID(),
      planId,
      position: index + 1,
      title,
    }));
    await act.manager.insert(Chapter, chapters);
    act.record('plan.created', { kind: 'plan', id: planId, planId }, {});
    return { planId, chapterIds: chapters.map((chapter) => chapter.id) };
  }
}
