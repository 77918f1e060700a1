import { randomUUID } from 'node:crypto';
import { hasForbiddenCharacter, normaliseText } from '../../common/rich-text/index.js';
import type { Principal } from '../../common/actor.js';
import { invalidField, Problem } from '../../common/problems.js';
import { onBehalfOf, overtaken, type Act } from '../audit/index.js';
import { Comment, CommentThread } from './comment.entities.js';

export type CommentSubject = Pick<CommentThread, 'subjectKind' | 'subjectId'>;

/** Who speaks: the actor, for themselves or on cover; or a guest, by name. */
export type Speaker = { as: Principal } | { guestName: string };

/**
 * Opens a thread. The caller has checked who asks, and records the entry: it knows the subject.
 * @returns its id
 */
export async function startThread(
  act: Act,
  input: CommentSubject & Pick<CommentThread, 'revisionId' | 'revisionsBefore' | 'anchor'>,
): Promise<string> {
  const id = randomUUID();
  await act.manager.insert(CommentThread, {
    ...input,
    id,
    anchor: input.anchor as never,
    startedById: act.actor?.personId ?? null,
    startedAt: act.now,
    resolvedById: null,
    resolvedForId: null,
    resolvedAt: null,
  });
  return id;
}

/**
 * Says something in a thread.
 * @returns the comment's id and its text as it is kept
 * @throws Problem request.invalid when it says nothing
 */
export async function addComment(
  act: Act,
  threadId: string,
  said: { text: string; mentionedIds: readonly string[] },
  speaker: Speaker,
): Promise<{ id: string; text: string }> {
  const text = normaliseText(said.text);
  if (text === '') throw invalidField('text', 'required', 'Write what you want to say.');
  if (hasForbiddenCharacter(text)) {
    throw invalidField('text', 'control_character', 'It holds a character that cannot be shown.');
  }
  const id = randomUUID();
  const isGuest = 'guestName' in speaker;
  await act.manager.insert(Comment, {
    ...{ id, threadId, text, madeAt: act.now },
    madeById: isGuest ? null : act.actorId,
    onBehalfOfId: isGuest ? null : onBehalfOf(act.actor, speaker.as),
    guestName: isGuest ? speaker.guestName : null,
  });
  if (said.mentionedIds.length > 0) {
    act.write(
      'INSERT INTO comment_mentions (comment_id, person_id) SELECT $1, unnest($2::uuid[])',
      [id, [...new Set(said.mentionedIds)]],
    );
  }
  return { id, text };
}

/** @throws Problem record.not_found when the subject has no such thread */
export async function lockThread(
  act: Act,
  subject: CommentSubject,
  id: string,
): Promise<CommentThread> {
  const thread = await act.manager.findOne(CommentThread, {
    where: { ...subject, id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!thread) throw new Problem('record.not_found', { what: 'thread' });
  return thread;
}

/** @throws Problem record.changed_meanwhile when somebody else was first */
export async function resolveThread(act: Act, thread: CommentThread, as: Principal): Promise<void> {
  if (thread.resolvedById && thread.resolvedAt) {
    throw await overtaken(act, thread.resolvedById, 'resolved it', thread.resolvedAt);
  }
  await settle(act, thread, {
    resolvedById: act.actorId,
    resolvedForId: onBehalfOf(act.actor, as),
    resolvedAt: act.now,
  });
}

/** @throws Problem transition.illegal when it is open */
export async function reopenThread(act: Act, thread: CommentThread): Promise<void> {
  if (!thread.resolvedAt) throw new Problem('transition.illegal', { why: 'It is open.' });
  await settle(act, thread, { resolvedById: null, resolvedForId: null, resolvedAt: null });
}

const settle = (
  act: Act,
  { id }: CommentThread,
  settled: Pick<CommentThread, 'resolvedById' | 'resolvedForId' | 'resolvedAt'>,
): Promise<unknown> => act.manager.update(CommentThread, { id }, settled);
