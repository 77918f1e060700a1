import { dateInWords } from '../../../common/dates.js';
import {
  changedHead,
  changedRows,
  type HeadChange,
  type RowChange,
} from '../../../common/edition-changes.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { asSentence, LABELS } from '../../../platform/documents/index.js';
import { rowAnchor } from './anchors.js';
import { diffView, wordsView } from './diff-view.js';
import { html, type SafeHtml } from './html.js';
import { editionHref } from './links.js';

/** Rows: more than that, and the difference would stand between the reader and the edition. */
const SHOWN_AT_ONCE = 3;

/**
 * What a correction says at the top of its version: why, and beside it what differs from the version
 * before, word for word.
 * @param before the version that it corrects, where that may be shown
 */
export function correctionNote(
  snapshot: EditionSnapshot,
  before: EditionSnapshot | undefined,
): SafeHtml | undefined {
  const { correction } = snapshot;
  if (!correction) return undefined;
  return html`<section class="note" aria-labelledby="correction">
    <h2 id="correction">
      ${correction.isMinor ? 'Minor correction' : 'Corrected'} on
      ${dateInWords(correction.publishedOn)}
    </h2>
    <p>${correction.note}</p>
    ${before && whatChanged(snapshot, before)}
  </section>`;
}

function whatChanged(snapshot: EditionSnapshot, before: EditionSnapshot): SafeHtml {
  const changes = changedRows(before, snapshot);
  const head = changedHead(before, snapshot);
  const count = changes.length === 1 ? '1 update' : `${changes.length} updates`;
  const isShort = changes.length <= SHOWN_AT_ONCE;
  return html`${head && headChange(head, snapshot.isSummary ? 'Theme' : 'Chapter')}
    ${
      changes.length > 0 &&
      html`<details class="changes" ${isShort && html`open`}>
        <summary>What changed in ${count}, word for word</summary>
        ${changes.map(rowChange)}
      </details>`
    }
    <p>
      <a href="${editionHref(before.slug, before.version)}">Version ${before.version}</a>, as it was
      published on ${dateInWords(before.publishedOn)}
    </p>`;
}

/** What it says otherwise beside its rows: few words, so that they are shown at once. */
function headChange({ title, introduction, chapters }: HeadChange, heading: string): SafeHtml {
  return html`<details class="changes" open>
    <summary>What changed in the words of the edition itself</summary>
    ${
      (title ?? chapters.length > 0) &&
      html`<div class="diff">
        ${title && html`<p><span class="label">Title:</span> ${wordsView(title)}</p>`}
        ${chapters.map(
          (each) => html`<p><span class="label">${heading}:</span> ${wordsView(each.title)}</p>`,
        )}
      </div>`
    }
    ${
      introduction &&
      html`<section>
        <h3>Introduction</h3>
        ${diffView(introduction)}
      </section>`
    }
  </details>`;
}

/** Of a row that has no update any more, its words are not shown again: they were taken out. */
function rowChange({ after, content, wording, leadOrganisation: lead }: RowChange): SafeHtml {
  return html`<section>
    <h3><a href="#${rowAnchor(after.updateId)}">${after.title}</a></h3>
    ${
      (wording ?? lead) &&
      html`<div class="diff">
        ${
          wording &&
          html`<p class="wording">
            <span class="label">${LABELS.wording}:</span> ${wordsView(wording)}
          </p>`
        }
        ${lead && html`<p><span class="label">${LABELS.leadOrganisation}:</span> ${wordsView(lead)}</p>`}
      </div>`
    }
    ${
      after.omission
        ? html`<p>
            <strong>${LABELS.omitted}</strong> ${asSentence(after.omission.reason)} The text of the
            version before was taken out.
          </p>`
        : diffView(content)
    }
  </section>`;
}
