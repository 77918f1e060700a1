import type { SnapshotRow } from '../../../common/edition-snapshot.js';
import type { PlacedRow } from '../../publication/index.js';
import { chapterAnchor, referenceAnchor, rowAnchor, uniqueIds } from './anchors.js';
import { filterHref, type EditionView } from './edition-view.js';
import { html, type SafeHtml } from './html.js';
import type { SiteSettings } from './layout.js';
import { commitmentHref, editionHref } from './links.js';
import { changeNote } from './row-change.js';
import { rowBody, rowTitle } from './row-parts.js';

interface RowsMeta {
  site: SiteSettings;
  /** The differences of rows that the view shows, by their ids. */
  compared?: ReadonlyMap<string, SafeHtml>;
}

/** What the edition says, chapter by chapter, as far as the view shows it. */
export function editionChapters(view: EditionView, path: string, meta: RowsMeta): SafeHtml {
  const newId = uniqueIds();
  return html`${view.snapshot.chapters.map(({ title, groups }, index) => {
    const id = chapterAnchor(index);
    return html`<section class="chapter" aria-labelledby="${id}">
      <h2 id="${id}">${title}</h2>
      ${groups.map(({ reference, rows }) => {
        const anchor = reference && newId(referenceAnchor(reference));
        return html`<div class="group" ${anchor && html`id="${anchor}"`}>
          ${rows.map((row, place) => {
            const heading = !row.isUntitled && rowTitle(row, reference, place === 0);
            const placed = { row, chapter: title, ...(reference !== undefined && { reference }) };
            return html`<section class="row" ${idOf(newId(rowAnchor(row.updateId)))}>
              ${heading && html`<h3>${heading}</h3> `}${rowText(placed, view, path, meta)}${historyLinks(row)}
            </section> `;
          })}
        </div> `;
      })}
      <p class="back"><a href="#contents">Back to contents</a></p>
    </section> `;
  })}`;
}

const idOf = (id: string | undefined): SafeHtml | undefined => (id ? html`id="${id}"` : undefined);

/** A row's text, or its difference from the last edition where that was asked for. */
function rowText(
  { row }: PlacedRow,
  { changes, filter, snapshot }: EditionView,
  path: string,
  { compared, site }: RowsMeta,
): SafeHtml {
  const isShown = filter.showsChanges === true;
  const href = `${filterHref(path, { ...filter, showsChanges: true })}#${rowAnchor(row.updateId)}`;
  const note =
    changes &&
    changeNote(changes.rows.get(row.updateId), changes.since, {
      isShown,
      href: site.isStatic ? undefined : href,
    });
  const difference = compared?.get(row.updateId);
  return difference
    ? html`${note}${difference}`
    : html`${rowBody(row, snapshot.slug, site)}${note}`;
}

/** What the last edition had and this one has no more; of the whole edition alone. */
export function goneRows({ changes, filter }: EditionView): SafeHtml | undefined {
  const { isChanged, showsChanges, chapter, organisation, delivery } = filter;
  if (!changes || changes.gone.length === 0 || !(isChanged || showsChanges)) return undefined;
  if (chapter || organisation || delivery) return undefined;
  const { slug, periodLabel } = changes.since;
  return html`<section class="chapter" aria-labelledby="gone">
    <h2 id="gone">No longer in this edition</h2>
    <p>These stood in the edition for ${periodLabel}:</p>
    <ul>
      ${changes.gone.map(
        ({ row, reference }) =>
          html`<li>
            <a href="${editionHref(slug)}#${rowAnchor(row.updateId)}"
              >${reference && html`${reference} `}${row.title}</a
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

function historyLinks(row: SnapshotRow): SafeHtml | undefined {
  const [first, ...others] = row.commitments;
  if (!first) return undefined;
  if (others.length === 0) {
    return html`<p class="history">
      <a href="${commitmentHref(first.id)}"
        >History of this commitment<span class="visually-hidden">: ${first.title}</span></a
      >
    </p> `;
  }
  return html`<p class="history">History of each commitment:</p>
    <ul class="history">
      ${row.commitments.map(
        (commitment) =>
          html`<li><a href="${commitmentHref(commitment.id)}">${commitment.title}</a></li>`,
      )}
    </ul> `;
}
