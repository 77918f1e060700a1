import { EDITION_SCHEMA_HREF } from '../../../common/edition-schema.js';
import type { PublicEdition } from '../../publication/index.js';
import { checkForms, checkResult, type CopyCheck } from './check-parts.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES, checkHref } from './links.js';

/**
 * What the hash of an edition is, how a reader uses it, and where a copy is checked.
 *
 * @param checked the copy or hash that a reader gave
 */
export function howToCheckPage(
  site: SiteSettings,
  editions: readonly PublicEdition[],
  checked?: CopyCheck,
): string {
  return prosePage({
    site,
    title: checked ? 'Is this copy an edition?' : 'How to check an edition',
    description: 'How to make sure that a copy of an edition says what was signed and published',
    current: 'howToCheck',
    heading: checked ? 'Is this copy an edition?' : 'How to check an edition',
    isIndexed: !checked,
    canonical: PAGES.howToCheck,
    body: html`${checked ? checkResult(checked) : html`<p class="lede">Make sure that a copy says what was published.</p>`}
      ${!site.isStatic && checkForms(checked)}
      <h2>What the hash is</h2>
      <p>
        When an edition is published, everything it says is written down in one fixed order, and a
        number is worked out from it: its SHA-256 hash, 64 digits and letters. If one letter of the
        edition were different, the number would be too.
      </p>
      ${!site.isStatic && checkHere(editions)}
      <h2>To check a printed copy</h2>
      <ol>
        <li>Find the hash at the end of your copy, under “How to check this edition”.</li>
        <li>
          Compare it with the one at the end of the edition’s
          page${!site.isStatic && ', or put it in above'}.
        </li>
        <li>If it is the same, read there what the edition says, and compare the words.</li>
      </ol>
      <p>
        A copy that somebody has changed on purpose can still show the right number; a file that was
        changed cannot have the right hash itself. The page on this site is what counts: when in
        doubt, read there.
      </p>
      <h2>For programs</h2>
      <p>
        Every edition is also at its address with <code>.json</code> at the end. The SHA-256 of that
        file is the hash of the edition, unless words were redacted from it. What the file holds is
        written down in a <a href="${EDITION_SCHEMA_HREF}">JSON Schema</a>. The address with
        <code>.csv</code> gives the updates as a table, with <code>.commitments.csv</code> the
        commitments that each row answers, with <code>.figures.csv</code> the figures that it
        reports, and with <code>.csv-metadata.json</code> what the columns are (CSV on the Web).
      </p>
      <h2>Corrections</h2>
      <p>
        A published edition is never changed. A correction is a new version with a number of its
        own; it says at the top what was corrected, and the earlier version stays in place. The one
        exception: two people together can take out words that must not be kept, a victim’s name,
        say. The edition then says so and keeps the hash of the words as they were published.
      </p>
      <h2>Editions from before this system</h2>
      <p>
        Earlier editions were brought in from the documents of their time. Their hash covers the
        text as it stands here; who signed them off is not recorded in this system.
      </p>
      <h2>Editions from another installation</h2>
      <p>
        An edition that was published elsewhere can be brought in, word for word and with the same
        hash. Its page says so: who signed it, and what, was recorded there and cannot be checked
        here. The hash beside the signature is that of the manifest, which holds more than the
        edition prints, so it cannot be worked out from the edition’s words or its JSON: only the
        installation that published it can.
      </p>`,
  });
}

const checkHere = (editions: readonly PublicEdition[]): SafeHtml =>
  html`<h2>To check what stands here</h2>
    ${
      editions.length === 0
        ? html`<p>Nothing has been published yet.</p>`
        : html`<p>
              Each edition can be worked out anew from what is kept: its words, the texts that were
              approved, the manifest that was signed, its files, and the evidence that is published
              with it.
            </p>
            <ul>
              ${editions.map(
                ({ slug, version, title }) =>
                  html`<li><a href="${checkHref(slug, version)}">Check ${title}</a></li>`,
              )}
            </ul>`
    }`;
