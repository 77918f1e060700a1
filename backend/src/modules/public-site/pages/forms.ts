import { html, type SafeHtml } from './html.js';

/** What each form is called. */
export const FORM_WORDS: Record<string, string> = {
  pdf: 'PDF',
  docx: 'Word',
  csv: 'CSV',
  'commitments.csv': 'CSV of commitments',
  'figures.csv': 'CSV of figures',
  'csv-metadata.json': 'CSV description (CSVW)',
  json: 'JSON',
};

/** Another form of an edition, to download. */
export interface EditionForm {
  /** PDF, Word, CSV … */
  label: string;
  href: string;
  /** In bytes. */
  size: number;
}

/** Every other form of an edition, folded away: what few readers want. */
export const otherFormLinks = (
  forms: readonly EditionForm[] = [],
  editionTitle: string,
): SafeHtml | undefined =>
  forms.length === 0
    ? undefined
    : html`<details class="more-forms">
        <summary>Other forms, for spreadsheets and programs</summary>
        ${formLinks([...forms], editionTitle)}
      </details>`;

/** The links to an edition's other forms, each with its size. */
export function formLinks(forms: EditionForm[], editionTitle: string): SafeHtml | undefined {
  if (forms.length === 0) return undefined;
  return html`<ul class="forms">
    ${forms.map(
      (form) =>
        html`<li>
          <a href="${form.href}"
            >Download ${form.label}<span class="visually-hidden"> of ${editionTitle}</span></a
          >
          <span class="label">(${sizeInWords(form.size)})</span>
        </li>`,
    )}
  </ul>`;
}

/** 187 kB, 1.4 MB: decimal, as download pages say it. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
