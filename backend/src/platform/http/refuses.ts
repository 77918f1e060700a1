import { ApiExtension } from '@nestjs/swagger';
import type { ProblemCode } from '../../common/problems.js';

export const REFUSALS = 'x-refusals';

/**
 * Refusals of a route beyond those that every route of its kind has (a bad field, a missing record, a
 * state that has moved on): for the description of the API.
 */
export const Refuses = (...codes: ProblemCode[]): MethodDecorator => ApiExtension(REFUSALS, codes);
