import { dateInWords } from '../../../common/dates.js';
import type {
  EditionSnapshot,
  SnapshotChapter,
  SnapshotGroup,
  SnapshotRow,
} from '../../../common/edition-snapshot.js';
import {
  asAtHeading,
  asAtWords,
  formWords,
  signOffWords,
  versionWords,
} from '../../../platform/documents/index.js';
import { chapterAnchor, referenceAnchor, rowAnchor, uniqueIds } from './anchors.js';
import { editionContents } from './edition-contents.js';
import { formLinks, type EditionForm } from './forms.js';
import { html, type SafeHtml } from './html.js';
import { layout, type SiteSettings } from './layout.js';
import { PAGES, commitmentHref, editionHref } from './links.js';
import { richText, rowBody, rowTitle } from './row-parts.js';

/** One version of an edition, for the list of its versions. */
export interface EditionVersion {
  version: number;
  slug: string;
  publishedOn: string;
  isCurrent: boolean;
}

/** What an edition's page needs beyond the snapshot. */
export interface EditionPageMeta {
  site: SiteSettings;
  snapshotHash: string;
  versions: EditionVersion[];
  forms: EditionForm[];
  /** The day on which it was brought in, where it was published by another installation. */
  broughtInOn?: string;
  /** True for the page that is shown before publication, to those who may see it. */
  isPreview: boolean;
}

/** The whole page of an edition. Preview and publication are the same page but for the banner. */
export function editionPage(snapshot: EditionSnapshot, meta: EditionPageMeta): string {
  return layout({
    site: meta.site,
    title: snapshot.title,
    description: `${snapshot.plan.title}: ${snapshot.title}, ${asAtWords(snapshot.asAt)}`,
    isIndexed: !meta.isPreview,
    banner: banner(snapshot, meta),
    main: html`<article class="edition${snapshot.isSummary ? ' summary' : ''}">
      <header class="edition-header">
        <p class="kicker">${snapshot.plan.title}</p>
        <h1>${snapshot.title}</h1>
        <p class="lede">${asAtHeading(snapshot.asAt)}</p>
        ${facts(snapshot)} ${formLinks(meta.forms, snapshot.title)} ${correctionNote(snapshot)}
      </header>
      ${editionContents(snapshot)}
      <div class="edition-body">
        ${snapshot.introduction && introduction(snapshot)} ${chapters(snapshot)}
        ${aboutThisEdition(snapshot, meta)}
      </div>
    </article>`,
  });
}

function banner(snapshot: EditionSnapshot, meta: EditionPageMeta): SafeHtml | undefined {
  if (meta.isPreview) {
    return html`<p>
      <strong>Draft, not published.</strong> This page shows the edition as it would be published
      now. Do not pass it on.
    </p>`;
  }
  const current = meta.versions.find((version) => version.isCurrent);
  if (!current || current.version === snapshot.version) return undefined;
  return html`<p>
    <strong>This version has been replaced.</strong>
    <a href="${editionHref(current.slug)}">Read version ${current.version}</a>, published on
    ${dateInWords(current.publishedOn)}.
  </p>`;
}

function facts(snapshot: EditionSnapshot): SafeHtml {
  const form = formWords(snapshot);
  const entries: [string, string][] = [
    ...(form ? [['Form', form] as [string, string]] : []),
    ['Period', snapshot.period.label],
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

function correctionNote(snapshot: EditionSnapshot): SafeHtml | undefined {
  const { correction } = snapshot;
  if (!correction) return undefined;
  return html`<section class="note" aria-labelledby="correction">
    <h2 id="correction">Corrected on ${dateInWords(correction.publishedOn)}</h2>
    <p>${correction.note}</p>
  </section>`;
}

function introduction(snapshot: EditionSnapshot): SafeHtml {
  return html`<section class="chapter" aria-labelledby="introduction">
    <h2 id="introduction">Introduction</h2>
    ${snapshot.introduction && richText(snapshot.introduction)}
  </section>`;
}

function chapters(snapshot: EditionSnapshot): SafeHtml {
  if (snapshot.chapters.length === 0) return html`<p>This edition has no updates.</p>`;
  const newId = uniqueIds();
  return html`${snapshot.chapters.map((chapter, index) => chapterSection(chapter, index, snapshot.slug, newId))}`;
}

type NewId = ReturnType<typeof uniqueIds>;

function chapterSection(
  chapter: SnapshotChapter,
  index: number,
  slug: string,
  newId: NewId,
): SafeHtml {
  const id = chapterAnchor(index);
  return html`<section class="chapter" aria-labelledby="${id}">
    <h2 id="${id}">${chapter.title}</h2>
    ${chapter.groups.map((group) => groupSection(group, slug, newId))}
    <p class="back"><a href="#contents">Back to contents</a></p>
  </section> `;
}

function groupSection(group: SnapshotGroup, slug: string, newId: NewId): SafeHtml {
  const id = group.reference && newId(referenceAnchor(group.reference));
  return html`<div class="group" ${id && html`id="${id}"`}>
    ${group.rows.map((row, index) => rowSection(row, group.reference, index === 0, slug, newId))}
  </div> `;
}

function rowSection(
  row: SnapshotRow,
  reference: string | undefined,
  isFirst: boolean,
  slug: string,
  newId: NewId,
): SafeHtml {
  const id = newId(rowAnchor(row.updateId));
  return html`<section class="row" ${id && html`id="${id}"`}>
    ${!row.isUntitled && html`<h3>${rowTitle(row, reference, isFirst)}</h3> `}${rowBody(row, slug)}${historyLinks(row)}
  </section> `;
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
        const suffix = version.isCurrent ? ' (current)' : '';
        return version.version === snapshot.version
          ? html`<li>${words}${suffix}: this page</li>`
          : html`<li>
              <a href="${editionHref(version.slug, version.version)}">${words}</a>${suffix}
            </li>`;
      })}
    </ul>
  </section>`;
}
