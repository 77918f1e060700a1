import { csvRow } from './csv.js';

type Value = string | number | boolean | null | undefined | Value[] | { [field: string]: Value };

/**
 * Records of a list as CSV: a column for each field that any of them has, headed by its name in
 * words. A record within a record stands under its title or name; several stand in one cell.
 */
export function csvOfRecords(records: readonly Record<string, unknown>[]): string {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) => fields.map((field) => inWords(record[field] as Value)));
  return [fields.map(headingOf), ...rows].map(csvRow).join('');
}

/** leadOrganisation: Lead organisation */
const headingOf = (field: string): string => {
  const words = field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function inWords(value: Value): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inWords).join('; ');
  const named = value.title ?? value.name ?? value.words;
  if (named !== undefined) return inWords(named);
  return Object.values(value).map(inWords).filter(String).join(', ');
}
