import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { excerptAround, holdsWords } from '../../common/excerpt.js';
import { documentToText } from '../../common/rich-text/index.js';
import { containing, Parameters } from '../../platform/database/sql.js';
import { commitmentScope } from '../plan/index.js';
import type { SearchHitDto } from './dto/search.dto.js';

const MOST = 20;

type HitRow = Omit<SearchHitDto, 'excerpt'> & { wording: string; content: string | null };

/** Looks over the register and everything published: what any signed-in person may read. */
@Injectable()
export class SearchReader {
  constructor(private readonly dataSource: DataSource) {}

  async find(actor: Actor, words: string): Promise<SearchHitDto[]> {
    const parameters = new Parameters();
    const pattern = parameters.add(containing(words));
    const rows = await this.dataSource.query<HitRow[]>(
      `(SELECT 'commitment' AS kind, m.id, m.title, m.summary AS wording, NULL AS content, NULL AS href,
          pl.title AS plan
        FROM commitments m JOIN plans pl ON pl.id = m.plan_id
        WHERE (m.title ILIKE ${pattern} OR m.summary ILIKE ${pattern}) AND ${commitmentScope(actor, parameters)} ORDER BY m.title, m.id LIMIT ${MOST})
       UNION ALL
       (SELECT 'edition_row', u.id, r.title || ': ' || u.title, CASE WHEN w.round_id IS NOT NULL THEN 'This edition has been withdrawn.' ELSE l.wording END,
          CASE WHEN w.round_id IS NULL THEN v.content END,
          '/editions/' || r.slug || '#update-' || coalesce(u.corrects_id, u.id), pl.title
        FROM updates u JOIN rounds r ON r.id = u.round_id JOIN plans pl ON pl.id = u.plan_id JOIN listings l ON l.update_id = u.id
        JOIN update_revisions v ON v.id = u.approved_revision_id
        LEFT JOIN withdrawn_rounds w ON w.round_id = r.id
        WHERE u.state = 'published' AND u.omission_id IS NULL AND (u.title ILIKE ${pattern} OR w.round_id IS NULL AND (l.wording ILIKE ${pattern}
          OR (SELECT string_agg(t.text, ' ') FROM jsonb_path_query(v.content::jsonb, 'strict $.**.text') j (value)
              CROSS JOIN LATERAL (SELECT j.value #>> '{}') t (text)) ILIKE ${pattern}))
        ORDER BY r.period_end DESC, l.position LIMIT ${MOST})`,
      parameters.values,
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
