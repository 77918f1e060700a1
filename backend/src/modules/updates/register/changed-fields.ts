import {
  PLACE_WORDS,
  type CommitmentBefore,
  type RegisterChange,
  type TitledRef,
} from '../../plan/index.js';
import type { ChangedFieldDto } from '../dto/register.dto.js';

/** SQL: the actions of a plan's impact assessment, their places in words. */
export const placesOf = (planId: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('id', a.id, 'title', ${PLACE_WORDS})
      ORDER BY a.section, a.position), '[]')
    FROM assessment_actions a JOIN impact_assessments e ON e.id = a.assessment_id WHERE e.plan_id = ${planId})`;

/** By what ids are called: chapters, and actions of the impact assessment in their order. */
export interface RegisterNames {
  chapters: readonly TitledRef[];
  places: readonly TitledRef[];
}

/** What a change says of its commitment, field by field, in words. */
export function fieldsOf(
  before: CommitmentBefore,
  after: RegisterChange | Record<string, never>,
  { chapters, places }: RegisterNames,
): ChangedFieldDto[] {
  if (!('kind' in after)) return [];
  const chapter = (id?: string): string | undefined =>
    chapters.find((each) => each.id === id)?.title;
  const lines = (given: readonly string[] = []): string => given.join('\n');
  const placed = (ids: readonly string[] = []): string =>
    lines(places.filter(({ id }) => ids.includes(id)).map(({ title }) => title));
  const changed = (field: string, from?: string, to?: string): ChangedFieldDto[] =>
    from === to ? [] : [{ field, ...(from && { from }), ...(to && { to }) }];
  switch (after.kind) {
    case 'reword':
      return [
        ...changed('title', before.title, after.title),
        ...changed('summary', before.summary, after.summary),
        ...changed('wording', before.wording, after.wording),
        ...(after.limbs ? changed('parts', lines(before.limbs), lines(after.limbs)) : []),
      ];
    case 'move':
      return changed('chapter', chapter(before.chapterId), chapter(after.chapterId));
    case 'renumber':
      return changed('reference', before.reference, after.reference);
    case 'assess':
      return changed('impact assessment', placed(before.actionIds), placed(after.actionIds));
    case 'pause':
      return changed('status', 'going on', 'paused');
    case 'resume':
      return changed('status', 'paused', 'going on');
    default:
      return [];
  }
}
