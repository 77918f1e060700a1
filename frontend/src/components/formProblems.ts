import { HttpError } from 'react-admin';
import type { Problem } from '../api/types.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (element: Element): element is Field =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement;

/** What a form lacks, found by the browser before anything is sent, and said in plain words. */
export function formProblem(form: HTMLFormElement): HttpError | undefined {
  const issues = [...form.elements]
    .filter(isField)
    .filter((field) => field.willValidate && !field.validity.valid)
    .map((field) => ({
      field: field.id.replace(/^field-/, ''),
      code: 'field.invalid',
      message: `${labelOf(field)}: ${wordsFor(field)}`,
    }));
  if (issues.length === 0) return undefined;
  const problem: Problem = {
    type: 'about:blank',
    title: 'Something is missing or not right',
    status: 422,
    code: 'form.incomplete',
    detail: 'Nothing was sent yet. Correct this and try again.',
    issues,
  };
  return new HttpError(problem.detail, problem.status, problem);
}

const labelOf = (field: Field): string =>
  field.labels?.[0]?.textContent?.replace(/\s*\*\s*$/, '').trim() ?? 'A field';

function wordsFor(field: Field): string {
  const { valueMissing, typeMismatch, tooShort } = field.validity;
  if (valueMissing) return field instanceof HTMLSelectElement ? 'choose one.' : 'this is needed.';
  if (typeMismatch) return 'give it in full, as name@example.org.';
  if (tooShort && !(field instanceof HTMLSelectElement)) {
    return `at least ${field.minLength} characters.`;
  }
  return 'this is not right.';
}
