import type { Actor } from '../../../common/actor.js';
import type { UpdateContent } from '../../../common/content.js';
import { Problem } from '../../../common/problems.js';
import { documentToText } from '../../../common/rich-text/index.js';
import { knowUpdate, type KnownUpdate, type Query } from '../update-facts.js';
import {
  readsRevision,
  readsThreads,
  threadReader,
  type RevisionFacts,
  type ThreadReader,
} from './comment.policy.js';

/** SQL: revision v of update u may be read outside its organisation. */
export const IS_CLEARED = `(NOT u.is_clearance_required OR v.kind <> 'submission' OR EXISTS (SELECT 1
  FROM update_decisions d WHERE d.update_id = v.update_id AND d.revision_id = v.id AND d.kind = 'clear'))`;

/** The revisions of update $1, as far as they decide who may read them. */
export const REVISIONS = `SELECT v.id, v.number, v.made_at AS "madeAt", ${IS_CLEARED} AS "isCleared"
  FROM update_revisions v JOIN updates u ON u.id = v.update_id WHERE v.update_id = $1 ORDER BY v.number`;

/** How many open threads of update $1 its reviewers read, as `audienceOf` has it, and how many of them are not among $2. */
export const COUNT_OPEN_THREADS = `SELECT count(*)::int AS count, (count(*) FILTER (WHERE t.id <> ALL ($2::uuid[])))::int AS unseen
  FROM comment_threads t JOIN updates u ON u.id = t.subject_id
  WHERE t.subject_kind = 'update' AND t.subject_id = $1 AND t.resolved_at IS NULL AND EXISTS (
    SELECT 1 FROM update_revisions v WHERE v.update_id = u.id AND ${IS_CLEARED}
      AND (v.id = t.revision_id OR t.revision_id IS NULL AND v.number > t.revisions_before))`;

/** An update with its texts, as far as this reader may read them. */
export interface KnownTexts extends KnownUpdate {
  reader: ThreadReader;
  revisions: RevisionFacts[];
}

/** A text that threads are about and in which their words are looked for. */
export interface ThreadText {
  /** Absent: the draft. */
  revision?: RevisionFacts;
  draftVersion?: number;
  words: string;
}

/** @throws Problem record.not_found when the actor may read no text of it before it is published */
export async function knowTexts(query: Query, actor: Actor, updateId: string): Promise<KnownTexts> {
  const [known, revisions] = await Promise.all([
    knowUpdate(query, actor, updateId, { withPeople: false }),
    query<RevisionFacts>(REVISIONS, [updateId]),
  ]);
  const reader = threadReader(known.facts, actor, known.update.approvedRevisionId);
  if (!readsThreads(reader)) throw new Problem('record.not_found', { what: 'update' });
  return { ...known, reader, revisions };
}

const IS_WRITTEN: readonly string[] = ['not_started', 'drafting', 'returned'];

/** The text as the reader has it before them: the draft for those who write it now, else the last revision. */
export async function presentText(query: Query, texts: KnownTexts): Promise<ThreadText | null> {
  const { reader, update, revisions } = texts;
  if (reader.access === 'draft' && IS_WRITTEN.includes(update.state)) {
    const draft = await draftText(query, texts);
    if (draft) return draft;
  }
  const revision = revisions.filter((each) => readsRevision(reader, each)).at(-1);
  return revision ? revisionText(query, texts, revision.id) : null;
}

/** @throws Problem record.not_found when the reader may not read that revision */
export async function revisionText(
  query: Query,
  { reader, revisions }: KnownTexts,
  id: string,
): Promise<ThreadText> {
  const revision = revisions.find((each) => each.id === id);
  if (!revision || !readsRevision(reader, revision)) {
    throw new Problem('record.not_found', { what: 'revision' });
  }
  const [row] = await query<{ content: string }>(
    'SELECT content FROM update_revisions WHERE id = $1',
    [id],
  );
  const content = JSON.parse(row!.content) as UpdateContent;
  return { revision, words: documentToText(content.document) };
}

/** The draft, for those who may read it; null when there is none. */
export async function draftText(
  query: Query,
  { reader, update }: KnownTexts,
): Promise<ThreadText | null> {
  if (reader.access !== 'draft') throw new Problem('record.not_found', { what: 'draft' });
  const [draft] = await query<{ content: UpdateContent; version: number }>(
    'SELECT content, version FROM update_drafts WHERE update_id = $1',
    [update.id],
  );
  return draft
    ? { draftVersion: draft.version, words: documentToText(draft.content.document) }
    : null;
}
