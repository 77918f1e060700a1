import { escapeHtml } from '../../../common/rich-text/index.js';

/**
 * Markup that may stand in a page as it is. Only `html` and `trustedHtml` make it, so a plain string
 * can never be taken for markup by mistake.
 */
export class SafeHtml {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template: text is escaped, lists are joined, and absent things print nothing. */
export type HtmlValue = SafeHtml | string | number | false | null | undefined | HtmlValue[];

/** A page's building block. Every value is escaped unless it is SafeHtml; attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): SafeHtml {
  let markup = strings[0] ?? '';
  values.forEach((value, index) => {
    markup += toMarkup(value) + (strings[index + 1] ?? '');
  });
  return new SafeHtml(markup);
}

/** Takes over markup that another part of the system has already escaped. Say at the call which. */
export function trustedHtml(markup: string): SafeHtml {
  return new SafeHtml(markup);
}

function toMarkup(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof SafeHtml) return value.toString();
  if (Array.isArray(value)) return value.map(toMarkup).join('');
  return escapeHtml(String(value));
}
