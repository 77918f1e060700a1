import { Injectable } from '@nestjs/common';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';

@Injectable()
export class ReadInbox {
  /**
   * Marks the actor's own messages as read: these, or all of them.
   * @throws Problem request.invalid for one that is not theirs
   */
  async execute(act: Act, ids?: readonly string[]): Promise<void> {
    if (ids) await requireOwn(act, ids);
    const rows = await act.query<unknown>(
      `UPDATE messages SET read_at = $2 WHERE person_id = $1 AND channel = 'in_app' AND state = 'sent'
         AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3)) RETURNING 1`,
      [act.actorId, act.now, ids ?? null],
    );
    if (rows.length > 0) act.write(`SELECT pg_notify('inbox', $1)`, [act.actorId]);
  }
}

async function requireOwn(act: Act, ids: readonly string[]): Promise<void> {
  const own = await act.query<{ id: string }>(
    `SELECT id FROM messages WHERE person_id = $1 AND channel = 'in_app' AND state = 'sent' AND id = ANY($2::uuid[])`,
    [act.actorId, ids],
  );
  const known = new Set(own.map(({ id }) => id));
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw invalidField(`ids.${unknown}`, 'unknown', 'There is no such message.');
}
