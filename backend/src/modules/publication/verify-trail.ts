import { isKept, type Queries, type Verification } from '../audit/index.js';
import { CHANGE_HASH } from '../plan/index.js';
import { LISTING_CHANGE_HASH } from '../updates/index.js';
import { PERIODS } from './verify-periods.js';
import { RIGHTS } from './verify-rights.js';

interface Comparison {
  /** What is compared, in words. */
  of: string;
  /** Names the records that only one side has, one per row: `wrong`. */
  sql: string;
}

const recordsWithoutEntry = (
  of: string,
  records: string,
  kinds: readonly string[],
  key: string,
): Comparison => ({
  of,
  sql: `SELECT ${records} AND NOT EXISTS (SELECT 1 FROM audit_entries e
    WHERE e.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) AND ${key}) LIMIT 1`,
});

const entriesWithoutRecord = (
  of: string,
  kinds: readonly string[],
  exists: string,
): Comparison => ({
  of,
  sql: `SELECT 'audit entry ' || e.seq || ' (' || e.kind || ') speaks of a record that is not there, or says otherwise' AS wrong
    FROM audit_entries e WHERE e.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})
      AND NOT EXISTS (${exists}) ORDER BY e.seq LIMIT 1`,
});

/** Each decision on an update, and the audit entry that tells of it. */
const DECISIONS: Record<string, string> = {
  declare_no_change: 'update.no_change_declared',
  clear: 'update.cleared',
  refuse_clearance: 'update.clearance_refused',
  recall: 'update.recalled',
  return: 'update.returned',
  approve: 'update.approved',
  reopen: 'update.reopened',
  omit: 'update.omitted',
  include: 'update.included',
  confirm_still_true: 'update.confirmed_still_true',
};

/** SQL: the entries that tell of a layout. */
const LAYOUTS = `'round.listings_changed', 'round.rows_changed', 'update.assigned'`;

