import { EDITION_SCHEMA_HREF } from '../../../common/edition-schema.js';
import { html } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';

/** What the hash of an edition is, and how a reader uses it. */
export function howToCheckPage(site: SiteSettings): string {
  return prosePage({
    site,
    title: 'How to check an edition',
    description: 'How to make sure that a copy of an edition says what was signed and published',
    current: 'howToCheck',
    heading: 'How to check an edition',
    body: html`<p class="lede">Make sure that a copy says what was published.</p>
      <h2>What the hash is</h2>
      <p>
        When an edition is published, everything it says is written down in one fixed order, and a
        number is worked out from it: its SHA-256 hash, 64 digits and letters. If one letter of the
        edition were different, the number would be too.
      </p>
      <h2>To check a copy</h2>
      <ol>
        <li>Find the hash at the end of your copy, under “How to check this edition”.</li>
        <li>Open the edition’s page on this site, at the address that the copy names.</li>
        <li>
          Compare the two. If they are the same, the copy was made from the edition that was
          published. If not, see whether the page lists a later version.
        </li>
      </ol>
      <p>
        A copy that somebody has changed on purpose can still show the right number. The page on
        this site is what counts; when in doubt, read there.
      </p>
      <h2>For programs</h2>
      <p>
        Every edition is also at its address with <code>.json</code> at the end. The SHA-256 of that
        file is the hash of the edition, unless words were redacted from it. What the file holds is
        written down in a <a href="${EDITION_SCHEMA_HREF}">JSON Schema</a>. The address with
        <code>.csv</code> gives the updates as a table, with <code>.commitments.csv</code> the
        commitments that each row answers, and with <code>.csv-metadata.json</code> what the columns
        are (CSV on the Web).
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
      </p>`,
  });
}
