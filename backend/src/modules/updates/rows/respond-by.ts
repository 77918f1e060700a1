import { bankHolidays } from '../../../common/bank-holidays.js';
import { addWorkingDays, londonDate } from '../../../common/dates.js';
import type { Round } from '../../rounds/index.js';

/** What is asked for after its round’s own date is due so long after it was asked for. */
const WORKING_DAYS_TO_RESPOND = 3;

/** By when words can be given that are asked for now. */
export const soonestRespondBy = (now: Date): string =>
  addWorkingDays(londonDate(now), WORKING_DAYS_TO_RESPOND, bankHolidays());

/**
 * By when the words of a row are due that an open round gains although its own date for them has come:
 * no row is late when it is made. Before sign-off, where that is still to come. Undefined: with the others.
 */
export function respondByOfNew(
  { state, draftsDueOn, signOffDueOn }: Pick<Round, 'state' | 'draftsDueOn' | 'signOffDueOn'>,
  now: Date,
): string | undefined {
  const today = londonDate(now);
  if (state !== 'open' || draftsDueOn > today) return undefined;
  const soonest = soonestRespondBy(now);
  return signOffDueOn > today && signOffDueOn < soonest ? signOffDueOn : soonest;
}
