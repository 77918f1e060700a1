import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';

@Injectable()
export class ReadInbox {
  /** Marks the actor's own messages as read: these, or all of them. Others' are left as they are. */
  async execute(act: Act, ids?: readonly string[]): Promise<void> {
    const rows = await act.query<unknown>(
      `UPDATE messages SET read_at = $2 WHERE person_id = $1 AND channel = 'in_app' AND state = 'sent'
         AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3)) RETURNING 1`,
      [act.actorId, act.now, ids ?? null],
    );
    if (rows.length > 0) act.write(`SELECT pg_notify('inbox', $1)`, [act.actorId]);
  }
}
