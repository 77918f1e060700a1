import type { AssessmentPlace, LifeNote, OtherName } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';

/**
 * What happened to a commitment from one edition to the next; the commitments are named after it.
 * @param isGone the edition has no row about it any more
 */
export function noteWords({ kind, from, to }: LifeNote, isGone = false): string {
  switch (kind) {
    case 'first':
      return 'First reported';
    case 'renamed':
      return `Renamed; it was “${from}”`;
    case 'moved':
      return `Moved from the chapter “${from}”`;
    case 'chapter_renamed':
      return `Its chapter was called “${from}” before`;
    case 'renumbered':
      if (!to) return `Printed without a number; it was ${from}`;
      return from ? `Number changed from ${from} to ${to}` : `Given the number ${to}`;
    case 'printed_more_than_once':
      return 'Printed more than once';
    case 'joined':
      return 'In one row with';
    case 'parted':
      return 'No longer in one row with';
    case 'split_into':
      return isGone ? 'Split into' : 'Split off from it:';
    case 'split_from':
      return 'Split off from';
    case 'merged_into':
      return 'Merged into';
    case 'merged_from':
      return 'Merged into it:';
    case 'replaced_by':
      return 'Replaced by';
    case 'replaces':
      return 'Replaces';
  }
}

/** "Section 4, action d: Holding the police to account for what they do" */
export const placeWords = ({ section, sectionTitle, letter }: AssessmentPlace): string =>
  `Section ${section}, action ${letter}: ${sectionTitle}`;

/** "Independent Police Complaints Commission (IPCC), until 7 January 2018" */
export function otherNameWords({
  kind,
  name,
  shortName,
  validFrom,
  validUntil,
}: OtherName): string {
  const names = shortName ? `${name} (${shortName})` : name;
  const from = validFrom && formatDate(validFrom);
  const until = validUntil && formatDate(validUntil);
  if (kind === 'former') return `${names}, ${from ? `from ${from} ` : ''}until ${until}`;
  if (from && validFrom === validUntil) return `${names}, printed so as at ${from}`;
  const span = [from && `since ${from}`, until && `until ${until}`].filter(Boolean).join(', ');
  return `${names}, also printed so ${span}`.trim();
}
