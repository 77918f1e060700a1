import type { EditionSnapshot, SnapshotChapter } from '../../../common/edition-snapshot.js';
import { chapterAnchor, rowAnchor } from './anchors.js';
import { html, type SafeHtml } from './html.js';
import { rowTitle } from './row-parts.js';

/**
 * The contents: chapters at sight, their rows on demand, so that on a phone the text itself is one
 * swipe away. `details` works without a script.
 */
export function editionContents(snapshot: EditionSnapshot): SafeHtml {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">Contents</h2>
    <ol>
      ${snapshot.introduction && html`<li><a href="#introduction">Introduction</a></li> `}${snapshot.chapters.map(
        (chapter, index) => chapterEntry(chapter, index, snapshot.isSummary),
      )}
      ${snapshot.acronyms && html`<li><a href="#acronyms">Acronyms</a></li> `}
      <li><a href="#check">How to check this edition</a></li>
    </ol>
  </nav>`;
}

function countWords(count: number, isSummary = false): string {
  const what = isSummary ? 'topic' : 'update';
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

function chapterEntry(chapter: SnapshotChapter, index: number, isSummary?: boolean): SafeHtml {
  const entries = chapter.groups.flatMap((group) =>
    group.rows.map((row, place) => ({ row, reference: group.reference, isFirst: place === 0 })),
  );
  const titled = entries.filter(({ row }) => !row.isUntitled);
  return html`<li>
    <a href="#${chapterAnchor(index)}">${chapter.title}</a>
    ${
      titled.length > 0 &&
      html`<details>
        <summary>
          ${countWords(titled.length, isSummary)}<span class="visually-hidden">
            in ${chapter.title}</span
          >
        </summary>
        <ul>
          ${titled.map(
            ({ row, reference, isFirst }) =>
              html`<li>
                <a href="#${rowAnchor(row.updateId)}">${rowTitle(row, reference, isFirst)}</a>
              </li> `,
          )}
        </ul>
      </details>`
    }
  </li> `;
}
