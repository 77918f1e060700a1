import { dateInWords, instantInWords } from '../../../common/dates.js';
import type { CheckedEvidence, PublicEdition } from '../../publication/index.js';
import { count } from './counts.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES, checkHref, editionHref } from './links.js';

/** What came of working an edition out anew. */
export interface EditionVerdict {
  at: Date;
  files: number;
  evidence: Omit<CheckedEvidence, 'wrong'>;
  /** What is not as it was published; absent: nothing. */
  wrong?: string;
}

/** One version of an edition, to be checked now against everything that it was made from. */
export function checkEditionPage(
  site: SiteSettings,
  edition: PublicEdition,
  verdict?: EditionVerdict,
): string {
  const { slug, version, title, snapshotHash, isHistoric, broughtInOn, withdrawal } = edition;
  return prosePage({
    site,
    title: `${verdict ? 'Checked' : 'Check'}: ${title}`,
    heading: verdict ? 'This edition was checked' : 'Check this edition',
    isIndexed: false,
    body: html`<p class="lede">
        <a href="${editionHref(slug, version)}">${title}, version ${version}</a>
      </p>
      ${
        withdrawal &&
        html`<p class="note">
          It was withdrawn on ${dateInWords(withdrawal.on)}. It is kept as it was published, and
          nobody is shown what it says.
        </p>`
      }
      ${verdict && verdictOf(verdict, edition, site)}
      <p class="label">Its hash, which every form of it shows:</p>
      <p><code class="hash">${snapshotHash}</code></p>
      <form method="post" action="${checkHref(slug, version)}">
        <p class="actions">
          <button class="button" type="submit">${verdict ? 'Check again' : 'Check now'}</button>
        </p>
      </form>
      <h2>What is worked out</h2>
      <ol>
        <li>the hash of everything that the edition says</li>
        <li>the hash of each text, here and where it was approved</li>
        ${
          isHistoric
            ? html`<li>
                that these are the texts that were brought
                in${
                  broughtInOn
                    ? `, on ${dateInWords(broughtInOn)}, from where it was published: what was signed, and by whom, is kept there and cannot be worked out here`
                    : ': who signed it is not recorded here'
                }
              </li>`
            : html`<li>
                that this is what the signed manifest names, row by row, and nothing else
              </li>`
        }
        <li>the hash of each of its files, and that they were made from it</li>
        <li>
          the hash of each file that is published with it as evidence, read again if anything has
          touched it since the last check
        </li>
        <li>that the search finds just what it says</li>
        <li>that its publication is in the audit trail, with this hash</li>
        <li>
          that the audit trail tells each withdrawal of it, and each rule that was set aside for it,
          as the records do: by whom, when and why
        </li>
      </ol>
      <p>
        This is the publisher’s own machine checking itself. Keep a copy with its hash, and compare
        it later: <a href="${PAGES.howToCheck}">how to check an edition</a>.
      </p>`,
  });
}

function verdictOf(
  { at, files, evidence, wrong }: EditionVerdict,
  { broughtInOn }: PublicEdition,
  site: SiteSettings,
): SafeHtml {
  if (wrong === undefined) {
    return html`<div class="verdict verdict-right" role="status">
      <h2>It is as it was ${broughtInOn ? 'brought in' : 'published'}</h2>
      <p>
        Everything was worked out anew on ${instantInWords(at)}, with
        ${count(files, 'file')}${
          evidence.files > 0 && ` and ${count(evidence.files, 'evidence file')}`
        }.
      </p>
      ${
        broughtInOn &&
        html`<p>Its signature was given in another installation, and was not checked.</p>`
      }
      ${
        evidence.elsewhere > 0 &&
        html`<p>
          ${count(evidence.elsewhere, 'evidence file')}, published with it elsewhere, did not come
          with it: nothing can be said here of ${evidence.elsewhere === 1 ? 'it' : 'them'}.
        </p>`
      }
    </div>`;
  }
  return html`<div class="verdict verdict-wrong" role="status">
    <h2>It is not as it was published</h2>
    <p>Checked on ${instantInWords(at)}: ${wrong}.</p>
    <p>Do not rely on it. Please tell ${site.publisher}: <a href="${PAGES.contact}">contact</a>.</p>
  </div>`;
}
