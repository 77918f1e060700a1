import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { LENGTHS_OF_OWN, type Lengths } from '../../common/length-words.js';
import { countWords } from '../../common/rich-text/index.js';
import { printedTexts } from './no-change.js';
import { knowUpdate, type Query } from './update-facts.js';

/** What the last edition printed in the chapter of update $1, in the round of the row it continues. */
const CHAPTER = `SELECT v.content FROM updates u JOIN updates p ON p.id = u.previous_update_id
  JOIN updates o ON o.round_id = p.round_id AND o.chapter_id = u.chapter_id
    AND o.state = 'published' AND o.omission_id IS NULL AND o.correction_no = 0
  JOIN update_revisions v ON v.id = o.approved_revision_id WHERE u.id = $1 LIMIT 100`;

/** How long texts were that the public has read: what a writer's own is measured against. */
@Injectable()
export class LengthsReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem record.not_found also when out of the reader's scope */
  async read(actor: Actor, id: string): Promise<Lengths> {
    const query: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
    const { update } = await knowUpdate(query, actor, id, { withPeople: false });
    if (!update.previousUpdateId) return { own: [], chapter: [] };
    const printed = await printedTexts(query, update.previousUpdateId);
    const own = printed.slice(0, LENGTHS_OF_OWN).map(({ content }) => countWords(content.document));
    const beside = await query<{ content: string }>(CHAPTER, [id]);
    const chapter = beside.map(({ content }) =>
      countWords((JSON.parse(content) as UpdateContent).document),
    );
    return { own, chapter };
  }
}
