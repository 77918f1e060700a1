import { dateInWords, instantInWords } from '../../../common/dates.js';
import type { EditionSnapshot, SnapshotRow } from '../../../common/edition-snapshot.js';
import type { PlacedRow } from '../../publication/index.js';
import {
  alsoCoversWords,
  asAtHeading,
  asAtWords,
  formWords,
  signOffWords,
  versionWords,
} from '../../../platform/documents/index.js';
import { acronymList } from './acronym-list.js';
import { chapterAnchor, referenceAnchor, rowAnchor, uniqueIds } from './anchors.js';
import { correctionNote } from './correction-note.js';
import { editionContents } from './edition-contents.js';
import { filterHref, viewOf, type EditionView } from './edition-view.js';
import { filterForm, filterResult } from './filter-form.js';
import { formLinks, type EditionForm } from './forms.js';
import { html, type SafeHtml } from './html.js';
import { layout, type SiteSettings } from './layout.js';
import { PAGES, checkHref, commitmentHref, editionHref } from './links.js';
import { changeNote } from './row-change.js';
import { richText, rowBody, rowTitle } from './row-parts.js';

/** One version of an edition, for the list of its versions. */
export interface EditionVersion {
  version: number;
  slug: string;
  publishedOn: string;
  isCurrent: boolean;
  /** Its words are no longer shown. */
  isWithdrawn?: boolean;
}

/** What an edition's page needs beyond the snapshot. */
export interface EditionPageMeta {
  site: SiteSettings;
  snapshotHash: string;
  versions: EditionVersion[];
  /** Of a correction: the version before it, where that may be shown. */
  before?: EditionSnapshot;
  forms: EditionForm[];
  /** The day on which it was brought in, where it was published by another installation. */
  broughtInOn?: string | null;
  /** True for the page that is shown before publication, to those who may see it. */
  isPreview: boolean;
  /** What of it is shown, and with what beside it; absent: all of it. */
  view?: EditionView;
  /** The differences of rows that the view shows, by their ids. */
  compared?: ReadonlyMap<string, SafeHtml>;
  /** Of a preview: when it publishes itself. */
  publishAt?: Date;
}

/** The page of an edition. Preview and publication are the same page but for the banner. */
export function editionPage(whole: EditionSnapshot, meta: EditionPageMeta): string {
  const view = meta.view ?? viewOf(whole, {});
  const { snapshot } = view;
  const isWhole = !view.isFiltered && !view.filter.showsChanges;
  const path = pathOf(whole, meta);
  return layout({
    site: meta.site,
    title: [snapshot.title, ...view.words].join(', '),
    description: `${snapshot.plan.title}: ${snapshot.title}, ${asAtWords(snapshot.asAt)}`,
    isIndexed: !meta.isPreview && isWhole,
    ...(!meta.isPreview && { canonical: path }),
    banner: banner(snapshot, meta),
    main: html`<article class="edition${snapshot.isSummary ? ' summary' : ''}">
      <header class="edition-header">
        <p class="kicker">${snapshot.plan.title}</p>
        <h1>${snapshot.title}</h1>
        <p class="lede">${asAtHeading(snapshot.asAt)}</p>
        ${facts(snapshot)} ${formLinks(meta.forms, snapshot.title)}
        ${correctionNote(snapshot, isWhole ? meta.before : undefined)}
      </header>
      ${editionContents(snapshot)}
      <div class="edition-body">
        ${!meta.isPreview && !meta.site.isStatic && filterForm(view, path)}
        ${filterResult(view, path)} ${snapshot.introduction && introduction(snapshot)}
        ${view.total === 0 ? html`<p>This edition has no updates.</p>` : chapters(view, path, meta)}
        ${gone(view)} ${acronymList(snapshot)} ${aboutThisEdition(snapshot, meta)}
      </div>
    </article>`,
  });
}

function banner(snapshot: EditionSnapshot, meta: EditionPageMeta): SafeHtml | undefined {
  if (meta.isPreview) {
    return html`<p>
      <strong>Draft, not published.</strong> This page shows the edition as it
      ${
        meta.publishAt
          ? `will be published on ${instantInWords(meta.publishAt)} (London)`
          : 'would be published now'
      }.
      Do not pass it on.
    </p>`;
  }
  const current = meta.versions.find((version) => version.isCurrent);
  if (!current || current.version === snapshot.version) return undefined;
  const words = current.isWithdrawn
    ? `Read why version ${current.version} was withdrawn`
    : `Read version ${current.version}`;
  return html`<p>
    <strong>This version has been replaced.</strong>
    <a href="${editionHref(current.slug)}">${words}</a>, published on
    ${dateInWords(current.publishedOn)}.
  </p>`;
}

function facts(snapshot: EditionSnapshot): SafeHtml {
  const form = formWords(snapshot);
  const also = alsoCoversWords(snapshot);
  const entries: [string, string][] = [
    ...(form ? [['Form', form] as [string, string]] : []),
    ['Period', snapshot.period.label],
    ...(also ? [['Also covers', also] as [string, string]] : []),
    ['Published', dateInWords(snapshot.publishedOn)],
    ...(snapshot.dateNote ? [['Dates', snapshot.dateNote] as [string, string]] : []),
    ['Publisher', snapshot.publisher],
    ['Version', versionWords(snapshot).replace(/^Version /u, '')],
    ['Sign-off', signOffWords(snapshot)],
  ];
  return html`<dl class="edition-facts">
    ${entries.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function introduction(snapshot: EditionSnapshot): SafeHtml {
  return html`<section class="chapter" aria-labelledby="introduction">
    <h2 id="introduction">Introduction</h2>
    ${snapshot.introduction && richText(snapshot.introduction)}
  </section>`;
}

/** The address of what is shown: the current version has that of the edition. */
function pathOf({ slug, version }: EditionSnapshot, { versions }: EditionPageMeta): string {
  const current = versions.find(({ isCurrent }) => isCurrent);
  return editionHref(slug, !current || current.version === version ? undefined : version);
}

function chapters(view: EditionView, path: string, meta: EditionPageMeta): SafeHtml {
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
  { compared, site }: EditionPageMeta,
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
  return difference ? html`${note}${difference}` : html`${rowBody(row, snapshot.slug)}${note}`;
}

/** What the last edition had and this one has no more; of the whole edition alone. */
function gone({ changes, filter }: EditionView): SafeHtml | undefined {
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

function aboutThisEdition(snapshot: EditionSnapshot, meta: EditionPageMeta): SafeHtml {
  return html`<section class="chapter" aria-labelledby="check">
      <h2 id="check">How to check this edition</h2>
      <p>
        What this edition says is fixed by one number, its SHA-256 hash. Its PDF shows the same
        number. <a href="${PAGES.howToCheck}">How to check an edition</a>.
      </p>
      ${
        meta.broughtInOn &&
        html`<p>
          It was published elsewhere and brought in here on ${dateInWords(meta.broughtInOn)}, word
          for word and with the same hash. What it says of its sign-off was recorded there, not
          here.
        </p>`
      }
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
