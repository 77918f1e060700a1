/** A column in which people's words are kept. */
export interface Place {
  /** table.column: what redaction_texts and the database's guards call it. */
  name: string;
  table: string;
  column: string;
  /** SQL for the record's id; alias t for the table. */
  id: string;
  /** slug: a part of an address. array: texts, each by itself. */
  kind: 'text' | 'canonical' | 'jsonb' | 'slug' | 'array';
  /** SQL: the rest of the query, where $1 is the plan; and what a person calls the record. */
  from: string;
  title: string;
  /** What a person calls such a text. */
  what: string;
  /** It never changes otherwise, so that verify can hold it against the hash that a redaction left. */
  isKept?: true;
  /** The text's own hash is kept in its row: the row names the redaction. */
  isHashed?: true;
}

interface Table extends Partial<Pick<Place, 'id' | 'kind' | 'isKept' | 'isHashed'>> {
  from?: string;
  title: string;
  /** Column and what a person calls its text. */
  columns: Readonly<Record<string, string>>;
}

const OF_UPDATE = 'JOIN updates u ON u.id = t.update_id WHERE u.plan_id = $1';
const OF_COMMITMENT = 'JOIN commitments m ON m.id = t.commitment_id WHERE m.plan_id = $1';
const OF_ROUND = 'JOIN rounds r ON r.id = t.round_id WHERE r.plan_id = $1';
const OF_MESSAGE = `WHERE EXISTS (SELECT 1 FROM message_notices mn JOIN notices n ON n.id = mn.notice_id
  WHERE mn.message_id = t.id AND n.plan_id = $1)`;
const OF_ASSESSMENT = 'JOIN impact_assessments a ON a.id = t.assessment_id WHERE a.plan_id = $1';

