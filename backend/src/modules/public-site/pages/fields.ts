import { html, type SafeHtml } from './html.js';

export interface SelectField {
  name: string;
  label: string;
  options: readonly { value: string; words: string }[];
  chosen?: string;
  /** The first choice, which asks for nothing; absent: something is always chosen. */
  any?: string;
}

/** A labelled choice. What is chosen and not offered stays chosen, so that the form says what was asked. */
export function selectField({ name, label, options, chosen, any }: SelectField): SafeHtml {
  const isOffered = chosen === undefined || options.some(({ value }) => value === chosen);
  const all = isOffered ? options : [...options, { value: chosen, words: `${chosen} (0)` }];
  return html`<p class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${any !== undefined && html`<option value="">${any}</option>`}
      ${all.map(
        ({ value, words }) =>
          html`<option value="${value}" ${value === chosen && html`selected`}>${words}</option>`,
      )}
    </select>
  </p> `;
}
