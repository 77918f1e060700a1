import { Injectable } from '@nestjs/common';
import { holdsRole } from '../../../common/actor.js';
import { bankHolidays } from '../../../common/bank-holidays.js';
import { Problem } from '../../../common/problems.js';
import { isPossible } from '../../../common/workflow.js';
import { Parameters } from '../../../platform/database/sql.js';
import type { Act } from '../../audit/index.js';
import { HELD_FOR_ADDRESS } from '../due-messages.js';
import { messageScope } from '../message-scope.js';
import { messageWorkflow, type MessageState } from '../message.workflow.js';
import { nextSendingTime, SENDING_HOURS } from '../send-time.js';

@Injectable()
export class SendAgain {
  /**
   * Sends a message once more that was held, failed, or may not have arrived: to the person's address
   * as it is now, in the next sending hours, and after asking of everything in it whether it still stands.
   */
  async execute(act: Act, id: string): Promise<void> {
    const parameters = new Parameters();
    const [message] = await act.query<{
      state: MessageState;
      personId: string;
      planIds: string[];
    }>(
      `SELECT m.state, m.person_id AS "personId", ARRAY(SELECT n.plan_id FROM message_notices sn
         JOIN notices n ON n.id = sn.notice_id WHERE sn.message_id = m.id) AS "planIds"
       FROM messages m
       WHERE m.id = ${parameters.add(id)} AND ${messageScope(act.actor!, parameters)} FOR UPDATE`,
      parameters.values,
    );
    if (!message) throw new Problem('record.not_found', { what: 'message' });
    if (!isPossible(messageWorkflow, 'send_again', message.state)) {
      throw new Problem('transition.illegal', { why: WHY[message.state] ?? 'It is on its way.' });
    }
    const sendAt = nextSendingTime(act.now, SENDING_HOURS, bankHolidays());
    await act.query(`UPDATE messages SET ${SENT_AGAIN} WHERE id = $1`, [id, sendAt]);
    // The address is tried anew, whichever message to it was refused, and with what waited for that.
    await act.query(
      `UPDATE messages SET is_address_wrong = false WHERE person_id = $1 AND channel = 'email' AND is_address_wrong`,
      [message.personId],
    );
    await act.query(
      `UPDATE messages m SET ${SENT_AGAIN} WHERE person_id = $1 AND channel = 'email' AND ${HELD_FOR_ADDRESS}`,
      [message.personId, sendAt],
    );
    const as = act.actor?.principals.find(
      (each) =>
        holdsRole(each, 'administrator') ||
        message.planIds.some((planId) => holdsRole(each, 'secretariat', planId)),
    );
    const about = { kind: 'person', id: message.personId } as const;
    act.record('message.sent_again', about, { messageId: id }, as);
  }
}

const SENT_AGAIN = `state = 'waiting', ended_at = NULL, retries = 0, answers_lost = 0, failure = NULL,
  send_at = $2, try_at = clock_timestamp()`;

const WHY: Partial<Record<MessageState, string>> = {
  sent: 'It was sent.',
  dropped: 'Nothing in it was still to be told.',
};
