import { noChangeWords } from '../../../common/content.js';
import type { SnapshotRow } from '../../../common/edition-snapshot.js';
import {
  evidenceHref,
  evidenceNote,
  isPublishedFile,
  type PublishedEvidence,
} from '../../../common/evidence.js';
import { FIGURE_HEADS, figureCells, type Figure } from '../../../common/figures.js';
import { isAllowedHref } from '../../../common/rich-text/links.js';
import { documentToHtml, type RichTextDocument } from '../../../common/rich-text/index.js';
import {
  DELIVERY_TONES,
  LABELS,
  asSentence,
  deliveryOf,
  deliveryShape,
  wordingOf,
} from '../../../platform/documents/index.js';
import { html, trustedHtml, type SafeHtml } from './html.js';
import type { SiteSettings } from './layout.js';
import { editionHref } from './links.js';

/** Everything of a row below its heading: wording, facts, text, next milestone or omission. */
export function rowBody(row: SnapshotRow, slug: string, site: SiteSettings): SafeHtml {
  const milestone = row.content?.nextMilestone;
  const noChange = row.content?.noChange;
  return html`${wording(row)}${facts(row)}${
    noChange && html`<p class="no-change">${noChangeWords(noChange)}</p> `
  }${row.content && richText(row.content.document)}${
    row.content?.figures && figuresTable(row.content.figures)
  }${
    milestone &&
    html`<p class="milestone"><strong>${LABELS.nextMilestone}:</strong> ${milestone}</p> `
  }${row.content?.evidence?.map((item) => evidenceLine(item, slug))}${
    row.omission && omissionNote(row.omission, site)
  }`;
}

/** Narrow windows show each figure as a list: its cells name their heads for that. */
function figuresTable(figures: readonly Figure[]): SafeHtml {
  return html`<table class="figures">
    <caption class="visually-hidden">
      ${LABELS.figures}
    </caption>
    <thead>
      <tr>
        ${FIGURE_HEADS.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${figures.map(figureRow)}
    </tbody>
  </table> `;
}

function figureRow(figure: Figure): SafeHtml {
  const { cells, note } = figureCells(figure);
  const [measure, ...rest] = cells;
  return html`<tr>
    <th scope="row">${measure}</th>
    ${rest.map((cell, index) => {
      const head = FIGURE_HEADS[index + 1]!;
      const below = head === 'Value' && note && html` <span class="figure-note">${note}</span>`;
      return html`<td data-head="${head}">${cell}${below}</td>`;
    })}
  </tr>`;
}

/** A link, or a file that is saved and never shown as a page of ours. */
function evidenceLine(item: PublishedEvidence, slug: string): SafeHtml {
  const href = isPublishedFile(item) ? evidenceHref(slug, item) : item.href;
  const title =
    isAllowedHref(href) || isPublishedFile(item)
      ? html`<a href="${href}">${item.title}</a>`
      : html`${item.title}`;
  return html`<p class="evidence">
    <strong>${LABELS.evidence}:</strong> ${title} (${evidenceNote(item)})
  </p> `;
}

/** Rich text as markup; documentToHtml escapes every text and attribute itself. */
export function richText(document: RichTextDocument): SafeHtml {
  return html`<div class="text">${trustedHtml(documentToHtml(document))}</div> `;
}

function wording(row: SnapshotRow): SafeHtml | undefined {
  const words = wordingOf(row);
  return words === undefined
    ? undefined
    : html`<p class="wording">
        <span class="label">${LABELS.wording}:</span> <span class="printed">${words}</span>
      </p> `;
}

function facts(row: SnapshotRow): SafeHtml | undefined {
  const delivery = deliveryOf(row);
  if (!delivery && !row.leadOrganisation) return undefined;
  return html`<dl class="facts">
    ${delivery && fact(LABELS.delivery, deliveryBadge(delivery))}${
      row.leadOrganisation && fact(LABELS.leadOrganisation, html`${row.leadOrganisation}`)
    }
  </dl> `;
}

function fact(label: string, value: SafeHtml): SafeHtml {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** The word says it; icon and tint only help the eye. */
function deliveryBadge({ status, words }: NonNullable<ReturnType<typeof deliveryOf>>): SafeHtml {
  if (status === 'not_stated') return html`<span class="not-stated">${words}</span>`;
  const icon = trustedHtml(deliveryShape(status, 'currentColor'));
  return html`<span class="badge badge-${DELIVERY_TONES[status]}"
    ><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      ${icon}</svg
    >${words}</span
  >`;
}

function omissionNote(
  omission: NonNullable<SnapshotRow['omission']>,
  { editions }: SiteSettings,
): SafeHtml {
  const last = omission.lastReported;
  const title =
    last && (!editions || editions.has(last.slug))
      ? html`<a href="${editionHref(last.slug)}">${last.title}</a>`
      : last?.title;
  const where = title ? html`${LABELS.lastReported} ${title}.` : LABELS.neverReported;
  return html`<p class="note">
    <strong>${LABELS.omitted}</strong> ${asSentence(omission.reason)} ${where}
  </p> `;
}

/** A row's heading text: the reference, once loud and then quieter, and the title. */
export function rowTitle(
  row: SnapshotRow,
  reference: string | undefined,
  isFirst = true,
): SafeHtml {
  if (!reference) return html`${row.title}`;
  const classes = ['ref', !isFirst && 'ref-again', reference.length > 6 && 'ref-long'];
  return html`<span class="${classes.filter(Boolean).join(' ')}">${reference}</span> ${row.title}`;
}
