import { setImmediate } from 'node:timers/promises';
import { diffContents } from '../../../common/content-diff.js';
import { withoutNoChange } from '../../../common/content.js';
import { diffWords } from '../../../common/rich-text/diff.js';
import { rowsOf, type ChangedRow, type PlacedRow } from '../../publication/index.js';
import { LABELS } from '../../../platform/documents/index.js';
import { diffView, replaced, wordsView } from './diff-view.js';
import type { EditionView } from './edition-view.js';
import { html, type SafeHtml } from './html.js';
import type { SiteSettings } from './layout.js';
import { editionHref } from './links.js';
import { rowBody } from './row-parts.js';

/** How a row reads beside what it was: how it is printed, and its words one by one. */
export function comparedRow(
  before: PlacedRow,
  after: PlacedRow,
  slug: string,
  site: SiteSettings,
): SafeHtml {
  const isBoth = before.row.content && after.row.content;
  return html`${printedOtherwise(before, after)}${
    isBoth
      ? diffView(
          diffContents(withoutNoChange(before.row.content!), withoutNoChange(after.row.content!)),
        )
      : html`<p class="label">
            ${before.row.content ? 'There was an update before; now there is none.' : 'There was no update before.'}
          </p>
          ${rowBody(after.row, slug, site)}`
  }`;
}

/**
 * The differences that a view of an edition shows, by the id of the row. Each takes some milliseconds:
 * other readers are answered between them.
 */
export async function comparedRows(
  view: EditionView,
  site: SiteSettings,
): Promise<Map<string, SafeHtml>> {
  const compared = new Map<string, SafeHtml>();
  if (!view.filter.showsChanges) return compared;
  for (const placed of rowsOf(view.snapshot)) {
    const change = view.changes?.rows.get(placed.row.updateId);
    if (change?.kind !== 'changed' || !change.before) continue;
    compared.set(placed.row.updateId, comparedRow(change.before, placed, view.snapshot.slug, site));
    await setImmediate();
  }
  return compared;
}

/** What changed in how the row is printed: its number, its chapter, the commitment's words. */
function printedOtherwise(before: PlacedRow, after: PlacedRow): SafeHtml | undefined {
  const wording = diffWords(before.row.wording, after.row.wording);
  const lines = [
    before.reference !== after.reference &&
      html`<p>
        <strong>Reference:</strong>
        ${replaced(before.reference ?? 'none', after.reference ?? 'none')}
      </p> `,
    before.chapter !== after.chapter &&
      html`<p><strong>Chapter:</strong> ${replaced(before.chapter, after.chapter)}</p> `,
    !wording.isEqual &&
      html`<p class="wording">
        <span class="label">${LABELS.wording}:</span> ${wordsView(wording)}
      </p> `,
  ].filter((line) => line !== false);
  return lines.length > 0 ? html`<div class="diff">${lines}</div> ` : undefined;
}

/** Beside a row of an edition: whether it changed since the last one, and the way to its difference. */
export function changeNote(
  change: ChangedRow | undefined,
  since: { slug: string; periodLabel: string },
  comparing: { isShown: boolean; href: string | undefined },
): SafeHtml | undefined {
  if (!change) return undefined;
  const last = html`<a href="${editionHref(since.slug)}">${since.periodLabel}</a>`;
  if (change.kind === 'new') return html`<p class="change">Not in the edition for ${last}.</p> `;
  if (comparing.isShown) {
    return change.kind === 'changed'
      ? html`<p class="change">Changed since the edition for ${last}:</p> `
      : html`<p class="change">The same as in the edition for ${last}.</p> `;
  }
  if (change.kind === 'unchanged') return undefined;
  if (!comparing.href) return html`<p class="change">Changed since the edition for ${last}.</p> `;
  return html`<p class="change on-request">
    <a href="${comparing.href}">See what changed since ${since.periodLabel}</a>
  </p> `;
}
