import { dateInWords } from '../../../common/dates.js';
import { asAtHeading } from '../../../platform/documents/index.js';
import { rowAnchor } from './anchors.js';
import {
  compareForm,
  compareHref,
  inOrder,
  type CommitmentHistory,
  type CommitmentHistoryEntry,
} from './commitment-history.js';
import { count } from './counts.js';
import { html, type SafeHtml } from './html.js';
import { layout, type SiteSettings } from './layout.js';
import { PAGES, commitmentHref, editionHref } from './links.js';
import { rowBody } from './row-parts.js';

/** The page of one commitment: what it is, and its whole life in the editions, newest first. */
export function commitmentPage(site: SiteSettings, commitment: CommitmentHistory): string {
  const { title, summary, leadOrganisation, planTitle } = commitment;
  return layout({
    site,
    title,
    description: `${title}: every published update, newest first`,
    main: html`<article class="prose">
      <p class="kicker">${planTitle}</p>
      <h1>${title}</h1>
      ${summary && html`<p class="lede">${summary}</p>`}
      ${
        leadOrganisation &&
        html`<dl class="facts">
          <div>
            <dt>Lead organisation</dt>
            <dd>${leadOrganisation}</dd>
          </div>
        </dl>`
      }
      ${lineage(commitment)} ${history(commitment, site)}
    </article>`,
  });
}

const LINEAGE: Record<string, string> = {
  split_into: 'Split into',
  split_from: 'Split from',
  merged_into: 'Merged into',
  merged_from: 'Merged from',
  replaced_by: 'Replaced by',
  replaces: 'Replaces',
};

function lineage({ lineage: links = [] }: CommitmentHistory): SafeHtml | undefined {
  if (links.length === 0) return undefined;
  return html`<ul class="lineage">
    ${links.map(
      ({ kind, id, title }) =>
        html`<li>${LINEAGE[kind] ?? 'See'} <a href="${commitmentHref(id)}">${title}</a></li>`,
    )}
  </ul>`;
}

function history(commitment: CommitmentHistory, site: SiteSettings): SafeHtml {
  const { isStatic } = site;
  const { entries, absentFrom } = commitment;
  if (entries.length === 0 && !absentFrom.some(({ isWithdrawn }) => isWithdrawn)) {
    return html`<p class="note">
      This commitment has never been reported on: no edition says anything about it yet. See
      <a href="${PAGES.editions}">all editions</a>.
    </p>`;
  }
  const told = inOrder(entries);
  const all = inOrder([...entries, ...absentFrom.map((edition) => ({ edition, row: undefined }))]);
  const editions = new Set(entries.map((entry) => entry.edition.slug)).size;
  return html`<p class="label">Reported on in ${count(editions, 'edition')}, newest first.</p>
    ${!isStatic && compareForm(commitment)}
    <ol class="timeline">
      ${all.map((entry) =>
        entry.row
          ? historyEntry(entry as CommitmentHistoryEntry, commitment, isStatic ? [] : told, {
              isAdded: entry === told.at(-1) && wasAdded(entry.edition, absentFrom),
              site,
            })
          : absence(entry.edition),
      )}
    </ol>`;
}

/** Earlier editions say nothing of it; what one that was withdrawn said is not told. */
function wasAdded(
  { asAt }: CommitmentHistoryEntry['edition'],
  absentFrom: CommitmentHistory['absentFrom'],
): boolean {
  const earlier = absentFrom.filter((edition) => edition.asAt < asAt);
  return earlier.length > 0 && earlier.every(({ isWithdrawn }) => !isWithdrawn);
}

const editionLine = ({ asAt, publishedOn }: CommitmentHistoryEntry['edition']): string =>
  `${asAtHeading(asAt)} · published ${dateInWords(publishedOn)}`;

function absence(edition: CommitmentHistory['absentFrom'][number]): SafeHtml {
  return html`<li class="row">
    <h2><a href="${editionHref(edition.slug)}">${edition.title}</a></h2>
    <p class="label">${editionLine(edition)}</p>
    <p class="note">
      ${edition.isWithdrawn ? 'This edition has been withdrawn.' : 'Not in this edition.'}
    </p>
  </li> `;
}

function historyEntry(
  entry: CommitmentHistoryEntry,
  { id, title }: CommitmentHistory,
  /** Those that it can be compared with. */
  told: readonly CommitmentHistoryEntry[],
  {
    isAdded,
    site,
  }: {
    /** It is the first to tell of the commitment, and earlier editions did not. */
    isAdded: boolean;
    site: SiteSettings;
  },
): SafeHtml {
  const { edition, chapterTitle, reference, row } = entry;
  const href = `${editionHref(edition.slug)}#${rowAnchor(row.updateId)}`;
  const place = reference ? `${chapterTitle}, reference ${reference}` : chapterTitle;
  const before = told
    .slice(told.indexOf(entry) + 1)
    .find((each) => each.edition.slug !== edition.slug);
  return html`<li class="row">
    <h2><a href="${href}">${edition.title}</a></h2>
    <p class="label">${editionLine(edition)} · ${place}</p>
    ${isAdded && html`<p class="note">Added: no edition before this one reports on it.</p>`}
    ${!row.isUntitled && row.title !== title && html`<p><strong>${row.title}</strong></p>`}
    ${rowBody(row, edition.slug, site)}
    ${
      before &&
      html`<p class="change on-request">
        <a href="${compareHref(id, before.row.updateId, row.updateId)}"
          >See what changed since ${before.edition.title}<span class="visually-hidden"
            >, up to ${edition.title}</span
          ></a
        >
      </p>`
    }
  </li> `;
}
