import type { UpdateContent } from '../../../common/content.js';
import {
  figureIssues,
  figureKey,
  type Figure,
  type PublishedFigure,
} from '../../../common/figures.js';
import type { Issue } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { printedTexts } from '../no-change.js';
import type { Query } from '../update-facts.js';

/**
 * The figures that were published of a row, and of those that it continues, each measure and period
 * as it was printed last. For a correction that is what it corrects.
 */
export async function publishedFigures(query: Query, updateId: string): Promise<PublishedFigure[]> {
  const latest = new Map<string, PublishedFigure>();
  for (const { content, periodLabel } of await printedTexts(query, updateId)) {
    for (const figure of content.figures ?? []) {
      const key = figureKey(figure);
      if (!latest.has(key)) latest.set(key, { figure, editionPeriod: periodLabel });
    }
  }
  return [...latest.values()];
}

/** What keeps the figures of a text from being submitted; asks nothing where there are none. */
export async function wrongFigures(
  act: Act,
  updateId: string,
  { figures }: UpdateContent,
): Promise<Issue[]> {
  if (!figures) return [];
  const published = await publishedFigures((sql, values) => act.query(sql, values), updateId);
  const earlier = new Map(published.map((each) => [figureKey(each.figure), each]));
  return figureIssues(figures, earlier).map(({ field, code, message }) => ({
    ...{ field: `content.${field}`, code },
    message: `${nameOf(figures, field)}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
  }));
}

/** Which of the figures, for whoever reads of it away from the figure. */
function nameOf(figures: readonly Figure[], field: string): string {
  const index = Number(/^figures\.(\d+)/.exec(field)?.[1]);
  return figures[index]?.measure || `Figure ${index + 1}`;
}
