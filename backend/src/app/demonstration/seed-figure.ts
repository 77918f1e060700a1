import type { Figure } from '../../common/figures.js';
import type { SeedFigure } from './seed-types.js';

/** A figure of the seeds as a text has it. */
export const figureOf = ({ from, to, ...figure }: SeedFigure): Figure => ({
  ...figure,
  period: { start: from, end: to },
});
