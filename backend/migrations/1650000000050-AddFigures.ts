import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The figures of an edition are a file of their own, and what they measure is found by the public's
 * search. No edition before has figures: nothing has to be indexed anew.
 */
export class AddFigures1650000000050 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE edition_files DROP CONSTRAINT ck_edition_files_form,
        ADD CONSTRAINT ck_edition_files_form CHECK (form IN ('html', 'pdf', 'docx', 'csv',
          'commitments.csv', 'figures.csv', 'csv-metadata.json', 'json'));

      CREATE OR REPLACE FUNCTION index_edition(edition uuid) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        snapshot jsonb := (SELECT e.snapshot::jsonb FROM editions e WHERE e.id = edition);
      BEGIN
        DELETE FROM edition_search WHERE edition_id = edition;
        INSERT INTO edition_search (edition_id, position, title, wording, body)
          SELECT edition, 0, 'Introduction', '', as_words(document_words(snapshot -> 'introduction'))
          WHERE snapshot ? 'introduction';
        INSERT INTO edition_search (edition_id, position, update_id, chapter, title, wording, body)
          SELECT edition, (r.line ->> 'position')::int, r.line ->> 'updateId', c.chapter ->> 'title',
            as_words(concat_ws(' ', g.rows ->> 'reference', r.line ->> 'title')), as_words(r.line ->> 'wording'),
            as_words(document_words(r.line #> '{content,document}'), r.line #>> '{content,nextMilestone}',
              r.line #>> '{omission,reason}', r.line ->> 'leadOrganisation',
              (SELECT string_agg(v ->> 'title', E'\\n') FROM jsonb_array_elements(r.line #> '{content,evidence}') v),
              (SELECT string_agg(concat_ws(E'\\n', v ->> 'measure', v ->> 'source', v #>> '{change,reason}'), E'\\n')
                FROM jsonb_array_elements(r.line #> '{content,figures}') v))
          FROM jsonb_array_elements(snapshot -> 'chapters') AS c (chapter),
            jsonb_array_elements(c.chapter -> 'groups') AS g (rows),
            jsonb_array_elements(g.rows -> 'rows') AS r (line);
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
