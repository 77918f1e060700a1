import { dateInWords } from '../../../common/dates.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { html, type SafeHtml } from './html.js';
import type { SiteSettings } from './layout.js';
import { PAGES, checkHref, editionHref } from './links.js';

/** One version of an edition, for the list of its versions. */
export interface EditionVersion {
  version: number;
  slug: string;
  publishedOn: string;
  isCurrent: boolean;
  /** Its words are no longer shown. */
  isWithdrawn?: boolean;
}

interface AboutMeta {
  site: SiteSettings;
  snapshotHash: string;
  versions: EditionVersion[];
  /** The day on which it was brought in, where it was published by another installation. */
  broughtInOn?: string | null;
  isPreview: boolean;
}

/** Its hash, how to check it, where it came from, and its versions. */
export function aboutEdition(snapshot: EditionSnapshot, meta: AboutMeta): SafeHtml {
  return html`<section class="chapter" aria-labelledby="check">
      <h2 id="check">How to check this edition</h2>
      <p>
        What this edition says is fixed by one number, its SHA-256 hash. Its PDF shows the same
        number. <a href="${PAGES.howToCheck}">How to check an edition</a>.
      </p>
      ${meta.broughtInOn && fromElsewhere(snapshot, meta.broughtInOn)}
      <p class="label">Hash of this edition</p>
      <p><code class="hash">${meta.snapshotHash}</code></p>
      ${
        !meta.isPreview &&
        !meta.site.isStatic &&
        html`<p>
          <a href="${checkHref(snapshot.slug, snapshot.version)}">Check this edition now</a>
        </p>`
      }
    </section>
    ${meta.versions.length > 1 && versionList(snapshot, meta.versions)}`;
}

function fromElsewhere({ signature }: EditionSnapshot, broughtInOn: string): SafeHtml {
  return html`<p>
    It was published elsewhere and brought in here on ${dateInWords(broughtInOn)}, word for word and
    with the same hash. The hash of everything it says, and of each text, was checked then.
    ${
      signature &&
      html`Its signature was given there: the manifest that was signed is kept there, so who signed
        it, and what, <strong>cannot be checked here</strong>. The hash of that manifest is
        <code class="hash">${signature.manifestHash}</code>.`
    }
  </p>`;
}

function versionList(snapshot: EditionSnapshot, versions: EditionVersion[]): SafeHtml {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  return html`<section class="chapter" aria-labelledby="versions">
    <h2 id="versions">Versions of this edition</h2>
    <ul>
      ${newestFirst.map((version) => {
        const words = `Version ${version.version}, published on ${dateInWords(version.publishedOn)}`;
        const suffix = version.isWithdrawn ? ' (withdrawn)' : version.isCurrent ? ' (current)' : '';
        return version.version === snapshot.version
          ? html`<li>${words}${suffix}: this page</li>`
          : html`<li>
              <a href="${editionHref(version.slug, version.version)}">${words}</a>${suffix}
            </li>`;
      })}
    </ul>
  </section>`;
}
