import { bankHolidays } from '../../common/bank-holidays.js';
import type { Act } from '../audit/index.js';
import { dueNotices } from './due-notices.js';
import { scheduledFor, type NoticeFacts } from './standing.js';
import { writeNotices } from './write-notices.js';

/**
 * Reminds whoever has it now of what somebody was to be reminded of whose it is no longer: for the same
 * day, by its schedule, and nobody twice. Owners are told already of what they are handed.
 */
export async function remindOthers(act: Act, notices: readonly NoticeFacts[]): Promise<void> {
  for (const notice of [...notices].sort(inOneOrder)) {
    const { onDay, planId, round, update } = notice;
    const due = dueNotices(
      ...([onDay, scheduledFor(notice), round, update ? [update] : [], bankHolidays()] as const),
    );
    await writeNotices(
      act,
      { planId, roundId: round.id, onDay },
      due
        .filter(({ audience }) => audience !== 'owner')
        .sort((one, other) => one.personId.localeCompare(other.personId)),
    );
  }
}

/** Others may write the same at the same time: in one order, nobody waits for the other. */
const inOneOrder = (one: NoticeFacts, other: NoticeFacts): number =>
  keyOf(one).localeCompare(keyOf(other));

const keyOf = ({ round, update, rule, onDay, occasion }: NoticeFacts): string =>
  `${(update ?? round).id} ${rule} ${onDay} ${occasion}`;
