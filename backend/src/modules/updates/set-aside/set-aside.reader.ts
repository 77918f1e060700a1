import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import type { UpdateContent } from '../../../common/content.js';
import { Problem } from '../../../common/problems.js';
import { withoutNulls } from '../../../platform/database/sql.js';
import { personRef } from '../../identity/index.js';
import { UpdateReader } from '../update.reader.js';
import type { SetAsideTextDto } from './set-aside.dto.js';

/** Reads what was set aside beside a draft, for those who may read the draft. */
@Injectable()
export class SetAsideReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly updates: UpdateReader,
  ) {}

  /**
   * The newest first.
   * @throws Problem record.not_found when the draft is not the reader's to read
   */
  async list(actor: Actor, updateId: string): Promise<SetAsideTextDto[]> {
    if (!(await this.updates.mayDraft(actor, updateId))) {
      throw new Problem('record.not_found', { what: 'draft' });
    }
    const rows = await this.dataSource.query<(SetAsideTextDto & { content: string })[]>(
      `SELECT t.id, t.content, ${personRef('w')} AS "writtenBy", ${personRef('p')} AS "setAsideBy",
         ${personRef('b')} AS "onBehalfOf", t.set_aside_at AS "setAsideAt"
       FROM set_aside_texts t JOIN people p ON p.id = t.set_aside_by_id
       LEFT JOIN people w ON w.id = t.written_by_id LEFT JOIN people b ON b.id = t.on_behalf_of_id
       WHERE t.update_id = $1 ORDER BY t.set_aside_at DESC, t.id`,
      [updateId],
    );
    return rows.map(({ content, ...row }) => ({
      ...withoutNulls(row),
      content: JSON.parse(content) as UpdateContent,
    }));
  }
}
