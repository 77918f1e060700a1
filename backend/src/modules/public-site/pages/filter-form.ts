import type { Choice, EditionView } from './edition-view.js';
import { html, type SafeHtml } from './html.js';
import { count } from './counts.js';
import { selectField } from './fields.js';

/** What to show of an edition, as a form that needs no script. Open while it filters anything. */
export function filterForm(view: EditionView, path: string): SafeHtml | undefined {
  const { filter, choices, changes, total } = view;
  if (total === 0) return undefined;
  const isOpen = (view.isFiltered || filter.showsChanges) && html`open`;
  return html`<details class="filter" ${isOpen}>
    <summary>Filter${changes && ' and compare'}</summary>
    <form method="get" action="${path}">
      <div class="fields">
        ${facet('chapter', 'Chapter', choices.chapter, filter.chapter)}
        ${facet('organisation', 'Lead organisation', choices.organisation, filter.organisation)}
        ${facet('delivery', 'Delivery', choices.delivery, filter.delivery)}
      </div>
      ${
        changes &&
        html`<fieldset>
          <legend>Since the edition for ${changes.since.periodLabel}</legend>
          ${tick('changed', 'yes', `Only what is new or changed (${view.changedCount})`, filter.isChanged)}
          ${tick('show', 'changes', 'Show the changes word by word', filter.showsChanges)}
        </fieldset>`
      }
      <p class="actions">
        <button class="button" type="submit">Show</button>
        ${(view.isFiltered || filter.showsChanges) && html`<a href="${path}">Show the whole edition</a>`}
      </p>
    </form>
  </details>`;
}

/** What is shown of how much, or that nothing is; absent when all of it is shown. */
export function filterResult(view: EditionView, path: string): SafeHtml | undefined {
  if (!view.isFiltered) return undefined;
  const words = view.words.join(', ');
  if (view.shown === 0) {
    return html`<div class="note" id="result">
      <h2>No update is shown</h2>
      <p>None of the ${count(view.total, 'update')} in this edition is: ${words}.</p>
      <p><a href="${path}">Show the whole edition</a></p>
    </div>`;
  }
  return html`<p class="note" id="result">
    <strong>${view.shown} of ${count(view.total, 'update')}</strong>: ${words}.
  </p>`;
}

/** A choice of one is none. */
function facet(
  name: string,
  label: string,
  choices: readonly Choice[],
  chosen: string | undefined,
): SafeHtml | undefined {
  if (choices.length < 2 && chosen === undefined) return undefined;
  return selectField({
    ...{ name, label, chosen, any: 'All' },
    options: choices.map(({ value, words, count: rows }) => ({
      value,
      words: `${words} (${rows})`,
    })),
  });
}

const tick = (name: string, value: string, label: string, isTicked = false): SafeHtml =>
  html`<p class="tick">
    <input
      type="checkbox"
      id="${name}"
      name="${name}"
      value="${value}"
      ${isTicked && html`checked`}
    />
    <label for="${name}">${label}</label>
  </p> `;
