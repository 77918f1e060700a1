import type { UpdateSummary } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';

/** As many as one request approves. */
export const MOST_AT_ONCE = 50;

/** Why a row of the queue cannot be approved together with others. */
export function whyNotChosen(update: UpdateSummary, personId?: string): string | undefined {
  if (!update.isDiffOpened) return 'first open what changed in it';
  if (update.claimedBy && update.claimedBy.id !== personId) {
    return `${personWords(update.claimedBy)} has taken it`;
  }
  return undefined;
}
