import type { EditionSnapshot, SnapshotChapter } from '../../../common/edition-snapshot.js';
import { chapterAnchor, rowAnchor } from './anchors.js';
import { html, type SafeHtml } from './html.js';
import { countRows, rowTitle } from './row-parts.js';

/**
 * The contents: chapters at sight, their rows on demand, so that on a phone the text itself is one
 * swipe away. `details` works without a script.
 */
export function editionContents(snapshot: EditionSnapshot): SafeHtml {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">Contents</h2>
    <ol>
      ${snapshot.introduction && html`<li><a href="#introduction">Introduction</a></li> `}${snapshot.chapters.map(
        chapterEntry,
      )}
      <li><a href="#check">How to check this edition</a></li>
    </ol>
  </nav>`;
}

function chapterEntry(chapter: SnapshotChapter, index: number): SafeHtml {
  const count = countRows([chapter]);
  const words = count === 1 ? '1 update' : `${count} updates`;
  return html`<li>
    <a href="#${chapterAnchor(index)}">${chapter.title}</a>
    <details>
      <summary>${words}<span class="visually-hidden"> in ${chapter.title}</span></summary>
      <ul>
        ${chapter.groups.flatMap((group) =>
          group.rows.map(
            (row, place) =>
              html`<li>
                <a href="#${rowAnchor(row.updateId)}"
                  >${rowTitle(row, group.reference, place === 0)}</a
                >
              </li> `,
          ),
        )}
      </ul>
    </details>
  </li> `;
}