/** Every table that holds words of a plan's texts. Files follow their edition; events hold ids alone. */
const TABLES: readonly (Table & { table: string })[] = [
  {
    ...{
      table: 'update_revisions',
      from: OF_UPDATE,
      title: `u.title || ', revision ' || t.number`,
    },
    ...{ kind: 'canonical', isKept: true, isHashed: true, columns: { content: 'submitted text' } },
  },
  {
    ...{ table: 'update_suggestions', from: OF_UPDATE, title: 'u.title', kind: 'canonical' },
    ...{ isKept: true, isHashed: true, columns: { content: 'suggested text' } },
  },
  {
    ...{ table: 'set_aside_texts', from: OF_UPDATE, title: 'u.title', kind: 'canonical' },
    ...{ isKept: true, isHashed: true, columns: { content: 'text set aside' } },
  },
  {
    ...{ table: 'update_drafts', id: 't.update_id::text', from: OF_UPDATE, title: 'u.title' },
    ...{ kind: 'jsonb', columns: { content: 'draft' } },
  },
  {
    ...{ table: 'update_evidence', from: OF_UPDATE, title: 'u.title', isKept: true },
    columns: {
      title: 'title of evidence',
      href: 'address of evidence',
      file_name: 'name of a file of evidence',
    },
  },
  {
    ...{ table: 'update_decisions', from: OF_UPDATE, title: 'u.title' },
    ...{ isKept: true, columns: { reason: 'reason of a decision' } },
  },
  {
    ...{ table: 'comments', title: 'u.title', isKept: true },
    from: 'JOIN comment_threads h ON h.id = t.thread_id JOIN updates u ON u.id = h.subject_id WHERE u.plan_id = $1',
    columns: { text: 'comment', guest_name: 'name of an outside expert' },
  },
  {
    ...{ table: 'comment_threads', title: 'u.title', kind: 'jsonb', isKept: true },
    from: 'JOIN updates u ON u.id = t.subject_id WHERE u.plan_id = $1',
    columns: { anchor: 'text that a comment is about' },
  },
  {
    ...{ table: 'expert_links', from: OF_UPDATE, title: 'u.title', isKept: true },
    columns: {
      expert_name: 'name of an outside expert',
      expert_address: 'address of an outside expert',
      purpose: 'question to an outside expert',
    },
  },
  {
    ...{ table: 'listings', id: 't.update_id::text', from: OF_UPDATE, title: 'u.title' },
    columns: {
      wording: 'wording as listed',
      chapter: 'chapter as listed',
      reference: 'reference as listed',
    },
  },
  {
    ...{ table: 'listing_changes', title: `t.after ->> 'title'` },
    ...{ kind: 'jsonb', isKept: true },
    columns: { before: 'listing before a layout', after: 'listing after a layout' },
  },
  {
    ...{ table: 'updates', title: 't.title' },
    columns: { title: 'title of an update', correction_reason: 'reason of a correction' },
  },
  {
    ...{ table: 'overrides', title: `replace(t.kind, '_', ' ')`, isKept: true },
    columns: { reason: 'reason of an override' },
  },
  {
    ...{ table: 'manifests', from: OF_ROUND, title: `r.title || ', manifest ' || t.version` },
    ...{ kind: 'canonical', isKept: true, isHashed: true, columns: { body: 'manifest' } },
  },
  {
    ...{ table: 'manifests', from: OF_ROUND, title: `r.title || ', manifest ' || t.version` },
    columns: { void_reason: 'reason for unsealing' },
  },
  {
    table: 'signatures',
    from: 'JOIN manifests m ON m.id = t.manifest_id JOIN rounds r ON r.id = m.round_id WHERE r.plan_id = $1',
    ...{ title: 'r.title', isKept: true, columns: { statement: 'statement of a signatory' } },
  },
  {
    ...{ table: 'signature_objections', id: `t.signature_id || ':' || t.update_id` },
    ...{ from: OF_UPDATE, title: 'u.title', isKept: true },
    columns: { reason: 'objection of a signatory' },
  },
  {
    ...{ table: 'editions', title: `t.title || ', version ' || t.version`, kind: 'canonical' },
    ...{ isKept: true, isHashed: true, columns: { snapshot: 'edition, with its files' } },
  },
  {
    ...{ table: 'editions', title: `t.title || ', version ' || t.version`, isKept: true },
    columns: { title: 'title of an edition', correction_note: 'note of a correction' },
  },
  {
    ...{ table: 'corrected_words', from: OF_ROUND, title: 'r.title', isKept: true },
    columns: { title: 'corrected title', reason: 'reason of a correction' },
  },
  {
    ...{ table: 'corrected_words', from: OF_ROUND, title: 'r.title', kind: 'jsonb', isKept: true },
    columns: { introduction: 'corrected introduction', chapters: 'corrected headings' },
  },
  {
    ...{ table: 'scheduled_publications', from: OF_ROUND, title: 'r.title', isKept: true },
    columns: { failure: 'reason why a publication failed' },
  },
  {
    ...{ table: 'edition_withdrawals', from: OF_ROUND, title: 'r.title', isKept: true },
    columns: {
      reason: 'reason of a withdrawal',
      explanation: 'explanation of a withdrawal',
    },
  },
  {
    ...{ table: 'rounds', title: 't.title', kind: 'jsonb' },
    columns: { introduction: 'introduction of a round' },
  },
  {
    ...{ table: 'former_introductions', from: OF_ROUND, title: 'r.title', kind: 'canonical' },
    ...{ isKept: true, isHashed: true, columns: { introduction: 'former introduction' } },
  },
  {
    ...{ table: 'rounds', title: 't.title' },
    columns: { title: 'title of a round', period_label: 'name of a period' },
  },
  {
    ...{ table: 'rounds', title: 't.title', kind: 'array' },
    columns: { themes: 'themes of a summary' },
  },
  {
    ...{ table: 'holds', from: 'WHERE t.plan_id = $1 OR t.plan_id IS NULL', title: 't.name' },
    columns: { name: 'name of a hold', reason: 'reason of a hold' },
  },
  {
    ...{ table: 'skipped_periods', title: 't.period_start::text', isKept: true },
    columns: { reason: 'reason for skipping a period' },
  },
  {
    table: 'plans',
    from: 'WHERE t.id = $1',
    title: 't.title',
    columns: { title: 'title of the plan' },
  },
  { table: 'chapters', title: 't.title', columns: { title: 'title of a chapter' } },
  {
    ...{ table: 'commitments', title: 't.title' },
    columns: {
      title: 'title of a commitment',
      summary: 'summary of a commitment',
      published_wording: 'published wording',
    },
  },
  {
    ...{ table: 'commitments', title: 't.title', kind: 'slug' },
    columns: { slug: 'address of a commitment' },
  },
  {
    ...{ table: 'commitment_limbs', id: `t.commitment_id || ':' || t.position` },
    ...{ from: OF_COMMITMENT, title: 'm.title', columns: { text: 'limb of a commitment' } },
  },
  {
    ...{ table: 'commitment_lineage', id: `t.from_id || ':' || t.to_id || ':' || t.kind` },
    from: 'JOIN commitments m ON m.id = t.from_id WHERE m.plan_id = $1',
    ...{ title: 'm.title', columns: { reason: 'reason of a link between commitments' } },
  },
  {
    ...{ table: 'commitment_changes', from: OF_COMMITMENT, title: 'm.title', isKept: true },
    columns: { reason: 'reason of a change of the register' },
  },
  {
    ...{ table: 'commitment_changes', from: OF_COMMITMENT, title: 'm.title', isKept: true },
    ...{
      kind: 'jsonb',
      columns: { before: 'register before a change', after: 'register after a change' },
    },
  },
  {
    ...{ table: 'reassignments', from: 'WHERE $1 = ANY(t.plan_ids)', isKept: true },
    title: '(SELECT name FROM people WHERE id = t.person_id)',
    columns: { reason: 'reason for reassigning work' },
  },
  { table: 'impact_assessments', title: 't.title', columns: { title: 'impact assessment' } },
  {
    ...{ table: 'impact_assessments', title: 't.title', kind: 'array' },
    columns: { printing_errors: 'printing errors of the impact assessment' },
  },
  {
    ...{ table: 'acronyms', title: 't.short', isKept: true },
    columns: { short: 'acronym', expansion: 'what an acronym stands for' },
  },
  {
    ...{ table: 'assessment_actions', from: OF_ASSESSMENT, title: 'a.title' },
    columns: {
      section_title: 'section of the impact assessment',
      note: 'note in the impact assessment',
    },
  },
  {
    ...{ table: 'assessment_characteristics', id: `t.assessment_id || ':' || t.characteristic` },
    ...{
      from: OF_ASSESSMENT,
      title: 'a.title',
      columns: { remark: 'remark in the impact assessment' },
    },
  },
  {
    ...{ table: 'chases', from: OF_ROUND, title: 'r.title', isKept: true },
    columns: { words: 'request to owners' },
  },
  {
    ...{
      table: 'messages',
      from: OF_MESSAGE,
      title: `'To ' || (SELECT name FROM people WHERE id = t.person_id)`,
    },
    columns: { subject: 'subject of a message' },
  },
  {
    ...{
      table: 'messages',
      from: OF_MESSAGE,
      title: `'To ' || (SELECT name FROM people WHERE id = t.person_id)`,
    },
    ...{ kind: 'jsonb', columns: { body: 'message' } },
  },
  {
    ...{ table: 'redactions', title: `'Asked ' || t.asked_at::date`, isKept: true },
    columns: { reason: 'reason of a redaction' },
  },
];

export const PLACES: readonly Place[] = TABLES.flatMap(({ columns, ...table }) =>
  Object.entries(columns).map(([column, what]) => ({
    ...{ id: 't.id::text', kind: 'text' as const, from: 'WHERE t.plan_id = $1' },
    ...table,
    ...{ name: `${table.table}.${column}`, column, what },
  })),
);
