import { Injectable } from '@nestjs/common';
import type { UndeliveredEmail } from '../../../platform/mail/mail-provider.js';
import type { Act } from '../../audit/index.js';

/** Notes of an email that its provider had accepted that it never arrived: it has failed after all. */
@Injectable()
export class NoteUndelivered {
  /** Told again, or of an attempt before the last one, it changes nothing. */
  async execute(act: Act, provider: string, email: UndeliveredEmail): Promise<void> {
    const { id, providerId, words, isAddress } = email;
    const [attempt] = await act.query<{ address: string }>(
      `SELECT a.address FROM messages m JOIN message_attempts a ON a.message_id = m.id
       WHERE m.id = $1 AND m.channel = 'email' AND m.state = 'sent' AND a.provider = $2 AND a.provider_id = $3
         AND NOT EXISTS (SELECT 1 FROM message_attempts later
           WHERE later.message_id = m.id AND later.outcome = 'accepted' AND later.id > a.id)
       FOR UPDATE OF m`,
      [id, provider, providerId],
    );
    if (!attempt) return;
    act.write(
      `INSERT INTO message_attempts (message_id, provider, address, outcome, provider_id, words, attempted_at)
       VALUES ($1, $2, $3, 'refused', $4, $5, $6)`,
      [id, provider, attempt.address, providerId, words, act.now],
    );
    act.write(
      `UPDATE messages SET state = 'failed', ended_at = $2, failure = $3, is_address_wrong = $4 WHERE id = $1`,
      [id, act.now, words, isAddress],
    );
  }
}
