import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { changedFields } from '../../../common/changed-fields.js';
import { isIsoDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { Chapter, Plan } from '../plan.entities.js';
import { decidePlanChange } from '../plan.policy.js';

export interface PlanChange {
  version: number;
  title?: string;
  publishedOn?: string;
  /** All of them, in order; without an id: a new one. */
  chapters?: { id?: string; title: string }[];
}

@Injectable()
export class ChangePlan {
  /**
   * Changes a plan's title and its chapters: renames, adds and orders them. What editions print stays:
   * listings have chapter titles of their own.
   * @throws Problem transition.illegal while something of the plan is sealed or signed
   */
  async execute(act: Act, planId: string, change: PlanChange): Promise<void> {
    const plan = await act.manager.findOne(Plan, {
      where: { id: planId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!plan || !act.actor) throw new Problem('record.not_found', { what: 'plan' });
    const decision = decidePlanChange(act.actor, planId, await isSealing(act, planId));
    if (!decision.isAllowed) {
      const { why, whoCan } = decision;
      const code = whoCan ? 'permission.refused' : 'transition.illegal';
      throw new Problem(code, { why, whoCan: whoCan ?? '' });
    }
    if (plan.version !== change.version) {
      throw await changedMeanwhile(act, { kind: 'plan', id: planId }, 'changed this plan', [
        'plan.changed',
      ]);
    }
    const { title, publishedOn, chapters } = change;
    if (publishedOn !== undefined && !isIsoDate(publishedOn)) {
      throw invalidField('publishedOn', 'not_a_date', 'Give a real date as YYYY-MM-DD.');
    }
    const changed = changedFields(plan, { title: title?.trim(), publishedOn });
    const chapterIds = chapters ? await saveChapters(act, planId, chapters) : [];
    const fields = [...Object.keys(changed), ...(chapterIds.length > 0 ? ['chapters'] : [])];
    if (fields.length === 0) return;
    await act.manager.update(Plan, { id: planId }, { ...changed, version: plan.version + 1 });
    act.record(
      'plan.changed',
      { kind: 'plan', id: planId, planId },
      { fields, chapterIds },
      decision.as,
    );
  }
}

/** Something of the plan waits for a signature or for publication. */
async function isSealing(act: Act, planId: string): Promise<boolean> {
  // Manifests belong to a later module: read, never written.
  const found = await act.manager.query<unknown[]>(
    `SELECT 1 FROM manifests m JOIN rounds r ON r.id = m.round_id
     WHERE r.plan_id = $1 AND m.state IN ('sealed', 'signed') LIMIT 1`,
    [planId],
  );
  return found.length > 0;
}

/** @returns the chapters' ids in their new order; none when they stay as they are */
async function saveChapters(
  act: Act,
  planId: string,
  chapters: NonNullable<PlanChange['chapters']>,
): Promise<string[]> {
  await refuseSameTitles(
    act,
    chapters.map(({ title }) => title),
    (index) => `chapters.${index}.title`,
  );
  const present = await act.manager.find(Chapter, {
    where: { planId },
    order: { position: 'ASC' },
  });
  const given = chapters.flatMap(({ id }) => id ?? []);
  const isSame =
    new Set(given).size === given.length &&
    given.length === present.length &&
    present.every(({ id }) => given.includes(id));
  if (!isSame) {
    throw invalidField('chapters', 'incomplete', 'Give every chapter of the plan once, in order.');
  }
  const isAsItWas = chapters.every(
    ({ id, title }, index) => id === present[index]?.id && title.trim() === present[index]?.title,
  );
  if (isAsItWas) return [];
  await act.manager.query('SET CONSTRAINTS uq_chapters_plan_position DEFERRED');
  // Two chapters may exchange their titles.
  await act.manager.query(
    'UPDATE chapters SET title = id::text, is_title_repeated = false WHERE plan_id = $1',
    [planId],
  );
  const ids: string[] = [];
  for (const [index, { id = randomUUID(), title }] of chapters.entries()) {
    await act.manager.upsert(Chapter, { id, planId, position: index + 1, title: title.trim() }, [
      'id',
    ]);
    ids.push(id);
  }
  await act.manager.query('SET CONSTRAINTS uq_chapters_plan_position IMMEDIATE');
  return ids;
}

/** @throws Problem request.invalid when two chapters would read the same, or one has no title */
export async function refuseSameTitles(
  act: Act,
  titles: readonly string[],
  fieldOf: (index: number) => string,
): Promise<void> {
  const empty = titles.findIndex((title) => title.trim() === '');
  if (empty >= 0) throw invalidField(fieldOf(empty), 'required', 'Give the chapter a title.');
  const [repeated] = await act.manager.query<{ index: number }[]>(
    `SELECT at::int - 1 AS index FROM (
       SELECT at, row_number() OVER (PARTITION BY reads_as(title) ORDER BY at) AS nth
       FROM unnest($1::text[]) WITH ORDINALITY AS given (title, at)) numbered
     WHERE nth > 1 ORDER BY at LIMIT 1`,
    [titles],
  );
  if (repeated) {
    throw invalidField(
      fieldOf(repeated.index),
      'taken',
      'Another chapter has this title, capitals and spaces aside.',
    );
  }
}
