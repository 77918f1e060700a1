import { dateInWords, instantInWords } from '../../common/dates.js';
import { personWords } from '../../common/person-words.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import type { AuditEntryData, AuditKind } from './audit-entries.js';

type Words = {
  readonly [Kind in AuditKind]: (data: AuditEntryData[Kind], takenFrom?: PersonThen) => string;
};

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
const listed = (values: readonly string[]): string =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} and ${values.at(-1)}` : (values[0] ?? '');
const spaced = (name: string): string =>
  name
    .replaceAll('_', ' ')
    .replace(/Id$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const fieldsOf = ({ fields }: { fields: readonly string[] }): string => listed(fields.map(spaced));
const STARTS = {
  empty: 'an empty page',
  last_edition: 'last time’s text',
  approved_words: 'approved words of the round',
} as const;
const CORRECTED_WORDS: Readonly<Record<string, string>> = {
  title: 'the title',
  introduction: 'the introduction',
  chapters: 'headings',
};
const short = (hash: string): string => hash.slice(0, 12);

const mentioning = ({ mentionedIds }: { mentionedIds: readonly string[] }): string =>
  mentionedIds.length > 0 ? ` and mentioned ${count(mentionedIds.length, 'person', 'people')}` : '';

/** Changes of the register whose names are no plain verbs. */
const CHANGE_WORDS: Readonly<Record<string, string>> = { add: 'take in' };

/**
 * What each kind of entry says, after who did it and before what it is about: “The lead approved the
 * text: The first commitment”. All of them in this file.
 */
const WORDS: Words = {
  'session.started': () => 'signed in',
  'session.ended': () => 'signed out',
  'session.refused': () => 'a sign-in was refused',
  'person.created': () => 'opened an account',
  'person.changed': ({ fields }) =>
    `changed ${listed(fields.map((field) => (field === 'isActive' ? 'whether the account is open' : spaced(field))))}`,
  'person.password_set': (data) =>
    data.byThemselves ? 'changed their own password' : 'set a new password',
  'person.work_reassigned': (data) =>
    `gave the work to others (${count(data.lines, 'thing')})` +
    `${data.isAccountClosed ? ' and closed the account' : ''}, with a reason`,
  'grant.given': (data) => `gave the role ${spaced(data.role)}`,
  'grant.revoked': (data) => `took back the role ${spaced(data.role)}`,
  'cover.set': (data) =>
    `set cover from ${dateInWords(data.startsOn)} to ${dateInWords(data.endsOn)}` +
    (data.parts ? ` for ${data.parts.map(spaced).join(', ')}` : ''),
  'cover.ended': () => 'ended the cover',
  'organisation.created': () => 'added the organisation',
  'organisation.changed': (data) => `changed ${fieldsOf(data)}`,
  'clock.advanced': () => 'moved the demonstration’s clock forward',
  'demonstration.loaded': (data) =>
    `loaded the demonstration from ${count(Object.keys(data.files).length, 'file')}`,
  'installation.restored': (data) => `restored everything from backup ${short(data.backupSha256)}`,
  'plan.created': () => 'made the plan',
  'plan.assessment_recorded': () => 'recorded the impact assessment',
  'plan.changed': (data) => `changed ${fieldsOf(data)}`,
  'acronym.added': () => 'added an acronym to the register',
  'acronym.ended': () => 'took an acronym out of the register',
  'plan.period_skipped': (data) =>
    `skipped the period from ${dateInWords(data.periodStart)} to ${dateInWords(data.periodEnd)}, with a reason`,
  'plan.skip_undone': () => 'took the skipping of a period back',
  'commitment.added': () => 'added the commitment',
  'commitment.owner_changed': (data) =>
    data.to ? 'named another owner for rounds to come' : 'left the commitment without an owner',
  'commitment.linked': (data) => `recorded that it was ${spaced(data.lineage)} another`,
  'commitment.unlinked': (data) => `recorded that it is no longer ${spaced(data.lineage)} another`,
  'commitment.change_recorded': (data) =>
    `decided to ${CHANGE_WORDS[data.change] ?? spaced(data.change)} the commitment, with a reason`,
  'commitment.change_effective': () => 'let a change of the register take effect',
  'commitment.change_withdrawn': () => 'took back a change before it took effect, with a reason',
  'round.created': () => 'made the round',
  'round.changed': (data) => `changed ${fieldsOf(data)}`,
  'round.opened': (data) => `opened the round with ${count(data.updates, 'update')}`,
  'round.sealed': (data) => `sealed manifest ${short(data.manifestHash)}`,
  'round.unsealed': () => 'unsealed the round, with a reason',
  'round.signed': (data) => `signed manifest ${short(data.manifestHash)}`,
  'round.declined': (data) =>
    `declined to sign, because of ${count(data.updateIds.length, 'update')}`,
  'round.published': (data) => `published the edition ${short(data.snapshotHash)}`,
  'round.publication_scheduled': (data) =>
    `set the publication for ${instantInWords(new Date(data.publishAt))}`,
  'round.scheduled_publication_cancelled': () => 'cancelled the set time of publication',
  'round.scheduled_publication_failed': (data) =>
    `publication at the set time failed: ${data.code.replaceAll(/[._]/g, ' ')}`,
  'round.exception_requested': (data) => `asked for ${spaced(data.exception)}, with a reason`,
  'round.skipped': () => 'skipped the round, with a reason',
  'round.skip_undone': () => 'took the skipping of the round back',
  'round.closed': () => 'closed the round',
  'round.reminders_set': () => 'set when people are reminded',
  'round.owners_chased': ({ updateIds }) =>
    `asked the owners of ${updateIds.length} ${updateIds.length === 1 ? 'update' : 'updates'} for them`,
  'message.sent_again': () => 'sent a message again',
  'message.template_saved': ({ template }) => `changed the words of messages (${template})`,
  'person.message_settings_saved': () => 'chose how they get messages',
  'round.listings_changed': (data) =>
    `changed how ${count(data.updateIds.length, 'row is', 'rows are')} listed`,
  'round.themes_changed': (data) => `set out ${count(data.count, 'theme')} of the summary`,
  'round.rows_changed': (data) =>
    `changed the rows: ${data.added.length} added, ${data.removed.length} taken away, ${data.changed.length} changed`,
  'round.correction_started': (data) =>
    `started correction ${data.correctionNo} of ${[
      ...(data.updateIds.length > 0 ? [count(data.updateIds.length, 'update')] : []),
      ...(data.fields ?? []).map((field) => CORRECTED_WORDS[field] ?? field),
    ].join(', ')}`,
  'round.correction_abandoned': (data) =>
    `abandoned correction ${data.correctionNo}, with a reason`,
  'round.brought_in': (data) =>
    `brought in the edition ${data.isFromElsewhere ? 'published elsewhere' : 'from before this system'}, with ${count(data.updates, 'row')}`,
  'hold.set': (data) =>
    `set a hold from ${dateInWords(data.startsOn)} to ${dateInWords(data.endsOn)}`,
  'hold.ended': () => 'withdrew the hold',
  'hold.end_asked': () => 'asked for the hold to end early, with a reason',
  'update.started': ({ from }) => `started to write${from ? `, from ${STARTS[from]}` : ''}`,
  'update.source_noted': () => 'noted what a source says now',
  'update.submitted': (data) =>
    `submitted text ${short(data.contentHash)}${data.state === 'in_clearance' ? ' for clearance' : ''}` +
    (data.authorIds.length > 1 ? `, written by ${data.authorIds.length} people` : ''),
  'update.no_change_declared': (data) =>
    `said that nothing has changed since ${dateInWords(data.sinceOn)}, with a reason`,
  'update.cleared': () => 'cleared the text for the organisation',
  'update.clearance_refused': () => 'refused clearance, with a reason',
  'update.claimed': (data, takenFrom) =>
    data.from
      ? `took the review over${takenFrom ? ` from ${personWords(takenFrom)}` : ''}`
      : 'claimed it for review',
  'update.released': () => 'released the claim',
  'update.recalled': () => 'recalled the submission',
  'update.returned': () => 'returned the text, with a reason',
  'update.approved': (data) => `approved text ${short(data.contentHash)}`,
  'update.text_set_aside': (data) =>
    `set text ${short(data.contentHash)} aside for another in the draft`,
  'update.suggested': (data) => `suggested changes, as text ${short(data.contentHash)}`,
  'update.suggestion_answered': (data) =>
    `answered ${count(Object.keys(data.answers).length, 'suggested change')}`,
  'update.edited': (data) => `edited the text into ${short(data.contentHash)}`,
  'update.reopened': () => 'withdrew the approval, with a reason',
  'update.confirmed_still_true': (data) =>
    `confirmed text ${short(data.contentHash)} as still true on ${dateInWords(data.publicationOn)}` +
    (data.overrideId ? ', in the owner’s stead, with a reason' : ''),
  'update.omitted': () => 'left it out of the round, with a reason',
  'update.included': () => 'put it back into the round',
  'update.assigned': (data) => `changed ${fieldsOf(data)}`,
  'update.contributor_added': () => 'added a contributor',
  'update.contributor_removed': () => 'removed a contributor',
  'comment.thread_started': (data) => `commented on the text${mentioning(data)}`,
  'comment.added': (data) => `answered a comment${mentioning(data)}`,
  'comment.thread_resolved': () => 'resolved a thread of comments',
  'comment.thread_reopened': () => 'reopened a thread of comments',
  'expert_link.made': () => 'asked an outside expert by a personal link',
  'expert_link.viewed': () => 'an outside expert opened the text by link',
  'expert_link.commented': () => 'an outside expert commented by link',
  'expert_link.revoked': () => 'revoked the link of an outside expert',
  'calendar.link_made': () => 'made a link to their calendar',
  'calendar.link_ended': () => 'ended the link to their calendar',
  'override.confirmed': () => 'confirmed the override',
  'redaction.asked': () => 'asked for words to be redacted, with a reason',
  'redaction.confirmed': (data) =>
    `confirmed a redaction: words were taken out of ${count(data.texts, 'text')}`,
  'redaction.refused': () => 'refused a redaction',
  'evidence.added': (data) =>
    `added a ${data.evidence} as evidence${data.isPublished ? ', to be published' : ''}`,
  'evidence.changed': (data) =>
    `changed evidence, which is ${data.isPublished ? '' : 'not '}to be published`,
  'evidence.removed': () => 'removed evidence',
  'evidence.restored': () => 'put removed evidence back',
  'evidence.downloaded': () => 'took away a file of evidence that is marked sensitive',
  'file.scanned': (data) =>
    data.state === 'clean'
      ? 'the malware scanner found nothing in an uploaded file'
      : 'the malware scanner found something in an uploaded file: it is locked',
  'edition.withdrawal_asked': (data) =>
    `asked to withdraw ${data.fromVersion === data.toVersion ? `version ${data.toVersion}` : `versions ${data.fromVersion} to ${data.toVersion}`}, with a reason and an explanation for the public`,
  'edition.withdrawn': () => 'confirmed the withdrawal: the public reads the explanation instead',
  'edition.withdrawal_refused': () => 'refused the withdrawal',
  'edition.file_rendered': (data) =>
    `kept its ${data.form.toUpperCase()} as file ${short(data.sha256)}`,
  'edition.case_file_made': (data) =>
    `took away case file ${short(data.sha256)} about words that it prints`,
};

export const AUDIT_KINDS = Object.keys(WORDS) as AuditKind[];

/**
 * What an entry says. An entry of a kind that this version does not know keeps its own name.
 * @param takenFrom whose review was taken over, as they were then
 */
export function auditWords(kind: string, data: unknown, takenFrom?: PersonThen): string {
  const words = (WORDS as Record<string, (data: never, takenFrom?: PersonThen) => string>)[kind];
  const plain = spaced(kind.replace('.', ': '));
  if (!words) return plain;
  try {
    const said = words(data as never, takenFrom);
    // Entries of earlier versions may lack a field that the words are made of.
    return said.includes('undefined') ? plain : said;
  } catch {
    return plain;
  }
}
