import { dateInWords, instantInWords } from '../../../common/dates.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import {
  alsoCoversWords,
  asAtHeading,
  asAtWords,
  formWords,
  signOffWords,
  versionWords,
} from '../../../platform/documents/index.js';
import { acronymList } from './acronym-list.js';
import { correctionNote } from './correction-note.js';
import { aboutEdition, type EditionVersion } from './edition-about.js';
import { editionContents } from './edition-contents.js';
import { editionChapters, goneRows } from './edition-rows.js';
import { viewOf, type EditionView } from './edition-view.js';
import { filterForm, filterResult } from './filter-form.js';
import { formLinks, otherFormLinks, type EditionForm } from './forms.js';
import { html, type SafeHtml } from './html.js';
import { layout, type SiteSettings } from './layout.js';
import { editionHref } from './links.js';
import { richText } from './row-parts.js';

export type { EditionVersion };

/** What an edition's page needs beyond the snapshot. */
export interface EditionPageMeta {
  site: SiteSettings;
  snapshotHash: string;
  versions: EditionVersion[];
  /** Of a correction: the version before it, where that may be shown. */
  before?: EditionSnapshot;
  forms: EditionForm[];
  /** The rest of them. */
  otherForms?: EditionForm[];
  /** The day on which it was brought in, where it was published by another installation. */
  broughtInOn?: string | null;
  /** True for the page that is shown before publication, to those who may see it. */
  isPreview: boolean;
  /** Where the page is read, if not at the edition's address. */
  path?: string;
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
  const path = meta.path ?? pathOf(whole, meta);
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
        ${facts(snapshot, meta.broughtInOn)} ${formLinks(meta.forms, snapshot.title)}
        ${otherFormLinks(meta.otherForms, snapshot.title)}
        ${correctionNote(snapshot, isWhole ? meta.before : undefined)}
      </header>
      ${editionContents(snapshot)}
      <div class="edition-body">
        ${!meta.site.isStatic && filterForm(view, path)} ${filterResult(view, path)}
        ${snapshot.introduction && introduction(snapshot)}
        ${view.total === 0 ? html`<p>This edition has no updates.</p>` : editionChapters(view, path, meta)}
        ${goneRows(view)} ${acronymList(snapshot)} ${aboutEdition(snapshot, meta)}
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
  const { version, slug, publishedOn, isWithdrawn } = current;
  return html`<p>
    <strong>This version has been replaced.</strong>
    ${
      isWithdrawn
        ? html`<a href="${editionHref(slug)}">Read why version ${version} was withdrawn</a>.`
        : html`<a href="${editionHref(slug)}">Read version ${version}</a>, published on
            ${dateInWords(publishedOn)}.`
    }
  </p>`;
}

function facts(snapshot: EditionSnapshot, broughtInOn?: string | null): SafeHtml {
  const form = formWords(snapshot);
  const also = alsoCoversWords(snapshot);
  const signOff = signOffWords(snapshot);
  const entries: [string, string][] = [
    ...(form ? [['Form', form] as [string, string]] : []),
    ['Period', snapshot.period.label],
    ...(also ? [['Also covers', also] as [string, string]] : []),
    ['Published', dateInWords(snapshot.publishedOn)],
    ...(snapshot.dateNote ? [['Dates', snapshot.dateNote] as [string, string]] : []),
    ['Publisher', snapshot.publisher],
    ['Version', versionWords(snapshot).replace(/^Version /u, '')],
    [
      'Sign-off',
      broughtInOn && snapshot.signature
        ? `${signOff}, where it was first published: not checked here`
        : signOff,
    ],
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
