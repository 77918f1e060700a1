import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { Problem, type Issue } from '../common/problems.js';
import { fieldIssue, type BrokenRule } from './validation-words.js';

/** Every field that is wrong, once each, in the words of this house and none of the library's. */
export function issuesOf(errors: readonly ValidationError[], path = ''): Issue[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const broken = brokenRules(error);
    return [
      ...(broken.length > 0 ? [fieldIssue(field, error.value, broken)] : []),
      ...issuesOf(error.children ?? [], field),
    ];
  });
}

/** The rules behind an error: the library tells their names and its own English, but not their limits. */
function brokenRules({ target, property, constraints }: ValidationError): BrokenRule[] {
  const declared = target
    ? getMetadataStorage()
        .getTargetValidationMetadatas(target.constructor, '', false, false)
        .filter(({ propertyName }) => propertyName === property)
    : [];
  return Object.keys(constraints ?? {}).map((name) => {
    const rule = declared.find((each) => each.name === name);
    return {
      name,
      constraints: (rule?.constraints as unknown[] | undefined) ?? [],
      isForEach: rule?.each ?? false,
      ...(typeof rule?.message === 'string' && { ownWords: rule.message }),
    };
  });
}

/** Requests hold exactly what their DTO names: anything else, or of another type, is refused. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    // The words are made from the rules of the DTO's class and from what was sent.
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => new Problem('request.invalid', {}, { issues: issuesOf(errors) }),
  });
