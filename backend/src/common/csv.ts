/**
 * A spreadsheet takes text that begins so for a formula, in East Asia also in full width; an apostrophe
 * makes it text. A number is none.
 */
const FORMULA = /^(?!-\d+(?:\.\d+)?$)[=+\-@＝＋－＠\t\r\n]/u;

const cell = (value: string | number): string => {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One row of CSV (RFC 4180) with its line ending. */
export const csvRow = (values: readonly (string | number)[]): string =>
  `${values.map(cell).join(',')}\r\n`;
