import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import type { UpdateContent } from '../../../common/content.js';
import { diffContents, isSameText } from '../../../common/content-diff.js';
import { withoutNulls } from '../../../platform/database/sql.js';
import { personRef } from '../../identity/index.js';
import { knowUpdate } from '../update-facts.js';
import { textAccess } from '../update.policy.js';
import { presentWords } from './approved-words.js';
import type { SourceDto } from './summary.dto.js';

/** SQL: how a source that was noted with this hash stands (alias now: what it says now). */
export const STANDING = (hash: string): string =>
  `CASE WHEN now.id IS NULL THEN 'withdrawn' WHEN now.content_hash = ${hash} THEN 'same' ELSE 'changed' END`;

const SOURCES = `
  SELECT s.source_id AS id, u.title, l.chapter, l.reference, ${personRef('p')} AS by, s.made_at AS at,
    v.content, ${STANDING('v.content_hash')} AS standing, now.id AS "presentRevisionId", now.content AS present
  FROM (SELECT DISTINCT ON (source_id) * FROM update_sources WHERE update_id = $1
    ORDER BY source_id, made_at DESC) s
  JOIN updates u ON u.id = s.source_id JOIN listings l ON l.update_id = u.id
  JOIN update_revisions v ON v.id = s.revision_id JOIN people p ON p.id = s.made_by_id
  LEFT JOIN LATERAL (${presentWords('s.source_id')}) now ON TRUE
  ORDER BY s.position`;

type Row = Omit<SourceDto, 'content' | 'change'> & { content: string; present: string | null };

/** Reads the approved words that a paragraph of a summary began with. */
@Injectable()
export class SourcesReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Whoever reads the paragraph before it is published reads what it began with: its writers hold
   * those words already, and what is approved of them now is what they have to keep to.
   * @throws Problem record.not_found when the update is out of the reader's scope
   */
  async read(actor: Actor, updateId: string): Promise<SourceDto[]> {
    const known = await knowUpdate(
      (sql, parameters) => this.dataSource.query(sql, parameters),
      actor,
      updateId,
      { withPeople: false },
    );
    const access = textAccess(known.facts, actor);
    if (access === 'none' || access === 'published') return [];
    const rows = await this.dataSource.query<Row[]>(SOURCES, [updateId]);
    return rows.map(toSource);
  }
}

function toSource({ content: noted, present, presentRevisionId, ...row }: Row): SourceDto {
  const content = wordsOf(noted);
  const source = { ...withoutNulls(row), content };
  if (row.standing !== 'changed' || !present) return source;
  const diff = diffContents(content, wordsOf(present));
  return {
    ...source,
    presentRevisionId,
    change: {
      ...{ from: { label: 'When it was taken or noted' }, to: { label: 'As it is approved now' } },
      ...{ isEqual: isSameText(diff), diff },
    },
  };
}

/** A paragraph takes the text of its sources, and nothing else of them. */
const wordsOf = (content: string): UpdateContent => {
  const { document } = JSON.parse(content) as UpdateContent;
  return { document };
};
