import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Parameters } from '../../../platform/database/sql.js';
import { READABLE_EDITION } from '../public-edition.js';
import { wordsAsked } from './words-asked.js';
import { PrintedWords } from './printed-words.js';
import { meantWord, slipsAllowed } from './spelling.js';

/** Stand around a found word in a text that is not markup; no published text can hold them. */
export const [FOUND, END_FOUND] = ['\u0002', '\u0003'];
export const RESULTS_PER_PAGE = 20;

export interface SearchQuery {
  words: string;
  /** The slug of an edition. */
  edition?: string;
  chapter?: string;
  /** From 1. */
  page: number;
  /** RESULTS_PER_PAGE without. */
  perPage?: number;
}

/** A printed row that was found, with found words between FOUND and END_FOUND. */
export interface SearchResult {
  slug: string;
  editionTitle: string;
  asAt: string;
  /** Absent for an edition's introduction. */
  updateId: string | null;
  chapter: string | null;
  title: string;
  excerpt: string;
}

export interface SearchResults {
  total: number;
  results: SearchResult[];
  /** The words that were searched instead: nothing was found for those that were given. */
  searchedFor?: string;
}

const HEADLINE = `StartSel=${FOUND},StopSel=${END_FOUND}`;
const WORD = /[\p{L}\p{N}]+/gu;
/** Between two words, not before one that is to be left out. */
const INNER_HYPHEN = /(?<=[\p{L}\p{N}])[-\u2010\u2011](?=[\p{L}\p{N}])/gu;

/** Searches what the public editions print, each in its current version, and nothing else. */
@Injectable()
export class SearchReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly printed: PrintedWords,
  ) {}

  /**
   * Every word counts, in any form of it; quotation marks, OR and - mean what they mean elsewhere.
   * @param state of everything public, for which the words that are printed are remembered
   */
  async search(asked: SearchQuery, state?: string): Promise<SearchResults> {
    const query = { ...asked, words: wordsAsked(asked.words) };
    const found = await this.find(query);
    if (found.total > 0) return found;
    // A page behind the last one has no row that could say how many there are.
    if (query.page > 1) {
      const first = await this.search({ ...query, page: 1 }, state);
      return { ...first, results: [] };
    }
    const searchedFor = await this.correct(query.words, state);
    if (searchedFor === query.words) return found;
    const instead = await this.find({ ...query, words: searchedFor });
    return instead.total > 0 ? { ...instead, searchedFor } : found;
  }

  private async find({ words, edition, chapter, ...query }: SearchQuery): Promise<SearchResults> {
    const { page, perPage = RESULTS_PER_PAGE } = query;
    const parameters = new Parameters();
    const matching = `websearch_to_tsquery('english', ${parameters.add(words)})`;
    const conditions = [READABLE_EDITION, 's.ranked @@ q'];
    if (edition) conditions.push(`e.slug = ${parameters.add(edition)}`);
    if (chapter) conditions.push(`s.chapter = ${parameters.add(chapter)}`);
    // Excerpts are made of the page alone: they cost the most.
    const rows = await this.dataSource.query<(SearchResult & { total: number })[]>(
      `SELECT p.slug, p."editionTitle", p."asAt", p."updateId", p.chapter, p.total,
         ts_headline('english', p.title, p.q, '${HEADLINE},HighlightAll=TRUE') AS title,
         ts_headline('english', concat_ws(E'\\n', nullif(p.wording, ''), p.body), p.q,
           '${HEADLINE},MaxFragments=2,MinWords=10,MaxWords=28,FragmentDelimiter=" … "') AS excerpt
       FROM (
         SELECT e.slug, e.title AS "editionTitle", e.as_at::text AS "asAt", s.update_id AS "updateId", s.chapter,
           s.title, s.wording, s.body, q, count(*) OVER ()::int AS total,
           row_number() OVER (ORDER BY ts_rank(s.ranked, q, 1) DESC, e.as_at DESC, e.id, s.position) AS place
         FROM ${matching} q, edition_search s JOIN editions e ON e.id = s.edition_id
         WHERE ${conditions.join(' AND ')}
         ORDER BY place LIMIT ${parameters.add(perPage)} OFFSET ${parameters.add((page - 1) * perPage)}) p
       ORDER BY p.place`,
      parameters.values,
    );
    const results = rows.map(({ total: _, ...row }) => row);
    return { total: rows[0]?.total ?? 0, results };
  }

  /**
   * The words with each that stands in no edition replaced by the one that was probably meant, and
   * without the hyphens that some write and others do not: body-worn, body worn.
   */
  private async correct(given: string, state?: string): Promise<string> {
    const words = given.replace(INNER_HYPHEN, ' ');
    const long = [...new Set((words.match(WORD) ?? []).filter((word) => slipsAllowed(word) > 0))];
    if (long.length === 0) return words;
    const unknown = await this.dataSource.query<{ word: string }[]>(
      `SELECT w AS word FROM unnest($1::text[]) w CROSS JOIN LATERAL plainto_tsquery('english', w) q
       WHERE numnode(q) > 0 AND NOT EXISTS (
         SELECT 1 FROM edition_search s JOIN editions e ON e.id = s.edition_id
         WHERE ${READABLE_EDITION} AND s.ranked @@ q)`,
      [long],
    );
    if (unknown.length === 0) return words;
    const known = await this.printed.words(state);
    const meant = new Map(unknown.map(({ word }) => [word, meantWord(word, known)]));
    return words.replace(WORD, (word) => meant.get(word) ?? word);
  }
}
