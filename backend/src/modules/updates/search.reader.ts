import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { UpdateContent } from '../../common/content.js';
import { excerptAround, holdsWords } from '../../common/excerpt.js';
import { documentToText } from '../../common/rich-text/index.js';
import { containing } from '../../platform/database/sql.js';
import type { SearchHitDto } from './dto/search.dto.js';

const MOST = 20;

type HitRow = Omit<SearchHitDto, 'excerpt'> & { wording: string; content: string | null };

/** Looks over every commitment and everything published: what any signed-in person may read. */
@Injectable()
export class SearchReader {
  constructor(private readonly dataSource: DataSource) {}

  async find(words: string): Promise<SearchHitDto[]> {
    const rows = await this.dataSource.query<HitRow[]>(
      `(SELECT 'commitment' AS kind, m.id, m.title, m.summary AS wording, NULL AS content, NULL AS href,
          pl.title AS plan
        FROM commitments m JOIN plans pl ON pl.id = m.plan_id WHERE m.title ILIKE $1 OR m.summary ILIKE $1 ORDER BY m.title, m.id LIMIT ${MOST})
       UNION ALL
       (SELECT 'edition_row', u.id, r.title || ': ' || u.title, l.wording, v.content,
          '/editions/' || r.slug || '#update-' || coalesce(u.corrects_id, u.id), pl.title
        FROM updates u JOIN rounds r ON r.id = u.round_id JOIN plans pl ON pl.id = u.plan_id JOIN listings l ON l.update_id = u.id
        JOIN update_revisions v ON v.id = u.approved_revision_id
        WHERE u.state = 'published' AND u.omission_id IS NULL AND (u.title ILIKE $1 OR l.wording ILIKE $1
          OR (SELECT string_agg(t.text, ' ') FROM jsonb_path_query(v.content::jsonb, 'strict $.**.text') j (value)
              CROSS JOIN LATERAL (SELECT j.value #>> '{}') t (text)) ILIKE $1)
        ORDER BY r.period_end DESC, l.position LIMIT ${MOST})`,
      [containing(words)],
    );
    return rows.map(({ wording, content, ...hit }) => ({
      ...hit,
      excerpt: excerptOf(wording, content, words),
    }));
  }
}

/** From the wording, or from the text where only that holds the words. */
function excerptOf(wording: string, content: string | null, words: string): string {
  if (content === null || holdsWords(wording, words)) return excerptAround(wording, words);
  const text = documentToText((JSON.parse(content) as UpdateContent).document);
  return excerptAround(holdsWords(text, words) ? text : wording, words);
}
