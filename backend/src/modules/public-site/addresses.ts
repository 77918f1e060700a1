import { FILE_FORMS, type FileForm } from '../publication/index.js';

/** What the last part of an edition's address asks for. */
export interface Asked {
  name: string;
  /** Absent: the page. */
  form?: FileForm;
}

/** Splits `2021-22-q4.commitments.csv` into the name and the form; a name itself has no dot. */
export function parseLastPart(part: string): Asked | null {
  const [name = '', ...rest] = part.split('.');
  if (name === '') return null;
  if (rest.length === 0) return { name };
  const known = FILE_FORMS.find((each) => each === rest.join('.'));
  return known ? { name, form: known } : null;
}

/** The number in `v2`; null for anything else, also for v0 and v01. */
export function parseVersion(name: string): number | null {
  return /^v[1-9]\d{0,5}$/.test(name) ? Number(name.slice(1)) : null;
}
