import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the public searches: one row per printed row of an edition, and one for its introduction. The
 * database itself fills it from the snapshot, in the transaction that publishes, brings in or redacts,
 * so that no way of writing an edition can leave it behind. Nothing in it is unpublished, and all of it
 * can be made anew: SELECT index_edition(id) FROM editions.
 */
export class AddEditionSearch1650000000036 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE edition_search (
        edition_id uuid NOT NULL,
        -- As printed, from 1; the introduction is 0.
        position int NOT NULL,
        update_id text,
        chapter text,
        title text NOT NULL,
        wording text NOT NULL,
        body text NOT NULL,
        ranked tsvector NOT NULL GENERATED ALWAYS AS (
          setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', wording), 'B') ||
          setweight(to_tsvector('english', body), 'C')) STORED,
        -- Words as they are spelt, from which a misspelt one is guessed.
        spelt tsvector NOT NULL GENERATED ALWAYS AS
          (to_tsvector('simple', title || ' ' || wording || ' ' || body)) STORED,
        CONSTRAINT pk_edition_search PRIMARY KEY (edition_id, position),
        CONSTRAINT fk_edition_search_edition FOREIGN KEY (edition_id) REFERENCES editions (id)
      );
      CREATE INDEX ix_edition_search_ranked ON edition_search USING gin (ranked);

      -- The words of a document of the house schema: a line per paragraph, in the order of reading.
      CREATE FUNCTION document_words(document jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(string_agg(line, E'\\n' ORDER BY n), '') FROM (
          SELECT p.n, (SELECT string_agg(CASE i.node ->> 'type' WHEN 'text' THEN i.node ->> 'text' ELSE ' ' END, '' ORDER BY i.m)
            FROM jsonb_array_elements(p.block -> 'content') WITH ORDINALITY AS i (node, m)) AS line
          FROM jsonb_path_query(document, 'strict $.** ? (@.type == "paragraph")') WITH ORDINALITY AS p (block, n)) lines
      $$;

      -- Full text search takes what stands between angle brackets for markup, and leaves it out.
      CREATE FUNCTION as_words(VARIADIC texts text[]) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT replace(array_to_string(texts, E'\\n'), '<', '< ')
      $$;

      CREATE FUNCTION index_edition(edition uuid) RETURNS void LANGUAGE plpgsql AS $$
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
              (SELECT string_agg(v ->> 'title', E'\\n') FROM jsonb_array_elements(r.line #> '{content,evidence}') v))
          FROM jsonb_array_elements(snapshot -> 'chapters') AS c (chapter),
            jsonb_array_elements(c.chapter -> 'groups') AS g (rows),
            jsonb_array_elements(g.rows -> 'rows') AS r (line);
      END $$;

      CREATE FUNCTION index_edition_now() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM index_edition(NEW.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tr_editions_search AFTER INSERT OR UPDATE OF snapshot ON editions
        FOR EACH ROW EXECUTE FUNCTION index_edition_now();
      SELECT index_edition(id) FROM editions;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
