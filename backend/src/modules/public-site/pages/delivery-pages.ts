import { DELIVERIES, DELIVERY_WORDS, type Delivery } from '../../../common/content.js';
import { dateInWords } from '../../../common/dates.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { rowsOf, type PlacedRow } from '../../publication/index.js';
import { planAnchor, rowAnchor } from './anchors.js';
import { count } from './counts.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES, commitmentHref, deliveryHref, editionHref } from './links.js';

/** What each delivery means, for readers who were not told. */
const MEANINGS: Record<Delivery, string> = {
  not_started: 'Work has not begun.',
  in_progress: 'Work is under way.',
  complete: 'What was promised is done.',
  complete_and_ongoing: 'What was promised is done, and goes on being done.',
  paused: 'Work has stopped for a time.',
  reversed: 'It was achieved, and then undone.',
  closed_not_delivered: 'It will not be done, and the publisher says so.',
  superseded: 'Another commitment has taken its place.',
  not_stated: 'The edition does not say how far it has come.',
};

const standingAt = (edition: EditionSnapshot, delivery: Delivery): PlacedRow[] =>
  rowsOf(edition).filter(({ row }) => row.content?.delivery === delivery);

/** How many commitments stand at each delivery, in the latest edition of each plan. */
export function deliveryPage(site: SiteSettings, latest: readonly EditionSnapshot[]): string {
  return prosePage({
    site,
    title: 'Delivery',
    description: 'How far each commitment has come, by the latest edition',
    current: 'delivery',
    heading: 'Delivery',
    body:
      latest.length === 0
        ? html`<p class="lede">Nothing has been published yet.</p>`
        : html`<p class="lede">How far each update says its commitment has come.</p>
            ${latest.map(countsOf)}`,
  });
}

function countsOf(edition: EditionSnapshot): SafeHtml {
  const rows = rowsOf(edition);
  const without = rows.filter(({ row }) => !row.content).length;
  const unsaid = rows.filter(({ row }) => row.content && !row.content.delivery).length;
  return html`<section aria-labelledby="${planAnchor(edition.plan.id)}">
    <h2 id="${planAnchor(edition.plan.id)}">${edition.plan.title}</h2>
    <p>${source(edition)}</p>
    <ul class="standings">
      ${DELIVERIES.map((delivery) => {
        const number = standingAt(edition, delivery).length;
        return html`<li>
          <a href="${deliveryHref(delivery)}">${DELIVERY_WORDS[delivery]}</a>
          <span class="number">${count(number, 'update')}</span>
          <span class="label">${MEANINGS[delivery]}</span>
        </li> `;
      })}
    </ul>
    ${
      without + unsaid > 0 &&
      html`<p class="label">
        ${count(without + unsaid, 'row')} of this edition
        ${without + unsaid === 1 ? 'stands' : 'stand'} at none of these: no update this time, or a
        text about no single commitment.
      </p>`
    }
  </section>`;
}

const source = ({ slug, title, asAt }: EditionSnapshot): SafeHtml =>
  html`By the latest edition, <a href="${editionHref(slug)}">${title}</a>, as at
    ${dateInWords(asAt)}.`;

/** The commitments that stand at one delivery. */
export function standingPage(
  site: SiteSettings,
  delivery: Delivery,
  latest: readonly EditionSnapshot[],
): string {
  const words = DELIVERY_WORDS[delivery];
  return prosePage({
    site,
    title: `Delivery: ${words}`,
    description: `Commitments whose delivery is “${words}” by the latest edition`,
    heading: words,
    body: html`<p class="lede">${MEANINGS[delivery]}</p>
      ${latest.map((edition) => standings(edition, delivery))}
      ${latest.length === 0 && html`<p class="note">Nothing has been published yet.</p>`}
      <p class="back"><a href="${PAGES.delivery}">Every delivery</a></p>`,
  });
}

function standings(edition: EditionSnapshot, delivery: Delivery): SafeHtml {
  const rows = standingAt(edition, delivery);
  return html`<section aria-labelledby="${planAnchor(edition.plan.id)}">
    <h2 id="${planAnchor(edition.plan.id)}">${edition.plan.title}</h2>
    <p>${source(edition)}</p>
    ${
      rows.length === 0
        ? html`<p class="note">No commitment stands here in this edition.</p>`
        : html`<p>${count(rows.length, 'update')}:</p>
            <ol class="cards">
              ${rows.map((placed) => standing(placed, edition.slug))}
            </ol>`
    }
  </section>`;
}

function standing({ row, chapter, reference }: PlacedRow, slug: string): SafeHtml {
  const place = [chapter, reference && `reference ${reference}`, row.leadOrganisation];
  return html`<li class="card">
    <h3><a href="${editionHref(slug)}#${rowAnchor(row.updateId)}">${row.title}</a></h3>
    <p class="label">${place.filter(Boolean).join(' · ')}</p>
    ${row.content?.nextMilestone && html`<p>Next: ${row.content.nextMilestone}</p>`}
    ${
      row.commitments.length > 0 &&
      html`<ul class="forms">
        ${row.commitments.map(
          ({ id, title }) =>
            html`<li>
              <a href="${commitmentHref(id)}"
                >History<span class="visually-hidden"> of ${title}</span
                >${row.commitments.length > 1 && html`<span aria-hidden="true">: ${title}</span>`}</a
              >
            </li>`,
        )}
      </ul>`
    }
  </li> `;
}
