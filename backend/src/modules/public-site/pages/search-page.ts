import { dateInWords } from '../../../common/dates.js';
import {
  RESULTS_PER_PAGE,
  type PublicEdition,
  type SearchQuery,
  type SearchResult,
  type SearchResults,
} from '../../publication/index.js';
import { markedParts } from '../marked-parts.js';
import { rowAnchor } from './anchors.js';
import { count } from './counts.js';
import { selectField } from './fields.js';
import { html, type SafeHtml } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES, editionHref, withQuery } from './links.js';

/** What there is to choose from beside the words. */
export interface SearchChoices {
  editions: readonly PublicEdition[];
  chapters: readonly string[];
}

/** The search over all editions: the form, and what was found. */
export function searchPage(
  site: SiteSettings,
  query: SearchQuery,
  choices: SearchChoices,
  found?: SearchResults,
): string {
  const pages = found ? Math.ceil(found.total / RESULTS_PER_PAGE) : 0;
  const place = found && pages > 1 ? ` (page ${query.page} of ${pages})` : '';
  return prosePage({
    site,
    title: found ? `${query.words}${place} – Search` : 'Search',
    description: 'Search every published edition',
    current: 'search',
    isIndexed: !found,
    canonical: PAGES.search,
    heading: 'Search',
    body: html`${form(query, choices)} ${found ? results(query, choices, found, pages) : hint()}`,
  });
}

function form(query: SearchQuery, { editions, chapters }: SearchChoices): SafeHtml {
  const anyOf = (words: string, count: number): string => `${words} (${count})`;
  return html`<form class="search" method="get" action="${PAGES.search}" role="search">
    <p class="field">
      <label for="q">Words to look for in every edition</label>
      <input type="search" id="q" name="q" value="${query.words}" maxlength="200" />
    </p>
    <div class="fields">
      ${selectField({
        ...{ name: 'edition', label: 'Edition', chosen: query.edition },
        any: anyOf('All editions', editions.length),
        options: editions.map(({ slug, title }) => ({ value: slug, words: title })),
      })}
      ${selectField({
        ...{ name: 'chapter', label: 'Chapter', chosen: query.chapter },
        any: 'All chapters',
        options: chapters.map((title) => ({ value: title, words: title })),
      })}
    </div>
    <p class="actions"><button class="button" type="submit">Search</button></p>
  </form>`;
}

const hint = (): SafeHtml =>
  html`<p class="label">
    Every word counts, in any form of it. “In quotation marks” finds words side by side, OR either
    of two, and a minus sign leaves a word out.
  </p>`;

function results(
  query: SearchQuery,
  { editions }: SearchChoices,
  found: SearchResults,
  pages: number,
): SafeHtml {
  if (found.total === 0) {
    return html`<h2>Nothing found</h2>
      <p>
        Nothing was found for
        “${query.words}”${(query.edition ?? query.chapter) && ' in what you chose'}.
      </p>
      <ul>
        <li>Use fewer words, or other ones. “The”, “a” and the like are not searched for.</li>
        ${
          (query.edition ?? query.chapter) &&
          html`<li>
            <a href="${searchHref({ ...query, edition: undefined, chapter: undefined, page: 1 })}"
              >Search all editions and chapters</a
            >
          </li>`
        }
        <li>Look through <a href="${PAGES.editions}">the list of editions</a>.</li>
      </ul>`;
  }
  // The form is not printed: what was asked for stands with what was found.
  const edition = editions.find(({ slug }) => slug === query.edition)?.title;
  const chosen = [edition, query.chapter].filter((each) => each !== undefined && each !== '');
  return html`${
      found.searchedFor !== undefined &&
      html`<p class="note">
        No edition has “${query.words}”. These results are for
        <strong>${found.searchedFor}</strong>.
      </p>`
    }
    <h2>${count(found.total, 'result')} for “${found.searchedFor ?? query.words}”</h2>
    ${chosen.length > 0 && html`<p class="label">In ${chosen.join(', ')}</p>`}
    ${
      found.results.length === 0 &&
      html`<p>
        There is no page ${query.page} of them.
        <a href="${searchHref({ ...query, page: 1 })}">Go to the first page</a>
      </p>`
    }
    <ol class="cards" start="${(query.page - 1) * RESULTS_PER_PAGE + 1}">
      ${found.results.map(result)}
    </ol>
    ${pager(query, pages)}`;
}

/** Where the row stands on the public page of its edition. */
export const resultHref = ({ slug, updateId }: SearchResult): string =>
  `${editionHref(slug)}#${updateId ? rowAnchor(updateId) : 'introduction'}`;

function result(row: SearchResult): SafeHtml {
  const { editionTitle, asAt, chapter } = row;
  return html`<li class="card">
    <h3><a href="${resultHref(row)}">${marked(row.title)}</a></h3>
    <p class="label">${editionTitle}, as at ${dateInWords(asAt)}${chapter && ` · ${chapter}`}</p>
    <p>${marked(row.excerpt)}</p>
  </li> `;
}

/** Found words are marked; everything else stays the text that it is. */
export const marked = (text: string): SafeHtml =>
  html`${markedParts(text).map((part) => (part.isFound ? html`<mark>${part.text}</mark>` : part.text))}`;

const searchHref = ({ words, edition, chapter, page }: SearchQuery): string =>
  withQuery(PAGES.search, {
    ...{ q: words, edition, chapter },
    page: page > 1 ? String(page) : undefined,
  });

function pager(query: SearchQuery, pages: number): SafeHtml | undefined {
  if (pages < 2) return undefined;
  const { page } = query;
  return html`<nav class="pager" aria-label="Pages of results">
    ${page > 1 && html`<a rel="prev" href="${searchHref({ ...query, page: page - 1 })}">Previous page</a>`}
    <span>Page ${page} of ${pages}</span>
    ${page < pages && html`<a rel="next" href="${searchHref({ ...query, page: page + 1 })}">Next page</a>`}
  </nav>`;
}
