import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import { newToken, tokenHash } from '../../../platform/links/link-token.js';
import type { Act } from '../../audit/index.js';

@Injectable()
export class MakeCalendarLink {
  /**
   * Makes the actor's private link; one that they had ends.
   * @returns the secret of the link, which is kept nowhere
   */
  async execute(act: Act): Promise<string> {
    await endLive(act);
    const token = newToken();
    const linkId = randomUUID();
    act.write(
      'INSERT INTO calendar_links (id, person_id, token_hash, made_at) VALUES ($1, $2, $3, $4)',
      [linkId, act.actorId, tokenHash(token), act.now],
    );
    act.record('calendar.link_made', { kind: 'person', id: act.actorId }, { linkId });
    return token;
  }
}

@Injectable()
export class EndCalendarLink {
  /** @throws Problem record.not_found when there is none */
  async execute(act: Act): Promise<void> {
    if (!(await endLive(act))) throw new Problem('record.not_found', { what: 'link' });
  }
}

/** The person is locked first: of two links made at once, the later ends the earlier. */
async function endLive(act: Act): Promise<boolean> {
  const personId = act.actorId;
  await act.query('SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
  const [link] = await act.query<{ id: string }>(
    'UPDATE calendar_links SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL RETURNING id',
    [personId, act.now],
  );
  if (!link) return false;
  act.record('calendar.link_ended', { kind: 'person', id: personId }, { linkId: link.id });
  return true;
}
