import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Problem, type Issue } from '../common/problems.js';

function issuesOf(errors: readonly ValidationError[], path = ''): Issue[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({
      field,
      code,
      message,
    }));
    return [...own, ...issuesOf(error.children ?? [], field)];
  });
}

/** Requests hold exactly what their DTO names: anything else, or of another type, is refused. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => new Problem('request.invalid', {}, { issues: issuesOf(errors) }),
  });
