import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { knowUpdate, type Query } from '../update-facts.js';
import type { PublishedFigurePage } from './figures.dto.js';
import { publishedFigures } from './wrong-figures.js';

/** What was published of an update's measures: what a writer goes on from, or must not contradict unsaid. */
@Injectable()
export class PublishedFiguresReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem record.not_found also when out of the reader's scope */
  async read(actor: Actor, id: string): Promise<PublishedFigurePage> {
    const query: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
    await knowUpdate(query, actor, id, { withPeople: false });
    const data = await publishedFigures(query, id);
    return { data, total: data.length };
  }
}
