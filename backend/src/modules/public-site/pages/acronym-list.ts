import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { LABELS } from '../../../platform/documents/index.js';
import { html, type SafeHtml } from './html.js';

/** What the short forms of an edition stand for, as it was signed. */
export function acronymList({ acronyms: list }: EditionSnapshot): SafeHtml | undefined {
  if (!list) return undefined;
  return html`<section class="chapter" aria-labelledby="acronyms">
    <h2 id="acronyms">${LABELS.acronyms}</h2>
    <dl class="acronyms">
      ${list.map(
        ({ short, expansion }) =>
          html`<div>
            <dt>${short}</dt>
            <dd>${expansion}</dd>
          </div> `,
      )}
    </dl>
  </section>`;
}
