import { dateInWords, londonDate } from '../../common/dates.js';
import type { EditionSnapshot, SnapshotRow } from '../../common/edition-snapshot.js';
import { DELIVERY_WORDS, type Delivery } from '../../common/content.js';

/**
 * The words that every form of an edition shares, so that the page and the PDF say the same thing in
 * the same way. Pure; dates are ISO dates.
 */

/** "as at 31 March 2022" */
export function asAtWords(asAt: string): string {
  return `as at ${dateInWords(asAt)}`;
}

/** "As at 31 March 2022", where it stands alone. */
export function asAtHeading(asAt: string): string {
  return `As at ${dateInWords(asAt)}`;
}

/** "Version 2, corrected on 1 July 2022"; and that words were redacted from it, where they were. */
export function versionWords({
  version,
  correction,
  redactedOn,
  redactedTimes = 1,
}: EditionSnapshot): string {
  const what = correction?.isMinor ? 'minor correction' : 'corrected';
  const corrected = correction ? `, ${what} on ${dateInWords(correction.publishedOn)}` : '';
  const redacted = redactedOn
    ? `, words redacted${redactedTimes > 1 ? ` ${redactedTimes} times, last` : ''} on ${dateInWords(redactedOn)}`
    : '';
  return `Version ${version}${corrected}${redacted}`;
}

/**
 * The periods that an edition covers besides its own, each with why it had no edition; undefined when
 * there are none.
 */
export function alsoCoversWords({ alsoCovers = [] }: Pick<EditionSnapshot, 'alsoCovers'>) {
  if (alsoCovers.length === 0) return undefined;
  return alsoCovers
    .map(({ label, reason }) => `${label}, which had no edition of its own. ${asSentence(reason)}`)
    .join(' ');
}

/** What a correction prints of itself. */
export const correctionWords = ({ correction }: EditionSnapshot): string | undefined =>
  correction && (correction.isMinor ? `Minor: ${correction.note}` : correction.note);

/** Who signed and when; or, honestly, that nobody did so here. */
export function signOffWords(snapshot: EditionSnapshot): string {
  if (snapshot.isHistoric) return 'Sign-off not recorded in this system';
  if (!snapshot.signature) return 'Not yet signed';
  const { signedBy, signedAt } = snapshot.signature;
  return `Signed by ${signedBy} on ${dateInWords(dateOf(signedAt))}`;
}

/** Snapshots carry dates; a full instant is read as the date it was in London. */
function dateOf(dateOrInstant: string): string {
  return dateOrInstant.includes('T') ? londonDate(new Date(dateOrInstant)) : dateOrInstant;
}

/** What a summary is, where an edition says what it is; undefined for a full table. */
export function formWords({ isSummary }: { isSummary?: boolean }): string | undefined {
  return isSummary ? 'Stakeholder summary: themes, not every commitment' : undefined;
}

/** How a row's delivery is shown; absent where the row has none to show. */
export function deliveryOf(row: SnapshotRow): { status: Delivery; words: string } | undefined {
  const status = row.content?.delivery;
  return status && { status, words: DELIVERY_WORDS[status] };
}

/** The wording to print under a heading: not when it is empty or says what the heading just said. */
export function wordingOf(row: SnapshotRow): string | undefined {
  const wording = row.wording.trim();
  return wording === '' || wording === row.title.trim() ? undefined : wording;
}

/** Somebody's words as a sentence among others: with a full stop, where they end without a mark. */
export const asSentence = (words: string): string =>
  /[.!?…:][”’"')\]]*$/u.test(words.trim()) ? words.trim() : `${words.trim()}.`;

/** The labels of a row's parts, the same in every form. */
export const LABELS = {
  commitment: 'Commitment',
  update: 'Update',
  wording: 'Commitment as printed',
  delivery: 'Delivery',
  deliveryNotStated: 'Delivery not stated',
  leadOrganisation: 'Lead organisation',
  nextMilestone: 'Next milestone',
  figures: 'Figures',
  figure: 'Figure',
  evidence: 'Evidence',
  omitted: 'No update in this edition.',
  lastReported: 'Last reported in',
  acronyms: 'Acronyms',
  acronym: 'Short form',
  expansion: 'In full',
  neverReported: 'It has not been reported on before.',
} as const;
