import { PLACES } from '../../../src/modules/redactions/redaction-places.js';
import { FILE_PLACE } from '../../../src/modules/redactions/redacted-files.js';
import { TestApp } from '../../support/test-app.js';

/** Columns that hold nobody's words about a plan, or follow those that do; by what they hold. */
const OTHERS: Record<string, readonly string[]> = {
  'kinds, states and other words of ours': [
    ...['audit_entries.kind', 'audit_entries.origin', 'audit_entries.subject_kind'],
    ...['comment_threads.subject_kind', 'commitment_changes.kind', 'commitment_lineage.kind'],
    ...['covers.parts', 'edition_files.form', 'edition_withdrawals.state', 'editions.kind'],
    ...['grants.role', 'manifests.state', 'migrations.name', 'organisation_names.kind'],
    ...['outbox_deliveries.listener', 'outbox_events.kind', 'outbox_events.origin'],
    ...['overrides.kind', 'overrides.subject_kind', 'redaction_texts.place', 'redactions.state'],
    'edition_withdrawals.reason_type',
    ...['rounds.state', 'scheduled_publications.failure_code', 'scheduled_publications.state'],
    ...['signatures.decision', 'signatures.signed_by_role', 'stored_files.media_type'],
    ...['suggestion_answers.answer', 'update_decisions.kind', 'update_evidence.kind'],
    ...['update_evidence.marking', 'update_part_history.part', 'update_revisions.kind'],
    ...['update_views.compared_with', 'updates.started_from', 'updates.state'],
    ...['uploaded_files.media_type', 'uploaded_files.scan_state'],
    ...['assessment_characteristics.characteristic', 'assessment_characteristics.same_as'],
    ...['assessment_references.characteristic', 'assessment_references.letter'],
    'assessment_actions.letter',
    ...['notices.rule', 'notices.audience', 'notices.subject_kind', 'reminder_schedules.rules'],
    ...['messages.channel', 'messages.kind', 'messages.occasion', 'messages.state'],
    ...['message_notices.channel', 'message_notices.outcome', 'message_notices.why'],
    ...['message_attempts.outcome', 'message_attempts.provider', 'message_templates.kind'],
    ...['message_settings.digest_at', 'message_settings.in_app_only'],
  ],
  'said by a mail provider': [
    ...['mail_pauses.words', 'message_attempts.words', 'messages.failure'],
    ...['message_attempts.address', 'message_attempts.provider_id'],
  ],
  'the same in every message: of no plan': [
    ...['message_templates.subject', 'message_templates.opening', 'message_templates.closing'],
  ],
  'hashes, ids and tokens': [
    'notices.occasion',
    ...['audit_entries.hash', 'audit_entries.previous_hash', 'audit_entries.subject_id'],
    ...[
      'audit_heads.hash',
      'calendar_links.token_hash',
      'edition_files.sha256',
      'edition_search.update_id',
    ],
    ...['editions.snapshot_hash', 'expert_links.token_hash', 'manifests.hash'],
    ...['people.password_hash', 'reassignments.effect_hash', 'reassignments.plan_ids'],
    ...['redaction_texts.after_hash', 'redaction_texts.before_hash', 'redaction_texts.record_id'],
    ...['redactions.confirmed_in', 'redactions.words_hash', 'redactions.file_sha256'],
    ...['sessions.csrf_token', 'sessions.token_hash', 'signatures.manifest_hash'],
    ...['stored_files.sha256', 'suggestion_answers.change_key', 'update_decisions.content_hash'],
    ...['set_aside_texts.content_hash', 'update_evidence.file_sha256'],
    ...['former_introductions.introduction_hash', 'update_revisions.content_hash'],
    ...['update_suggestions.content_hash', 'update_views.content_hash', 'uploaded_files.sha256'],
  ],
  'entries and events: ids, hashes, states and dates alone': [
    ...['audit_entries.data', 'outbox_events.payload', 'outbox_deliveries.last_error'],
  ],
  'names of people and bodies, which are changed in their own places': [
    ...['organisation_history.name', 'organisation_history.short_name', 'organisation_names.name'],
    ...['organisation_names.short_name', 'organisations.name', 'organisations.short_name'],
    ...['people.email', 'people.name', 'person_history.name'],
  ],
  'addresses made of a period, at which what was published stays': [
    ...['editions.slug', 'plans.slug', 'rounds.slug'],
  ],
  'made of an edition, by the database, when it is kept and when it changes': [
    ...['edition_search.body', 'edition_search.chapter', 'edition_search.ranked'],
    ...['edition_search.spelt', 'edition_search.title', 'edition_search.wording'],
  ],
  'files of an edition: emptied with it, and made anew': ['stored_files.bytes'],
  'gone when it is decided': ['redactions.words'],
  'gone after minutes': ['rate_limits.key'],
};

describe('the places that a redaction reaches', () => {
  it('are every column of the database in which people’s words are kept', async () => {
    const test = await TestApp.start();
    const columns = await test.manager.query<{ name: string }[]>(
      `SELECT c.table_name || '.' || c.column_name AS name
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type NOT IN (
         'uuid', 'boolean', 'integer', 'bigint', 'smallint', 'date', 'timestamp with time zone')
       ORDER BY 1`,
    );
    await test.stop();
    const kept = columns.map(({ name }) => name);
    const places = PLACES.map(({ name }) => name);
    const others = Object.values(OTHERS).flat();
    expect(kept.length).toBeGreaterThan(120);
    // A column is here or there: who adds one says which.
    expect(kept.filter((name) => !places.includes(name) && !others.includes(name))).toEqual([]);
    expect([...places, ...others].filter((name) => !kept.includes(name))).toEqual([]);
    expect(places.filter((name) => others.includes(name))).toEqual([]);
    // Of an uploaded file the bytes are outside of the database.
    expect(FILE_PLACE.startsWith('uploaded_files.')).toBe(true);
  }, 60_000);
});
