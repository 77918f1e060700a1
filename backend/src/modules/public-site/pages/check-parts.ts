import { dateInWords } from '../../../common/dates.js';
import type { PublicEdition } from '../../publication/index.js';
import { html, type SafeHtml } from './html.js';
import { PAGES, checkHref, editionHref } from './links.js';
import { FORM_WORDS } from './forms.js';

/** What a copy or a hash that a reader gave turned out to be. */
export type CopyCheck =
  | { kind: 'found'; sha256: string; things: FoundThing[] }
  | { kind: 'unknown'; sha256: string; isFile: boolean }
  | { kind: 'refused'; field: 'hash' | 'copy'; words: string; given?: string };

export interface FoundThing {
  edition: PublicEdition;
  /** Null: the edition itself, by the hash that every form shows; 'evidence': a file published with it. */
  form: string | null;
  isReplaced: boolean;
}

/** The two ways to check a copy: its bytes, or the hash that it shows. */
export function checkForms(checked?: CopyCheck): SafeHtml {
  const refused = checked?.kind === 'refused' ? checked : undefined;
  return html`<h2>Check a file</h2>
    <form method="post" action="${PAGES.howToCheck}" enctype="multipart/form-data">
      <p class="field">
        <label for="copy"
          >A PDF, Word, CSV or JSON file that you were given, or a file of evidence</label
        >
        ${errorOf('copy', refused)}
        <input type="file" id="copy" name="copy" required ${describedBy('copy', refused)} />
      </p>
      <p class="label">Its hash is worked out and compared. The file is not kept.</p>
      <p class="actions"><button class="button" type="submit">Check this file</button></p>
    </form>
    <h2>Check a hash</h2>
    <form method="get" action="${PAGES.howToCheck}">
      <p class="field">
        <label for="hash"
          >The 64 letters and digits at the end of a copy, or a file’s SHA-256</label
        >
        ${errorOf('hash', refused)}
        <input
          class="hash-input"
          type="text"
          id="hash"
          name="hash"
          maxlength="200"
          autocomplete="off"
          spellcheck="false"
          required
          value="${refused?.given ?? (checked && 'sha256' in checked ? checked.sha256 : '')}"
          ${describedBy('hash', refused)}
        />
      </p>
      <p class="actions"><button class="button" type="submit">Check this hash</button></p>
    </form>`;
}

type Refused = Extract<CopyCheck, { kind: 'refused' }> | undefined;

const errorOf = (field: string, refused: Refused): SafeHtml | undefined =>
  refused?.field === field
    ? html`<span class="error" id="${field}-error"
        ><span class="visually-hidden">Error: </span>${refused.words}</span
      >`
    : undefined;

const describedBy = (field: string, refused: Refused): SafeHtml | undefined =>
  refused?.field === field
    ? html`aria-invalid="true" aria-describedby="${field}-error"`
    : undefined;

/** The answer, first on the page. */
export function checkResult(checked: CopyCheck): SafeHtml {
  switch (checked.kind) {
    case 'refused':
      return html`<div class="error-summary" role="alert">
        <h2>There is a problem</h2>
        <p><a href="#${checked.field}">${checked.words}</a></p>
      </div>`;
    case 'unknown':
      return html`<div class="verdict verdict-wrong" role="status">
          <h2>No: nothing that was published here has this hash</h2>
          <p>
            ${
              checked.isFile
                ? 'The file was changed, however little, or did not come from here. Printing, saving and converting change a file too.'
                : 'It was mistyped, or is of something that did not come from here.'
            }
          </p>
        </div>
        ${hashLine(checked.sha256)}`;
    case 'found':
      return html`<div class="verdict verdict-right" role="status">
          <h2>Yes: it is as it was published</h2>
          <ul>
            ${checked.things.map(thingWords)}
          </ul>
        </div>
        ${hashLine(checked.sha256)}`;
  }
}

const hashLine = (sha256: string): SafeHtml =>
  html`<p class="label">Its hash:</p>
    <p><code class="hash">${sha256}</code></p>`;

function thingWords({ edition, form, isReplaced }: FoundThing): SafeHtml {
  const { slug, version, title, isCurrent, publishedOn, withdrawal } = edition;
  const isEvidence = form === 'evidence';
  const what = isEvidence
    ? 'A file of evidence that was published with'
    : form === null
      ? 'The hash of'
      : `The ${FORM_WORDS[form] ?? form} form of`;
  const replaced = isEvidence
    ? 'It was redacted since, and is no longer given out.'
    : 'Words were redacted from it since, and the form was made anew without them.';
  return html`<li>
    ${what} <a href="${editionHref(slug, version)}">${title}, version ${version}</a>, published on
    ${dateInWords(publishedOn)}. ${!isCurrent && 'A later version has taken its place.'}
    ${withdrawal && `It was withdrawn on ${dateInWords(withdrawal.on)}.`} ${isReplaced && replaced}
    <a href="${checkHref(slug, version)}">Check what stands here</a>
  </li> `;
}
