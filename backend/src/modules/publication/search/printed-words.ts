import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { READABLE_EDITION } from '../public-edition.js';
import type { KnownWord } from './spelling.js';

interface PrintedChapter {
  slug: string;
  chapter: string;
  asAt: string;
  position: number;
}

/**
 * The chapters and the words that public editions print: of everything public and of no question, so that
 * they are read once for as long as nothing public changes. Whoever asks names the state that they read.
 */
@Injectable()
export class PrintedWords {
  private state?: string;
  private chaptersRead?: Promise<PrintedChapter[]>;
  private wordsRead?: Promise<KnownWord[]>;

  constructor(private readonly dataSource: DataSource) {}

  /** The chapters of one edition or of all, as they are called there: the newest first, then as printed. */
  async chapters(state: string, edition?: string): Promise<string[]> {
    this.forgetUnless(state);
    this.chaptersRead ??= this.remembered(
      this.dataSource.query<PrintedChapter[]>(
        `SELECT e.slug, s.chapter, max(e.as_at)::text AS "asAt", min(s.position)::int AS position
         FROM edition_search s JOIN editions e ON e.id = s.edition_id
         WHERE ${READABLE_EDITION} AND s.chapter IS NOT NULL GROUP BY e.slug, s.chapter`,
      ),
    );
    const first = new Map<string, { asAt: string; position: number }>();
    for (const { slug, chapter, asAt, position } of await this.chaptersRead) {
      if (edition !== undefined && slug !== edition) continue;
      const known = first.get(chapter);
      first.set(chapter, {
        asAt: known && known.asAt > asAt ? known.asAt : asAt,
        position: Math.min(position, known?.position ?? position),
      });
    }
    return [...first]
      .sort(
        ([one, a], [other, b]) =>
          compare(b.asAt, a.asAt) || a.position - b.position || compare(one, other),
      )
      .map(([chapter]) => chapter);
  }

  /** Every word that is printed. @param state absent: read now, and not kept */
  words(state?: string): Promise<KnownWord[]> {
    if (state === undefined) return this.readWords();
    this.forgetUnless(state);
    return (this.wordsRead ??= this.remembered(this.readWords()));
  }

  private readWords(): Promise<KnownWord[]> {
    return this.dataSource.query<KnownWord[]>(
      `SELECT word, ndoc AS rows FROM ts_stat($$
         SELECT s.spelt FROM edition_search s JOIN editions e ON e.id = s.edition_id WHERE ${READABLE_EDITION}$$)
       WHERE length(word) >= 3`,
    );
  }

  private forgetUnless(state: string): void {
    if (this.state === state) return;
    this.state = state;
    this.chaptersRead = undefined;
    this.wordsRead = undefined;
  }

  /** A reading that failed is none. */
  private remembered<T>(reading: Promise<T>): Promise<T> {
    const { state } = this;
    reading.catch(() => {
      if (this.state === state) this.state = undefined;
    });
    return reading;
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
