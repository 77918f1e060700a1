import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../common/actor.js';
import type { UpdateContent } from '../../../common/content.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { ADD_DRAFT_AUTHOR, START_UPDATE, WRITE_DRAFT } from '../update-statements.js';
import { parseContent } from '../update-texts.js';
import type { ApprovedWords } from './approved-words.js';
import { UpdateSource } from './source.entity.js';

/**
 * Everyone who wrote or submitted the words of those updates is a writer of the draft that begins with
 * them: they are their words (ADR 0032).
 */
const TAKE_AUTHORS = `INSERT INTO update_draft_authors (update_id, person_id, on_behalf_of_id)
  SELECT DISTINCT $1::uuid, w.person_id, w.on_behalf_of_id FROM update_revisions v
  LEFT JOIN revision_authors a ON a.revision_id = v.id
  CROSS JOIN LATERAL (VALUES (v.made_by_id, v.on_behalf_of_id), (a.person_id, a.on_behalf_of_id))
    w (person_id, on_behalf_of_id)
  WHERE v.update_id = ANY($2::uuid[]) AND w.person_id IS NOT NULL
  ON CONFLICT DO NOTHING`;

/** Begins the draft of a new paragraph with approved words, one after the other, and says whose. */
export async function takeWords(
  act: Act,
  { id: updateId, planId }: { id: string; planId: string },
  words: readonly ApprovedWords[],
  as: Principal,
): Promise<void> {
  const documents = words.map(({ content }) => (JSON.parse(content) as UpdateContent).document);
  const content = parseContent({
    document: { type: 'doc', content: documents.flatMap((document) => document.content) },
  });
  act.write(WRITE_DRAFT, [updateId, content, 1, act.actorId, act.now]);
  act.write(ADD_DRAFT_AUTHOR, [updateId, act.actorId, onBehalfOf(act.actor, as)]);
  act.write(TAKE_AUTHORS, [updateId, words.map((each) => each.updateId)]);
  act.write(START_UPDATE, [updateId, act.now, 'approved_words']);
  await act.manager.insert(
    UpdateSource,
    words.map(({ updateId: sourceId, revisionId }, index) => ({
      ...{ id: randomUUID(), updateId, sourceId, revisionId, position: index + 1 },
      ...{ madeById: act.actorId, madeAt: act.now },
    })),
  );
  const sources = words.map(({ content: _, title: __, ...each }) => each);
  const subject = { kind: 'update', id: updateId, planId } as const;
  act.record('update.started', subject, { from: 'approved_words', sources }, as);
}