const COMPARISONS: Comparison[] = [
  entriesWithoutRecord(
    'revisions',
    ['update.submitted', 'update.edited'],
    `SELECT 1 FROM update_revisions v WHERE v.id::text = e.data ->> 'revisionId'
       AND v.update_id::text = e.subject_id AND v.content_hash = e.data ->> 'contentHash' AND v.made_by_id = e.actor_id`,
  ),
  recordsWithoutEntry(
    'revisions',
    `'revision ' || v.id || ' is not in the audit trail' AS wrong FROM update_revisions v WHERE v.kind <> 'historic'`,
    ['update.submitted', 'update.edited'],
    "e.subject_id = v.update_id::text AND e.data ->> 'revisionId' = v.id::text",
  ),
  entriesWithoutRecord(
    'suggestions',
    ['update.suggested'],
    `SELECT 1 FROM update_suggestions s JOIN update_decisions d ON d.id = s.id
     WHERE s.id::text = e.data ->> 'suggestionId' AND s.update_id::text = e.subject_id AND d.decided_by_id = e.actor_id
       AND ${isKept('update_suggestions.content', 's.id::text', 's.content', "e.data ->> 'contentHash'")}`,
  ),
  recordsWithoutEntry(
    'suggestions',
    `'suggestion ' || s.id || ' is not in the audit trail' AS wrong FROM update_suggestions s WHERE TRUE`,
    ['update.suggested'],
    "e.subject_id = s.update_id::text AND e.data ->> 'suggestionId' = s.id::text",
  ),
  entriesWithoutRecord(
    'texts set aside',
    ['update.text_set_aside'],
    `SELECT 1 FROM set_aside_texts t WHERE t.id::text = e.data ->> 'textId' AND t.update_id::text = e.subject_id
       AND t.set_aside_by_id = e.actor_id
       AND ${isKept('set_aside_texts.content', 't.id::text', 't.content', "e.data ->> 'contentHash'")}`,
  ),
  recordsWithoutEntry(
    'texts set aside',
    `'text set aside ' || t.id || ' is not in the audit trail' AS wrong FROM set_aside_texts t WHERE TRUE`,
    ['update.text_set_aside'],
    "e.subject_id = t.update_id::text AND e.data ->> 'textId' = t.id::text",
  ),
  entriesWithoutRecord(
    'former introductions',
    ['round.changed'],
    `SELECT 1 WHERE NOT e.data ? 'formerId' UNION ALL
     SELECT 1 FROM former_introductions f WHERE f.id::text = e.data ->> 'formerId' AND f.round_id::text = e.subject_id
       AND f.replaced_by_id = e.actor_id
       AND ${isKept('former_introductions.introduction', 'f.id::text', 'f.introduction', "e.data ->> 'formerHash'")}`,
  ),
  recordsWithoutEntry(
    'former introductions',
    `'former introduction ' || f.id || ' is not in the audit trail' AS wrong FROM former_introductions f WHERE TRUE`,
    ['round.changed'],
    "e.subject_id = f.round_id::text AND e.data ->> 'formerId' = f.id::text",
  ),
  entriesWithoutRecord(
    'corrected words',
    ['round.correction_started'],
    `SELECT 1 WHERE NOT e.data ? 'fields' UNION ALL
     SELECT 1 FROM corrected_words w WHERE w.round_id::text = e.subject_id AND w.written_by_id = e.actor_id
       AND w.on_behalf_of_id IS NOT DISTINCT FROM e.on_behalf_of_id AND w.written_at = e.happened_at
       AND w.correction_no::text = e.data ->> 'correctionNo' AND (w.title IS NOT NULL) = (e.data -> 'fields' ? 'title')
       AND (w.introduction IS NOT NULL) = (e.data -> 'fields' ? 'introduction')
       AND (w.chapters IS NOT NULL) = (e.data -> 'fields' ? 'chapters')`,
  ),
  recordsWithoutEntry(
    'corrected words',
    `'corrected words ' || w.id || ' are not in the audit trail' AS wrong FROM corrected_words w WHERE TRUE`,
    ['round.correction_started'],
    "e.subject_id = w.round_id::text AND e.data ->> 'correctionNo' = w.correction_no::text",
  ),
  {
    of: 'authors',
    sql: `SELECT 'the authors of revision ' || (e.data ->> 'revisionId') || ' are not those of the audit trail' AS wrong
      FROM audit_entries e WHERE e.kind = 'update.submitted' AND e.data ->> 'authorIds' IS NOT NULL
        AND e.data -> 'authorIds' <> (SELECT coalesce(jsonb_agg(a.person_id::text ORDER BY a.person_id::text), '[]')
          FROM (SELECT DISTINCT person_id FROM revision_authors WHERE revision_id::text = e.data ->> 'revisionId') a)
      ORDER BY e.seq LIMIT 1`,
  },
  ...Object.entries(DECISIONS).flatMap(([kind, entry]) => [
    entriesWithoutRecord(
      `decisions (${kind})`,
      [entry],
      `SELECT 1 FROM update_decisions d WHERE d.kind = '${kind}' AND d.update_id::text = e.subject_id
         AND d.decided_by_id = e.actor_id AND d.on_behalf_of_id IS NOT DISTINCT FROM e.on_behalf_of_id
         AND d.decided_at = e.happened_at`,
    ),
    recordsWithoutEntry(
      `decisions (${kind})`,
      `'decision ' || d.id || ' (${kind}) is not in the audit trail' AS wrong FROM update_decisions d WHERE d.kind = '${kind}'`,
      [entry],
      'e.subject_id = d.update_id::text AND e.actor_id = d.decided_by_id AND e.happened_at = d.decided_at',
    ),
  ]),
  entriesWithoutRecord(
    'reasons of decisions',
    Object.values(DECISIONS),
    `SELECT 1 FROM update_decisions d WHERE d.update_id::text = e.subject_id AND d.decided_by_id = e.actor_id
       AND d.decided_at = e.happened_at AND (e.data ->> 'reasonHash' IS NULL OR ${isKept('update_decisions.reason', 'd.id::text', 'd.reason')})`,
  ),
  entriesWithoutRecord(
    'comments',
    ['comment.thread_started', 'comment.added', 'expert_link.commented'],
    `SELECT 1 FROM comments c WHERE c.id::text = e.data ->> 'commentId' AND c.thread_id::text = e.data ->> 'threadId'
       AND c.made_by_id IS NOT DISTINCT FROM e.actor_id AND c.on_behalf_of_id IS NOT DISTINCT FROM e.on_behalf_of_id
       AND ${isKept('comments.text', 'c.id::text', 'c.text', "e.data ->> 'textHash'")}`,
  ),
  recordsWithoutEntry(
    'comments',
    `'comment ' || c.id || ' is not in the audit trail' AS wrong FROM comments c WHERE TRUE`,
    ['comment.thread_started', 'comment.added', 'expert_link.commented'],
    "e.data ->> 'commentId' = c.id::text",
  ),
  {
    of: 'reasons of objections',
    sql: `SELECT 'the objection to update ' || h.update_id || ' is not the one that was made' AS wrong
      FROM audit_entries e CROSS JOIN LATERAL jsonb_each_text(e.data -> 'reasonHashes') h (update_id, hash)
      WHERE e.kind = 'round.declined' AND jsonb_typeof(e.data -> 'reasonHashes') = 'object' AND NOT EXISTS (
        SELECT 1 FROM signature_objections o WHERE o.signature_id::text = e.data ->> 'signatureId'
          AND o.update_id::text = h.update_id AND ${isKept('signature_objections.reason', "o.signature_id || ':' || o.update_id", 'o.reason', 'h.hash')}) ORDER BY e.seq LIMIT 1`,
  },
  entriesWithoutRecord(
    'changes of the register',
    ['commitment.change_recorded'],
    `SELECT 1 FROM commitment_changes c WHERE c.id::text = e.data ->> 'changeId' AND c.made_by_id = e.actor_id
       AND c.commitment_id::text = e.subject_id AND (e.data ->> 'contentHash' = ${CHANGE_HASH} OR EXISTS (SELECT 1 FROM redaction_texts t
         WHERE t.record_id = c.id::text AND t.place IN ('commitment_changes.before', 'commitment_changes.after')))
       AND ${isKept('commitment_changes.reason', 'c.id::text', 'c.reason')}`,
  ),
  recordsWithoutEntry(
    'changes of the register',
    `'change ' || c.id || ' of the register is not in the audit trail' AS wrong FROM commitment_changes c WHERE c.kind <> 'withdraw'`,
    ['commitment.change_recorded'],
    "e.data ->> 'changeId' = c.id::text",
  ),
  {
    of: 'layouts',
    sql: `SELECT 'audit entry ' || e.seq || ' (' || e.kind || ') speaks of a layout that is not there, or says otherwise' AS wrong
      FROM audit_entries e CROSS JOIN LATERAL jsonb_to_recordset(e.data -> 'changes') AS x (id text, "contentHash" text)
      WHERE e.kind IN (${LAYOUTS}) AND NOT EXISTS (SELECT 1 FROM listing_changes c
        WHERE c.id::text = x.id AND c.made_by_id = e.actor_id AND c.made_at = e.happened_at
          AND (x."contentHash" = ${LISTING_CHANGE_HASH} OR EXISTS (SELECT 1 FROM redaction_texts t
            WHERE t.record_id = c.id::text AND t.place IN ('listing_changes.before', 'listing_changes.after'))))
      ORDER BY e.seq LIMIT 1`,
  },
  {
    of: 'layouts',
    sql: `SELECT 'the layout ' || c.id || ' is not in the audit trail' AS wrong FROM listing_changes c
      WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.kind IN (${LAYOUTS}) AND e.happened_at = c.made_at
        AND e.data -> 'changes' @> jsonb_build_array(jsonb_build_object('id', c.id))) LIMIT 1`,
  },
  entriesWithoutRecord(
    'acronyms',
    ['acronym.added'],
    `SELECT 1 FROM acronyms a WHERE a.id::text = e.data ->> 'acronymId' AND a.plan_id::text = e.subject_id
       AND (text_hash(a.short || chr(10) || a.expansion) = e.data ->> 'contentHash' OR EXISTS (SELECT 1 FROM redaction_texts t
         WHERE t.record_id = a.id::text AND t.place IN ('acronyms.short', 'acronyms.expansion')))`,
  ),
  recordsWithoutEntry(
    'acronyms',
    `'acronym ' || a.id || ' is not in the audit trail' AS wrong FROM acronyms a WHERE TRUE`,
    ['acronym.added'],
    "e.subject_id = a.plan_id::text AND e.data ->> 'acronymId' = a.id::text",
  ),
  recordsWithoutEntry(
    'acronyms that ended',
    `'the end of acronym ' || a.id || ' is not in the audit trail' AS wrong FROM acronyms a WHERE a.ended_at IS NOT NULL`,
    ['acronym.ended'],
    "e.subject_id = a.plan_id::text AND e.data ->> 'acronymId' = a.id::text",
  ),
  entriesWithoutRecord(
    'reassigned work',
    ['person.work_reassigned'],
    `SELECT 1 FROM reassignments r WHERE r.id::text = e.data ->> 'reassignmentId' AND r.made_by_id = e.actor_id
       AND r.person_id::text = e.subject_id AND r.effect_hash = e.data ->> 'effectHash'
       AND ${isKept('reassignments.reason', 'r.id::text', 'r.reason')}`,
  ),
  recordsWithoutEntry(
    'reassigned work',
    `'reassignment ' || r.id || ' is not in the audit trail' AS wrong FROM reassignments r WHERE TRUE`,
    ['person.work_reassigned'],
    "e.subject_id = r.person_id::text AND e.data ->> 'reassignmentId' = r.id::text",
  ),
  entriesWithoutRecord(
    'seals',
    ['round.sealed'],
    `SELECT 1 FROM manifests m WHERE m.id::text = e.data ->> 'manifestId' AND m.round_id::text = e.subject_id
       AND m.hash = e.data ->> 'manifestHash' AND m.sealed_by_id = e.actor_id AND m.sealed_at = e.happened_at`,
  ),
  recordsWithoutEntry(
    'seals',
    `'manifest ' || m.id || ' is not in the audit trail' AS wrong FROM manifests m WHERE TRUE`,
    ['round.sealed'],
    "e.subject_id = m.round_id::text AND e.data ->> 'manifestId' = m.id::text",
  ),
  entriesWithoutRecord(
    'signatures',
    ['round.signed', 'round.declined'],
    `SELECT 1 FROM signatures s WHERE s.id::text = e.data ->> 'signatureId' AND s.signed_by_id = e.actor_id AND s.signed_at = e.happened_at
       AND s.manifest_id::text = e.data ->> 'manifestId' AND s.on_behalf_of_id IS NOT DISTINCT FROM e.on_behalf_of_id`,
  ),
  recordsWithoutEntry(
    'signatures',
    `'signature ' || s.id || ' is not in the audit trail' AS wrong FROM signatures s WHERE TRUE`,
    ['round.signed', 'round.declined'],
    "e.data ->> 'signatureId' = s.id::text",
  ),
  entriesWithoutRecord(
    'editions',
    ['round.published', 'round.brought_in'],
    `SELECT 1 FROM editions p WHERE p.id::text = e.data ->> 'editionId' AND p.snapshot_hash = e.data ->> 'snapshotHash'`,
  ),
  entriesWithoutRecord(
    'files',
    ['edition.file_rendered'],
    `SELECT 1 FROM edition_files f WHERE f.edition_id::text = e.subject_id AND f.form = e.data ->> 'form'
       AND f.sha256 = e.data ->> 'sha256'`,
  ),
  recordsWithoutEntry(
    'files',
    `'the ' || f.form || ' of edition ' || f.edition_id || ' is not the one that was made' AS wrong FROM edition_files f WHERE TRUE`,
    ['edition.file_rendered'],
    "e.subject_id = f.edition_id::text AND e.data ->> 'form' = f.form AND e.data ->> 'sha256' = f.sha256",
  ),
];

/**
 * Compares the audit trail with the records in both directions: nothing it tells of is missing or
 * says otherwise, and no text, decision, signature, file, role or date is there that it does not tell of.
 */
export async function verifyTrail(database: Queries): Promise<Verification> {
  for (const { of, sql } of [...COMPARISONS, ...RIGHTS, ...PERIODS]) {
    const [found] = await database.query<{ wrong: string }[]>(sql);
    if (found) return { checked: of, wrong: found.wrong };
  }
  return { checked: 'records and audit trail agree' };
}
