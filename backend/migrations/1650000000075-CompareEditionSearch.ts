import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the search finds of an edition can be worked out again without being written, so that
 * verification compares it. The rows are the same as before: nothing has to be indexed anew.
 */
export class CompareEditionSearch1650000000075 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE FUNCTION edition_search_rows(edition uuid)
      RETURNS TABLE ("position" int, update_id text, chapter text, title text, wording text, body text)
      LANGUAGE sql STABLE AS $$
        WITH printed AS MATERIALIZED (SELECT e.snapshot::jsonb AS snapshot FROM editions e WHERE e.id = edition)
        SELECT 0, NULL, NULL, 'Introduction', '', as_words(document_words(p.snapshot -> 'introduction'))
        FROM printed p WHERE p.snapshot ? 'introduction'
        UNION ALL
        SELECT (r.line ->> 'position')::int, r.line ->> 'updateId', c.chapter ->> 'title',
          as_words(concat_ws(' ', g.rows ->> 'reference', r.line ->> 'title')), as_words(r.line ->> 'wording'),
          as_words(document_words(r.line #> '{content,document}'), r.line #>> '{content,nextMilestone}',
            r.line #>> '{omission,reason}', r.line ->> 'leadOrganisation',
            (SELECT string_agg(v ->> 'title', E'\\n') FROM jsonb_array_elements(r.line #> '{content,evidence}') v),
            (SELECT string_agg(concat_ws(E'\\n', v ->> 'measure', v ->> 'source', v #>> '{change,reason}'), E'\\n')
              FROM jsonb_array_elements(r.line #> '{content,figures}') v))
        FROM printed p, jsonb_array_elements(p.snapshot -> 'chapters') AS c (chapter),
          jsonb_array_elements(c.chapter -> 'groups') AS g (rows),
          jsonb_array_elements(g.rows -> 'rows') AS r (line)
      $$;

      CREATE OR REPLACE FUNCTION index_edition(edition uuid) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM edition_search WHERE edition_id = edition;
        INSERT INTO edition_search (edition_id, position, update_id, chapter, title, wording, body)
          SELECT edition, r.position, r.update_id, r.chapter, r.title, r.wording, r.body
          FROM edition_search_rows(edition) r;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
