import type { DraftPresence } from '../api/types.ts';
import { personWords } from '../components/personWords.ts';

const span = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? 'for a minute' : `for ${minutes} minutes`;
  return minutes < 120 ? 'for over an hour' : `for over ${Math.floor(minutes / 60)} hours`;
};

/** “Workforce owner, MPS has been editing for 3 minutes”. @param elapsed seconds since it was heard */
export function presenceWords(
  { person, isYou, openSeconds, editingSeconds }: DraftPresence,
  elapsed: number,
): string {
  const who = isYou ? 'You' : personWords(person);
  const has = isYou ? 'have' : 'has';
  const where = isYou ? ' in another window' : '';
  if (editingSeconds !== undefined) {
    const since = span(editingSeconds + elapsed);
    if (since === 'just now') return `${who} ${has} just begun to edit${where}`;
    return `${who} ${has} been editing${where} ${since}`;
  }
  const since = span(openSeconds + elapsed);
  if (since === 'just now') return `${who} ${has} just opened this${where}`;
  return `${who} ${has} had this open${where} ${since}`;
}
