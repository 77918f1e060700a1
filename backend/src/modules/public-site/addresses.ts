import { FILE_FORMS, type FileForm } from '../publication/index.js';

/** What the last part of an edition's address asks for. */
export interface Asked {
  name: string;
  /** Absent: the page. */
  form?: FileForm;
}

/** Splits `2021-22-q4.pdf` into the name and the form; a name itself has no dot. */
export function parseLastPart(part: string): Asked | null {
  const [name = '', form, ...rest] = part.split('.');
  if (name === '' || rest.length > 0) return null;
  if (form === undefined) return { name };
  const known = FILE_FORMS.find((each) => each === form);
  return known ? { name, form: known } : null;
}

/** The number in `v2`; null for anything else, also for v0 and v01. */
export function parseVersion(name: string): number | null {
  return /^v[1-9]\d{0,5}$/.test(name) ? Number(name.slice(1)) : null;
}
