import type { Decision } from '../../../common/actor.js';
import { Problem } from '../../../common/problems.js';
import { lockThread, type CommentThread } from '../../comments/index.js';
import type { Act, AuditSubject } from '../../audit/index.js';
import type { Query } from '../update-facts.js';
import { decideComment, isAmong, readsThread, type Audience } from './comment.policy.js';
import { knowTexts, type KnownTexts } from './known-texts.js';

/** Held together with the update: a thread opened now waits for an approval, or the approval for it. */
const HOLD_UPDATE = 'SELECT 1 FROM updates WHERE id = $1 FOR SHARE';

export const subjectOf = (updateId: string) =>
  ({ subjectKind: 'update', subjectId: updateId }) as const;

export interface TakenThreads extends KnownTexts {
  query: Query;
  as: Extract<Decision, { isAllowed: true }>['as'];
  /** What the audit entry is about. */
  about: AuditSubject;
}

/**
 * The update's texts for somebody who wants to comment.
 * @throws Problem record.not_found, permission.refused, transition.illegal when it is over
 */
export async function takeThreads(act: Act, updateId: string): Promise<TakenThreads> {
  const { actor } = act;
  if (!actor) throw new Problem('permission.refused');
  const query: Query = (sql, parameters) => act.query(sql, parameters);
  const [, texts] = await Promise.all([
    act.query(HOLD_UPDATE, [updateId]),
    knowTexts(query, actor, updateId),
  ]);
  const decision = decideComment(texts.facts, actor);
  if (!decision.isAllowed) {
    const isOver = ['published', 'abandoned'].includes(texts.update.state);
    throw new Problem(isOver ? 'transition.illegal' : 'permission.refused', { why: decision.why });
  }
  const about = { kind: 'update', id: updateId, planId: texts.update.planId } as const;
  return { ...texts, query, as: decision.as, about };
}

/** One of its threads, locked. @throws Problem record.not_found also when it is not theirs to read */
export async function takeThread(
  act: Act,
  updateId: string,
  threadId: string,
): Promise<TakenThreads & { thread: CommentThread }> {
  const taken = await takeThreads(act, updateId);
  const thread = await lockThread(act, subjectOf(updateId), threadId);
  if (!readsThread(taken.reader, thread, taken.revisions)) {
    throw new Problem('record.not_found', { what: 'thread' });
  }
  return { ...taken, thread };
}

/** @throws Problem comment.audience_changed when more people read it than its writer was told */
export function refuseMoreReaders(audience: Audience, told: Audience | undefined): void {
  if (told && !isAmong(audience, told)) throw new Problem('comment.audience_changed');
}

/** Tells each of them, after commit. */
export function tellMentioned(
  act: Act,
  ids: { updateId: string; threadId: string; commentId: string },
  mentionedIds: readonly string[],
): void {
  for (const personId of new Set(mentionedIds)) {
    act.emit({ kind: 'comment.mentioned', payload: { ...ids, personId } });
  }
}
